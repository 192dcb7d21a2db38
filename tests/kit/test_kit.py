"""The maintainer's kit: a form is copied, checked in words, compared, shown blank, and used from outside."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
from pathlib import Path

import pytest

from generator.common import data_folders as resources
from generator.form.library import SHIPPED
from generator.rules import kinds, names
from generator.source.verdicts import models
from tests.kit.own import begin, change
from tests.outputs import docx_tables, html_tables, pdf_tables

# Keys of rules that name nothing of the form.
PLAIN = {
    *("whole", "minimum", "maximum", "decimals", "together", "least", "sum_least", "times", "each"),
    *("earliest", "latest", "first", "last", "field", "allowed", "printed", "shares", "wholes"),
    *("name", "shortest", "longest", "relation", "multiple", "value", "unit", "sum", "column"),
    *("needs", "given", "quotes", "grown", "spared", "marks", "advice", "becomes", "only", "percent"),
    *("aspects", "lines", "before_published", "moved", "workdays", "fewest", "most", "served", "at_head"),
    *(
        "adjacent",
        "against",
        "apart_from",
        "closing",
        "length",
        "level",
        "namesakes",
        "namings",
        "narratives",
        "opening",
        "own",
        "pairs",
        "paragraph",
        "proof",
        "said",
        "same_rank",
        "sentence",
        "series",
        "share",
        "words",
    ),
}


@pytest.fixture
def own(tmp_path, run) -> Path:
    """A folder of one's own with a form begun from that of 2021, and the number of its document changed."""
    return begin(tmp_path, run)


def test_a_fresh_copy_lacks_only_the_number_of_its_document(tmp_path, run):
    run("format", "new", "2027", "--from", "2021", "--templates", tmp_path)
    code, out, _ = run("format", "check", "2027", "--templates", tmp_path)
    assert code == 1
    assert [line for line in out.splitlines() if " 错误 " in line] == [
        f"{tmp_path}/2027/format.yaml:8:1: 错误 F11 "
        "与别的版本分不清：依据与 2021 版相同，还没有改成新格式的文号"
    ]


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_every_shipped_form_is_found_sound(version, run):
    code, out, _ = run("format", "check", version)
    assert (code, out.count("\n")) == (0, 1)
    assert f"{version}：没有错误" in out


FAULTS = [
    (("key: 规章, label", "key: 规章, lable"), r":\d+:\d+: 错误 F01 没有“lable”这一项，是不是“label”？"),
    (("years: {first: 2027}", "years: {first: 早年}"), r"“first”不对：应当是整数"),
    (("level: error", "level: 严重"), r"“level”不对：应当是 error、warning、info 之一，这里是“严重”"),
    (('version: "2027"', 'version: "2028"'), "版本“2028”与文件夹名“2027”不同"),
    (
        ("left: [本年新收, 上年结转]", "left: [本年新收, 上年结余]"),
        "B31：没有“上年结余”这一行，是不是“上年结转”？",
    ),
    (("table: 申请办理情况", "table: 申请情况"), "没有“申请情况”这张表"),
    (("columns: [总计]", "columns: [合计]"), "B33：没有“合计”这一列"),
    (
        ("{key: 予以公开, label: （一）予以公开}", "{key: 予以公开, label: （一）予以公开, total: true}"),
        "同一组里的合计（total）只能有一个",
    ),
    (("years: {first: 2027}", "years: {first: 2027, last: 2026}"), "last（2026）早于 first（2027）"),
    (("code: B32", "code: B31"), "代码 B31 重复，前面的规则已经用了"),
    (("code: B32", "code: N10"), "代码 N10 重复，通用的问题已经用了"),
    (("kind: balance", "kind: ballance"), "B31：没有“ballance”这一种规则"),
    (("    cells: 件数\n", "    cells: 件\n"), "L01：kinds 里没有“件”这一种数，是不是“件数”？"),
    (("    minimum: 0", "    minimun: 0"), "F01 L01：没有“minimun”这一项，是不是“minimum”？"),
    (("widths: [2435, 2435, 2435, 2435]", "widths: [2435, 2435, 2435]"), "各列一共占 4 格，widths 却有 3 个"),
    (("span: 3}", "span: 2}"), "印出来的第 6 行第 4 列没有格子"),
    (("key: 行政处罚, label", "key: 行政强制, label"), "键“行政强制”在同一层用了 2 次"),
    (
        ("value: 申请办理情况.本年新收.总计 |", "value: 申请办理情况.本年收.总计 |"),
        "“新收申请”引用的“申请办理情况.本年收.总计”不存在",
    ),
    (('  - version: "2021"', '  - version: "2027"'), "这里写更早的版本，不写本版"),
    (("key: 国家秘密", "key: 1国家秘密"), "键“1国家秘密”不能用"),
    (('- "{机关}"', '- "{单位}"'), "“{单位}”不是表头的字段"),
    (("after: 申请办理情况.结转下年度", "after: 申请办理情况.结转"), "没有“申请办理情况.结转”这一行"),
    (("same: [主动公开情况,", "same: [公开情况,"), "2027 版没有“公开情况”这张表"),
    (("maximum: 0", "maximum: 零"), "“maximum”"),
    (("机关类型: [人民政府]}", "机关类型: [人民府]}"), "“机关类型”没有“人民府”这个值，是不是“人民政府”？"),
    (("forbids: ['〔2019〕", "forbids: ['((〔2019〕"), "F06 .*有一个左括号没有配对"),
]


@pytest.mark.parametrize(("pair", "words"), FAULTS, ids=[pair[1][:24] for pair, _ in FAULTS])
def test_a_fault_of_a_form_is_told_in_words_with_its_place(pair, words, own, run):
    change(own, pair)
    code, out, _ = run("format", "check", "2027", "--templates", own.parent.parent)
    assert code == 1
    lines = [line for line in out.splitlines() if re.search(words, line)]
    assert lines, out
    place = re.match(r"(.+\.yaml):(\d+):(\d+): 错误", lines[0])
    assert place, lines
    line = own.read_text("utf-8").splitlines()[int(place[2]) - 1]
    assert (
        any(word in line for word in re.findall(r"[\w一-鿿]+", pair[1]) if len(word) > 1) or "widths" in line
    )


def test_a_rule_that_no_case_makes_fire_is_told(own, run):
    change(
        own.parent / "cases.yaml",
        ("gives: [B33]", "gives: []"),
        ("[125, 2, 0, 0, 0, 7, 143]", "[125, 2, 0, 0, 0, 7, 134]"),
    )
    text = (own.parent / "cases.yaml").read_text("utf-8")
    start = text.index("  - name: 两个不相干的错")
    (own.parent / "cases.yaml").write_text(text[:start] + text[text.index("  - name: 总计都不写") :], "utf-8")
    code, out, _ = run("format", "check", "2027", "--templates", own.parent.parent)
    assert code == 1
    assert "规则 B33 没有一个例子报得出来" in out


def test_a_case_that_gives_another_code_is_told(own, run):
    change(own.parent / "cases.yaml", ("gives: [B33]", "gives: [B41]"))
    code, out, _ = run("format", "check", "2027", "--templates", own.parent.parent)
    assert code == 1
    assert re.search(r"cases\.yaml:\d+:5: 错误 F14 例子“新收的总计录错”应报 B41，实报 B33", out)


def test_overlapping_years_of_forms_in_one_folder_are_an_error(own, run):
    shutil.copytree(own.parent, own.parent.parent / "2028")
    change(own.parent.parent / "2028/format.yaml", ('version: "2027"', 'version: "2028"'))
    code, out, _ = run("format", "check", "2028", "--templates", own.parent.parent)
    assert code == 1
    assert "错误 F11 与别的版本分不清：适用年度与 2027 版重叠" in out
    assert "提示 F12 适用年度与 2021 版重叠" in out


def test_years_may_overlap_with_a_form_of_another_line(own, run):
    """A foreign form is for the same years as ours and takes nothing from them."""
    foreign = own.parent.parent / "foia"
    shutil.copytree(own.parent, foreign)
    form = foreign / "format.yaml"
    text = re.sub(r"(?ms)^# 与 2021 版的数.*?(?=^rules:)", "", form.read_text("utf-8"))
    text = text.replace('version: "2027"', 'version: "foia"').replace(
        "years: {first: 2027}", "years: {first: 2017}"
    )
    form.write_text(re.sub("(?m)^family:.*$", "family: Annual FOIA Report", text), "utf-8")
    assert "predecessors:" not in form.read_text("utf-8")
    out = run("format", "check", "foia", "--templates", foreign.parent)[1]
    assert "重叠" not in out
    assert "重叠" not in "".join(
        line
        for line in run("format", "check", "2027", "--templates", foreign.parent)[1].splitlines()
        if "foia" in line
    )
    assert "通行规则" not in out
    form.write_text(text, "utf-8")
    out = run("format", "check", "foia", "--templates", foreign.parent)[1]
    assert "错误 F11 与别的版本分不清：适用年度与 2019 版重叠（2019 至 2020 年）" in out
    assert "错误 F11 与别的版本分不清：适用年度与 2027 版重叠" in out


def test_a_form_without_a_family_is_of_the_line_of_its_predecessors(own, run):
    """As forms were copied before there were families."""
    own.write_text(re.sub("(?m)^family:.*\n", "", own.read_text("utf-8")), "utf-8")
    out = run("format", "check", "2027", "--templates", own.parent.parent)[1]
    assert "提示 F12 适用年度与 2021 版重叠" in out
    assert "另用通行规则" not in out


def test_the_environment_names_folders_too(own, run, monkeypatch):
    monkeypatch.setenv("NIANBAO_TEMPLATES", str(own.parent.parent))
    assert "2027" in run("formats")[1]
    monkeypatch.setenv("NIANBAO_TEMPLATES", str(own.parent.parent / "没有"))
    code, _, err = run("formats")
    assert code == 2
    assert "模板文件夹不存在" in err


def test_a_form_of_ones_own_goes_before_ours(tmp_path, run):
    shutil.copytree(resources.folder("templates") / "2021", tmp_path / "2021")
    change(
        tmp_path / "2021/format.yaml", ("name: 中华人民共和国政府信息公开工作年度报告格式", "name: 我的格式")
    )
    assert "我的格式" in run("formats", "--templates", tmp_path)[1]
    assert "我的格式" not in run("formats")[1]


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_every_form_can_be_shown_blank(version, run, tmp_path):
    code, out, err = run("format", "preview", version, "-o", tmp_path)
    assert code == 0, err
    form = SHIPPED.find(version)
    read = {"docx": docx_tables, "html": html_tables, "pdf": pdf_tables}
    for name, reader in read.items():
        tables = reader((tmp_path / f"{version}-空白.{name}").read_bytes())
        assert len(tables) == len(form.tables) + sum(section.free is not None for section in form.sections)
        assert out.count(".") >= 3


def test_the_change_of_law_is_a_table(run):
    code, out, _ = run("format", "diff", "2019", "2021")
    assert code == 0
    rows = [tuple(line.strip("| ").split(" | ")) for line in out.splitlines() if line.startswith("| ")]
    assert ("改为", "行", "主动公开情况　第二十条第（一）项", "规范性文件", "行政规范性文件") in rows
    assert any(row[:2] == ("取消", "行") and row[-1].strip() == "政府集中采购" for row in rows)
    added = [row[-1] for row in rows if row[:2] == ("新增", "行")]
    assert len(added) == 3
    assert added[2] == "3.其他"
    assert any(row[:2] == ("新增", "规则") for row in rows)
    assert any(row[:2] == ("取消", "规则") for row in rows)
    assert run("format", "diff", "2021", "2021")[1].endswith("共 0 处不同。\n")


def test_every_key_of_every_kind_of_rule_is_known_to_name_something_or_not():
    modules = [module.name for module in pkgutil.iter_modules(kinds.__path__)]
    found = [importlib.import_module(f"generator.rules.kinds.{name}") for name in modules]
    assert len(found) >= 10
    for module in found:
        keys = {key for model in models(module.Options) for key in model.model_fields}
        assert keys <= {*names.SORTS, *module.Options.sorts, *names.TERMS, *PLAIN}, module.__name__


def test_a_wrong_call_of_the_kit_is_answered_in_chinese(run, tmp_path):
    assert "没有命令 diff2，是不是“diff”？" in run("format", "diff2")[2]
    assert "可用的有" in run("format", "check", "1999")[2]
    assert (
        "已经存在"
        in run("format", "new", "2021", "--from", "2019", "--templates", resources.folder("templates"))[2]
    )
    code, _, err = run("format", "new", "../x", "--from", "2019", "--templates", tmp_path)
    assert (code, "不能用" in err) == (2, True)


def test_the_first_form_of_ones_own_makes_its_folder(run, tmp_path):
    folder = tmp_path / "我的格式"
    assert run("format", "new", "2027", "--from", "2021", "--templates", folder)[0] == 0
    assert (folder / "2027" / "format.yaml").is_file()
    assert "模板文件夹不存在" in run("format", "check", "2027", "--templates", tmp_path / "没有")[2]
