"""What is certain is mended, those characters and no others; what is not is left to the clerk."""

from __future__ import annotations

import re

import pytest

from generator.common import data_folders as resources
from generator.kit.cases import load_cases
from tests.mended import FULL, LINES, LISTS, ZEROS, changed, look, mended

# ---------------------------------------------------------------- one reading


@pytest.mark.slow
@pytest.mark.parametrize(
    "written",
    [
        "１２３４",
        '"1234"',
        "'1234'",
        "1,234",
        "1，234",
        '"1,234"',
        "+1234",
        "+１２３４",
        "1234　",
        '" 1234 "',
        "１，234",
        "1234件",
        "１,234 件",
    ],
)
def test_a_number_of_one_reading_is_written_plainly(written):
    after = mended(changed(("行政许可: 0", f"行政许可: {written}   # 说明")))
    assert after.text == changed(("行政许可: 0", "行政许可: 1234   # 说明"))
    assert [(change.old, change.new) for change in after.changes] == [(written.rstrip(" "), "1234")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "written",
    [
        *(
            "约12",
            "12余",
            "1e3",
            "12%",
            "无",
            "-",
            "/",
            "①",
            "1²",
            "½",
            "010",
            "1_000",
            "12:30",
            "1.",
            ".5",
        ),
        *(
            "0,123",
            "12,34",
            "1,2345",
            "十二",
            "-0",
            "1 234",
            "１２３４５６７８９０１２３４５６",
            "yes",
            '"约5"',
            "|\n    5",
        ),
    ],
)
def test_what_could_mean_more_than_one_number_or_none_is_left_alone(written):
    text = changed(("行政许可: 0", f"行政许可: {written}"))
    assert look(text).findings
    assert mended(text).changes == ()


def test_a_full_width_comma_in_a_list_may_part_two_numbers_and_is_left_alone():
    text = changed(("本年新收: [125, 2, 0, 0, 0, 7, 134]", "本年新收: [125，200, 0, 0, 0, 7, 134]"))
    assert mended(text).changes == ()
    quoted = changed(("本年新收: [125, 2, 0, 0, 0, 7, 134]", "本年新收: ['125', 2, 0, 0, 0, 7, \"１34\"]"))
    assert mended(quoted).text == FULL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[8, 7, 1, 0, 16]", "[8，7，1，0，16]"),
        ("[8, 7, 1, 0, 16]", "[8、7, 1；0, 16]"),
        ("[22, 0, 0, 0, 0, 0, 22]", "[22，0，0，0，0，0，22]"),
    ],
)
def test_numbers_run_together_by_chinese_commas_are_parted(old, new):
    assert mended(changed((old, new))).text == FULL


@pytest.mark.parametrize(
    "row",
    [
        "[8，700，1，0，16]",
        "[8，7，1，7，134]",
        "[8，7，1]",
        "[8，7，1，0，16，3]",
        "[8，七，1，0]",
        '["8，7，1，0"]',
    ],
)
def test_numbers_run_together_are_left_alone_where_they_could_be_parted_otherwise(row):
    assert mended(changed(("[8, 7, 1, 0, 16]", row))).changes == ()


def test_a_full_width_zero_stands_for_a_whole_row():
    assert mended(changed(("国家秘密: 0", "国家秘密: ０"))).text == FULL
    assert mended(changed(("国家秘密: 0", "国家秘密: １"))).changes == ()


# ---------------------------------------------------------------- totals


@pytest.mark.slow
@pytest.mark.parametrize("number", LISTS)
def test_every_written_total_that_is_wrong_is_set_to_the_sum_of_its_parts(number):
    lines = list(LINES)
    lines[number] = re.sub(r"(\d+)\]", lambda match: f"{int(match.group(1)) + 9}]", lines[number])
    after = mended("\n".join(lines))
    assert after.text == FULL
    assert len(after.changes) == 1
    assert after.changes[0].line == number + 1
    assert after.examined.findings == ()


def test_a_total_of_a_column_is_mended_in_every_column():
    old = "办理结果总计: [116, 2, 0, 0, 0, 7, 125]"
    assert mended(changed((old, "办理结果总计: [119, 2, 0, 0, 0, 7, 125]"))).text == FULL
    two = mended(changed((old, "办理结果总计: [119, 2, 4, 0, 0, 7]")))
    assert two.text == changed((old, "办理结果总计: [116, 2, 0, 0, 0, 7]"))
    assert [(change.old, change.new) for change in two.changes] == [("119", "116"), ("4", "0")]


# The parts of 办理结果总计 are totals themselves, of their columns.
PARTS = [
    (number, place)
    for number in LISTS
    for place in range(6)
    if re.match(r" +\S+: \[(\d+, ){6}", LINES[number]) and "办理结果总计" not in LINES[number]
]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "place"), PARTS)
def test_a_wrong_part_is_never_covered_up_by_changing_a_total(number, place):
    assert len(PARTS) >= 40
    lines = list(LINES)
    numbers = re.findall(r"\d+", lines[number])
    numbers[place] = str(int(numbers[place]) + 3)
    lines[number] = f"{lines[number].partition('[')[0]}[{', '.join(numbers)}]"
    text = "\n".join(lines)
    assert look(text).findings
    assert mended(text).text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "pairs",
    [
        # The balance of the column says that the total is right, so a part must be wrong.
        [("逾期不补正: [11, 0, 0, 0, 0, 0, 11]", "逾期不补正: [12, 0, 0, 0, 0, 0, 12]")],
        # A blank part.
        [("本年新收: [125, 2, 0, 0, 0, 7, 134]", "本年新收: [125, 2, null, 0, 0, 7, 140]")],
        # A cell nobody can read keeps the column's equations from speaking.
        [("[39, 2, 0, 0, 0, 2, 43]", "[40, 2, 0, 0, 0, 2, 43]"), ("[59, 0,", "[约59, 0,")],
        # So does a number that is wrong in itself.
        [("[39, 2, 0, 0, 0, 2, 43]", "[40, 2, 0, 0, 0, 2, 43]"), ("[59, 0,", "[-59, 0,")],
        # Of two equal keys either may be meant.
        [("行政复议: [8, 7, 1, 0, 16]", "行政复议: [8, 7, 1, 0, 17]\n  行政复议: [8, 8, 1, 0, 17]")],
        # So does a whole table that stands twice.
        [
            ("[8, 7, 1, 0, 16]", "[8, 7, 1, 0, 17]"),
            ("问题及改进:", "复议诉讼情况:\n  行政复议: 0\n问题及改进:"),
        ],
        # The sum would be negative.
        [("行政复议: [8, 7, 1, 0, 16]", "行政复议: [8, -70, 1, 0, 17]")],
        # A bare zero stands for a whole row.
        [("办理结果总计: [116, 2, 0, 0, 0, 7, 125]", "办理结果总计: 0")],
    ],
)
def test_a_total_is_left_alone_while_the_evidence_points_elsewhere(pairs):
    text = changed(*pairs)
    assert look(text).findings
    assert mended(text).text == text


def test_a_total_that_may_lawfully_differ_from_its_parts_is_left_alone():
    cases = load_cases(resources.folder("templates") / "2014" / "cases.yaml")
    fixes = {
        finding.code: finding.fix
        for case in cases.cases
        for finding in cases.examine(case).findings
        if finding.code in ("B51", "B56")
    }
    assert fixes["B51"] is None
    assert fixes["B56"] is not None


def test_a_total_waits_until_the_numbers_around_it_can_be_read():
    text = changed(("[39, 2, 0, 0, 0, 2, 43]", "[40, 2, 0, 0, 0, 2, 43]"), ("[59, 0,", '["59", 0,'))
    after = mended(text)
    assert after.text == changed(("[39, 2, 0, 0, 0, 2, 43]", "[40, 2, 0, 0, 0, 2, 43]"))
    assert [finding.code for finding in after.examined.findings] == ["B32"]


# ---------------------------------------------------------------- rows of zeros


@pytest.mark.slow
@pytest.mark.parametrize("number", ZEROS)
def test_every_missing_row_of_zeros_of_table_three_is_written_at_its_place(number):
    above = [line for line in LINES[:number] if re.match(r"\S", line)][-1]
    after = mended("\n".join(LINES[:number] + LINES[number + 1 :]))
    assert above == "申请办理情况:"
    assert after.text == FULL
    assert [change.line for change in after.changes] == [number + 1]


def test_a_whole_group_of_zeros_is_written_with_all_its_rows():
    group = FULL[FULL.index("  不予处理:") : FULL.index("  其他处理:")]
    after = mended(FULL.replace(group, ""))
    assert after.text == FULL
    assert after.examined.findings == ()


def test_rows_missing_at_the_end_of_one_group_and_the_next_group_go_each_to_its_own():
    group = FULL[FULL.index("  不予处理:") : FULL.index("  其他处理:")]
    assert (
        mended(FULL.replace("    行政查询事项: 0\n", "").replace("    补正后仍不明确: 0\n" + group, "")).text
        == FULL
    )


def test_rows_are_written_inside_braces_too():
    rows = ("信访举报投诉", "重复申请", "要求提供公开出版物", "大量反复申请", "要求确认或重新出具")
    flow = f"  不予处理: {{{', '.join(f'{row}: 0' for row in rows)}}}\n"
    group = FULL[FULL.index("  不予处理:") : FULL.index("  其他处理:")]
    text = FULL.replace(group, flow)
    assert look(text).findings == ()
    for gone in ("信访举报投诉: 0, ", "重复申请: 0, ", ", 要求确认或重新出具: 0"):
        assert mended(text.replace(gone, "")).text == text
    assert mended(text.replace(flow, "  不予处理: {}\n")).changes == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_written_below_the_comment_of_the_one_before_with_the_file_s_own_line_ends(end):
    text = changed(("    重复申请: 0\n", "    重复申请: 0   # 两件并作一件\n    # 下面三行\n")).replace(
        "\n", end
    )
    without = text.replace(f"    要求提供公开出版物: 0{end}", "")
    there = text.replace(
        f"    # 下面三行{end}    要求提供公开出版物: 0{end}",
        f"    要求提供公开出版物: 0{end}    # 下面三行{end}",
    )
    assert mended(without).text == there


def test_a_row_is_written_at_the_end_of_a_file_that_does_not_end_its_last_line():
    section = FULL[FULL.index("申请办理情况:") : FULL.index("复议诉讼情况:")]
    group = FULL[FULL.index("  不予处理:") : FULL.index("  其他处理:")].rstrip("\n")
    others = section.replace(f"{group}\n", "").strip("\n")
    text = f"{FULL.replace(section, '').rstrip()}\n{others}\n{group}"
    assert look(text).findings == ()
    assert text.endswith("\n    要求确认或重新出具: 0")
    assert mended(text.removesuffix("\n    要求确认或重新出具: 0")).text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("gone", "pairs"),
    [
        ("  本年新收: [125, 2, 0, 0, 0, 7, 134]\n", []),
        ("    逾期不补正: [11, 0, 0, 0, 0, 0, 11]\n", []),
        ("  行政许可: 0\n", []),
        ("  复议后起诉: 0\n", []),
        ("    国家秘密: 0\n", [("[125, 2, 0, 0, 0, 7, 134]", "[126, 2, 0, 0, 0, 7, 135]")]),
        ("    国家秘密: 0\n", [("[39, 2, 0, 0, 0, 2, 43]", "[null, 2, 0, 0, 0, 2, 43]")]),
        ("    国家秘密: 0\n", [("    行政查询事项: 0\n", "    行政查询事项: 0\n    另有事项: 3\n")]),
        ("    国家秘密: 0\n", [("    行政查询事项: 0\n", "    行政查询事项: 0\n    行政查询事项: 1\n")]),
        (
            "    国家秘密: 0\n",
            [("[39, 2, 0, 0, 0, 2, 43]", "[40, 2, 0, 0, 0, 2, 44]"), ("[59, 0,", "[-58, 0,")],
        ),
    ],
)
def test_a_missing_row_is_left_to_the_clerk_where_it_need_not_be_zero(gone, pairs):
    text = changed(*pairs, (gone, ""))
    assert any(finding.code == "S02" for finding in look(text).findings)
    assert not [change for change in mended(text).changes if change.code == "S02"]
