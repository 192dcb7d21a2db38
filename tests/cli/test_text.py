"""``nianbao text``: every sentence, its numbers, what they are bound to, or why they are not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES

FILINGS = EXAMPLES.parent / "tests" / "text" / "filings"
USUAL = "  依申请公开: 依法办理政府信息公开申请，规范答复文书。"


@pytest.fixture
def written(tmp_path):
    """A filing of a bureau that received 47 requests, with some sentences of its own."""

    def write(sentences: str) -> str:
        text = (FILINGS / "bureau-settled.yaml").read_text("utf-8")
        assert USUAL in text
        file = tmp_path / "2024.yaml"
        file.write_text(text.replace(USUAL, f"  依申请公开: {sentences}"), "utf-8")
        return str(file)

    return write


def numbers(out: str) -> dict[str, dict[str, object]]:
    """The numbers of the first file by their words."""
    found = json.loads(out)["files"][0]["sentences"]
    return {number["text"]: number for sentence in found for number in sentence["numbers"]}


def test_a_sentence_stands_above_its_numbers_with_cell_label_and_value(run, written):
    file = written("全年收到政府信息公开申请47件，予以公开23件，占48.9%。")
    code, out, _ = run("text", file)
    lines = out.split("\n")
    assert code == 0
    at = next(number for number, line in enumerate(lines) if "全年收到政府信息公开申请47件" in line)
    assert lines[at].lstrip().startswith("11:10  ")
    path, label = "申请办理情况.本年新收.总计", "「一、本年新收政府信息公开申请数量」的「总计」"
    assert lines[at + 1].strip() == f"11:22  “47件” 相符：{path}（{label}），表中 47"
    assert lines[at + 2].strip().startswith("11:30  “23件” 不符：申请办理情况.予以公开.总计")
    assert lines[at + 2].endswith("表中 22")
    assert lines[-2].startswith("共 ")


@pytest.mark.parametrize(
    ("sentence", "words", "why"),
    [
        ("2023年收到政府信息公开申请31件。", "31件", "说的是上一年"),
        ("全市各级行政机关收到政府信息公开申请312件。", "312件", "说的是更大的范围"),
        ("力争收到政府信息公开申请40件。", "40件", "说的是打算"),
        ("收到政府信息公开申请50件以上。", "50件以上", "是界限，不是件数"),
        ("全年举办培训3期。", "3期", "不是表里的数"),
        ("申请量同比增长12.5%。", "12.5%", "没有上年的数"),
    ],
)
def test_a_number_that_is_not_bound_says_why(run, written, sentence, words, why):
    _, out, _ = run("text", written(sentence), "--format", "json")
    assert numbers(out)[words]["bound"] is False
    assert why in str(numbers(out)[words]["reason"])


@pytest.mark.parametrize(
    "words", ["2024年", "30号", "711号", "20个工作日", "0510-82221234", "第12条", "32条"]
)
def test_years_document_numbers_limits_and_telephones_are_no_numbers(run, written, words):
    name = f"“{words}”" if words == "32条" else words
    _, out, _ = run("text", written(f"按照{name}的要求办理，答复3件。"), "--format", "json")
    assert list(numbers(out)) == ["3件"]


def test_growth_is_reckoned_from_last_years_filing(run, written, tmp_path):
    before = (FILINGS / "bureau-settled.yaml").read_text("utf-8")
    for old, new in (("年度: 2024", "年度: 2023"), ("[43, 3, 0, 0, 0, 1]", "[36, 3, 0, 0, 0, 1]")):
        assert old in before
        before = before.replace(old, new)
    (tmp_path / "2023.yaml").write_text(before, "utf-8")
    file = written("收到政府信息公开申请47件，同比增长17.5%。")
    _, out, _ = run("text", file, "--previous", str(tmp_path / "2023.yaml"), "--format", "json")
    growth = numbers(out)["17.5%"]
    assert growth["agrees"] is True
    now = "申请办理情况.本年新收.总计"
    assert growth["to"][0]["placeholder"] == f"({now} - 上年.{now}) / 上年.{now} | 百分比"


def test_what_placeholders_print_is_told_as_such_and_counted(run):
    _, out, _ = run("text", str(EXAMPLES / "2021.yaml"))
    assert "“134件”（占位符） 相符" in out
    last = out.rstrip().split("\n")[-1]
    assert last.startswith("共 ")
    assert "不符" not in last


def test_a_report_is_read_and_its_places_are_paragraphs(run, tmp_path):
    assert run("build", str(EXAMPLES / "2021.yaml"), "-o", str(tmp_path), "--to", "html")[0] == 0
    page = next(tmp_path.rglob("*.html"))
    # A report of others carries no filing.
    stripped = tmp_path / "年报.html"
    stripped.write_text(re.sub("<script.*?</script>", "", page.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    code, out, _ = run("text", str(stripped))
    assert code == 0
    line = next(line for line in out.split("\n") if "全年新收政府信息公开申请134件" in line)
    assert "段" in line.split("全年新收")[0]
    assert "“134件” 相符：申请办理情况.本年新收.总计" in out


def test_it_is_written_to_a_file_and_never_over_the_filing(run, written, tmp_path):
    file = written("答复3件。")
    assert run("text", file, "-o", str(tmp_path / "文字.txt"))[0] == 0
    assert "“3件” 不符" in (tmp_path / "文字.txt").read_text("utf-8")
    assert run("text", file, "-o", file, "--force")[0] == 2
    assert run("text", file, "-o", str(tmp_path / "文字.txt"))[0] == 2


def test_a_filing_whose_year_is_not_known_says_that_it_was_not_read(run, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("格式: '2021'\n机关: 示例市教育局\n", "utf-8")
    code, out, _ = run("text", str(file))
    assert code == 1
    assert f"没有读它的文字：{file}:1:1：" in out
    assert "缺少“机关类型”" in out


SENTENCES = "2024年收到政府信息公开申请47件，予以公开23件。   # 科室已核"
BOUND = "{{ 年度 }}年收到政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件，予以公开23件。   # 科室已核"


def test_binding_writes_placeholders_in_place_and_tells_what_disagrees(run, written):
    file = Path(written(SENTENCES))
    before = file.read_text("utf-8")
    # A plain text that would begin with a brace gets quotes.
    code, out, _ = run("text", file, "--bind")
    assert code == 0
    assert file.read_text("utf-8") == before.replace(
        SENTENCES, BOUND.replace("{{ 年度", "'{{ 年度").replace("23件。", "23件。'")
    )
    assert "2 处改成占位符" in out
    assert f"{file}:11: 47 → {{{{ 申请办理情况.本年新收.总计 }}}}" in out
    assert f"{file}:11: “23件”与表不符，没有改" in out
    _, out, _ = run("text", file, "--bind")
    assert "没有可以改成占位符的" in out


def test_a_diff_is_shown_and_nothing_written(run, written):
    file = Path(written(SENTENCES))
    before = file.read_text("utf-8")
    code, out, err = run("text", file, "--bind", "--diff")
    assert code == 0
    assert file.read_text("utf-8") == before
    assert "+  依申请公开: '{{ 年度 }}年收到" in out
    assert "2 处可以改成占位符（还没有写）" in err


def test_line_ends_and_the_mark_at_the_beginning_stay(run, written):
    file = Path(written(SENTENCES))
    data = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(data)
    assert run("text", file, "--bind")[0] == 0
    after = file.read_bytes()
    assert after != data
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == after.count(b"\n") == data.count(b"\n")


def test_what_cannot_be_bound_is_refused(run, written, tmp_path):
    file = written(SENTENCES)
    (tmp_path / "年报.html").write_text("<p>年报</p>", "utf-8")
    assert run("text", file, "--diff")[0] == 2
    assert run("text", file, "--bind", "-o", "a.txt")[0] == 2
    assert run("text", tmp_path / "年报.html", "--bind")[0] == 2
    assert run("text", "-", "--bind", given=Path(file).read_bytes())[0] == 2
    assert run("text", "-", "--bind", "--diff", given=Path(file).read_bytes())[0] == 0


def test_a_waiver_of_a_sentence_still_holds_after_binding(run, written):
    file = Path(written("收到政府信息公开申请48件，结转下年度0件。"))
    _, out, _ = run("check", file, "--format", "json")
    (finding,) = [each for each in json.loads(out)["findings"] if each["code"] == "N34"]
    waiver = f"豁免:\n  - 规则: N34\n    理由: 含口头申请1件\n    核对码: {finding['fingerprint']}\n"
    file.write_text(file.read_text("utf-8") + waiver, "utf-8")

    def accepted() -> list[bool]:
        _, out, _ = run("check", file, "--format", "json")
        return [bool(each["accepted"]) for each in json.loads(out)["findings"] if each["code"] == "N34"]

    assert accepted() == [True]
    assert run("text", file, "--bind")[0] == 0
    assert "结转下年度{{ 申请办理情况.结转下年度.总计 }}件" in file.read_text("utf-8")
    assert accepted() == [True]
