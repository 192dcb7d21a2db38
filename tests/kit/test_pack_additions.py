"""What a local pack adds stands in the rule book, in every shape of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.kit import rulebook
from generator.kit.rulebook_json import is_json
from tests.conftest import EXAMPLES
from tests.kit.own import Run
from tests.kit.test_additions import level_of, written

ADDED = [
    "甲市  另有  表头  联络员（文字，必须写）",
    "甲市  另有  章节  七、政务服务情况（在“其他事项”后面，必须写）",
    "甲市  另有  部分  总体情况：（六）基层政务公开（必须写）",
]
RAISED = "甲市  另有  级别  L23 由警告提高为错误："
LOWERED = "甲市  另有  级别  S33 由警告降低为提示："


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    assert (level_of("L23"), level_of("S33"), level_of("B31")) == ("warning", "warning", "error")
    return written(tmp_path, ("levels: {N70: error}", "levels: {L23: error, S33: info, B31: info}"))


def test_the_list_has_what_a_pack_adds_and_the_levels_it_changes(pack: Path, run: Run) -> None:
    for arguments in (("rules",), ("rules", "2021")):
        out = run(*arguments, "--templates", pack.parents[1])[1].splitlines()
        assert [line for line in out if "  另有  " in line][:3] == ADDED
        levels = [line for line in out if "  级别  " in line]
        assert [line.startswith(start) for line, start in zip(levels, (RAISED, LOWERED), strict=True)]
    assert "另有" not in run("rules", "2019", "--templates", pack.parents[1])[1]


def test_a_level_that_is_refused_is_not_in_the_list(pack: Path, run: Run) -> None:
    assert "B31 由" not in run("rules", "--templates", pack.parents[1])[1]


def test_a_rule_is_explained_with_the_places_that_take_it_otherwise(pack: Path, run: Run) -> None:
    out = run("rules", "2021", "L23", "--templates", pack.parents[1])[1]
    assert "地方规则“甲市”：L23 由警告提高为错误：" in out
    assert "地方规则" not in run("rules", "2021", "B31", "--templates", pack.parents[1])[1]


def test_the_book_has_a_chapter_for_the_pack(pack: Path, run: Run) -> None:
    out = run("rules", "2021", "--markdown", "--templates", pack.parents[1])[1]
    chapter = out.partition("\n## 地方规则：甲市\n")[2].partition("\n## ")[0]
    assert "- 表头：联络员（文字，必须写）\n" in chapter
    assert "- 章节：七、政务服务情况" in chapter
    assert "- 级别：L23 由警告提高为错误" in chapter
    assert '<a id="甲市-n96"></a>N96' in chapter
    assert "错误的写法：太短" in chapter


def test_programs_are_given_the_same(pack: Path, run: Run) -> None:
    code, out, _ = run("rules", "2021", "--json", "--templates", pack.parents[1])
    book = json.loads(out)
    assert code == 0
    added = [(each["kind"], each["key"]) for each in book["additions"] if each["pack"] == "甲市"]
    assert added == [
        ("表头", "联络员"),
        ("章节", "政务服务"),
        ("部分", "总体情况.基层公开"),
        ("级别", "L23"),
        ("级别", "S33"),
    ]
    own = [rule for rule in book["rules"] if rule["version"] == "甲市"]
    assert [(rule["code"], rule["level"]) for rule in own] == [("N96", "warning")]
    assert own[0]["example"]["wrong"] == "政务服务: 很好。"
    assert {"2021", "甲市", "通用"} <= {rule["version"] for rule in book["rules"]}


def test_the_list_and_the_object_may_be_written_again_and_nothing_else(
    pack: Path, tmp_path: Path, run: Run
) -> None:
    for name, flags in (("rules.txt", ()), ("rules.json", ("--json",))):
        command = ("rules", "2021", *flags, "--templates", pack.parents[1], "-o", tmp_path / name)
        assert run(*command)[0] == 0
        assert run(*command)[0] == 0
    assert rulebook.is_made((tmp_path / "rules.txt").read_text("utf-8"))
    assert is_json((tmp_path / "rules.json").read_text("utf-8"))
    assert not is_json((EXAMPLES / "2021.yaml").read_text("utf-8"))
    assert run("rules", "--json", "--markdown")[0] == 2
    assert run("rules", "B31", "--json")[0] == 2
