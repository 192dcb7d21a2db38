"""What a local pack adds to a national form, and what it may not do to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.form.library import Library
from generator.form.local_pack import extended
from tests.conftest import EXAMPLES
from tests.kit.own import Run, change

PACK = """\
name: 甲市
description: 甲市多要求的内容
basis: 甲市的通知（虚构）
versions: ["2021"]
fields:
  - {key: 联络员, required: true, hint: 联络员姓名, printed: bottom}
sections:
  - key: 政务服务
    heading: 七、政务服务情况
    follows: 其他事项
parts:
  - section: 总体情况
    parts:
      - {key: 基层公开, heading: （六）基层政务公开}
levels: {N70: error}
rules:
  - code: N96
    kind: wording
    level: warning
    texts: [政务服务, 总体情况.基层公开]
    shortest: 8
    each: true
    message: 政务服务、基层公开各不少于八个字
    basis: 甲市的通知（虚构）
    official: false
    help: 写具体。
base:
  set:
    联络员: 甲乙
    政务服务: 全年办理政务服务事项若干。
    总体情况.基层公开: 各乡镇设立公开专区一处。
cases:
  - name: 太短
    set: {政务服务: 很好。}
    gives: [N96]
  - name: 都写了
    set: {政务服务: 全年办理政务服务事项一万件。}
    gives: []
"""


def written(folder: Path, *pairs: tuple[str, str]) -> Path:
    path = folder / "local" / "甲市.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PACK, "utf-8")
    if pairs:
        change(path, *pairs)
    return path


def told(folder: Path, run: Run) -> str:
    _, out, err = run("format", "check", "甲市", "--templates", folder)
    return out + err


def level_of(code: str) -> str:
    return next(rule.level.value for rule in Library().find("2021").rules if rule.code == code)


def test_a_pack_that_only_adds_is_sound_and_proved(tmp_path: Path, run: Run) -> None:
    written(tmp_path, ("levels: {N70: error}\n", "levels: {L23: error}\n"))
    assert level_of("L23") == "warning"
    assert "没有错误" in told(tmp_path, run)


def test_a_form_with_the_pack_has_what_it_adds_in_its_place(tmp_path: Path) -> None:
    written(tmp_path)
    library = Library((tmp_path,))
    form = library.find("2021")
    whole = extended(form, (library.find_pack("甲市"),))
    assert [section.key for section in whole.sections][-1] == "政务服务"
    assert "总体情况.基层公开" in whole.narratives
    assert whole.addresses == form.addresses
    assert "联络员" in whole.head_keys
    assert "联络员" not in form.head_keys
    assert extended(form, (library.find_pack("甲市"),)) is whole


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("levels: {N70: error}", "levels: {B31: warning}", "B31：平衡的规则不能降低级别"),
        ("levels: {N70: error}", "levels: {N01: info}", "N01：格式里印明的规则"),
        ("levels: {N70: error}", "levels: {N00: info}", "没有 N00 这条规则"),
        ("key: 政务服务\n", "key: 其他事项\n", "地方规则只能加，不能改"),
        ("follows: 其他事项", "follows: 其它事项", "没有“其它事项”这一章，是不是“其他事项”？"),
        ("key: 基层公开,", "key: 平台建设,", "这一部分已经有了"),
        ("section: 总体情况", "section: 申请办理情况", "分成几部分的一章"),
        ("key: 联络员,", "key: 机关,", "格式里已经有了"),
    ],
)
def test_what_takes_from_the_law_is_refused_with_its_line(
    old: str, new: str, words: str, tmp_path: Path, run: Run
) -> None:
    path = written(tmp_path, (old, new))
    lines = [line for line in told(tmp_path, run).splitlines() if " 错误 F72 " in line]
    assert len(lines) == 1
    assert words in lines[0]
    number = int(lines[0].partition("甲市.yaml:")[2].partition(":")[0])
    assert new.split(":", maxsplit=1)[0].strip(" {") in path.read_text("utf-8").splitlines()[number - 1]


def test_a_new_filing_and_the_schema_have_what_the_pack_adds(tmp_path: Path, run: Run) -> None:
    written(tmp_path)
    _, out, _ = run("new", "2021", "--local", "甲市", "--templates", tmp_path)
    assert "地方规则: 甲市\n" in out
    assert "联络员:    # 联络员姓名" in out
    assert "政务服务: |" in out
    assert "基层公开: |" in out
    _, schema, _ = run("schema", "2021", "--local", "甲市", "--templates", tmp_path)
    assert '"政务服务"' in schema
    _, plain, _ = run("schema", "2021", "--templates", tmp_path)
    assert '"政务服务"' not in plain


def test_a_filing_that_names_the_pack_is_asked_for_what_it_adds(tmp_path: Path, run: Run) -> None:
    written(tmp_path)
    filing = tmp_path / "office.yaml"
    run("new", "2021", "--local", "甲市", "--templates", tmp_path, "-o", filing)
    _, out, _ = run("check", filing, "--templates", tmp_path)
    assert "联络员" in out
    filing.write_text(filing.read_text("utf-8").replace("政务服务: |\n", "").replace("# 政务服务情况", ""))
    _, out, _ = run("check", filing, "--templates", tmp_path)
    assert "S02" in out
    assert "政务服务" in out


REFUSED = [
    ("levels: {N70: error}", "levels: {B31: warning}", "B31：平衡的规则不能降低级别"),
    ("levels: {N70: error}", "levels: {N01: info}", "N01：格式里印明的规则"),
    ("key: 政务服务\n", "key: 其他事项\n", "“其他事项”格式里已经有了"),
    ("key: 基层公开,", "key: 平台建设,", "“平台建设”这一部分已经有了"),
    ("key: 联络员,", "key: 机关,", "“机关”格式里已经有了"),
]


@pytest.mark.parametrize(("old", "new", "words"), REFUSED)
def test_an_office_that_uses_such_a_pack_is_told_and_judged_by_the_law(
    old: str, new: str, words: str, tmp_path: Path, run: Run
) -> None:
    path = written(tmp_path, (old, new))
    filing = tmp_path / "office.yaml"
    text = (EXAMPLES / "2021.yaml").read_text("utf-8").replace("![", "见图[")
    right = "  结转下年度: [22, 0, 0, 0, 0, 0"
    assert right in text
    filing.write_text(text.replace(right, "  结转下年度: [23, 0, 0, 0, 0, 0"), "utf-8")
    _, out, _ = run("check", filing, "--local", "甲市", "--templates", tmp_path, "--format", "json")
    findings = json.loads(out)["findings"]
    refused = [finding for finding in findings if finding["code"] == "F73"]
    assert [words in finding["message"] for finding in refused] == [True]
    assert refused[0]["level"] == "warning"
    place = str(refused[0]["related"])
    number = path.read_text("utf-8").partition(new)[0].count("\n") + 1
    assert f"{number}" in place
    assert "甲市.yaml" in place
    balance = next(finding for finding in findings if finding["code"] == "B31")
    assert balance["level"] == "error"
