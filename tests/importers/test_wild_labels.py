"""Tables as offices write them: each habit alone, and pairs of them; a number is never wrong in silence."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.importers.printed import (
    Printed,
    Table,
    changed,
    codes,
    figures,
    flat,
    from_tables,
    imported,
    numbers,
    page,
    read_page,
    report,
    tables,
    wrong_silently,
)

NUMBER = re.compile(r"[0-9.]+")


def labels(change):
    """A habit of labels alone."""
    return lambda rows: changed(rows, lambda text: text if NUMBER.fullmatch(text) else change(text))


def values(change):
    """A habit of figures alone."""
    return lambda rows: changed(rows, lambda text: change(text) if NUMBER.fullmatch(text) else text)


def without_heads(rows: Table) -> Table:
    """Table three without its three lines of heads."""
    return rows[3:] if len(rows) == 28 else rows


TRADITIONAL = str.maketrans("开请总计办结转关属规数额费无处", "開請總計辦結轉關屬規數額費無處")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def unit_behind(rows: Table) -> Table:
    """Every count with its unit; the last row of table two is an amount."""
    counted = values(lambda text: f"{text}件")(rows)
    return [*counted[:-1], rows[-1]] if len(rows) == 14 else counted


SURE = {
    "blanks within": labels(" ".join),
    "broken over lines": labels(lambda text: "\n".join(re.findall("(?s).{1,3}", text))),
    "vertical": labels("\n".join),
    "other numbers": labels(lambda text: re.sub(r"^(\d)\.", r"\1、", text)),
    "numbers in brackets": labels(lambda text: re.sub(r"^(\d)\.", r"（\1）", text)),
    "no numbers": labels(lambda text: re.sub(r"^(?:\d\.|（[一二三四五六七]）|[一二三四]、)", "", text)),
    "half width": labels(lambda text: text.translate(str.maketrans("（），：、“”", '(),:,""'))),
    "curly quotes gone": labels(lambda text: text.replace("“", "").replace("”", "")),
    "traditional": labels(lambda text: text.translate(TRADITIONAL)),
    "radicals": labels(lambda text: text.translate(str.maketrans("一二人文行不见", "⼀⼆⼈⽂⾏不⻅"))),
    "bracket gone": labels(lambda text: re.sub(r"（区分处理.*）", "", text)),
    "blank characters": labels(lambda text: f"\u3000{text}\xa0"),
    "full-width figures": values(lambda text: text.translate(WIDE)),
    "units": unit_behind,
    "blanks about figures": values(lambda text: f" {text}\u3000"),
    "thousands": values(lambda text: f"{int(text):,}" if text.isdecimal() else text),
    "no heads": without_heads,
    "a line of blanks": lambda rows: (
        [row for each in rows for row in (each, [Printed("")])][:-1]
        if all(cell.down == 1 for row in rows for cell in row)
        else rows
    ),
}


def after(habit, other):
    return lambda rows: other(habit(rows))


PAIRS = [pair for pair in itertools.combinations(SURE, 2) if "a line of blanks" not in pair]


def spoilt(habit) -> dict[str, Table]:
    return {section: habit(rows) for section, rows in tables().items()}


@pytest.mark.parametrize("habit", SURE)
def test_a_habit_of_writing_changes_no_number(habit):
    result = from_tables(spoilt(SURE[habit]))
    assert numbers(result) == figures()


@pytest.mark.parametrize("pair", PAIRS[::4], ids=" and ".join)
def test_two_habits_at_once_change_no_number(pair):
    first, second = pair
    result = from_tables(spoilt(after(SURE[first], SURE[second])))
    assert wrong_silently(result) == {}
    right = sum(number == figures()[path] for path, number in numbers(result).items())
    assert right >= 0.99 * len(figures())


def test_a_misspelt_label_is_guessed_and_told():
    habit = labels(lambda text: text.replace("信访举报投诉类申请", "信仿举报投诉申请"))
    result = from_tables(spoilt(habit))
    assert numbers(result) == figures()
    assert codes(result).count("I10") == 1
    assert "存疑：名称不全一样" in result.text


def test_an_abbreviated_label_is_guessed_and_told():
    habit = labels(lambda text: text.replace("5.要求行政机关确认或重新出具已获取信息", "5.要求确认信息"))
    result = from_tables(spoilt(habit))
    assert numbers(result) == figures()
    assert codes(result).count("I10") == 1


def test_a_row_that_the_form_has_not_is_left_out_and_told():
    there = tables()
    row = [Printed("其中：网上申请", 3), *[Printed(str(number)) for number in (9, 0, 0, 0, 0, 0, 9)]]
    there["申请办理情况"] = [*there["申请办理情况"][:4], row, *there["申请办理情况"][4:]]
    result = from_tables(there)
    assert numbers(result) == figures()
    (told,) = [finding for finding in result.findings if finding.code == "I11"]
    assert "其中：网上申请" in told.message
    assert (told.at.table, told.at.row) == (2, 5)


def test_a_row_that_is_gone_stays_empty_and_is_told():
    there = tables()
    rows = [[Printed(text) for text in row] for row in flat(there["申请办理情况"])]
    there["申请办理情况"] = [row for row in rows if "2.重复申请" not in {cell.text for cell in row}]
    result = from_tables(there)
    got = numbers(result)
    gone = {path for path in got if path.startswith("申请办理情况.不予处理.重复申请.")}
    assert {path: number for path, number in got.items() if path not in gone} == {
        path: number for path, number in figures().items() if path not in gone
    }
    assert re.search(r"^    重复申请:    #", result.text, re.MULTILINE)
    assert "I20" in codes(result)


def test_a_column_that_the_form_has_not_is_left_out_and_told():
    there = tables()
    rows = there["申请办理情况"]
    there["申请办理情况"] = [
        [*row, Printed("备注", 1, 3)] if place == 0 else row if place < 3 else [*row, Printed("77")]
        for place, row in enumerate(rows)
    ]
    result = from_tables(there)
    assert numbers(result) == figures()
    assert codes(result).count("I12") == 25


def without_third_column(place: int, row: list[Printed]) -> list[Printed]:
    """Table three without 科研机构, its heads made narrower as well."""
    if place == 0:
        return [row[0], Printed("申请人情况", 6)]
    if place == 1:
        return [row[0], Printed("法人或其他组织", 4), row[2]]
    gone = [cell.text for cell in row].index("科研机构") if place == 2 else len(row) - 5
    return [*row[:gone], *row[gone + 1 :]]


def test_a_column_that_is_gone_stays_empty():
    there = tables()
    rows = there["申请办理情况"]
    there["申请办理情况"] = [without_third_column(place, row) for place, row in enumerate(rows)]
    result = from_tables(there)
    assert wrong_silently(result) == {}
    got = numbers(result)
    gone = {path for path in got if path.endswith(".科研机构")}
    assert {path: number for path, number in got.items() if path not in gone} == {
        path: number for path, number in figures().items() if path not in gone
    }
    assert {got[path] for path in gone} <= {"None", "0"}
    assert "I20" in codes(result)


def test_heads_that_stand_beside_their_columns_are_not_trusted():
    """The head of a column is gone, its figures are there: no number goes under another's head."""
    there = tables()
    rows = there["申请办理情况"]
    there["申请办理情况"] = [
        [cell for cell in row if cell.text != "科研机构"] if place == 2 else row
        for place, row in enumerate(rows)
    ]
    assert wrong_silently(from_tables(there)) == {}


def test_columns_in_another_order_are_told_by_their_heads():
    def swap(place: int, row: list[Printed]) -> list[Printed]:
        first = [cell.text for cell in row].index("商业企业") if place == 2 else len(row) - 6
        return [*row[:first], row[first + 1], row[first], *row[first + 2 :]] if place >= 2 else row

    there = tables()
    there["申请办理情况"] = [swap(place, row) for place, row in enumerate(there["申请办理情况"])]
    assert numbers(from_tables(there)) == figures()


def test_a_table_cut_over_pages_goes_on_with_and_without_its_heads():
    there = tables()
    rows = [[Printed(text) for text in row] for row in flat(there["申请办理情况"])]
    for again in ([], rows[:3]):
        parts = dict(there)
        parts["申请办理情况"] = rows[:17]
        whole = report(parts)
        place = whole.index(rows[:17])
        split = [*whole[: place + 1], "- 5 -", [*again, *rows[17:]], *whole[place + 1 :]]
        result = imported(read_page(page(split)))
        assert numbers(result) == figures()


def test_other_outcomes_in_one_row_go_to_the_rest_and_are_told():
    there = tables()
    rows = there["申请办理情况"]
    first = next(place for place, row in enumerate(rows) if row[0].text == "（六）其他处理")
    one = [Printed("（六）其他处理", 2), *[Printed(str(number)) for number in (13, 0, 0, 0, 0, 0, 13)]]
    spine = [[Printed(row[0].text, 1, 20), *row[1:]] if row[0].down == 22 else row for row in rows]
    there["申请办理情况"] = [*spine[:first], one, *rows[first + 3 :]]
    result = from_tables(there)
    got = numbers(result)
    assert got["申请办理情况.其他处理.其他.自然人"] == "13"
    assert got["申请办理情况.其他处理.逾期不补正.自然人"] == "None"
    assert "I16" in codes(result)
    assert wrong_silently(result).keys() <= {
        f"申请办理情况.其他处理.其他.{column}" for column in ("自然人", "总计")
    }


def test_the_form_is_told_by_its_tables_and_not_by_the_year():
    result = from_tables(tables("2019"), "2019")
    assert result.form is not None
    assert result.form.version == "2019"
    assert "年度: 2024" in result.text


@pytest.mark.parametrize("blank", ["", "-", "/", "——", "\xa0", "\u3000", "无"])
def test_a_blank_stays_empty_and_never_becomes_a_zero(blank):
    result = from_tables(spoilt(values(lambda text: blank if text == "0" else text)))
    got = numbers(result)
    zeros = {path for path, number in figures().items() if number == "0"}
    assert {path: got[path] for path in got if path not in zeros} == {
        path: number for path, number in figures().items() if path not in zeros
    }
    assert "null" in result.text
    assert not re.search(r"本年新收: \[125, 2, 0", result.text)
