"""A blank cell or a dash is filled with zero only where a sum leaves it no other value: on small forms."""

from __future__ import annotations

import pytest

from tests.own_form import COLUMNS

NOT_NEGATIVE = "kind: domain\ncells: 件数\nminimum: 0"
BALANCE = "kind: balance\ntable: 表\nleft: [子, 丑, 寅]\nright: [卯]"
TOTAL = "kind: total\ntable: 表\ncolumns: [总计]"


@pytest.mark.parametrize("nothing", [" null", "", " ~", " —", " -", " /"])
def test_a_cell_that_a_sum_holds_to_zero_is_filled(own_form, nothing):
    own_form.write("子丑寅卯", NOT_NEGATIVE, BALANCE)
    assert own_form.mended(f"子: 5\n丑:{nothing}\n寅: 2\n卯: 7") == "子: 5\n丑: 0\n寅: 2\n卯: 7\n"


@pytest.mark.parametrize(
    "table",
    ["子: 5\n丑: null\n寅: 2\n卯: 8", "子: 5\n丑: 未统计\n寅: 2\n卯: 7", "子: 5\n丑: 2\n寅: null\n卯: null"],
)
def test_a_cell_that_may_be_more_than_zero_or_says_something_is_left_to_the_clerk(own_form, table):
    own_form.write("子丑寅卯", NOT_NEGATIVE, BALANCE)
    assert own_form.mended(table) == f"{table}\n"


@pytest.mark.parametrize(
    ("row", "mended"),
    [
        ("[3, null, 5, 8]", "[3, 0, 5, 8]"),
        ("[3, —, —, 3]", "[3, 0, 0, 3]"),
        ("[3, null, 4, 8]", "[3, null, 4, 8]"),
        ("[0, 0, 0, null]", "[0, 0, 0, null]"),
        ("[3, 5, 0, null]", "[3, 5, 0, null]"),
    ],
)
def test_a_blank_in_a_row_is_filled_where_the_written_total_proves_it_and_a_blank_total_never(
    own_form, row, mended
):
    own_form.write("子", NOT_NEGATIVE, TOTAL, columns=COLUMNS)
    assert own_form.mended(f"子: {row}") == f"子: {mended}\n"


@pytest.mark.parametrize("nothing", ["null", "—"])
def test_a_blank_row_is_filled_as_a_whole_where_every_column_proves_it(own_form, nothing):
    own_form.write("子丑寅卯", NOT_NEGATIVE, TOTAL, BALANCE, columns=COLUMNS)
    table = f"子: [1, 2, 3]\n丑: {nothing}\n寅: [0, 0, 4]\n卯: [1, 2, 7]"
    assert own_form.mended(table) == table.replace(nothing, "0") + "\n"
    wrong = table.replace("卯: [1, 2, 7]", "卯: [1, 2, 8]")
    assert own_form.mended(wrong) == f"{wrong}\n"
