"""``new`` for somebody who has never seen a filing: which form, and how it is written."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.batch.desk import load
from generator.filing.read import read
from tests.conftest import EXAMPLES


@pytest.mark.parametrize(
    ("typed", "version"),
    [("2024", "2021"), ("2024年", "2021"), ("2020年度", "2019"), ("2016", "2014"), ("2010", "2008")],
)
@pytest.mark.parametrize("command", [("new",), ("schema",), ("rules",)])
def test_a_year_in_place_of_a_version_names_the_form_that_serves_it(run, command, typed, version):
    code, _, err = run(*command, typed)
    assert code == 2
    assert f"{typed[:4]} 年度的报告用“{version}”这一版" in err


def test_a_year_that_no_form_serves_names_the_versions_there_are(run):
    code, _, err = run("new", "1999")
    assert code == 2
    assert "年度的报告用" not in err
    assert "2019、2021" in err


def test_a_filing_that_names_a_year_as_its_form_is_told_the_same(run, tmp_path):
    file = tmp_path / "filing.yaml"
    file.write_text('格式: "2024"\n机关: 示例市财政局\n年度: 2024\n', encoding="utf-8")
    code, out, _ = run("check", str(file))
    assert code == 1
    assert "没有“2024”这一版格式；2024 年度的报告用“2021”这一版" in out


@pytest.mark.parametrize("version", ["2008", "2014", "2019", "2021"])
def test_a_blank_filing_says_how_text_is_written_and_quotes_the_telephone(run, version):
    _, out, _ = run("new", version)
    head = out.split("格式:")[0]
    assert "写在“|”的下一行" in head
    assert "{{ 联系方式.电话 }}" in head


def test_a_workbook_is_written_where_it_is_asked_for_and_never_over_another(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = ("new", "2021", "--xlsx", "--from", str(EXAMPLES / "2021.yaml"))
    assert run(*asked)[0] == 0
    data = (tmp_path / "2021-填报.xlsx").read_bytes()
    assert data.startswith(b"PK")
    code, _, err = run(*asked)
    assert (code, "已经存在" in err) == (2, True)
    assert (tmp_path / "2021-填报.xlsx").read_bytes() == data


MARK = "【待改】"


def carried(run, tmp_path, name: str = "2021", version: str = "2021") -> tuple[str, str]:
    """A new filing from last year's example, and what was said."""
    target = tmp_path / "2025.yaml"
    code, out, err = run("new", version, "--from", EXAMPLES / f"{name}.yaml", "-o", target)
    assert code == 0, err
    return target.read_text("utf-8"), out


def test_last_years_text_comes_with_placeholders_and_marks_each_of_which_is_listed(run, tmp_path):
    text, out = carried(run, tmp_path)
    body = [line for line in text.split("\n") if not line.lstrip().startswith("#")]
    marks = sum(line.count(MARK) for line in body)
    assert marks >= 12
    listed = [line for line in out.split("\n") if line.startswith(f"  {tmp_path}")]
    assert len(listed) == marks
    assert any(line.endswith(": 其中图表、问答等形式19篇") for line in listed)
    assert f"{marks} 处标了“{MARK}”" in out
    assert "{{ 年度 }}年" in text
    assert "2024年" not in text
    assert "全年新收政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件" in text


def test_what_is_left_unrevised_is_told_and_blanks_tell_nothing_more(run, tmp_path):
    carried(run, tmp_path, "2021-city")
    _, out, _ = run("check", tmp_path / "2025.yaml", "--format", "json")
    found = json.loads(out)["findings"]
    assert {each["code"] for each in found} == {"B31", "S06", "S07", "N26", "N88"}
    told = [each["message"] for each in found if each["code"] == "N26"]
    assert told
    assert all("还没有改的地方“【待改】”" in each for each in told)


def test_with_this_years_tables_and_marks_revised_the_text_is_this_years(run, tmp_path):
    text, said = carried(run, tmp_path)
    assert "要一并放到新填报旁边：图片/依申请公开流程.png" in said
    shutil.copytree(EXAMPLES / "图片", tmp_path / "图片")
    last = (EXAMPLES / "2021.yaml").read_text("utf-8")
    start, end = "# 表二（第二部分）", "问题及改进:"
    tables = last[last.index(start) : last.index(end)].replace("上年结转: [13,", "上年结转: [22,")
    tables = tables.replace("[116, 2, 0, 0, 0, 7, 125]", "[125, 2, 0, 0, 0, 7, 134]").replace(
        "予以公开: [39,", "予以公开: [48,"
    )
    ours = text[: text.index("# 二、主动公开")] + tables + text[text.index("\n问题及改进:") + 1 :]
    (tmp_path / "2025.yaml").write_text(
        ours.replace(MARK, "").replace("发布日期:    #", "发布日期: 2026-01-20    #"), "utf-8"
    )
    _, out, _ = run("check", tmp_path / "2025.yaml", "--format", "json")
    found = {each["code"] for each in json.loads(out)["findings"]}
    # The tables are last year's still (C21, C42), and so are half of the sentences (N88).
    assert {code for code in found if not code.startswith("C")} == {"N88"}
    _, out, _ = run("text", tmp_path / "2025.yaml")
    assert "予以公开52件" in out
    assert "上年结转22件" in out


def test_a_workbook_takes_no_text_over_because_last_years_stands_beside(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, out, _ = run("new", "2021", "--xlsx", "--from", EXAMPLES / "2021.yaml", "-o", "a.xlsx")
    assert MARK not in out


def test_text_of_an_earlier_form_comes_too_where_the_new_one_has_a_place(run, tmp_path):
    text, _ = carried(run, tmp_path, "2019")
    filing = load(read(text.encode(), "2025.yaml", tmp_path)).filing
    assert "{{ 申请办理情况.本年新收.总计 }}" in filing.texts["总体情况"].scalar.text
    _, out, _ = run("check", tmp_path / "2025.yaml", "--format", "json")
    assert not {each["code"] for each in json.loads(out)["findings"]} & {"N10", "N11", "N12"}


def test_of_a_form_that_is_not_related_all_text_is_kept_and_its_figures_are_marked(run, tmp_path):
    text, _ = carried(run, tmp_path, "2014")
    filing = load(read(text.encode(), "2018.yaml", tmp_path)).filing
    assert "自{{ 年度 }}年1月1日起" in filing.texts["引言"].scalar.text
    assert "问题及改进" in filing.texts
    assert "# 依申请公开: |\n#   全年收到政府信息公开申请1【待改】件" in text


def test_sentences_fill_what_has_no_text_yet_and_others_are_comments(run):
    _, out, _ = run("new", "2021", "--sentences")
    assert "\n  依申请公开: |    # 收到、办理、结转情况\n    全年新收政府信息公开申请{{ 申请办理情况" in out
    assert (
        "\n  # 可以选用（没有行政复议、行政诉讼）：\n  #   全年未发生政府信息公开行政复议、行政诉讼。\n"
        in out
    )
    _, plain, _ = run("new", "2021")
    assert "可以选用" not in plain


def test_last_years_text_goes_before_ready_sentences(run):
    _, out, _ = run("new", "2021", "--sentences", "--from", EXAMPLES / "2021.yaml")
    assert "推进行政规范性文件集中公开" in out
    assert "按照规定的范围和时限公开法定主动公开内容" not in out


def test_a_form_without_sentences_says_so(run):
    code, _, err = run("new", "2014", "--sentences")
    assert code == 2
    assert "2014 版没有参考语句" in err
