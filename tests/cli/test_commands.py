"""The command line as a user meets it: Chinese, with exit codes, losing nothing."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.cli.chinese import COMMANDS
from tests.conftest import EXAMPLES, ROOT

GOOD = str(EXAMPLES / "2021-city.yaml")
BAD = str(EXAMPLES / "2021-errors.yaml")
# A contract: keys are only ever added.
KEYS = {
    *("file", "line", "column", "end_line", "end_column", "code", "level", "message"),
    *("detail", "cells", "left", "right", "difference", "basis"),
    *("help", "values", "marks", "related", "evidence", "fix", "accepted", "stops", "fingerprint", "place"),
}


def test_the_help_is_chinese_and_names_every_command(run):
    code, out, _ = run("--help")
    assert code == 0
    assert "用法：" in out
    assert all(f"\n  {name} " in out for name in COMMANDS)
    assert "Usage" not in out
    assert "Options" not in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_chinese_help_with_an_example(run, name):
    code, out, _ = run(name, "--help")
    assert code == 0
    assert "例子" in out
    assert f"nianbao {name}" in out
    assert "Show this message" not in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_both_readmes(name):
    for readme in ("README.md", "README.en.md"):
        assert f"nianbao {name}" in (ROOT / readme).read_text("utf-8"), readme


def test_a_correct_filing_leaves_with_zero(run):
    code, out, _ = run("check", GOOD)
    assert (code, out) == (0, "共核对 1 份填报：没有发现问题。\n")


def test_a_wrong_filing_leaves_with_one_and_shows_the_place(run):
    code, out, _ = run("check", BAD)
    assert code == 1
    assert f"{BAD}:62:11: 错误 B31 第一项加第二项之和，等于第三项加第四项之和\n" in out
    assert "    62 |   结转下年度: [20, 0, 0, 0, 0, 0, 20]" in out
    assert "详见：nianbao rules 2021 B31" in out
    marked = out.splitlines()[out.splitlines().index(next(x for x in out.splitlines() if "62 |" in x)) + 1]
    assert marked.endswith("^^")


def test_a_folder_is_searched_and_all_its_filings_are_checked(run, tmp_path):
    (tmp_path / "甲").mkdir()
    (tmp_path / ".隐藏").mkdir()
    shutil.copy(GOOD, tmp_path / "甲" / "a.yaml")
    shutil.copy(BAD, tmp_path / "b.yaml")
    shutil.copy(BAD, tmp_path / ".隐藏" / "c.yaml")
    code, out, _ = run("check", str(tmp_path))
    assert code == 1
    assert "共核对 2 份填报" in out


def test_standard_input_is_read_for_a_dash(run):
    given = (EXAMPLES / "2021-city.yaml").read_bytes()
    assert run("check", "-", given=given)[0] == 0
    code, out, _ = run("check", "-", given="机关: 甲\n".encode("gbk"))
    assert code == 1
    assert "GBK" in out


def test_json_is_the_contract(run):
    code, out, _ = run("check", BAD, GOOD, "--format", "json")
    report = json.loads(out)
    assert code == 1
    assert (report["version"], report["files"]) == (1, 2)
    assert len(report["findings"]) >= 12
    assert all(set(finding) == KEYS for finding in report["findings"])
    balance = next(finding for finding in report["findings"] if finding["code"] == "B31")
    assert (balance["left"], balance["right"], balance["difference"]) == (138, 136, 2)
    assert balance["level"] == "error"
    assert balance["values"] == ["20", "125", "13", "116"]
    assert len(balance["marks"]) == len(balance["cells"]) == 4
    assert (balance["fix"], balance["accepted"], balance["related"]) == (None, None, [])
    assert len(balance["fingerprint"]) == 8


def test_the_page_on_json_names_every_key_there_is():
    page = (ROOT / "docs" / "findings.md").read_text("utf-8")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])
    assert set(shown["findings"][0]) == KEYS
    assert set(shown) == {"version", "files", "filings", "skipped", "findings", "unopened"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chek",), "没有命令 chek，是不是“check”？"),
        (("check",), "缺少参数 路径…"),
        (("check", "没有.yaml"), "没有这个文件或文件夹：没有.yaml"),
        (("check", "/dev/null"), "这不是普通文件：/dev/null"),
        (("check", GOOD, "--frmat", "json"), "没有选项 --frmat"),
        (("check", GOOD, "--format", "xml"), "应当是 text、github、gitlab、json、junit、sarif 之一"),
        (("check", GOOD, "--format"), "后面缺少值"),
        (("check", GOOD, "--strict=1"), "后面不带值"),
        (("check", GOOD, "--output", "out.sarif"), "应当写成 形式=文件"),
        (("check", GOOD, "--output", "xml=out.xml"), "应当写成 形式=文件"),
        (("check", GOOD, "--output", "sarif="), "应当写成 形式=文件"),
        (("check", GOOD, "--output", f"json={GOOD}"), "会盖掉填报本身"),
        (("check", GOOD, "--output", "json=a", "--output", "text=./a"), "写到了同一个文件"),
        (("check", GOOD, "--watch", "--format", "json"), "不能与"),
        (("check", "-", "--watch"), "不能与"),
        (("rules", "1999"), "没有“1999”这一版格式"),
        (("rules", "2021", "B99"), "没有规则 B99"),
        (("rules", "2021", "B31", "x"), "多出的参数：x"),
        (("schema", "2012"), "可用的有："),
        (("new", "2012"), "可用的有："),
        (("build", GOOD, "--to", "odt"), "没有 odt"),
        (("build", GOOD, "--to", ","), "--to 只能是"),
        (("build", GOOD, "--style", "花哨"), "没有“花哨”这个样式，可用的有：gongwen"),
        (("build", GOOD, "--engine", "word"), "应当是 typst、weasyprint 之一"),
        (("build", GOOD, "--jobs", "0"), "应当是 1 到 64 的整数"),
        (("build", GOOD, "--fonts", "没有的文件夹"), "字体文件夹不存在"),
    ],
)
def test_a_wrong_call_is_answered_in_chinese_and_leaves_with_two(
    run, arguments, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert not list(tmp_path.iterdir())


def test_a_folder_without_filings_is_misuse(run, tmp_path):
    code, _, err = run("check", str(tmp_path))
    assert code == 2
    assert "没有 *.yaml、*.yml 文件" in err


def test_rules_are_listed_and_explained(run):
    _, out, _ = run("rules", "2021")
    assert all(code in out for code in ("B31", "L02", "N01", "Y08", "S07"))
    code, out, _ = run("rules", "b31")
    assert code == 0
    assert "第一项加第二项之和，等于第三项加第四项之和" in out
    assert "依据：国办公开办函〔2021〕30号 附件 表三" in out
    assert "格式中印明的要求" in out


def test_formats_are_listed_with_their_years(run):
    _, out, _ = run("formats")
    assert "2021  2021年起  中华人民共和国政府信息公开工作年度报告格式" in out
    assert "200 个数字" in out


def test_a_new_filing_has_every_key_and_is_told_blank_by_blank(run, tmp_path):
    path = tmp_path / "2024.yaml"
    assert run("new", "2021", "-o", str(path))[0] == 0
    code, out, _ = run("check", str(path), "--format", "json")
    assert code == 1
    found = {finding["code"] for finding in json.loads(out)["findings"]}
    assert found == {"S06", "S07", "N01"}


def test_a_new_filing_never_overwrites_without_being_told_to(run, tmp_path):
    path = tmp_path / "2024.yaml"
    path.write_text("mine")
    code, _, err = run("new", "2021", "-o", str(path))
    assert code == 2
    assert "--force" in err
    assert path.read_text() == "mine"
    assert run("new", "2021", "-o", str(path), "--force")[0] == 0


def test_a_new_filing_carries_over_what_the_law_carries_over(run, tmp_path):
    path = tmp_path / "2025.yaml"
    run("new", "2021", "--from", GOOD, "-o", str(path))
    text = path.read_text("utf-8")
    assert "年度: 2025" in text
    assert '机关: "样例市人民政府"' in text
    assert "上年结转: [103, 0, 0, 0, 0, 0]" in text
    assert '域名: "www.example.gov.cn"' in text
    assert "报告地址" not in text
    assert "本年新收:    #" in text
    code, out, _ = run("check", str(path), "--format", "json")
    # Blanks, what is last year's word for word (N88), and what was marked for revision (N26).
    assert {each["code"] for each in json.loads(out)["findings"]} == {"B31", "S06", "S07", "N26", "N88"}
    assert code == 1


def test_the_schema_is_json_schema_and_names_every_key(run):
    _, out, _ = run("schema", "2021")
    schema = json.loads(out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False
    tables = schema["properties"]["申请办理情况"]["properties"]
    assert "办理结果总计" in tables
    assert "办理结果总计" not in schema["properties"]["申请办理情况"]["required"]
    assert "国家秘密" in tables["不予公开"]["properties"]


def test_doctor_says_which_font_serves_each_role(run):
    code, out, _ = run("doctor")
    assert code == 0
    assert all(f"\n  {role}：" in out for role in ("仿宋", "小标宋", "黑体", "楷体", "宋体"))
    assert "朱雀仿宋" in out
    assert "typst：可用" in out
    assert "weasyprint：" in out
