"""The overview as a page, and a small page for every unit of which there are several years.

Templates get plain values only, everything is escaped, no value is read as a template.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from generator.collect.collected import Collected
from generator.collect.overview import branches, history, moulds, ranking, regions, spread, tree, units
from generator.collect.overview.gist import gist
from generator.collect.overview.links import Links, escaped
from generator.collect.overview.scene import Plain, Scene
from generator.collect.overview.years import years
from generator.collect.sum_filing import file_names
from generator.common import data_folders
from generator.form.library import Library
from generator.writers.html.policy import guarded
from generator.writers.style.tokens import BASE, find

PAGE, UNITS, BRANCHES = "index.html", "单位", "下级"
# The templates, the style and the script of the pages; charts are those of reports.
LOOK = Path(__file__).parent / "look"
TEMPLATE, UNIT_TEMPLATE, SCRIPT = "index.html.j2", "unit.html.j2", "sorting.js"


def pages(
    collected: Collected,
    library: Library,
    links: Links,
    sum_files: dict[str, str],
    whole: int = branches.WHOLE,
) -> dict[str, bytes]:
    """The pages by their names; ``sum_files`` are the names of the sums' files without their endings.  Of
    more units than ``whole`` those below each upper unit stand on a page of its own."""
    heads = branches.heads(collected, whole)
    of_heads = {key: f"{BRANCHES}/{name}.html" for key, name in file_names(heads).items()}
    scene = Scene(collected, years(collected, library), links, sum_files, _escaped(of_heads))
    histories, made = _unit_pages(scene)
    found = spread.spreads(scene)
    for head in heads:
        part = branches.branch(scene, head, "../")
        far = branches.of_branch(found, scene.branch_of(head))
        made[of_heads[head.key]] = _page(part, far, histories)
    return {**made, PAGE: _page(scene, found, histories)}


def _unit_pages(scene: Scene) -> tuple[dict[str, str], dict[str, bytes]]:
    """The addresses of the pages of units by their keys, and the pages by their names."""
    units = [each.unit for each in scene.collected.standings]
    names = file_names(units)
    known = {unit.key: found for unit in units if (found := history.of_unit(scene, unit))}
    paths = {key: f"{UNITS}/{names[key]}.html" for key in known}
    return _escaped(paths), {paths[key]: _unit_page(scene, key, found) for key, found in known.items()}


def _escaped(paths: dict[str, str]) -> dict[str, str]:
    return {key: escaped(path) for key, path in paths.items()}


def _page(scene: Scene, found: list[spread.Spread], histories: dict[str, str]) -> bytes:
    # Without white space around it: the HTML checker takes the digest of what is between.
    script = (LOOK / SCRIPT).read_text(encoding="utf-8").strip()
    values = {**_values(scene, found, histories), "script": script, "style": find(BASE).model_dump()}
    return _bytes(guarded(_template(TEMPLATE).render(values), script))


def _values(scene: Scene, found: list[spread.Spread], histories: dict[str, str]) -> Plain:
    return {
        "root": scene.root,
        "top": f"{scene.root}{PAGE}",
        "named": branches.NAMED if scene.pages else len(scene.collected.standings),
        "branches": branches.branches(scene, scene.pages),
        "gist": gist(scene),
        "measures": [{"label": each.label, "unit": each.unit} for each in scene.measures],
        "form": scene.form.version if scene.form else "",
        "last": scene.years.last.year if scene.years.last else 0,
        "regions": regions.regions(scene),
        "sums": regions.sum_table(scene),
        "missing": units.missing(scene),
        "late": units.late(scene),
        "wrong": units.wrong(scene),
        "rules": units.rules(scene),
        "conflicts": regions.conflicts(scene),
        "remarks": regions.remarks(scene),
        "tree": tree.tree(scene),
        "spreads": spread.spread_table(found),
        "outliers": spread.outliers(scene, found),
        "outlier_count": spread.outlier_count(found),
        "rankings": ranking.rankings(scene),
        "movers": ranking.movers(scene),
        **_copies(scene),
        "history": history.of_region(scene),
        "units": _with_histories(scene, units.units(scene, spread.marks(found)), histories),
    }


def _copies(scene: Scene) -> Plain:
    """Who has texts of whom: of one mould, two alike, those of the year before."""
    return {
        "moulds": moulds.moulds(scene),
        "pairs": moulds.pairs(scene),
        "own_copies": moulds.own_copies(scene),
        "shown": moulds.SHOWN,
    }


def _with_histories(scene: Scene, rows: list[Plain], histories: dict[str, str]) -> list[Plain]:
    """The rows of the units, each with the address of its history."""
    paths = [histories.get(row["key"], "") for row in rows]
    return [
        {**row, "history": f"{scene.root}{path}" if path else ""}
        for row, path in zip(rows, paths, strict=True)
    ]


def _unit_page(scene: Scene, key: str, found: Plain) -> bytes:
    for row in found["rows"]:
        address = scene.links.of(row["source"])
        # The page lies one folder deeper than the overview.
        row["address"] = f"../{address}" if address else ""
    page = f"../{scene.elsewhere.get(key, PAGE)}"
    return _bytes(guarded(_template(UNIT_TEMPLATE).render(history=found, page=page)))


def _bytes(page: str) -> bytes:
    # The name of a file may hold what is no character.
    return page.encode("utf-8", "replace")


@cache
def _template(name: str) -> Any:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader([LOOK, data_folders.folder("templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
