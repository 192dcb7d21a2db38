"""What rules compare: columns in every row, tables with tables; and what they cannot compare, told."""

from __future__ import annotations

from tests.own_form import COLUMNS, OwnForm, entries

EQUAL = "kind: balance\ntable: 表\nrows: all\nleft: [甲]\nright: [乙, 丙]"


def problems(own_form: OwnForm) -> list[tuple[str, str]]:
    """What the kit says of the form's rules, but for what it lacks to be complete."""
    _, out, _ = own_form.run("format", "check", "2099", "--templates", own_form.folder)
    lines = [line for line in out.splitlines() if " 错误 F" in line]
    return [tuple(line.partition(" 错误 ")[2].split(" ", 1)) for line in lines]


def test_columns_balance_in_every_row(own_form: OwnForm) -> None:
    own_form.write("子丑", EQUAL, columns=COLUMNS)
    assert own_form.codes("子: [3, 1, 2]\n丑: [5, 5, 0]") == []
    found = own_form.check("子: [3, 1, 2]\n丑: [5, 4, 0]")
    assert [finding["code"] for finding in found] == ["B90"]
    assert found[0]["detail"].startswith("「丑」：「甲」 5，「乙」 4 + 「丙」 0 = 4，相差 1")
    assert (found[0]["left"], found[0]["right"]) == (5, 4)


def test_a_total_row_follows_from_the_others_and_is_told_once(own_form: OwnForm) -> None:
    rows = f"[{entries('子丑')}, {{key: 合计, label: 合计, total: true}}]"
    own_form.write("子丑", EQUAL, rows=rows, columns=COLUMNS)
    assert own_form.codes("子: [3, 1, 2]\n丑: [5, 4, 0]\n合计: [8, 5, 2]") == ["B90"]
    assert own_form.codes("子: [3, 1, 2]\n丑: [5, 4, 0]") == ["B90"]


def test_a_rule_on_the_total_row_alone_judges_it_though_it_is_computed(own_form: OwnForm) -> None:
    rows = f"[{entries('子丑')}, {{key: 合计, label: 合计, total: true}}]"
    own_form.write("子丑", EQUAL.replace("all", "[合计]"), rows=rows, columns=COLUMNS)
    assert own_form.codes("子: [3, 1, 2]\n丑: [5, 4, 0]") == ["B90"]
    assert own_form.codes("子: [3, 1, 2]\n丑: [5, 4, 1]") == []


def test_rows_and_numbers_are_named_with_their_table_where_no_table_is_named(own_form: OwnForm) -> None:
    own_form.write("子丑", "kind: balance\nleft: [表.子]\nright: [表.丑]", columns=COLUMNS)
    assert own_form.codes("子: [1, 2, 3]\n丑: [1, 2, 4]") == ["B90"]
    own_form.write("子丑", "kind: bound\nleft: [表.子.甲]\nright: [表.丑.总计]", columns=COLUMNS)
    assert own_form.codes("子: [7, 2, 3]\n丑: [1, 2, 4]") == []
    assert own_form.codes("子: [8, 2, 3]\n丑: [1, 2, 4]") == ["B90"]


def test_a_chain_may_run_between_columns_in_every_row(own_form: OwnForm) -> None:
    rule = "kind: chain\ntable: 表\nrows: all\nnow: 甲\nbefore: [乙]"
    own_form.write("子丑", rule, columns=COLUMNS)
    found = own_form.check("子: [1, 0, 0]\n丑: [4, 0, 0]", last="子: [9, 1, 0]\n丑: [9, 3, 0]")
    assert [finding["code"] for finding in found] == ["B90"]
    assert "「丑」：本年「甲」 4，上年填报的「乙」 3，相差 1" in found[0]["detail"]


def test_what_cannot_be_compared_is_told_with_its_place(own_form: OwnForm) -> None:
    balance = "kind: balance\nleft: [{}]\nright: [{}]"
    for left, right, code in [
        ("表.子", "表.丑.甲", "F70"),
        ("表.子", "表.寅", "F05"),
        ("表.子", "别处.丑", "F05"),
        ("表.子.甲", "表.丑.丁", "F05"),
    ]:
        own_form.write("子丑", balance.format(left, right), columns=COLUMNS)
        assert code in [found for found, _ in problems(own_form)], (left, right)


def test_a_row_without_a_column_that_a_rule_compares_is_told(own_form: OwnForm) -> None:
    own_form.write("子丑", "kind: balance\ntable: 表\nrows: [子]\nleft: [甲]\nright: [丁]", columns=COLUMNS)
    assert ("F05", "B90：没有“丁”这一列") in problems(own_form)


def test_a_rule_may_be_for_heads_that_are_written_in_some_way(own_form: OwnForm) -> None:
    rule = "when: {{机关: {{patterns: [{}]}}}}\n" + EQUAL
    wrong = "子: [3, 1, 1]"
    for pattern, codes in [("档案局$", ["B90"]), ("^示例市", ["B90"]), ("公安", [])]:
        own_form.write("子", rule.format(pattern), columns=COLUMNS)
        assert own_form.codes(wrong) == codes


def test_a_condition_that_is_none_is_told(own_form: OwnForm) -> None:
    own_form.write("子", "when: {机关: {patterns: ['(']}}\n" + EQUAL, columns=COLUMNS)
    assert "F06" in [code for code, _ in problems(own_form)]
    own_form.write("子", "when: {机关: {like: [档案]}}\n" + EQUAL, columns=COLUMNS)
    assert any("patterns" in words for _, words in problems(own_form))
