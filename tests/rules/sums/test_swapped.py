"""Figures that changed places are one slip, and said as such."""

from __future__ import annotations

import pytest

from generator.rules.examine import Examined

NEW = "本年新收: [125, 2, 0, 0, 0, 7]"
LAST = "上年结转: [13, 0, 0, 0, 0, 0]"
CARRIED = "结转下年度: [22, 0, 0, 0, 0, 0]"
RELEASED = "予以公开: [39, 2, 0, 0, 0, 2]"
DONE = "办理结果总计: [116, 2, 0, 0, 0, 7, 125]"
FIRST, FOURTH = "「一、本年新收政府信息公开申请数量」", "「四、结转下年度继续办理」"


def figures(row: str) -> str:
    return row.partition(": ")[2]


def named(row: str) -> str:
    return row.partition(":")[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("[2, 125, 0, 0, 0, 7]", "「自然人」的 2 和「商业企业」的 125 像是填颠倒了"),
        ("[125, 7, 0, 0, 0, 2]", "「商业企业」的 7 和「其他」的 2 像是填颠倒了"),
        ("[125, 0, 2, 0, 0, 7]", "「科研机构」的 2 像是应当填在「商业企业」，填错了一格"),
        ("[125, 2, 0, 0, 7, 0]", "「法律服务机构」的 7 像是应当填在「其他」，填错了一格"),
    ],
)
def test_a_swap_or_a_figure_one_column_on_is_one_finding(changed, row, words):
    examined: Examined = changed((NEW, f"本年新收: {row}"))
    (finding,) = examined.findings
    assert finding.code == "B31"
    assert f"{FIRST}：{words}" in finding.detail
    assert finding.fix is None


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [(NEW, CARRIED, "B31"), (RELEASED, CARRIED, "B31"), (NEW, RELEASED, "B31"), (DONE, CARRIED, "B32")],
)
def test_two_rows_that_changed_places_are_one_finding(changed, first, second, codes):
    examined: Examined = changed(
        (first, f"{named(first)}: {figures(second)}"), (second, f"{named(second)}: {figures(first)}")
    )
    (finding,) = [finding for finding in examined.findings if finding.code.startswith("B")]
    assert finding.code == codes
    assert finding.detail.count("这一行") == 2
    assert finding.detail.endswith("像是填颠倒了：互换以后，就都平衡")
    assert finding.fix is None


def test_a_row_written_on_another_line_is_one_finding(changed):
    """Nothing was carried over; the row of what was released stands on the last line."""
    nothing_carried = (NEW, "本年新收: [103, 2, 0, 0, 0, 7]"), (CARRIED, f"结转下年度: {figures(RELEASED)}")
    examined: Examined = changed(*nothing_carried, (RELEASED, "予以公开: [0, 0, 0, 0, 0, 0]"))
    (finding,) = [finding for finding in examined.findings if finding.code.startswith("B")]
    words = f"{FOURTH}这一行像是应当填在别处，如「（一）予以公开」，填错了一行：挪过去，就都平衡"
    assert finding.detail.splitlines()[-1] == words


def test_two_figures_of_one_column_that_changed_places_break_their_rows_too(changed):
    examined: Examined = changed(
        (NEW, "本年新收: [22, 2, 0, 0, 0, 7, 134]"), (CARRIED, "结转下年度: [125, 0, 0, 0, 0, 0, 22]")
    )
    (finding,) = [finding for finding in examined.findings if finding.code.startswith("B")]
    assert finding.detail.splitlines()[-1].startswith(
        f"「自然人」：{FIRST}的 22 和{FOURTH}的 125 像是填颠倒了"
    )


def test_a_single_wrong_total_is_not_taken_for_a_swap(changed):
    examined: Examined = changed((DONE, "办理结果总计: [117, 2, 0, 0, 0, 7, 125]"))
    (finding,) = [finding for finding in examined.findings if finding.code.startswith("B")]
    assert "颠倒" not in finding.detail


def test_two_mistakes_of_different_amounts_stay_two(changed):
    examined: Examined = changed((NEW, "本年新收: [126, 5, 0, 0, 0, 7]"))
    assert [finding.code for finding in examined.findings] == ["B31", "B31"]
