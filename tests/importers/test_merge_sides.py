"""What was changed in a filing since its report was built, and in the report since, meets in the filing."""

from __future__ import annotations

import pytest

from generator.importers.merge import Report, merged
from generator.importers.merge_sides import Merged
from generator.report.published import published
from generator.rules.text.printed_page import page
from tests.importers.test_merge import NEW, TEXT, load, printed

CARRIED = published(load(TEXT))
PATH = "总体情况.依申请公开"
FIRST = load(TEXT).texts[PATH].scalar.text.split("\n")[0]
SAID = page(load(TEXT), load(TEXT).texts[PATH]).words.split("\n")[0]
OTHER = "问题及改进"
LINES = [line for line in load(TEXT).texts[OTHER].scalar.text.split("\n") if line.strip()]


def both(filing: dict[str, str], report: dict[str, str]) -> tuple[str, Merged]:
    """The filing as the office changed it, and what becomes of it with a report that was changed."""
    ours, theirs = TEXT, printed()
    for old, new in filing.items():
        assert old in ours, old
        ours = ours.replace(old, new, 1)
    for old, new in report.items():
        assert old in theirs, old
        theirs = theirs.replace(old, new, 1)
    return ours, merged(load(ours), Report(load(theirs), base=load(CARRIED)), load)


def written(row: str, count: int) -> dict[str, str]:
    return {row: row.replace("125", str(count))}


def is_quiet(ours: str, result: Merged) -> bool:
    return (result.text, result.changes, result.unplaced, result.conflicts) == (ours, [], [], [])


def test_what_was_changed_in_the_filing_alone_stays_and_is_no_change_of_the_report():
    changed = {
        **written(NEW, 126),
        FIRST: FIRST.replace("全年新收", "全年共新收"),
        f"  {LINES[0]}\n": f"  {LINES[0]}\n  另外新加的一段，说明后来的做法。\n",
        f"  {LINES[1]}\n": "",
    }
    assert is_quiet(*both(changed, {}))


def test_each_side_changes_something_else_and_the_filing_has_both():
    ours, result = both(
        {**written(NEW, 126), LINES[0]: f"{LINES[0]}填报里加的。"},
        {"行政处罚: 0": "行政处罚: 4", SAID: SAID.replace("全年新收", "全年共新收")},
    )
    wanted = ours.replace("行政处罚: 0", "行政处罚: 4").replace(
        FIRST, FIRST.replace("全年新收", "全年共新收")
    )
    assert result.text == wanted
    assert result.conflicts == []
    assert len(result.changes) == 2


@pytest.mark.parametrize(
    ("filing", "report"),
    [
        (written(NEW, 126), written(NEW, 126)),
        ({LINES[0]: f"{LINES[0]}再加一句。"}, {LINES[0]: f"{LINES[0]}再加一句。"}),
        ({f"  {LINES[1]}\n": ""}, {f"  {LINES[1]}\n": ""}),
        (
            {f"  {LINES[0]}\n": f"  {LINES[0]}\n  两边都加的一段。\n"},
            {f"  {LINES[0]}\n": f"  {LINES[0]}\n  两边都加的一段。\n"},
        ),
    ],
    ids=["figure", "paragraph", "taken out", "put in"],
)
def test_the_same_change_on_both_sides_is_nothing(filing, report):
    assert is_quiet(*both(filing, report))


def test_a_figure_that_both_changed_is_never_chosen_and_all_three_are_told():
    ours, result = both(written(NEW, 126), written(NEW, 128))
    (conflict,) = result.conflicts
    assert conflict.wordings == ("125", "126", "128")
    assert result.changes == []
    assert load(result.text).cells["申请办理情况.本年新收.自然人"].value == 126
    comment = result.text.split("\n")[result.text.split("\n").index(f"  {NEW.replace('125', '126')}") - 1]
    assert comment.startswith("  # 待定：")
    assert "报告里是“128”，生成报告时是“125”" in comment
    assert result.text.replace(f"{comment}\n", "") == ours


def test_a_paragraph_that_both_changed_stays_and_the_reports_wording_is_beside_it_with_its_placeholders():
    ours, result = both(
        {FIRST: FIRST.replace("全年新收", "本年度新收")}, {SAID: SAID.replace("全年新收", "全年共新收")}
    )
    (conflict,) = result.conflicts
    assert [words[:6] for words in conflict.wordings] == ["全年新收政府", "本年度新收政", "全年共新收政"]
    comment = next(line for line in result.text.split("\n") if "待定" in line)
    assert FIRST.replace("全年新收", "全年共新收") in comment
    lines = result.text.split("\n")
    assert lines[lines.index(comment) + 1].startswith("  依申请公开: |")
    assert result.text.replace(f"{comment}\n", "") == ours
    again = merged(
        load(result.text),
        Report(load(printed().replace(SAID, SAID.replace("全年新收", "全年共新收"))), base=load(CARRIED)),
        load,
    )
    assert again.text == result.text


@pytest.mark.parametrize(
    ("filing", "report", "wordings"),
    [
        ({LINES[1]: f"{LINES[1]}再加一句。"}, {f"  {LINES[1]}\n": ""}, ("", "再加一句。", "没有这一段")),
        ({f"  {LINES[1]}\n": ""}, {LINES[1]: f"{LINES[1]}再加一句。"}, ("", "没有这一段", "再加一句。")),
        (
            {f"  {LINES[0]}\n": f"  {LINES[0]}\n  新加的一段，写今年的做法。\n"},
            {f"  {LINES[0]}\n": f"  {LINES[0]}\n  新加的一段，写全年的做法。\n"},
            ("没有这一段", "写今年的", "写全年的"),
        ),
    ],
    ids=["the report took out", "the filing took out", "both put in"],
)
def test_what_both_sides_changed_otherwise_is_told_and_the_filing_keeps_its_own(filing, report, wordings):
    ours, result = both(filing, report)
    (conflict,) = result.conflicts
    assert all(part in words for part, words in zip(wordings, conflict.wordings, strict=True))
    kept = "\n".join(line for line in result.text.split("\n") if "# 待定" not in line)
    assert kept == ours
    assert len(result.text.split("\n")) == len(ours.split("\n")) + 1


def test_a_paragraph_that_the_report_moved_takes_its_placeholders_and_the_filings_changes_along():
    second = load(TEXT).texts[PATH].scalar.text.split("\n")[1]
    said = page(load(TEXT), load(TEXT).texts[PATH]).words.split("\n")[1]
    assert "{{" in FIRST
    ours, result = both(
        {FIRST: FIRST.replace("全年新收", "本年度新收")},
        {f"    {SAID}\n    {said}\n": f"    {said}\n    {SAID}\n"},
    )
    now = FIRST.replace("全年新收", "本年度新收")
    assert result.text == ours.replace(f"    {now}\n    {second}\n", f"    {second}\n    {now}\n")
    assert result.conflicts == []
    assert "移了位置" in result.changes[0]


def test_a_paragraph_is_put_in_where_the_report_has_it_whatever_the_filing_put_in_elsewhere():
    _, result = both(
        {f"  {LINES[0]}\n": f"  填报里加在最前面的一段。\n  {LINES[0]}\n"},
        {f"  {LINES[1]}\n": f"  {LINES[1]}\n  报告里加在后面的文字，另起一段。\n"},
    )
    lines = [line for line in load(result.text).texts[OTHER].scalar.text.split("\n") if line.strip()]
    assert lines[:4] == [
        "填报里加在最前面的一段。",
        LINES[0],
        LINES[1],
        "报告里加在后面的文字，另起一段。",
    ]


def test_a_day_of_the_head_that_both_changed_stays_with_a_comment():
    day = next(line for line in TEXT.split("\n") if line.startswith("发布日期")).split("#")[0].strip()
    ours, result = both({day: "发布日期: 2025-01-27"}, {day: "发布日期: 2025-01-28"})
    (conflict,) = result.conflicts
    assert conflict.wordings[1:] == ("2025-01-27", "2025-01-28")
    assert result.text.replace(f"{conflict.comment}\n", "") == ours


def test_a_figure_changed_in_the_filing_alone_leaves_the_sentences_of_the_report_in_peace():
    ours, result = both(written(NEW, 126), {LINES[0]: f"{LINES[0]}再加一句。"})
    assert result.text == ours.replace(LINES[0], f"{LINES[0]}再加一句。")
    assert (result.notes, result.unplaced, result.conflicts) == ([], [], [])
