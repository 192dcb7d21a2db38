"""A row out of a sheet: mended where columns and total leave one reading, else only told."""

from __future__ import annotations

import pytest

from generator.filing import rows
from tests.own_form import COLUMNS, entries


@pytest.fixture
def form(own_form):
    """Three columns and their total, so that a row has three numbers or four."""
    return own_form.write(columns=COLUMNS)


def about(form, row: str):
    """The code, the message and the mend of the finding about a row; nothing else may be found."""
    (finding,) = [finding for finding in form.check(f"子: {row}") if finding["code"] != "Y08"]
    edits = finding["fix"]["edits"] if finding["fix"] else [{"text": None}]
    return finding["code"], finding["message"], edits[0]["text"]


@pytest.mark.parametrize(
    "row", ["[1,100, 2, 103]", "[1,100, 2]", "[1, 2, 3, 6]", "[1,  100, 2, 103]", "[1,100,\n    2, 103]"]
)
def test_a_row_that_agrees_as_it_stands_is_taken_so(form, row):
    assert form.codes(f"子: {row}") == []


@pytest.mark.parametrize("row", ["[1,100, 2, 1102]", "[1,100, 2, 1103]"])
def test_a_row_whose_total_is_wrong_where_a_comma_may_part_thousands_is_told_and_left(form, row):
    code, message, mended = about(form, row)
    assert (code, mended) == ("S05", None)
    assert "3 个或 4 个数，这里有 4 个" in message


@pytest.mark.parametrize(
    ("row", "mended"),
    [
        ("[1,041, 6, 7]", "[1041, 6, 7]"),
        ("[1,041, 6, 7, 1054]", "[1041, 6, 7, 1054]"),
        ("[6, 1,041, 7]", "[6, 1041, 7]"),
        ("[1,041,\n    6, 7]", None),
        ("[1 2, 3]", "[1, 2, 3]"),
        ("[1、2、3]", "[1, 2, 3]"),
        ("[1\t2, 3]", "[1, 2, 3]"),
        ("[1，100，2，1102]", None),
        ("[1 2, [3]]", None),
    ],
)
def test_a_list_is_mended_where_it_can_be_one_row_only(form, row, mended):
    code, _, edit = about(form, row)
    assert (code, edit) == ("S05", mended)


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("[1,041, 6, 7]", "读成了 1、041、6、7，总计不等于其余各数之和；应当是 [1041, 6, 7]"),
        ("[1,041, 6, 7, 1,054]", "读成了 1、041、6、7、1、054；照总计看应当是 [1041, 6, 7, 1054]"),
        (
            "[1,100, 2, 1102]",
            "这里有 4 个：千分位的逗号把一个数分成了两个，这一行读成了 1、100、2、1102，"
            "总计不等于其余各数之和；去掉千分位的逗号，像是 [1100, 2, 1102]",
        ),
        ("[1,100,200, 2, 3, 4, 5]", "；去掉千分位的逗号"),
        ("[1 2, 3]", "；各数之间要用半角逗号"),
        ("[1、2、3]", "；各数之间要用半角逗号"),
        ("[1, [2, 3]]", "这里有 2 个"),
        ("[1, 2]", "这里有 2 个"),
    ],
)
def test_a_list_of_a_wrong_count_is_told_with_what_is_amiss(form, row, hint):
    _, message, _ = about(form, row)
    assert message.endswith(hint)


@pytest.mark.parametrize(
    ("row", "mended"),
    [
        ("1 2 3", "[1, 2, 3]"),
        ("１，２，３", "[1, 2, 3]"),
        ("1，100，2", "[1, 100, 2]"),
        ("1， 100，2", "[1, 100, 2]"),
        ("1\t2\t\t3", "[1, 2, null, 3]"),
        ("1，100，2，1102", None),
        ("1 2", None),
        ("1 2 三", None),
        ("|\n    1 2 3", None),
        ("1 2\n    3", None),
        ("0.0", "0"),
        ('"０"', "0"),
    ],
)
def test_figures_without_brackets_are_mended_where_they_can_be_one_row_only(form, row, mended):
    code, _, edit = about(form, row)
    assert (code, edit) == ("S03", mended)


@pytest.mark.parametrize(("length", "mends"), [(400, True), (401, False)])
def test_figures_are_mended_up_to_a_length(form, length, mends):
    row = "1 2 3"
    assert (about(form, f'"{row}{" " * (length - len(row))}"')[2] is not None) is mends


@pytest.mark.parametrize(("joints", "mends"), [(10, True), (11, False)])
def test_commas_that_may_part_thousands_are_tried_up_to_a_number(own_form, joints, mends):
    assert rows._JOINTS == 10
    own_form.write(columns=f"[{entries('甲乙丙丁戊己庚辛壬癸子丑'[: joints + 1])}]")
    figures = ",".join(["1", *["100"] * joints])
    assert own_form.codes(f"子: [{figures}]") == []
    assert (about(own_form, f"{figures}")[2] is not None) is mends


@pytest.mark.parametrize(
    ("row", "code"),
    [("!!int 0", "Y06"), ("*a", "Y05"), ("[1, *a, 3]", "Y05"), ("{甲: 1, 乙: *a, 丙: 3}", "Y05")],
)
def test_what_reading_has_refused_in_a_row_is_not_told_again(form, row, code):
    assert form.codes(f"子: {row}") == [code]
