"""A workbook that we made comes back as the filing it holds, and as what was filled into it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from generator.batch.desk import examine
from generator.compose.blank import Known, blank
from generator.filing.filing import Filing
from generator.filing.read import read
from generator.form.library import SHIPPED
from generator.importers.extract import Imported, extract
from generator.importers.pages import Unreadable
from generator.importers.sources import find
from generator.report.published import published
from generator.workbook.plan import blank_workbook, exported
from generator.writers.xlsx.file import file_of
from tests.conftest import CORRECT, EXAMPLES
from tests.workbook.test_plan import filing


def back(data: bytes) -> Imported:
    return extract(find("workbook").read(data), "填报.xlsx", SHIPPED)


def loaded(result: Imported) -> Filing:
    found = examine(read(result.text.encode(), "back.yaml", EXAMPLES)).filing
    assert found is not None
    return found


def figures(found: Filing) -> dict[str, tuple[object, str]]:
    return {
        path: (cell.value, cell.remark.text.strip() if cell.remark else "")
        for path, cell in {**found.cells, **found.free_cells}.items()
    }


def texts(found: Filing) -> dict[str, str]:
    """What a filing says to others, by path; pictures have other names there."""
    public = examine(read(published(found).encode(), "public.yaml", EXAMPLES)).filing
    assert public is not None
    return {path: text.scalar.text.strip() for path, text in public.texts.items() if text.scalar.text.strip()}


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_an_example_comes_back_whole(path):
    there = filing(path.stem)
    result = back(file_of(exported(there)))
    here = loaded(result)
    assert figures(here) == figures(there)
    assert texts(here) == texts(there)
    assert published(here).count("附表") == published(there).count("附表")
    public = {"waivers": (), "previous": None, "local": None}
    assert here.header is not None
    assert there.header is not None
    assert here.header.model_copy(update=public) == there.header.model_copy(update=public)
    assert [(table.title, table.kinds) for table in here.own_tables] == [
        (table.title, table.kinds) for table in there.own_tables
    ]
    assert not [finding for finding in result.findings if finding.cells]


def changed(change) -> Imported:
    """The example's workbook after somebody worked in it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(file_of(exported(filing("2021")))))
    change(book)
    data = io.BytesIO()
    book.save(data)
    return back(data.getvalue())


def test_a_figure_typed_over_comes_back_and_totals_are_never_what_was_once_computed():
    def type_over(book):
        book["申请办理情况"]["D8"] = 130

    here = loaded(changed(type_over))
    assert here.cells["申请办理情况.本年新收.自然人"].value == 130
    assert here.cells["申请办理情况.本年新收.总计"].value == 139


def test_a_row_put_in_and_a_name_taken_out_move_no_figure():
    def insert(book):
        sheet = book["申请办理情况"]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(9)
        sheet["C9"], sheet["D9"] = "其中：网上申请", 3

    result = changed(insert)
    (told,) = [finding for finding in result.findings if finding.code == "I11"]
    assert "其中：网上申请" in told.message
    here, there = figures(loaded(result)), figures(filing("2021"))
    assert {path: here[path] for path in there if path.startswith("申请办理情况.")} == {
        path: value for path, value in there.items() if path.startswith("申请办理情况.")
    }


def test_a_sum_that_was_typed_over_is_told_and_not_taken():
    def type_over(book):
        sheet = book["申请办理情况"]
        (place,) = [cell for cell in sheet[8] if str(cell.value).startswith("=")]
        place.value = 140

    result = changed(type_over)
    (told,) = [finding for finding in result.findings if finding.code == "I45"]
    assert told.cells == ("申请办理情况.本年新收.总计",)
    assert "140" in told.message
    assert "134" in told.message
    assert loaded(result).cells["申请办理情况.本年新收.总计"].value == 134


def test_numbers_written_as_text_and_in_full_width_are_the_same_numbers():
    def as_text(book):
        sheet = book["申请办理情况"]
        sheet["D8"], sheet["E8"], sheet["D9"] = "１２５", "2", "1,013"

    cells = loaded(changed(as_text)).cells
    places = ("本年新收.自然人", "本年新收.商业企业", "上年结转.自然人")
    assert [cells[f"申请办理情况.{place}"].value for place in places] == [125, 2, 1013]


def test_what_is_no_number_is_told_and_left_empty():
    def words(book):
        book["申请办理情况"]["D8"] = "约一百"

    result = changed(words)
    assert any("约一百" in finding.message for finding in result.findings)
    assert loaded(result).cells["申请办理情况.本年新收.自然人"].value is None


def test_a_sheet_of_somebodys_own_is_told_and_not_read():
    def add(book):
        book.create_sheet("草稿")["A1"] = "自己算的"

    (told,) = [finding for finding in changed(add).findings if finding.code == "I37"]
    assert "草稿" in told.message


def test_a_remark_of_which_the_number_cannot_be_told_is_said():
    def remark(book):
        sheet = book["主动公开情况"]
        column = next(cell.column for cell in sheet[5] if cell.value == "备注")
        sheet.cell(8, column).value = "其中修订4件"

    assert "I36" in {finding.code for finding in changed(remark).findings}


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_a_blank_workbook_comes_back_blank(version):
    form = SHIPPED.find(version)
    result = back(file_of(blank_workbook(form, blank(form, Known()), None)))
    assert result.form is not None
    assert result.form.version == version
    assert result.numbers == 0
    here = loaded(result)
    assert not [path for path, cell in here.cells.items() if cell.value and not cell.parts]


def test_last_years_figures_beside_are_never_this_years():
    last = filing("2021")
    form = last.format
    here = loaded(back(file_of(blank_workbook(form, blank(form, Known()), last))))
    assert not [path for path, cell in here.cells.items() if cell.value]


def test_a_workbook_of_a_form_that_there_is_not_is_refused_in_words():
    def of_tomorrow(book):
        sheet = book["基本信息"]
        (row,) = [row for row in sheet.iter_rows(min_row=4) if row[0].value == "格式"]
        row[1].value = "2077"

    with pytest.raises(Unreadable, match="2077"):
        changed(of_tomorrow)
