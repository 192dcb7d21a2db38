"""Tables of a PDF, however they are ruled, and over pages."""

from __future__ import annotations

import pytest

from generator.importers.sources import find
from tests.conftest import ROOT
from tests.importers.printed import (
    TITLE,
    Table,
    figures,
    imported,
    numbers,
    page,
    report,
    tables,
    wrong_silently,
)

BORDERS = {
    "full": "td {border: 0.5pt solid black}",
    "hair": "td {border: 0.2pt solid #bbb}",
    "double": "td {border: 2pt double black}",
    "shaded": "td {background: #e8eef8; border: 1.2pt solid white}",
    "dotted": "td {border: 1pt dotted black}",
    "across": "td {border-top: 0.5pt solid black; border-bottom: 0.5pt solid black}",
    "none": "",
}
CLOSE = ("full", "hair", "double", "shaded")


def printed_page(style: str, parts: list[str | Table], margin: str = "20mm", tag: str = "") -> bytes:
    weasyprint = pytest.importorskip("weasyprint")
    fonts = (ROOT / "styles/fonts/NianbaoSong-Regular.otf").as_uri()
    sheet = (
        f"@font-face {{font-family: S; src: url({fonts})}} @page {{size: A4; margin: {margin}}}"
        f"body {{font: 9pt S}} table {{border-collapse: collapse; width: 100%}} td {{padding: 2pt}} {style}"
    )
    text = page(parts, head=f"<style>{sheet}</style>").replace("@@", tag)
    return weasyprint.HTML(string=text).write_pdf()


@pytest.mark.parametrize("border", BORDERS)
def test_a_table_of_a_pdf_is_read_whatever_its_rules(border):
    parts = [TITLE, "三、收到和处理政府信息公开申请情况", tables()["申请办理情况"]]
    result = imported(find("pdf").read(printed_page(BORDERS[border], parts)))
    wanted = {path: number for path, number in figures().items() if path.startswith("申请")}
    got = numbers(result)
    assert wrong_silently(result) == {}
    right = sum(got[path] == number for path, number in wanted.items())
    assert right == len(wanted) if border in CLOSE else right >= 0.9 * len(wanted)


def test_a_table_goes_on_over_pages_of_a_pdf_without_its_heads():
    style = f"{BORDERS['full']} td {{padding: 8pt 2pt}}"
    result = imported(find("pdf").read(printed_page(style, report(), "35mm 20mm")))
    assert numbers(result) == figures()
    pages_of = {at.page for path, at in result.places.items() if path.startswith("申请")}
    assert len(pages_of) > 1


def test_a_pdf_says_on_which_page_in_which_row_and_column_a_number_stands():
    pages = find("pdf").read(printed_page(BORDERS["full"], report()))
    at = imported(pages).places["申请办理情况.本年新收.自然人"]
    assert (at.page, at.row, at.column) == (1, 4, 4)
