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
from generator.collect.overview import history, moulds, ranking, regions, spread, tree, units
from generator.collect.overview.gist import gist
from generator.collect.overview.links import Links, escaped
from generator.collect.overview.scene import Plain, Scene
from generator.collect.overview.years import years
from generator.collect.sum_filing import file_names
from generator.common import data_folders
from generator.form.library import Library
from generator.writers.html.policy import guarded
from generator.writers.style.tokens import BASE, find

PAGE, UNITS = "index.html", "单位"
# The templates, the style and the script of the pages; charts are those of reports.
LOOK = Path(__file__).parent / "look"
TEMPLATE, UNIT_TEMPLATE, SCRIPT = "index.html.j2", "unit.html.j2", "sorting.js"


def pages(
    collected: Collected, library: Library, links: Links, sum_files: dict[str, str]
) -> dict[str, bytes]:
    """The pages by their names; ``sum_files`` are the names of the sums' files without their endings."""
    scene = Scene(collected, years(collected, library), links, sum_files)
    names = file_names([each.unit for each in collected.standings])
    known = {
        standing.unit.key: found
        for standing in collected.standings
        if (found := history.of_unit(scene, standing.unit))
    }
    paths = {key: f"{UNITS}/{names[key]}.html" for key in known}
    made = {paths[key]: _unit_page(scene, found) for key, found in known.items()}
    return {**made, PAGE: _page(scene, paths)}


def _page(scene: Scene, histories: dict[str, str]) -> bytes:
    # Without white space around it: the HTML checker takes the digest of what is between.
    script = (LOOK / SCRIPT).read_text(encoding="utf-8").strip()
    values = {**_values(scene, histories), "script": script, "style": find(BASE).model_dump()}
    return _bytes(guarded(_template(TEMPLATE).render(values), script))


def _values(scene: Scene, histories: dict[str, str]) -> Plain:
    found = spread.spreads(scene)
    return {
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
        "moulds": moulds.moulds(scene),
        "pairs": moulds.pairs(scene),
        "own_copies": moulds.own_copies(scene),
        "shown": moulds.SHOWN,
        "history": history.of_region(scene),
        "units": _with_histories(scene, units.units(scene, spread.marks(found)), histories),
    }


def _with_histories(scene: Scene, rows: list[Plain], histories: dict[str, str]) -> list[Plain]:
    """The rows of the units, each with the address of its history."""
    keys = [each.unit.key for each in scene.collected.standings]
    paths = [escaped(histories.get(key, "")) for key in keys]
    paths += [""] * (len(rows) - len(paths))
    return [{**row, "history": path} for row, path in zip(rows, paths, strict=True)]


def _unit_page(scene: Scene, found: Plain) -> bytes:
    for row in found["rows"]:
        address = scene.links.of(row["source"])
        # The page lies one folder deeper than the overview.
        row["address"] = f"../{address}" if address else ""
    return _bytes(guarded(_template(UNIT_TEMPLATE).render(history=found, page=f"../{PAGE}")))


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
