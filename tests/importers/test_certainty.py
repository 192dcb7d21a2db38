"""What cannot be read is proposed where sums leave one number, and never taken; breaks are kept."""

from __future__ import annotations

import pytest

from tests.importers.printed import Printed, codes, figures, from_tables, numbers, tables, wrong_silently


def spoilt(section: str, row: int, column: int, text: str):
    """The example's tables with one figure written otherwise; the column counts from the last."""
    there = tables()
    rows = [list(line) for line in there[section]]
    cell = rows[row][-column]
    rows[row][-column] = Printed(text, cell.right, cell.down)
    there[section] = rows
    return there


def test_a_number_that_cannot_be_read_is_proposed_by_the_sums_and_not_taken():
    result = from_tables(spoilt("申请办理情况", 3, 7, "l25"))
    assert numbers(result)["申请办理情况.本年新收.自然人"] == "None"
    (proposed,) = [finding for finding in result.findings if finding.code == "I21"]
    assert "应当是 125" in proposed.message
    assert proposed.cells == ("申请办理情况.本年新收.自然人",)
    (row,) = [line for line in result.text.split("\n") if line.startswith("  本年新收:")]
    assert "[null, 2, 0, 0, 0, 7, 134]" in row
    assert "存疑：自然人印的是“l25”" in row
    assert "推算应当是 125" in row


def test_where_the_sums_disagree_nothing_is_proposed():
    there = spoilt("申请办理情况", 3, 7, "l25")
    last = there["申请办理情况"][-1]
    there["申请办理情况"][-1] = [*last[:-7], Printed("23"), *last[-6:]]
    assert "I21" not in codes(from_tables(there))


def test_a_printed_break_is_kept():
    result = from_tables(spoilt("申请办理情况", 27, 7, "9"))
    assert numbers(result)["申请办理情况.结转下年度.自然人"] == "9"
    assert numbers(result)["申请办理情况.结转下年度.总计"] == "22"


@pytest.mark.parametrize("text", ["1 25", "1\n25"])
def test_figures_that_stand_apart_are_joined_and_told(text):
    result = from_tables(spoilt("申请办理情况", 3, 7, text))
    assert numbers(result) == figures()
    assert codes(result).count("I18") == 1
    assert "存疑：数字中间断开了" in result.text


@pytest.mark.parametrize(
    "text", ["约125", "125余", "一百二十五", "12O", "125-130", "－125", "1,25", "125、130"]
)
def test_what_is_no_number_is_never_made_one(text):
    result = from_tables(spoilt("申请办理情况", 3, 7, text))
    assert numbers(result)["申请办理情况.本年新收.自然人"] == "None"
    assert "I13" in codes(result)
    assert wrong_silently(result) == {}


def test_a_remark_in_a_cell_stays_with_its_number():
    result = from_tables(spoilt("申请办理情况", 3, 7, "125（其中网上80件）"))
    assert '{数: 125, 备注: "其中网上80件"}' in result.text
    assert numbers(result) == figures()


def test_a_number_that_is_there_twice_and_differs_is_told():
    there = tables()
    rows = there["主动公开情况"]
    there["主动公开情况"] = [*rows, [Printed("行政许可"), Printed("77", 3)]]
    result = from_tables(there)
    assert numbers(result) == figures()
    assert "I17" in codes(result)


def test_an_offices_own_table_in_its_text_gives_no_number():
    from tests.importers.printed import imported, page, read_page, report

    parts = report()
    place = next(number for number, part in enumerate(parts) if part == "一、总体情况")
    own = [
        [Printed(text) for text in row]
        for row in (["事项", "件数"], ["行政处罚", "99"], ["网站", "7"], ["公报", "8"])
    ]
    result = imported(read_page(page([*parts[: place + 1], own, *parts[place + 1 :]])))
    assert numbers(result) == figures()
    assert "| 行政处罚 | 99 |" in result.text
