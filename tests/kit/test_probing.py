"""Whoever writes a pattern that does not come to an end is told, before an office is."""

import re
import shutil
from time import process_time

import pytest

from generator.common import data_folders
from generator.kit import probing
from generator.rules.text import patterns
from tests.rules.test_soundness import HOPELESS
from tests.rules.text.test_bounded import SLOW

# Slow on a text that ``re`` could be tried with, and soon through with the library that is used.
SHORT = {
    "a repeat in a repeat",
    "a repeat that may be empty",
    "many repeats in a look-ahead",
    "a bounded repeat of bounded repeats",
    "optional characters",
    "one alternative inside another",
}


def examine(tmp_path, run, *slips):
    """What ``format check`` says of the pack of 示例市 with slips made in it, and how long it took."""
    text = (data_folders.folder("templates") / "local/示例市.yaml").read_text("utf-8")
    for right, slip in slips:
        assert right in text, right
        text = text.replace(right, slip, 1)
    path = tmp_path / "local/甲市.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(re.sub(r"(?m)^name: .*$", "name: 甲市", text), "utf-8")
    began = process_time()
    code, out, err = run("format", "check", "甲市", "--templates", tmp_path)
    assert "Traceback" not in out + err
    return code, out, process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern", [*HOPELESS, r"(\w+\s?)+$", "(?:公开|公|开)*(?=条)", "(?:[一-九]|一|十)*。$"]
)
def test_a_pattern_that_does_not_end_is_told_where_it_is_written(pattern, tmp_path, run):
    code, out, seconds = examine(tmp_path, run, ("any: ['", f"any: ['{pattern}', '"))
    assert code == 1
    assert f" 错误 F45 这个写法在有的文字里找不完：{pattern}\n" in out
    assert "甲市.yaml:" in out
    assert seconds < 5


@pytest.mark.slow
def test_the_notorious_patterns_are_told_from_what_they_name_alone():
    names = SLOW.keys() - SHORT
    assert len(names) >= 5
    assert {name for name in names if probing._slow_on(SLOW[name][0])} == names


def test_a_pattern_that_ends_is_not(tmp_path, run):
    pattern = "(?:培训|会议){1,3}[^。]{0,40}人次"
    _, out, _ = examine(tmp_path, run, ("any: ['", f"any: ['{pattern}', '"))
    assert "F45" not in out


def test_reckonings_are_examined_too(tmp_path, run):
    shipped = (data_folders.folder("templates") / "2021/format.yaml").read_text("utf-8")
    path = tmp_path / "2021/format.yaml"
    path.parent.mkdir()
    path.write_text(shipped.replace("rules:\n", "reckonings: ['(', '(a|a)*$']\nrules:\n", 1), "utf-8")
    assert path.read_text("utf-8") != shipped
    shutil.copy(data_folders.folder("templates") / "2021/cases.yaml", path.parent)
    _, out, err = run("format", "check", "2021", "--templates", tmp_path)
    assert not err, err
    assert "F06 reckonings：查找的写法“(”不能用" in out
    assert "F45 这个写法在有的文字里找不完：(a|a)*$" in out


def test_every_pattern_of_a_rule_is_tried_wherever_it_stands():
    from generator.form.library import SHIPPED

    tried, keys = 0, set()
    for rule in SHIPPED.find("2021").rules:
        for place, text in probing._patterns(rule):
            assert not patterns.problem_of(text)
            keys |= {step for step in place if isinstance(step, str)}
            tried += 1
    assert tried > 200
    assert {"patterns", "forbids", "any", "unless", "marks", "spared"} <= keys
