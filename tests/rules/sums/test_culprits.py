"""Which figure is named for several broken sums, and when a total is mended: on small forms."""

from __future__ import annotations

from tests.own_form import COLUMNS

TOTAL = "kind: total\ntable: 表\ncolumns: [总计]"


def balance(left: str, right: str) -> str:
    return f"kind: balance\ntable: 表\nleft: [{left}]\nright: [{right}]"


def test_the_figure_that_explains_most_of_the_broken_sums_is_named_not_one_that_explains_fewer(own_form):
    own_form.write("子丑寅卯辰", balance("子, 丑", "寅"), balance("子, 丑", "卯"), balance("子", "辰"))
    (finding,) = own_form.check("子: 5\n丑: 3\n寅: 7\n卯: 7\n辰: 4")
    assert finding["cells"][0] == "表.子"
    assert "它若是 4，" in finding["detail"]


def test_no_right_figure_is_named_where_it_would_be_negative(own_form):
    own_form.write("子丑寅卯辰", balance("子, 丑", "寅"), balance("子, 卯", "辰"))
    (finding,) = own_form.check("子: 1\n丑: 5\n寅: 3\n卯: 6\n辰: 4")
    assert finding["cells"][0] == "表.子"
    assert "它若是" not in finding["detail"]
    (finding,) = own_form.check("子: 3\n丑: 5\n寅: 5\n卯: 6\n辰: 6")
    assert "它若是 0，" in finding["detail"]


def test_a_wrong_total_is_mended_where_nothing_speaks_against_it(own_form):
    own_form.write("子", TOTAL, columns=COLUMNS, kind="增减")
    assert own_form.mended("子: [3, 5, 1, 8]") == "子: [3, 5, 1, 9]\n"
    assert own_form.mended("子: [0, 0, 0, 8]") == "子: [0, 0, 0, 0]\n"


def test_a_total_of_which_a_part_is_below_zero_may_rest_on_a_slip_and_is_left_alone(own_form):
    own_form.write("子", TOTAL, columns=COLUMNS, kind="增减")
    table = "子: [3, 5, -1, 8]"
    (finding,) = own_form.check(table)
    assert finding["fix"] is None
    assert own_form.mended(table) == table + "\n"


def test_a_total_is_never_mended_to_a_number_below_zero(own_form):
    """Even where nothing in it is called wrong: the form has no rule about numbers below zero."""
    own_form.write("子", TOTAL, columns=COLUMNS)
    assert own_form.mended("子: [3, -5, 0, 8]") == "子: [3, -5, 0, 8]\n"


def test_a_wrong_figure_is_told_with_every_sum_that_it_breaks_once_and_the_right_figure(own_form):
    own_form.write("子丑寅卯", balance("子, 丑", "寅"), balance("子", "卯"))
    (finding,) = own_form.check("子: 5\n丑: 3\n寅: 7\n卯: 4")
    assert finding["detail"] == (
        "「子」 5 + 「丑」 3 = 8，「寅」 7，相差 1\n同时不符 B91：「子」 5，「卯」 4，相差 1\n"
        "只有「子」这一格能说明全部差数：它若是 4，就都平衡"
    )
    assert finding["cells"] == ["表.子", "表.丑", "表.寅", "表.卯"]


def test_a_sum_of_more_than_two_shows_only_the_terms_that_count(own_form):
    own_form.write("子丑寅卯", balance("子, 丑, 寅", "卯"))
    assert [finding["detail"] for finding in own_form.check("子: 5\n丑: 0\n寅: 2\n卯: 8")] == [
        "「子」 5 + 「寅」 2 = 7，「卯」 8，相差 1"
    ]
    assert [finding["detail"] for finding in own_form.check("子: 0\n丑: 0\n寅: 0\n卯: 8")] == [
        "各项 = 0，「卯」 8，相差 8"
    ]


def test_a_sum_of_two_shows_both_and_those_of_a_column_are_under_its_name(own_form):
    own_form.write("子丑寅", balance("子, 丑", "寅"), columns=COLUMNS)
    (finding,) = own_form.check("子: [1, 0, 0]\n丑: [0, 0, 0]\n寅: [3, 0, 0]")
    assert finding["detail"] == "「甲」：「子」 1 + 「丑」 0 = 1，「寅」 3，相差 2"
    assert finding["cells"][0] == "表.寅.甲"


def test_a_broken_sum_is_shown_at_its_last_written_figure_and_names_its_cells_from_there(own_form):
    own_form.write("子丑寅", balance("子, 丑", "寅"))
    (finding,) = own_form.check("子: 1\n丑: 1\n寅: 3")
    assert finding["cells"] == ["表.寅", "表.子", "表.丑"]
    assert (finding["line"], finding["column"]) == (12, 6)
