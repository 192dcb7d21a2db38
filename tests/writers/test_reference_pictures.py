"""Every page of every example looks as it did; `make references` renews what it should look like."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.form.table_grid import Role
from generator.report.build import Report, TableBlock
from generator.writers.order import Order
from generator.writers.style.tokens import styles
from generator.writers.write import render
from tests.conftest import CORRECT, ROOT
from tests.pictures import REFERENCES, differences, pictures, references, renew


def printed(report: Report, style: str) -> bytes:
    return render(report, Order(("pdf",), style=style, system_fonts=False))["pdf"]


@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_every_page_looks_as_it_did(
    path: Path, style: str, reports: dict[str, Report], request: pytest.FixtureRequest
) -> None:
    folder = REFERENCES / style / path.stem
    now = pictures(printed(reports[path.stem], style))
    if request.config.getoption("renew"):
        renew(folder, now)
    before = references(folder)
    assert before, f"没有 {folder.relative_to(ROOT)} 的页面图：看过成品之后运行 make references"
    found = [str(difference) for difference in differences(f"{style}-{path.stem}", before, now)]
    assert found == [], "若改得对，运行 make references 更新"


def test_no_picture_is_left_of_an_example_or_a_style_that_is_gone() -> None:
    kept = {path.parent for path in REFERENCES.rglob("*.png")}
    assert kept == {REFERENCES / style / path.stem for style in styles() for path in CORRECT}


def test_the_pictures_are_small() -> None:
    sizes = [path.stat().st_size for path in REFERENCES.rglob("*.png")]
    assert len(sizes) > 20
    assert sum(sizes) < 3_000_000


def test_one_figure_of_one_table_is_seen_to_change(
    reports: dict[str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.pictures.SEEN", tmp_path)
    monkeypatch.setattr("tests.pictures.ROOT", tmp_path)
    report = reports["2021"]
    before = pictures(printed(report, "gongwen"))
    blocks = tuple(_with_another_figure(block) for block in report.blocks)
    found = list(differences("x", before, pictures(printed(replace(report, blocks=blocks), "gongwen"))))
    assert [difference.page for difference in found] == [6, 7]
    for difference in found:
        assert {path.stem for path in difference.folder.iterdir()} == {"reference", "now", "difference"}
    assert list(differences("x", before, before)) == []
    assert [difference.page for difference in differences("x", before, before[:-1])] == [len(before)]


def _with_another_figure(block: object) -> object:
    """A table whose first 0 is a 6, the hardest to tell from it."""
    if not isinstance(block, TableBlock):
        return block
    first = next(place for place in block.places if place.role is Role.NUMBER and place.text == "0")
    places = (replace(place, text="6") if place is first else place for place in block.places)
    return replace(block, places=tuple(places))
