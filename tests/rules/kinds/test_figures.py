"""What each kind of rule over the figures of tables says: its words, its cells, both sides, its place."""

from __future__ import annotations

import pytest

from tests.own_form import COLUMNS
from tests.rules.kinds.details import details, elsewhere, places

BOUND = "kind: bound\ntable: 表\n"


@pytest.mark.parametrize(
    ("rule", "columns", "table", "wanted"),
    [
        ("left: [子, 丑]\nright: [寅]", "", "子: 3\n丑: 4\n寅: 7", []),
        (
            "left: [子, 丑]\nright: [寅]",
            "",
            "子: 3\n丑: 5\n寅: 7",
            [("「子」 3 + 「丑」 5 = 8，多于「寅」 7，多 1", ["表.子", "表.丑", "表.寅"], (8, 7))],
        ),
        ("left: [子, 丑]\nright: [寅]", "", "子: 3\n丑: null\n寅: 1", []),
        ("left: [子]\nright: [寅]", "", "子: 3\n丑: 1\n寅: null", []),
        (
            "left: [子, 丑]\nright: [寅]\neach: true",
            "",
            "子: 8\n丑: 7\n寅: 7",
            [("「子」 8，多于「寅」 7，多 1", ["表.子", "表.寅"], (8, 7))],
        ),
        (
            "left: [甲]\nright: [乙, 丙]\nrows: [丑]",
            COLUMNS,
            "子: [9, 1, 1]\n丑: [4, 1, 2]\n寅: 0",
            [
                (
                    "「丑」的「甲」 4，多于「丑」的「乙」 1 + 「丑」的「丙」 2 = 3，多 1",
                    ["表.丑.甲", "表.丑.乙", "表.丑.丙"],
                    (4, 3),
                )
            ],
        ),
        (
            "left: [子]\nright: [丑]",
            COLUMNS,
            "子: [9, 1, 1]\n丑: [4, 1, 2]\n寅: 0",
            [
                ("「子」的「甲」 9，多于「丑」的「甲」 4，多 5", ["表.子.甲", "表.丑.甲"], (9, 4)),
                ("「子」的「总计」 11，多于「丑」的「总计」 7，多 4", ["表.子.总计", "表.丑.总计"], (11, 7)),
            ],
        ),
    ],
)
def test_what_should_be_at_most_something_else(own_form, rule, columns, table, wanted):
    own_form.write("子丑寅", BOUND + rule, columns=columns or "[{label: 数量}]")
    assert details(own_form.check(table)) == wanted


CHAIN = "kind: chain\ntable: 表\n"
LAST = "子: 0\n丑: 7\n寅: 0\n卯: 0"


@pytest.mark.parametrize(
    ("table", "last", "wanted"),
    [
        ("子: 9\n丑: 1\n寅: 4\n卯: 2", LAST, []),
        (
            "子: 8\n丑: 1\n寅: 4\n卯: 2",
            LAST,
            [
                (
                    "「子」 8，上年填报的「丑」 7 + 本年「寅」 4 − 本年「卯」 2 = 9，相差 1",
                    ["表.子", "表.寅", "表.卯"],
                    (8, 9),
                )
            ],
        ),
        ("子: 8\n丑: 1\n寅: 4\n卯: 2", LAST.replace("7", "null"), []),
        ("子: 8\n丑: 1\n寅: 4\n卯: null", LAST, []),
        ("子: 8\n丑: 1\n寅: null\n卯: 2", LAST, []),
        ("子: null\n丑: 1\n寅: 4\n卯: 2", LAST, []),
    ],
)
def test_what_is_carried_over_with_what_came_and_went(own_form, table, last, wanted):
    own_form.write("子丑寅卯", CHAIN + "now: 子\nbefore: [丑]\nplus: [寅]\nminus: [卯]")
    found = own_form.check(table, last=last)
    assert details(found) == wanted
    assert elsewhere(found) == [[(11, "上年 「丑」 7")]] * len(wanted) or not wanted


def test_a_row_carried_over_wrongly_is_one_finding_for_all_its_columns(own_form):
    own_form.write("子丑", CHAIN + "now: 子\nbefore: [丑]", columns=COLUMNS)
    found = own_form.check("子: [1, 2, 3]\n丑: [0, 0, 0]", last="子: [0, 0, 0]\n丑: [1, 1, 4]")
    assert details(found) == [
        (
            "「乙」：「子」 2，上年填报的「丑」 1，相差 1\n「丙」：「子」 3，上年填报的「丑」 4，相差 1",
            ["表.子.乙", "表.子.丙"],
            (2, 1),
        )
    ]
    assert elsewhere(found) == [[(11, "上年 「丑」的「乙」 1"), (11, "上年 「丑」的「丙」 4")]]


def test_where_only_the_written_totals_differ_from_last_year_the_total_is_told(own_form):
    own_form.write("子丑", CHAIN + "now: 子\nbefore: [丑]", columns=COLUMNS)
    found = own_form.check("子: [1, 1, 4]\n丑: [0, 0, 0]", last="子: [0, 0, 0]\n丑: [1, 1, 4, 7]")
    assert details(found) == [("「总计」：「子」 6，上年填报的「丑」 7，相差 1", ["表.子.总计"], (6, 7))]


def test_columns_carried_over_wrongly_are_a_finding_for_each_row(own_form):
    own_form.write("子丑", CHAIN + "now: 甲\nbefore: [乙]\nplus: [丙]\nrows: [子, 丑]", columns=COLUMNS)
    found = own_form.check("子: [1, 2, 3]\n丑: [5, 0, 1]", last="子: [0, 0, 0]\n丑: [1, 1, 4]")
    assert details(found) == [
        (
            "「子」：本年「甲」 1，上年填报的「乙」 0 + 本年「丙」 3 = 3，相差 2",
            ["表.子.甲", "表.子.丙"],
            (1, 3),
        ),
        (
            "「丑」：本年「甲」 5，上年填报的「乙」 1 + 本年「丙」 1 = 2，相差 3",
            ["表.丑.甲", "表.丑.丙"],
            (5, 2),
        ),
    ]


@pytest.mark.parametrize(
    ("rule", "table", "wanted"),
    [
        ("cells: 件数\nwhole: true\nminimum: 1\nmaximum: 9", "子: 1\n丑: 9", []),
        ("cells: 件数\nwhole: true\nminimum: 1\nmaximum: 9", "子: 0\n丑: 10", ["「子」：0", "「丑」：10"]),
        ("cells: 件数\nwhole: true", "子: 1.5\n丑: 1.0", ["「子」：1.5"]),
        ("cells: 件数\ndecimals: 1", "子: 1.5\n丑: 1.25", ["「丑」：1.25"]),
        ("cells: [增减, 件数]\nminimum: 3", "子: 2\n丑: 3", ["「子」：2"]),
        ("cells: [增减]\nminimum: 3", "子: 2\n丑: 3", []),
        ("rows: [表.丑]\nmaximum: 3", "子: 9\n丑: 4", ["「丑」：4"]),
    ],
)
def test_a_number_outside_its_domain(own_form, rule, table, wanted):
    own_form.write("子丑", f"kind: domain\n{rule}")
    assert [detail for detail, *_ in details(own_form.check(table))] == wanted


def test_numbers_outside_their_domain_can_be_one_finding_for_a_row(own_form):
    own_form.write("子丑", "kind: domain\nrows: [表.子, 表.丑]\nmaximum: 3\ntogether: true", columns=COLUMNS)
    found = own_form.check("子: [1, 1, 1]\n丑: [4, 3, 5, 12]")
    assert details(found) == [
        (
            "「丑」的「甲」：4，「丑」的「丙」：5，「丑」的「总计」：12",
            ["表.丑.甲", "表.丑.丙", "表.丑.总计"],
            (None, None),
        )
    ]


@pytest.mark.parametrize(
    ("now", "last", "wanted", "there"),
    [
        ("100", "8", [("「子」：本年 100，上年 8，为上年的 12.50 倍", ["表.子"], (100, 8))], "上年 「子」 8"),
        ("100", "0", [("「子」：本年 100，上年 0", ["表.子"], (100, 0))], "上年 「子」 0"),
        (
            "8",
            "100",
            [("「子」：本年 8，上年 100，为上年的 0.08 倍", ["表.子"], (8, 100))],
            "上年 「子」 100",
        ),
        ("100", "null", [], ""),
        ("null", "100", [], ""),
    ],
)
def test_a_figure_that_jumps_is_shown_beside_last_years(own_form, now, last, wanted, there):
    own_form.write("子", "kind: jump\ncells: [表.子]\ntimes: 5\nleast: 20")
    found = own_form.check(f"子: {now}", last=f"子: {last}")
    assert details(found) == wanted
    assert [words for each in elsewhere(found) for _, words in each] == [there] * len(wanted)


def test_a_figure_of_one_column_jumps_by_itself(own_form):
    own_form.write(
        "子丑", "kind: jump\ncells: [表.子, 表.丑]\ncolumn: 乙\ntimes: 5\nleast: 20", columns=COLUMNS
    )
    found = own_form.check("子: [0, 99, 0]\n丑: [0, 30, 0]", last="子: [0, 1, 0]\n丑: [0, 29, 0]")
    assert details(found) == [("「子」的「乙」：本年 99，上年 1，为上年的 99.00 倍", ["表.子.乙"], (99, 1))]
    assert places(found) == [(11, 10, 12)]


def test_figures_that_are_last_years_are_told_with_how_many_they_are(own_form):
    own_form.write("子丑寅", "kind: copied\ntable: 表\nrows: [子, 丑]\nleast: 2")
    found = own_form.check("子: 4\n丑: 6\n寅: 1", last="子: 4\n丑: 6\n寅: 2")
    assert details(found) == [("可比的 2 个数全部与上年填报相同，其中 2 个不为零", [], (None, None))]
    assert [finding["evidence"] for finding in found] == [["4", "6"]]
    assert elsewhere(found) == [[(9, "上年的表")]]
    assert own_form.codes("子: 4\n丑: 0\n寅: 1", last="子: 4\n丑: 0\n寅: 2") == []
    blank = own_form.check("子: 4\n丑: null\n寅: 1", last="子: 4\n丑: null\n寅: 2")
    assert details(blank) == []


def test_totals_do_not_make_figures_more_alike(own_form):
    own_form.write("子", "kind: copied\ntable: 表\nleast: 2\nsum_least: 10", columns=COLUMNS)
    assert own_form.codes("子: [4, 5, 0]", last="子: [4, 5, 0]") == []
    assert own_form.codes("子: [4, 6, 0]", last="子: [4, 6, 0]") == ["B90"]
