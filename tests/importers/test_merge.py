"""What was changed in a report comes back into its filing: that and nothing else."""

from __future__ import annotations

import difflib
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.filing.filing import Filing
from generator.importers.merge import Report, merged
from generator.importers.merge_head import other_report
from generator.importers.merge_sides import Merged
from generator.rules.text.printed_page import page
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
NEW = "本年新收: [125, 2, 0, 0, 0, 7]"


def load(text: str) -> Filing:
    filing = examine(read(text.encode(), "office.yaml", EXAMPLES)).filing
    assert filing is not None
    return filing


def printed(text: str = TEXT) -> str:
    """The filing as its report says it: every placeholder as its print."""
    filing = load(text)
    for found in filing.texts.values():
        for raw, words in zip(
            found.scalar.text.split("\n"), page(filing, found).words.split("\n"), strict=True
        ):
            text = text.replace(raw, words) if raw.strip() else text
    return text


def put_back(*changes: tuple[str, str]) -> Merged:
    """The example after a report of it was changed."""
    report = printed()
    for old, new in changes:
        assert old in report, old
        report = report.replace(old, new, 1)
    return merged(load(TEXT), Report(load(report)), load)


def lines_changed(result: Merged) -> list[str]:
    """The lines that differ from the filing as it was, taken away and put in."""
    diff = difflib.unified_diff(TEXT.split("\n"), result.text.split("\n"), lineterm="", n=0)
    return [line for line in diff if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_a_report_in_which_nothing_was_changed_changes_nothing():
    result = put_back()
    assert (result.text, result.changes, result.unplaced) == (TEXT, [], [])


def test_a_figure_is_changed_where_it_stands_and_the_texts_that_quote_it_follow():
    result = put_back((NEW, "本年新收: [128, 2, 0, 0, 0, 7]"))
    assert len(lines_changed(result)) == 2
    assert "本年新收: [128, 2, 0, 0, 0, 7]" in result.text
    assert [change.rpartition("：")[2] for change in result.changes] == ["125 → 128"]


def test_a_row_written_as_one_nought_is_written_apart_where_one_of_its_figures_was_changed():
    result = put_back(("    国家秘密: 0", "    国家秘密: [3, 0, 0, 0, 0, 0]"))
    assert len(lines_changed(result)) == 2
    assert "国家秘密: [3, 0, 0, 0, 0, 0]" in result.text
    assert load(result.text).cells["申请办理情况.不予公开.国家秘密.自然人"].value == 3
    assert load(result.text).cells["申请办理情况.不予公开.国家秘密.总计"].value == 3


def test_words_are_changed_between_placeholders_and_the_placeholders_stay():
    filing = load(TEXT)
    path = "总体情况.依申请公开"
    first = page(filing, filing.texts[path]).words.split("\n")[0]
    raw = filing.texts[path].scalar.text.split("\n")[0]
    assert raw.startswith("全年新收政府信息公开申请{{")
    result = put_back((first, first.replace("全年新收", "全年共新收", 1)))
    assert raw.replace("全年新收", "全年共新收", 1) in result.text
    assert result.changes == [f"{path} 第1段：加了“共”"]
    assert len(lines_changed(result)) == 2


def test_a_figure_changed_in_a_sentence_alone_is_told_and_its_placeholder_stays():
    filing = load(TEXT)
    path = "总体情况.依申请公开"
    first = page(filing, filing.texts[path]).words.split("\n")[0]
    result = put_back((first, first.replace("申请134件", "申请139件", 1)))
    assert (result.text, result.changes) == (TEXT, [])
    (line,) = result.unplaced
    assert line.startswith(f"{path} 第1段：报告里把“134”改成了“139”")
    assert "由“申请办理情况.本年新收.总计”印出来的" in line


def test_a_paragraph_put_in_and_one_taken_out_are_told_and_done():
    filing = load(TEXT)
    path = "其他事项"
    words = page(filing, filing.texts[path]).words.rstrip("\n").split("\n")
    result = put_back((f"  {words[0]}\n", f"  新加的一段，说明本年的新做法。\n  {words[0]}\n"))
    assert any(line.startswith(f"{path} 加一段：新加的一段") for line in result.changes)
    now = load(result.text).texts[path].scalar.text.rstrip("\n").split("\n")
    assert now[0] == "新加的一段，说明本年的新做法。"
    assert len(now) == len(words) + 1
    back = merged(load(result.text), Report(load(printed())), load)
    assert any("删去：新加的一段" in line for line in back.changes)
    assert back.text == TEXT


def test_a_text_that_was_not_found_in_the_report_is_left_and_told():
    filing = load(TEXT)
    texts = {path: text for path, text in load(printed()).texts.items() if path != "其他事项"}
    blank = replace(filing.texts["问题及改进"], scalar=replace(filing.texts["问题及改进"].scalar, text="\n"))
    report = replace(load(printed()), texts={**texts, "问题及改进": blank})
    result = merged(filing, Report(report), load)
    assert result.text == TEXT
    assert [line.split("”")[0] for line in result.unplaced] == [
        "报告里没有找到“问题及改进",
        "报告里没有找到“其他事项",
    ]


def test_what_is_no_report_at_all_is_refused_and_the_filing_stays(run, tmp_path):
    file, other = tmp_path / "2024.yaml", tmp_path / "别的.md"
    file.write_text(TEXT, encoding="utf-8")
    other.write_text("# 说明\n\n一份与年报无关的文字。\n", encoding="utf-8")
    code, _, err = run("import", other, "--into", file)
    assert code == 1
    assert "没有认出年度报告" in err
    assert file.read_text("utf-8") == TEXT


def test_a_printed_total_that_is_not_the_sum_is_told_and_not_written():
    result = put_back((NEW, "本年新收: [125, 2, 0, 0, 0, 7, 140]"))
    assert result.text == TEXT
    assert any("报告里是 140，各项之和是 134" in line for line in result.unplaced)


def test_a_day_changed_in_the_head_is_changed_there():
    day = next(line for line in TEXT.split("\n") if line.startswith("发布日期"))
    result = put_back((day.split("#")[0].strip(), "发布日期: 2025-01-27"))
    assert "发布日期: 2025-01-27" in result.text
    assert len(lines_changed(result)) == 2
    assert len(result.changes) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("年度: 2024", "年度: 2023"), ("机关: 示例市人民政府办公室", "机关: 示例市财政局")],
)
def test_a_report_of_another_year_or_authority_is_told_apart(old, new):
    assert other_report(load(TEXT), load(printed())) == ""
    assert new.partition(": ")[2] in other_report(load(TEXT), load(printed().replace(old, new, 1)))


def test_filings_of_two_forms_are_not_put_together():
    other = load((EXAMPLES / "2019.yaml").read_text("utf-8"))
    with pytest.raises(ValueError, match="2019"):
        merged(load(TEXT), Report(other), load)


def test_a_table_within_a_text_stays_as_it_is_drawn_and_a_cell_of_it_is_changed_in_its_place():
    text = (EXAMPLES / "2021-full.yaml").read_text("utf-8")
    row = "| 政务新媒体 | 342 | 18,400 |"
    assert row in text
    same = merged(load(text), Report(load(text)), load)
    assert (same.text, same.changes) == (text, [])
    result = merged(load(text), Report(load(text.replace(row, row.replace("342", "343")))), load)
    assert result.text == text.replace(row, row.replace("342", "343"))
    assert len(result.changes) == 1


def test_a_paragraph_put_in_with_a_link_and_strong_words_has_them_in_the_filing():
    line = "详见**门户网站**的[专栏](https://www.example.gov.cn/gk/)，不另附。"
    report = printed().replace("其他事项: |\n", f"其他事项: |\n  {line}\n", 1)
    assert line in report
    assert line in merged(load(TEXT), Report(load(report)), load).text


def test_a_sentence_that_follows_a_figure_of_the_tables_is_told_though_the_report_still_says_the_old_one():
    result = put_back((NEW, "本年新收: [128, 2, 0, 0, 0, 7]"))
    assert any("总体情况.依申请公开 第1段随表里的数改了" in note for note in result.notes)


def test_a_placeholder_that_was_written_over_by_words_is_named():
    filing = load(TEXT)
    first = page(filing, filing.texts["总体情况.依申请公开"]).words.split("\n")[0]
    result = put_back((first, first.replace("申请134件", "申请若干件", 1)))
    (change,) = result.changes
    assert "申请办理情况.本年新收.总计" in change
    assert "表里的数没有动" in change


def no_numbers(line: str) -> str:
    return re.sub("[0-9.%〇零一二三四五六七八九十百千两]+", "0", line)


EDITS = ("", "，经核实", "3", "（二）", "。", "x y", "百分之三十")


@settings(max_examples=25)
@given(st.data())
def test_whatever_was_changed_in_the_sentences_the_filing_then_says_it(data):
    filing = load(TEXT)
    report, path = printed(), data.draw(st.sampled_from(sorted(filing.texts)))
    words = [
        line
        for line in page(filing, filing.texts[path]).words.split("\n")
        if len(line) > 8 and "\ufffc" not in line
    ]
    line = data.draw(st.sampled_from(words))
    assert line in report
    start = data.draw(st.integers(0, len(line) - 2))
    end = data.draw(st.integers(start, min(len(line) - 1, start + 6)))
    changed = line[:start] + data.draw(st.sampled_from(EDITS)) + line[end:]
    new = load(report.replace(line, changed.strip() or "一", 1))
    result = merged(filing, Report(new), load)
    now = load(result.text)
    kept = any("由“" in line for line in result.unplaced)  # numbers of the tables stay
    for each, text in new.texts.items():
        said = [line.strip() for line in page(now, now.texts[each]).words.split("\n") if line.strip()]
        wanted = [line.strip() for line in text.scalar.text.split("\n") if line.strip()]
        assert said == wanted or (kept and list(map(no_numbers, said)) == list(map(no_numbers, wanted)))
    assert {cell: found.value for cell, found in now.cells.items()} == {
        cell: found.value for cell, found in filing.cells.items()
    }


def test_a_word_file_that_was_changed_comes_back_by_the_command_and_a_broken_balance_is_said(run, tmp_path):
    folder = tmp_path / "图片"
    folder.mkdir()
    for path in (EXAMPLES / "图片").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    file = tmp_path / "2024.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert run("build", file, "-o", tmp_path, "--to", "docx", "--bundled-fonts")[0] == 0
    report = docx.Document(str(tmp_path / "2024.docx"))
    (cell,) = [
        each for table in report.tables for each in table._tbl.iter_tcs() if each.p_lst[0].text == "125"
    ][:1]
    cell.p_lst[0].r_lst[0].text = "128"
    report.save(str(tmp_path / "改过.docx"))
    code, out, err = run("import", tmp_path / "改过.docx", "--into", file, "--diff")
    assert code == 1
    assert "125 → 128" in err
    assert "B31" in out
    assert file.read_text("utf-8") == TEXT
    run("import", tmp_path / "改过.docx", "--into", file)
    assert file.read_text("utf-8") == TEXT.replace(NEW, "本年新收: [128, 2, 0, 0, 0, 7]")
