"""``nianbao import``, and ``nianbao check`` of a published report."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import EXAMPLES
from tests.importers.printed import Printed, page, report, tables
from tests.importers.test_round_trip import output


@pytest.fixture
def published(tmp_path):
    """A report of others as a web page."""
    file = tmp_path / "年报.html"
    file.write_text(page(report()), "utf-8")
    return file


@pytest.fixture
def broken(tmp_path):
    """One whose third table does not balance."""
    there = tables()
    rows = there["申请办理情况"]
    last = [Printed("9") if cell.text == "22" else cell for cell in rows[-1]]
    there["申请办理情况"] = [*rows[:-1], last]
    file = tmp_path / "错的.html"
    file.write_text(page(report(there)), "utf-8")
    return file


def test_a_report_becomes_a_filing_beside_which_the_doubts_are_told(run, published, tmp_path):
    target = tmp_path / "2024.yaml"
    code, out, err = run("import", published, "-o", target)
    assert (code, err) == (0, "")
    assert "I50 机关类型是政府办公室，是按机关的名称“示例市人民政府办公室”写的" in out
    assert "I51 “行政层级”从“示例市人民政府办公室”这个名称看不准" in out
    assert "读了 1 份：读出 200 个数" in out
    text = target.read_text("utf-8")
    assert "# 由 nianbao import 从 年报.html 读出" in text
    assert str(tmp_path) not in text
    assert (tmp_path / ".nianbao" / "schema" / "2021.json").is_file()
    assert run("import", published, "-o", target)[0] == 2
    assert run("import", published, "-o", target, "--force")[0] == 0


def test_what_is_read_can_be_checked_and_built_once_the_head_is_filled_in(run, published, tmp_path):
    target = tmp_path / "2024.yaml"
    run("import", published, "-o", target)
    text = target.read_text("utf-8")
    text = text.replace("行政层级:    #", "行政层级: 县级    #").replace(
        "发布日期:    #", "发布日期: 2025-01-20    #"
    )
    target.write_text(text, "utf-8")
    assert "B31" not in run("check", target)[1]
    assert run("build", target, "-o", tmp_path / "out", "--to", "html", "--draft")[0] in (0, 1)
    assert (tmp_path / "out" / "2024.html").is_file()


def test_without_a_file_the_filing_goes_to_the_screen_and_the_doubts_beside(run, published):
    code, out, err = run("import", published)
    assert code == 0
    assert out.startswith("# yaml-language-server:")
    assert "I51" in err


def test_several_reports_go_into_a_folder(run, published, tmp_path):
    other = tmp_path / "乙" / "年报.html"
    other.parent.mkdir()
    other.write_text(page(report()), "utf-8")
    folder = tmp_path / "填报"
    code, _, _ = run("import", published, other, "-o", folder)
    assert code == 0
    assert sorted(path.name for path in folder.glob("*.yaml")) == ["年报-2.yaml", "年报.yaml"]


def test_json_tells_places_and_what_became_of_each(run, published):
    code, out, _ = run("import", published, "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert told["imported"][0]["form"] == "2021"
    assert (told["filings"][0]["authority"], told["filings"][0]["year"]) == ("示例市人民政府办公室", 2024)
    assert told["imported"][0]["filing"].startswith("# yaml-language-server:")
    assert all(finding["line"] is None for finding in told["findings"])
    assert all(isinstance(finding["place"], dict) for finding in told["findings"])


def test_a_report_with_an_open_head_is_judged_by_all_rules_that_do_not_look_at_it(run, broken):
    code, out, _ = run("check", broken, "--format", "json")
    filing = json.loads(out)["filings"][0]
    assert code == 1
    assert (filing["authority"], filing["year"], filing["form"]) == ("示例市人民政府办公室", 2024, "2021")
    waiting = {why for why in filing["unjudged"].values() if "没有填好" in why}
    assert waiting
    assert waiting <= {
        "表头的行政层级没有填好，没有核对",
        "表头的发布日期没有填好，没有核对",
        "表头的行政层级、发布日期没有填好，没有核对",
    }


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(run, published, tmp_path):
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    code, out, _ = run("import", bad, published, "-o", tmp_path / "填报")
    assert code == 1
    assert "错误 I01 读不出来：这个 PDF 是坏的" in out
    assert (tmp_path / "填报" / "年报.yaml").is_file()


def test_a_form_that_there_is_not_and_a_file_that_there_is_not_are_misuse(run, published):
    assert run("import", published, "--form", "1999")[0] == 2
    assert run("import", "没有.docx")[0] == 2


def test_check_takes_a_published_report_and_says_where(run, broken):
    code, out, _ = run("check", broken)
    assert code == 1
    assert f"{broken} 第 2 张表第 28 行第 4 列: 错误 B31" in out
    assert "相差 13" in out
    code, out, _ = run("check", broken, "--format", "json")
    (balance,) = [finding for finding in json.loads(out)["findings"] if finding["code"] == "B31"]
    assert (balance["line"], balance["place"]) == (None, {"table": 2, "row": 28, "column": 4})


def test_what_is_said_of_a_text_stands_at_its_paragraph(run, published):
    code, out, _ = run("check", published, "--format", "json")
    assert code == 0
    paragraphs = [part for part in report() if isinstance(part, str)]
    places = {finding["code"]: finding["place"] for finding in json.loads(out)["findings"]}
    # The number of a paragraph, from 1; the text of a section stands below its heading.
    assert places["N42"] == {"line": paragraphs.index("五、存在的主要问题及改进情况") + 2}
    assert places["N43"] == {"line": paragraphs.index("六、其他需要报告的事项") + 2}


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit"])
def test_the_other_forms_tell_a_report_without_lines(run, broken, form):
    code, out, _ = run("check", broken, "--format", form)
    assert code == 1
    assert "第 2 张表第 28 行第 4 列" in out
    assert ":1:1" not in out


def test_our_own_report_is_checked_by_the_data_that_it_carries(run, tmp_path):
    for way, ending in (("docx", "docx"), ("html", "html"), ("typst", "pdf")):
        file = tmp_path / f"own.{ending}"
        file.write_bytes(output("2021", way))
        code, out, _ = run("check", file)
        assert code == 0, out
        assert "I31" in out


@pytest.mark.parametrize("way", ["docx", "html"])
def test_our_own_report_comes_back_with_its_pictures(run, tmp_path, way):
    file, target = tmp_path / f"own.{way}", tmp_path / "back.yaml"
    file.write_bytes(output("2021", way))
    assert run("import", file, "-o", target)[0] == 0
    assert (tmp_path / "图片" / "1.png").read_bytes().startswith(b"\x89PNG")
    code, out, _ = run("check", target)
    assert code == 0, out
    assert "没有错误" in out or "没有发现问题" in out
    # Again: the picture is there, and another report's of the same name is not written over.
    (tmp_path / "图片" / "1.png").write_bytes(b"other")
    assert run("import", file, "-o", tmp_path / "again.yaml")[0] == 0
    assert (tmp_path / "图片" / "1.png").read_bytes() == b"other"
    assert "图片/again-1.png" in (tmp_path / "again.yaml").read_text("utf-8")


def test_an_output_that_was_edited_is_read_as_it_is_printed(run, tmp_path):
    whole = output("2021", "html")
    data = re.sub(rb"(<td[^>]*>)125(</td>)", rb"\g<1>128\g<2>", whole, count=1)
    assert data != whole
    file = tmp_path / "edited.html"
    file.write_bytes(data)
    code, out, _ = run("check", file)
    assert code == 1
    assert "I30" in out
    assert "B3" in out


def test_a_report_is_neither_mended_nor_watched(run, published):
    assert run("check", published, "--fix")[0] == 2


def test_several_processes_read_what_one_reads(tmp_path, run):
    reports = tmp_path / "报告"
    code, *_ = run(
        "build", EXAMPLES / "2021.yaml", EXAMPLES / "2021-city.yaml", "-o", reports, "--bundled-fonts"
    )
    assert code == 0
    (reports / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    alone, together = (run("import", reports, "-o", tmp_path / jobs, "--jobs", jobs) for jobs in ("1", "2"))
    assert together[0] == alone[0]
    assert [text.replace(str(tmp_path / "2"), str(tmp_path / "1")) for text in together[1:]] == list(
        alone[1:]
    )
    made = sorted(path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("*.yaml"))
    assert len(made) == 6
    assert all((tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes() for name in made)
