"""A missing row is written as zeros only where a sum leaves it no other value: on small forms."""

from __future__ import annotations

import pytest

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
