"""Patterns that stand under keys, of a filing or of its head, are examined like all others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.common import data_folders
from tests.kit.own import Run

RIGHT = "附表: '附[件表]|统计表'"


def copied(folder: Path, pack: str, *slips: tuple[str, str]) -> Path:
    """A pack of practice copied into a folder of one's own, with slips made in it."""
    text = (data_folders.folder("templates") / "practice" / f"{pack}.yaml").read_text("utf-8")
    for right, slip in slips:
        assert right in text, right
        text = text.replace(right, slip, 1)
    path = folder / "practice" / f"{pack}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def place_of(path: Path, words: str) -> str:
    """Line and column of words in a file, as findings have them."""
    lines = path.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if words in text)
    return f"{line}:{lines[line - 1].index(words) + 1}"


def test_a_copied_pack_as_it_is_has_no_fault(tmp_path: Path, run: Run) -> None:
    copied(tmp_path, "文字")
    code, out, _ = run("format", "check", "文字", "--templates", tmp_path)
    assert (code, "没有错误" in out) == (0, True)


@pytest.mark.parametrize(
    ("slip", "code", "told"),
    [
        ("附表: '附[件表|统计表'", "F06", "有一个方括号没有配对"),
        ("附表: '(附件|附表'", "F06", "有一个左括号没有配对"),
        ("附见: '附[件表]|统计表'", "F05", "填报里没有“附见”这一项，是不是“附"),
        (r"附表: '(\w+\s?)+$'", "F45", "这个写法在有的文字里找不完"),
    ],
)
def test_a_broken_pattern_under_served_is_told_where_it_stands(
    slip: str, code: str, told: str, tmp_path: Path, run: Run
) -> None:
    path = copied(tmp_path, "文字", (RIGHT, slip))
    status, out, _ = run("format", "check", "文字", "--templates", tmp_path)
    assert status == 1
    found = re.findall(r"文字\.yaml:(\d+:\d+): 错误 (\w+) (.*)", out)
    assert [(place, each) for place, each, _ in found] == [(place_of(path, slip), code)]
    assert told in found[0][2]


def test_an_office_is_told_that_the_rule_was_not_judged(tmp_path: Path, run: Run) -> None:
    copied(tmp_path, "文字", (RIGHT, "附表: '附[件表|统计表'"))
    example = Path(__file__).parents[2] / "examples" / "2021.yaml"
    status, out, _ = run("check", example, "--templates", tmp_path, "--format", "json")
    findings = json.loads(out)["findings"]
    assert status == 1
    assert [(each["code"], "S33" in each["message"]) for each in findings] == [("F22", True)]


def test_a_pattern_under_when_that_does_not_end_is_told(tmp_path: Path, run: Run) -> None:
    text = (data_folders.folder("templates") / "local/示例市.yaml").read_text("utf-8")
    right = "when: {机关类型: [政府部门]}"
    assert right in text
    slow = r"when: {机关: {patterns: ['(\w+\s?)+$']}}"
    path = tmp_path / "local/甲市.yaml"
    path.parent.mkdir()
    path.write_text(re.sub(r"(?m)^name: .*$", "name: 甲市", text.replace(right, slow, 1)), "utf-8")
    _, out, _ = run("format", "check", "甲市", "--templates", tmp_path)
    assert "错误 F45" in out
