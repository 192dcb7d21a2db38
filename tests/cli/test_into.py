"""``import --into`` where the filing was changed too since the report was built of it."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from tests.importers.test_merge_sources import CARRIED, apart, filing_at, original, output

__all__ = ["filing_at"]  # a fixture

NAME = "2021-full"
ROW = "  上年结转: [4, 1, 0, 0, 0, 0]"
SENTENCE = "全年对已公开的文件动态清理两次"
OWN = "      - [信函, 13, 8]"
UNTOLD = "分不清哪些是报告里改的"


def edited_report(kind: str, *changes: tuple[str, str]) -> bytes:
    """The report of the example, words of it changed, the filing that it carries as it was."""
    data = output(NAME, kind)
    if kind == "html":
        page, carried = apart(data)
        for old, new in changes:
            assert old in page, old
            page = page.replace(old, new)
        return page.replace(CARRIED, carried).encode()
    document = docx.Document(io.BytesIO(data))
    for old, new in changes:
        texts = [text for text in document.element.body.iter("{*}t") if text.text and old in text.text]
        assert texts, old
        for text in texts:
            text.text = text.text.replace(old, new)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def cell_to(document: bytes, row: str, old: str, new: str) -> bytes:
    """A Word file with a figure of a row changed."""
    report = docx.Document(io.BytesIO(document))
    (cell,) = (
        cell
        for table in report.tables
        for tr in table._tbl.tr_lst
        if any(row in "".join(t.text or "" for t in tc.iter("{*}t")) for tc in tr.tc_lst)
        for cell in tr.tc_lst
        if "".join(t.text or "" for t in cell.iter("{*}t")) == old
    )
    next(cell.iter("{*}t")).text = new
    made = io.BytesIO()
    report.save(made)
    return made.getvalue()


def without_filing(data: bytes) -> bytes:
    """A Word file as programs save it that keep no custom parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.startswith("customXml/"):
                continue
            if entry.filename.endswith(".rels"):
                part = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", part)
            new.writestr(entry, part)
    return made.getvalue()


@pytest.fixture
def into(run, filing_at):
    """Puts a report into the example as the office changed it; returns the code, all that is said, the text
    before and after."""

    def done(report: bytes, kind: str, *changes: tuple[str, str], options: tuple[str, ...] = ()):
        file = filing_at(NAME)
        text = original(NAME)[0]
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
        path = file.with_name(f"改过.{kind}")
        path.write_bytes(report)
        code, out, err = run("import", path, "--into", file, *options)
        return code, out + err, text, file.read_text("utf-8")

    return done


@pytest.mark.parametrize("kind", ["docx", "html", "pdf", "xlsx"])
def test_a_report_that_was_not_changed_takes_nothing_back_of_what_the_filing_got_since(into, kind):
    changes = (
        (ROW, ROW.replace("4, 1", "5, 1")),
        ("结转下年度: [{数: 5,", "结转下年度: [{数: 6,"),
        (SENTENCE, f"{SENTENCE}并公示"),
        (OWN, f"{OWN}\n      - [短信, 2, 0]"),
    )
    code, said, before, after = into(output(NAME, kind), kind, *changes)
    assert "没有要改的" in said
    assert "是填报后来改的，没有动" in said
    assert "没有写进去" not in said
    assert UNTOLD not in said
    assert after == before
    assert code == 0


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_sentence_changed_on_both_sides_is_told_with_its_places_and_noted_in_the_filing(into, kind):
    report = edited_report(kind, (SENTENCE, f"{SENTENCE}，逐件核对"))
    code, said, before, after = into(report, kind, (SENTENCE, f"{SENTENCE}并公示"))
    assert code == 1
    assert f"生成报告时：{SENTENCE}，失效的" in said
    assert f"填报里现在：{SENTENCE}并公示，失效的" in said
    assert f"报告里现在：{SENTENCE}，逐件核对，失效的" in said
    line = next(number for number, text in enumerate(after.split("\n"), 1) if f"{SENTENCE}并公示" in text)
    assert re.search(rf"两边都改了：总体情况.政府信息管理 第1段（填报第 {line} 行；报告第 \d+ ", said)
    comments = [text for text in after.split("\n") if "# 待定：" in text]
    assert len(comments) == 1
    assert after.replace(f"{comments[0]}\n", "") == before


def test_with_diff_the_same_is_said_and_nothing_written(into):
    report = edited_report("docx", (SENTENCE, f"{SENTENCE}，逐件核对"))
    code, said, before, after = into(report, "docx", (SENTENCE, f"{SENTENCE}并公示"), options=("--diff",))
    assert code == 1
    assert "两边都改了：总体情况.政府信息管理 第1段" in said
    assert "+  # 待定：" in said
    assert after == before


def test_figures_changed_on_both_sides_are_not_chosen_and_those_of_one_side_are(into):
    report = cell_to(output(NAME, "docx"), "二、上年结转政府信息公开申请数量", "4", "7")
    code, said, before, after = into(
        report, "docx", (ROW, ROW.replace("4, 1", "5, 1")), ("行政处罚: 36", "行政处罚: 37")
    )
    assert code == 1
    assert re.search(r"两边都改了：.*（填报第 \d+ 行；报告第 \d+ 张表第 \d+ 行第 \d+ 列）", said)
    assert "生成报告时：4\n    填报里现在：5\n    报告里现在：7" in said
    assert "\n".join(line for line in after.split("\n") if "# 待定" not in line) == before
    _, said, _, after = into(report, "docx", ("行政处罚: 36", "行政处罚: 37"))
    assert "4 → 7" in said
    assert "行政处罚: 37" in after
    assert ROW.replace("4, 1", "7, 1") in after


def test_a_row_of_an_own_table_changed_on_both_sides_is_told_with_all_three(into):
    report = cell_to(output(NAME, "docx"), "信函", "13", "14")
    code, said, _, after = into(report, "docx", (OWN, OWN.replace("13", "15")))
    assert code == 1
    number = next(at for at, line in enumerate(after.split("\n"), 1) if "[信函, 15, 8]" in line)
    assert (
        f"“信函”的自然人（填报第 {number - 1} 行）" in said or f"“信函”的自然人（填报第 {number} 行）" in said
    )
    assert "生成报告时：13\n    填报里现在：15\n    报告里现在：14" in said
    assert "# 待定：" in after


def test_of_a_report_that_carries_no_filing_it_is_said_that_nobody_knows_who_changed_what(into):
    report = without_filing(output(NAME, "docx"))
    code, said, _, after = into(report, "docx", (ROW, ROW.replace("4, 1", "5, 1")))
    assert said.count(UNTOLD) == 1
    assert "5 → 4" in said
    assert ROW in after
    assert code == 0
