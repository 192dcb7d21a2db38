"""Packs of practice: on by default for the forms of a family, each rule proved once by its pack."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.batch.desk import examine
from generator.common import data_folders
from generator.form.format import Format
from generator.form.library import SHIPPED, Library
from generator.form.practice import DOCUMENT, practised, rules_for
from generator.kit.cases import FILE as CASES
from generator.kit.cases import Cases, load_cases, of_practice
from generator.rules.check import judged
from generator.rules.kinds import kind_module
from generator.source.read import read, read_file
from tests.conftest import EXAMPLES

PACKS = SHIPPED.practice_names()
TEMPLATES = data_folders.folder("templates")


def cases_of(name: str) -> Cases:
    form = SHIPPED.folder_of(SHIPPED.find_practice(name).proved_on)
    return of_practice(load_cases(form / CASES), read_file(SHIPPED.practice_path(name)))


def test_there_are_packs_for_heads_dates_and_prose():
    families = {letter for name in PACKS for letter in letters(name)}
    assert len(PACKS) >= 5
    assert {"S", "D", "N"} <= families
    assert sum(len(SHIPPED.find_practice(name).rules) for name in PACKS) >= 40


def letters(name: str) -> set[str]:
    return {rule.code[0] for rule in SHIPPED.find_practice(name).rules}


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKS)
def test_every_case_of_a_pack_gives_just_the_codes_it_says(name):
    cases = cases_of(name)
    assert len(cases.cases) >= 10
    wrong = []
    for case in cases.cases:
        found = tuple(finding.code for finding in cases.examine(case).findings)
        if sorted(found) != sorted(case.gives):
            wrong.append((case.name, found))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKS)
def test_every_rule_of_a_pack_is_seen_to_fire_and_to_stay_silent_where_it_is_judged(name):
    cases = cases_of(name)
    rules = {rule.code for rule in SHIPPED.find_practice(name).rules}
    fired, silent = set(), set()
    for case in cases.cases:
        examined = cases.examine(case)
        codes = {finding.code for finding in examined.findings}
        fired |= rules & codes
        silent |= (judged(examined.filing) if examined.filing else set()) - codes
    assert len(rules) >= 2
    assert (rules - fired, rules - silent) == (set(), set())
    assert examine(cases.correct).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKS)
def test_every_rule_of_a_pack_has_a_kind_a_basis_and_a_remedy_and_is_found_sound(name, run):
    for rule in SHIPPED.find_practice(name).rules:
        kind_module(rule.kind).Options.model_validate(rule.options)
        assert rule.basis
        assert rule.help
        assert rule.why
    code, out, _ = run("format", "check", name)
    assert (code, out.count("\n")) == (0, 1), out


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_every_shipped_form_has_a_family_and_rules_of_practice_that_cite_its_own_document(version):
    form, own = SHIPPED.find(version), SHIPPED.find_own(version)
    assert own.family
    more = [rule for rule in form.rules if rule.code not in {rule.code for rule in own.rules}]
    assert len(more) >= 6
    assert form.rules[: len(own.rules)] == own.rules
    assert not any(DOCUMENT in rule.basis for rule in form.rules)
    codes = [rule.code for rule in form.rules]
    assert len(codes) == len(set(codes))


def test_a_rule_that_cites_the_form_cites_that_of_each_form():
    found = {version: rule(SHIPPED.find(version), "N32").basis for version in ("2019", "2021")}
    assert found == {version: f"{SHIPPED.find(version).basis} 附件 表四" for version in ("2019", "2021")}


def rule(form: Format, code: str):
    return next(rule for rule in form.rules if rule.code == code)


def test_no_rule_of_practice_stands_in_a_form_too_that_gives_it_the_same_text():
    """What is the same in several forms stands once."""
    seen = 0
    for name in PACKS:
        pack = SHIPPED.find_practice(name)
        for version in SHIPPED.versions():
            form = SHIPPED.find_own(version)
            if form.family in pack.families:
                assert not {rule.code for rule in form.rules} & {rule.code for rule in pack.rules}
                seen += 1
    assert seen >= 8


def test_a_forms_own_rule_of_the_same_code_goes_before_the_packs():
    form = SHIPPED.find_own("2021")
    own = rule(SHIPPED.find("2021"), "S41").model_copy(update={"message": "自己的要求"})
    changed = form.model_copy(update={"rules": (*form.rules, own)})
    packs = [SHIPPED.find_practice(name) for name in PACKS]
    codes = [rule.code for rule in practised(changed, packs).rules]
    assert codes.count("S41") == 1
    assert rule(practised(changed, packs), "S41").message == "自己的要求"


def test_a_form_can_leave_out_a_rule_of_practice():
    form = SHIPPED.find_own("2021").model_copy(update={"without": ("S41",)})
    codes = [rule.code for rule in rules_for(SHIPPED.find_practice("表头"), form)]
    assert codes == ["S42", "S43", "S44", "S45", "S46"]


def test_a_form_of_another_family_or_of_none_gets_no_rule_of_practice():
    packs = [SHIPPED.find_practice(name) for name in PACKS]
    for family in ("", "Annual FOIA Report"):
        form = SHIPPED.find_own("2021").model_copy(update={"family": family})
        assert practised(form, packs) == form


@pytest.mark.slow
def test_a_form_that_carries_all_rules_itself_works_as_it_did(tmp_path, run):
    """As it was copied before there were packs: no family, every rule its own."""
    folder = old_copy(tmp_path)
    form = Library((tmp_path,)).find("2021")
    shipped = SHIPPED.find("2021")
    assert form.family == ""
    assert [rule.code for rule in form.rules] == [rule.code for rule in shipped.rules]
    _, out, _ = run("format", "check", "2021", "--templates", tmp_path)
    assert "另用通行规则" not in out
    text = (EXAMPLES / "2021-warnings.yaml").read_bytes()
    found = [
        [
            (finding.code, finding.span, finding.detail, finding.basis)
            for finding in examine(read(text, "a", EXAMPLES), each).findings
        ]
        for each in (Library((tmp_path,)), SHIPPED)
    ]
    assert len(found[0]) > 8
    assert found[0] == found[1]
    assert folder.is_dir()


def old_copy(tmp_path: Path) -> Path:
    """A folder of one's own whose form has no family and carries the rules of the packs."""
    folder = tmp_path / "2021"
    shutil.copytree(TEMPLATES / "2021", folder)
    text = (folder / "format.yaml").read_text("utf-8")
    basis = SHIPPED.find("2021").basis
    for name in PACKS:
        if SHIPPED.find_own("2021").family in SHIPPED.find_practice(name).families:
            pack = SHIPPED.practice_path(name).read_text("utf-8")
            reckonings = re.search(r"(?m)^reckonings:\n(?:  - .*\n)+", pack)
            words = re.search(r"(?m)^vocabulary:\n((?:(?:[ #].*)?\n)+)", pack)
            text = text.replace("\nrules:\n", f"\n{reckonings[0]}\nrules:\n") if reckonings else text
            text = text.replace("\nvocabulary:\n", f"\nvocabulary:\n{words[1]}") if words else text
            text += "\n" + pack.partition("\nrules:\n")[2].partition("\n# 例子")[0].replace(DOCUMENT, basis)
    text = re.sub(r"(?m)^family:.*\n", "", text)
    (folder / "format.yaml").write_text(text, "utf-8")
    return folder


def test_a_pack_of_ones_own_goes_on_the_forms_of_its_family(tmp_path, run):
    text = SHIPPED.practice_path("表头").read_text("utf-8")
    (tmp_path / "practice").mkdir()
    own = tmp_path / "practice/机关.yaml"
    own.write_text(text.replace("name: 表头", "name: 机关").replace("code: S4", "code: S5"), "utf-8")
    assert {"S41", "S51"} <= {rule.code for rule in Library((tmp_path,)).find("2021").rules}
    assert "S51" not in {rule.code for rule in SHIPPED.find("2021").rules}
    own.write_text(text.replace("name: 表头", "name: 机关"), "utf-8")
    code, out, _ = run("format", "check", "机关", "--templates", tmp_path)
    assert code == 1
    assert "代码 S41 重复，通行规则“表头”已经用了" in out


def test_a_form_whose_pack_is_broken_is_told_to_mend_the_pack_first(tmp_path, run):
    (tmp_path / "practice").mkdir()
    text = SHIPPED.practice_path("表头").read_text("utf-8").replace("kind: naming", "kind: name", 1)
    (tmp_path / "practice/表头.yaml").write_text(text, "utf-8")
    code, out, _ = run("format", "check", "2021", "--templates", tmp_path)
    assert code == 1
    assert "通行规则“表头”自己有错，先改好它：nianbao format check 表头" in out
    code, out, _ = run("format", "check", "表头", "--templates", tmp_path)
    assert code == 1
    assert "S41：没有“name”这一种规则" in out


PACK_FAULTS = [
    (("level: warning", "level: 严重"), "“level”不对：应当是"),
    (
        ('proved_on: "2021"', 'proved_on: "2014"'),
        "2014 版属于“年度报告（国务院令第492号）”，不在 families 里",
    ),
    (('proved_on: "2021"', 'proved_on: "1999"'), "没有“1999”这一版格式"),
    (("name: 表头", "name: 表"), "名称“表”与文件名“表头”不同"),
    (("families:", "family:"), "没有“family”这一项"),
    (("spared: {机关:", "spared: {单位:"), "S45：表头没有“单位”"),
    (("['管理委员会$']", "['(管理委员会$']"), "S45：查找的写法"),
    (("机关类型: [政府办公室]", "机关类型: [办公室]"), "S42：“机关类型”没有“办公室”这个值"),
    (("gives: [S42]", "gives: []"), "应报 什么也不报，实报 S42"),
]


@pytest.mark.parametrize(("pair", "words"), PACK_FAULTS, ids=[pair[1][:20] for pair, _ in PACK_FAULTS])
def test_a_fault_of_a_pack_is_told_in_words_with_its_place(pair, words, tmp_path, run):
    (tmp_path / "practice").mkdir()
    text = SHIPPED.practice_path("表头").read_text("utf-8")
    assert pair[0] in text
    (tmp_path / "practice/表头.yaml").write_text(text.replace(pair[0], pair[1], 1), "utf-8")
    code, out, err = run("format", "check", "表头", "--templates", tmp_path)
    assert code == 1, err
    lines = [line for line in out.splitlines() if words in line]
    assert lines, out
    assert re.match(r".+表头\.yaml:\d+:\d+: 错误", lines[0])


def test_a_form_that_lacks_what_practice_names_is_told_both_ways_out(tmp_path, run):
    assert run("format", "new", "2027", "--from", "2021", "--templates", tmp_path)[0] == 0
    path = tmp_path / "2027/format.yaml"
    text = path.read_text("utf-8").replace("〔2021〕30号", "〔2026〕99号")
    path.write_text(text.replace("申请办理情况", "申请处理情况"), "utf-8")
    cases = tmp_path / "2027/cases.yaml"
    cases.write_text(cases.read_text("utf-8").replace("申请办理情况", "申请处理情况"), "utf-8")
    code, out, _ = run("format", "check", "2027", "--templates", tmp_path)
    assert code == 1
    line = next(line for line in out.splitlines() if "通行规则“文字与表”的 N34" in line)
    assert "在 rules 里写一条自己的 N34，或者把 N34 写进 without" in line
    number = int(re.search(r"format\.yaml:(\d+):", line)[1])
    assert path.read_text("utf-8").splitlines()[number - 1].startswith("family:")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "family: 年度报告（国务院令711号）",
            "没有通行规则用于“年度报告（国务院令711号）”这一类格式，是不是",
        ),
        ("family: 年度报告（国务院令第711号）\nwithout: [S40]", "用于这一类格式的通行规则里没有 S40"),
    ],
)
def test_a_misspelt_family_and_a_rule_left_out_that_is_none_are_told(line, words, tmp_path, run):
    assert run("format", "new", "2027", "--from", "2021", "--templates", tmp_path)[0] == 0
    path = tmp_path / "2027/format.yaml"
    text = path.read_text("utf-8")
    assert "family: 年度报告（国务院令第711号）" in text
    path.write_text(re.sub("(?m)^family:.*$", line, text), "utf-8")
    code, out, _ = run("format", "check", "2027", "--templates", tmp_path)
    assert code == 1
    assert words in out


def test_a_rule_of_practice_is_listed_once_and_explained_with_its_example(run):
    assert [line for line in run("rules")[1].splitlines() if "  S41  " in line] == [
        "表头  S41  警告  名称是人民政府的，机关类型应当是人民政府或者乡镇街道"
    ]
    code, out, _ = run("rules", "2019", "N34")
    assert code == 0
    assert "国办公开办函〔2019〕60号 附件 表三" in out
    assert "错误的写法：" in out
    assert "正确的写法：" in out
    assert "D16" not in run("rules", "2021")[1]
    assert "D16" in run("rules", "2014")[1]


def test_a_local_pack_cannot_have_the_name_of_a_pack_of_practice(tmp_path, run):
    (tmp_path / "local").mkdir()
    text = SHIPPED.pack_path("示例市").read_text("utf-8").replace("name: 示例市", "name: 表头")
    (tmp_path / "local/表头.yaml").write_text(text, "utf-8")
    code, out, _ = run("format", "check", "表头", "--templates", tmp_path)
    assert code == 1
    assert "名称“表头”已经是一份通行规则的名称，请换一个" in out
