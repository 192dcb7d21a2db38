"""A missing row is written as zeros only where a sum leaves it no other value: on small forms."""

from __future__ import annotations

import pytest

from tests.mended import changed, mended

NOT_NEGATIVE = "kind: domain\ncells: 件数\nminimum: 0"


def balance(left: str, right: str) -> str:
    return f"kind: balance\ntable: 表\nleft: [{left}]\nright: [{right}]"


def test_a_row_that_a_sum_holds_to_zero_is_written(own_form):
    own_form.write("子丑寅卯", NOT_NEGATIVE, balance("子, 丑, 寅", "卯"))
    assert own_form.mended("子: 5\n寅: 2\n卯: 7") == "子: 5\n丑: 0\n寅: 2\n卯: 7\n"
    assert own_form.mended("子: 5\n卯: 5") == "子: 5\n丑: 0\n寅: 0\n卯: 5\n"


def test_rows_missing_on_both_sides_of_a_sum_may_be_any_equal_numbers(own_form):
    own_form.write("子丑寅卯", NOT_NEGATIVE, balance("子, 丑", "寅, 卯"))
    assert own_form.mended("子: 5\n寅: 5") == "子: 5\n寅: 5\n"
    assert own_form.mended("子: 5\n寅: 5\n卯: 0") == "子: 5\n丑: 0\n寅: 5\n卯: 0\n"


@pytest.mark.parametrize(
    ("rules", "table"),
    [
        pytest.param([balance("子, 丑, 寅", "卯")], "子: 5\n寅: 2\n卯: 7", id="numbers may be below zero"),
        pytest.param(
            [NOT_NEGATIVE.replace("0", "-1"), balance("子, 丑, 寅", "卯")],
            "子: 5\n寅: 2\n卯: 7",
            id="numbers may be a little below zero",
        ),
        pytest.param(
            [NOT_NEGATIVE, "level: warning\n" + balance("子, 丑, 寅", "卯")],
            "子: 5\n寅: 2\n卯: 7",
            id="the sum need not hold",
        ),
        pytest.param(
            [NOT_NEGATIVE, balance("子, 丑, 寅", "卯")], "子: 5\n寅: 2\n卯: 8", id="it does not hold"
        ),
        pytest.param(
            [NOT_NEGATIVE, balance("子, 丑", "卯"), balance("丑, 寅", "卯")],
            "子: 7\n寅: 5\n卯: 7",
            id="another sum speaks against it",
        ),
    ],
)
def test_a_row_that_need_not_be_zero_is_left_to_the_clerk(own_form, rules, table):
    own_form.write("子丑寅卯", *rules)
    assert "S02" in own_form.codes(table)
    assert own_form.mended(table) == table + "\n"


GROUPED = (
    "[{key: 子, label: 子}, {key: 组, label: 组, rows: [{key: 丑, label: 丑}, {key: 寅, label: 寅}]}, "
    + ("{key: 卯, label: 卯}, {key: 辰, label: 辰}]")
)


def test_of_rows_that_end_on_one_line_the_deeper_is_written_first(own_form):
    whole = balance("子, 组.丑, 组.寅, 卯", "辰")
    own_form.write(
        "", NOT_NEGATIVE, whole, rows=GROUPED, columns="[{label: 数量}]\n  outline: true\n  corner: 项目"
    )
    assert own_form.mended("辰: 9\n子: 5\n组:\n  丑: 4") == "辰: 9\n子: 5\n组:\n  丑: 4\n  寅: 0\n卯: 0\n"


def test_a_slip_elsewhere_in_the_file_does_not_keep_a_row_from_being_written(own_form):
    own_form.write("子丑寅卯", NOT_NEGATIVE, balance("子, 丑, 寅", "卯"))
    table = "子: 5\n寅: 2\n卯: 7"
    assert "丑: 0" in own_form.mended(table)
    # Of two equal keys at the top either may be the table.
    found = own_form.check(table + "\n其他: 一\n其他: 二")
    assert {"S02", "Y04"} <= {finding["code"] for finding in found}
    assert own_form.mended(table + "\n其他: 一\n其他: 二") == table + "\n其他: 一\n其他: 二\n"


def test_two_missing_rows_on_two_sides_could_be_any_equal_numbers():
    text = changed(
        ("  上年结转: [13, 0, 0, 0, 0, 0, 13]\n", ""), ("  结转下年度: [22, 0, 0, 0, 0, 0, 22]\n", "")
    )
    assert mended(text).changes == ()
