"""A filing as a workbook: every figure and text at its place, sums and balances as the rules have them."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from generator.batch.desk import examine
from generator.compose.blank import Known, blank
from generator.filing.filing import Filing, State
from generator.filing.read import read_file
from generator.form.library import SHIPPED, Library
from generator.report.sheets import Share
from generator.rules.kinds import equations_of, gives_equations
from generator.workbook.plan import blank_workbook, exported, workbook
from generator.writers.xlsx.file import file_of
from tests.conftest import CORRECT, EXAMPLES
from tests.workbook.reading import difference, opened, rows

FORMS_WITH_TABLES = [version for version in SHIPPED.versions() if SHIPPED.find(version).tables]


def filing(name: str) -> Filing:
    found = examine(read_file(EXAMPLES / f"{name}.yaml")).filing
    assert found is not None
    return found


def test_a_workbook_is_the_same_bytes_twice():
    assert file_of(exported(filing("2021"))) == file_of(exported(filing("2021")))


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_every_number_of_a_filing_stands_once_in_its_workbook(path):
    found = filing(path.stem)
    book = exported(found)
    numbers = {box.path: box for sheet in book.sheets for box in sheet.boxes if box.path in found.cells}
    assert set(numbers) == set(found.cells)
    for address, box in numbers.items():
        cell = found.cells[address]
        if box.formula:
            assert cell.state in (State.COMPUTED, State.LEFT_OUT), address
        elif cell.state is State.GIVEN and not isinstance(box.value, str):
            assert box.value == cell.value, address


def test_the_tables_are_merged_as_they_are_printed():
    book = opened(file_of(exported(filing("2021"))))
    sheet = book["申请办理情况"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A5:C7", "D5:J5", "D6:D7", "E6:I6", "J6:J7"} <= merged
    assert sheet["A8"].value == "一、本年新收政府信息公开申请数量"
    assert [sheet.cell(8, column).value for column in range(4, 10)] == [125, 2, 0, 0, 0, 7]
    assert sheet.freeze_panes == "D8"


def test_a_total_is_a_formula_and_says_what_it_comes_to_even_unopened():
    data = file_of(exported(filing("2021")))
    formulas, values = opened(data)["申请办理情况"], opened(data, values=True)["申请办理情况"]
    assert formulas["J8"].value == "=ROUND(SUM(D8:I8),6)"
    assert values["J8"].value == 134


def test_what_is_to_be_filled_in_is_open_and_all_else_is_locked_without_a_password():
    sheet = opened(file_of(exported(filing("2021"))))["申请办理情况"]
    assert not sheet["D8"].protection.locked
    assert sheet["J8"].protection.locked
    assert sheet["A8"].protection.locked
    assert sheet.protection.sheet
    assert not sheet.protection.password


def test_only_whole_numbers_from_nought_up_go_into_a_count():
    sheet = opened(file_of(exported(filing("2021"))))["申请办理情况"]
    of_cell = [rule for rule in sheet.data_validations.dataValidation if "D8" in str(rule.sqref).split()]
    assert [(rule.type, rule.operator, rule.formula1) for rule in of_cell] == [
        ("whole", "greaterThanOrEqual", "0")
    ]


def with_mistakes(found: Filing, seed: int) -> Filing:
    """The filing with a few numbers changed, totals among them, which are then written and not computed."""
    chance = random.Random(seed)
    cells = dict(found.cells)
    for path in chance.sample(sorted(cells), 5):
        value = int(cells[path].value or 0) + chance.choice([-2, -1, 1, 2, 10])
        cells[path] = replace(cells[path], value=value, state=State.GIVEN, parts=(), written="")
    for _ in range(3):  # totals of totals
        for path, cell in cells.items():
            if cell.parts:
                cells[path] = replace(cell, value=sum(int(cells[part].value or 0) for part in cell.parts))
    return replace(found, cells=cells)


@pytest.mark.parametrize("name", ["2021", "2019", "2014"])
def test_formulas_come_to_what_the_rules_find_in_filingswith_mistakes(name):
    found, compared, unequal = filing(name), 0, 0
    for seed in range(34):
        wrong = with_mistakes(found, seed)
        book = opened(file_of(exported(wrong)))
        sheet = book["勾稽核对"]
        told = [(row[0], difference(book, sheet, str(row[3]))) for row in rows(sheet)[3:]]
        for rule in (rule for rule in wrong.format.rules if gives_equations(rule)):
            ours = [each.residual for each in equations_of(rule, wrong) if not each.implied and each.residual]
            theirs = [amount for code, amount in told if code == rule.code and amount]
            assert theirs == ours, (seed, rule.code)
            compared, unequal = compared + 1, unequal + len(ours)
    assert compared > 60
    assert unequal > 20


def test_a_number_that_breaks_a_balance_turns_it_and_all_it_names_red():
    wrong = filing("2021")
    path = "申请办理情况.本年新收.自然人"
    cells = {**wrong.cells, path: replace(wrong.cells[path], value=130)}
    book = opened(file_of(exported(replace(wrong, cells=cells))))
    sheet = book["申请办理情况"]
    red = {str(area.sqref) for area in sheet.conditional_formatting}
    assert {"D8", "D9", "D31", "D32"} <= red
    below = [row for row in rows(sheet) if "第一项加第二项之和" in str(row[0])]
    assert difference(book, sheet, below[-1][3]) == 5


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_a_blank_workbook_asks_for_every_field_number_and_text_of_its_form(version):
    form = SHIPPED.find(version)
    book = blank_workbook(form, blank(form, Known()), None)
    paths = {box.path for sheet in book.sheets for box in sheet.boxes}
    rooms = {room.path for sheet in book.sheets for room in sheet.rooms}
    assert set(form.addresses) <= paths
    assert set(form.narratives) == rooms
    assert {"head.机关", "head.年度", "head.联系方式.电话"} <= paths
    data = opened(file_of(book), values=True)
    assert data.sheetnames[:2] == ["填报情况", "基本信息"]
    states = {row[0]: row[1:] for row in rows(data["填报情况"])[3:]}
    assert states["基本信息"][0] == 5
    assert {row[2] for row in states.values()} <= {"还没填完", "不平衡", "填好了"}


@pytest.mark.parametrize("version", FORMS_WITH_TABLES)
def test_last_years_figures_and_texts_stand_beside_this_years(version):
    last = filing(version)
    form = last.format
    book = opened(file_of(blank_workbook(form, blank(form, Known()), last)))
    table = next(iter(form.tables))
    written = [cell for row in rows(book[table]) for cell in row]
    assert any(str(value).startswith("上年") for value in written)
    path = next(path for path in form.narratives if path in last.texts)
    sheet = book[path.rpartition(".")[2]]
    assert sheet["B3"].value == "上年的文字（供参考，不印）"
    assert sheet["B4"].value == last.texts[path].scalar.text.split("\n")[0]


def test_texts_stand_a_paragraph_a_row_as_they_are_written_and_are_no_formulas():
    found = filing("2021")
    path = "总体情况.主动公开"
    scalar = found.texts[path].scalar
    text = replace(found.texts[path], scalar=replace(scalar, text="=1+1\n第二段\n"))
    odd = replace(found, texts={**found.texts, path: text})
    sheet = opened(file_of(workbook(odd, odd.document.root, None)))["主动公开"]
    assert (sheet["A4"].value, sheet["A4"].data_type, sheet["A5"].value) == ("=1+1", "s", "第二段")


def test_the_first_sheet_counts_what_is_missing_and_what_does_not_balance():
    found = filing("2021")
    path = "申请办理情况.本年新收.自然人"
    cells = {**found.cells, path: replace(found.cells[path], value=None, state=State.BLANK)}
    states = {
        row[0]: row[1:]
        for row in rows(opened(file_of(exported(replace(found, cells=cells))), values=True)["填报情况"])[3:]
    }
    assert states["申请办理情况"] == [1, 1, "还没填完"]
    assert states["主动公开情况"] == [0, 0, "填好了"]
    assert Fraction(states["复议诉讼情况"][0]) == 0


OWN_FORMS = Path(__file__).parent.parent / "data" / "forms"


@pytest.mark.parametrize("folder", sorted(OWN_FORMS.glob("*/format.yaml")), ids=lambda path: path.parent.name)
def test_every_form_that_the_language_allows_becomes_a_workbook(folder):
    form = Library((OWN_FORMS,)).find(folder.parent.name)
    book = blank_workbook(form, blank(form, Known()), None)
    boxes = {box.path: box for sheet in book.sheets for box in sheet.boxes}
    assert set(form.addresses) | set(form.words) <= set(boxes)
    opened(file_of(book))
    for path in form.words:
        kind = form.kinds[form.words[path].kind]
        assert boxes[path].choices == (("是", "否") if kind.holds == "是否" else kind.choices), path


def test_a_share_is_a_formula_that_comes_to_what_is_printed():
    computed = [
        (form, address)
        for path in OWN_FORMS.glob("*/format.yaml")
        for form in [Library((OWN_FORMS,)).find(path.parent.name)]
        for address in form.addresses.values()
        if address.computed_row or address.computed_column
    ]
    assert computed
    for form, address in computed:
        boxes = {
            box.path: box
            for sheet in blank_workbook(form, blank(form, Known()), None).sheets
            for box in sheet.boxes
        }
        formula = boxes[address.path].formula
        assert isinstance(formula, Share)
        assert formula.value(lambda paths: Fraction(0)) in ("—", 0)
        assert formula.formula(",".join)
