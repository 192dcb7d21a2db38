"""What was changed in a report about its text and in the office's own tables is put into the filing."""

from __future__ import annotations

import io

import docx
import pytest

from generator.source.edits import line_starts
from tests.importers.test_merge_beside import put, row_below, row_with
from tests.importers.test_merge_sources import filing_at, original, output

NAME = "2021-full"
__all__ = ["filing_at"]  # a fixture


def report(change) -> bytes:
    document = docx.Document(io.BytesIO(output(NAME, "docx")))
    change(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def cell(label: str, column: int, new: str):
    """Writes something else into one cell."""
    return lambda document: put(row_with(document, label).tc_lst[column], new)


def words(old: str, new: str):
    """Writes other words wherever some stand."""

    def change(document) -> None:
        texts = [text for text in document.element.body.iter("{*}t") if text.text and old in text.text]
        assert texts
        for text in texts:
            text.text = text.text.replace(old, new)

    return change


def taken_in(run, file, change) -> tuple[int, str]:
    changed = file.with_name("改过.docx")
    changed.write_bytes(report(change))
    code, out, err = run("import", changed, "--into", file)
    return code, out + err


SURVEY = "示例市规划批后公示规定"
RETITLED = words("2024年示例市自然资源局", "二〇二四年示例市自然资源局")


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (cell("信函", 0, "来信"), "[信函, 13, 8]", "[来信, 13, 8]"),
        (cell("网上", 1, "26（含电子邮件4件）"), "备注: 含电子邮件3件", '备注: "含电子邮件4件"'),
        (cell(SURVEY, 4, "图解、问答: 二"), "文字问答, 8", '"图解、问答: 二", 8'),
        (cell(SURVEY, 5, "9"), "文字问答, 8", "文字问答, 9"),
        (cell("土地复垦费", 2, "13.2"), "[土地复垦费, 4, 12.2]", "[土地复垦费, 4, 13.2]"),
        (words("流程图", "流程图示"), "依申请公开办理流程图]", "依申请公开办理流程图示]"),
        (words("2025年1月22日", "2025年1月23日"), "日期: 2025-01-22 ", "日期: 2025-01-23 "),
        (RETITLED, '"{{ 年度 }}年示例市自然资源局"\n', "二〇二四年示例市自然资源局\n"),
    ],
)
def test_a_changed_cell_or_line_is_written_where_the_filing_has_it(run, filing_at, change, old, new):
    file = filing_at(NAME)
    _, said = taken_in(run, file, change)
    before = original(NAME)[0]
    assert before.count(old) == 1
    first = file.read_text("utf-8").splitlines()[: len(line_starts(before.partition(old)[0]))]
    assert first == before.replace(old, new).splitlines()[: len(first)]
    assert "→" in said


def test_a_cell_that_breaks_the_computed_total_is_written_and_the_printed_total_is_told(run, filing_at):
    file = filing_at(NAME)
    code, said = taken_in(run, file, cell("信函", 1, "14"))
    assert code == 1
    assert "附表“收到政府信息公开申请的途径”“信函”的自然人：13 → 14" in said
    assert "「合计」的「自然人」：报告里是 46，各项之和是 47" in said
    assert file.read_text("utf-8") == original(NAME)[0].replace("[信函, 13, 8]", "[信函, 14, 8]")


def test_rows_that_were_put_in_are_written_below_the_row_they_stand_below(run, filing_at):
    file = filing_at(NAME)

    def change(document) -> None:
        row_below(document, "信函", "短信", "7", "0")
        row_below(document, "信函", "电话", "2", "1")

    _, said = taken_in(run, file, change)
    assert "加一行“短信　7　0”" in said
    row = "      - [信函, 13, 8]\n"
    wanted = original(NAME)[0].replace(row, f"{row}      - [电话, 2, 1]\n      - [短信, 7, 0]\n")
    assert file.read_text("utf-8") == wanted


def test_a_row_that_was_taken_out_is_told_and_stays(run, filing_at):
    file = filing_at(NAME)

    def change(document) -> None:
        row = row_with(document, "信函")
        row.getparent().remove(row)

    code, said = taken_in(run, file, change)
    assert code == 1
    assert "报告里没有“信函　13　8”了，请自己删" in said
    assert file.read_text("utf-8") == original(NAME)[0]


def test_a_row_that_both_sides_changed_is_a_conflict_and_stays(run, filing_at):
    file = filing_at(NAME)
    text = original(NAME)[0].replace("[信函, 13, 8]", "[信函, 15, 8]")
    file.write_text(text, "utf-8")
    code, said = taken_in(run, file, cell("信函", 1, "14"))
    assert code == 1
    assert "[信函, 15, 8]" in file.read_text("utf-8")
    assert "15" in said
    assert "14" in said


def test_paragraphs_that_only_changed_places_are_not_taken_for_the_same_report(run, filing_at):
    file = filing_at(NAME)

    def change(document) -> None:
        first, second = (
            next(each for each in document.paragraphs if words in each.text)
            for words in ("文件公开前一律核对", "发现内容有误的")
        )
        second._p.addnext(first._p)

    _, said = taken_in(run, file, change)
    assert "没有要改的" not in said
