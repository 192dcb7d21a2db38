"""A row that the end of a page cuts in two is one row, where the halves are the name of one."""

from __future__ import annotations

import pytest

from generator.findings.position import Position
from generator.form.library import SHIPPED
from generator.importers.cut_rows import whole_rows
from generator.importers.names import FormNames
from generator.importers.pages import Cell, Grid
from generator.importers.sources import find
from generator.importers.tables import read_tables
from tests.importers.printed import codes, figures, imported, numbers, report
from tests.importers.test_pdf import BORDERS, printed_page
from tests.importers.test_wild_labels import SURE, spoilt

FORM = SHIPPED.find("2021")
FIGURES = ("125", "2", "0", "0", "0", "7", "134")
NONE = ("",) * 7


def grid(page: int, *rows: tuple[str, ...]) -> Grid:
    cells = (
        tuple(Cell(text, Position(page=page, row=number)) for text in row)
        for number, row in enumerate(rows, 1)
    )
    return Grid(tuple(cells), Position(page=page, table=1))


def halves(upper: tuple[str, ...], lower: tuple[str, ...], page: int = 2) -> list[tuple[str, ...]]:
    """The rows that come of a row at the end of a page and one at the beginning of another."""
    whole = whole_rows(FormNames(FORM), [grid(1, upper), grid(page, lower)])
    return [tuple(cell.text.replace("\n", "") for cell in row) for each in whole for row in each.rows]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("四、结转下", *FIGURES), ("年度继续办理", *NONE)),
        (("四、结转下", *NONE), ("年度继续办理", *FIGURES)),
        (("", *FIGURES), ("四、结转下年度继续办理", *NONE)),
        (("四、结转下年度继续办理", *NONE), ("", *FIGURES)),
    ],
)
def test_two_halves_of_a_name_with_the_figures_of_one_are_a_row(upper, lower):
    assert halves(upper, lower) == [("四、结转下年度继续办理", *FIGURES)]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("四、结转下", *FIGURES), ("年度继续办理", *FIGURES)),
        (("其中：网上", *FIGURES), ("年度继续办理", *NONE)),
        (("3.其他", *FIGURES), ("处理", *NONE)),
    ],
)
def test_what_may_be_two_rows_stays_two_rows(upper, lower):
    assert halves(upper, lower) == [upper, lower]


def test_only_the_end_of_a_page_cuts_a_row():
    upper, lower = ("四、结转下", *FIGURES), ("年度继续办理", *NONE)
    assert halves(upper, lower, page=1) == [upper, lower]
    assert halves(upper, lower, page=3) == [upper, lower]


def test_the_figures_of_a_cut_row_are_read_without_doubt_at_their_place():
    whole = [grid(1, ("四、结转下", *FIGURES)), grid(2, ("年度继续办理", *NONE))]
    taken = read_tables(whole, FORM, part=True).cells["申请办理情况.结转下年度.自然人"]
    assert (taken.figure.number, taken.doubt, taken.at.page) == ("125", "", 1)


def test_vertical_labels_that_the_pages_of_a_pdf_cut_lose_no_number():
    result = imported(find("pdf").read(printed_page(BORDERS["full"], report(spoilt(SURE["vertical"])))))
    assert len({at.page for at in result.places.values()}) > 5
    assert numbers(result) == figures()
    assert not {"I10", "I11", "I20", "I41"} & set(codes(result))
