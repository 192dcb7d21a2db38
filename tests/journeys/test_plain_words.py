"""What a clerk is told holds no word of the machine: not of YAML, not of a parser, not of a programmer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.findings.catalogue import catalogue
from tests.conftest import ROOT

PACKAGE = ROOT / "generator"
# What maintainers of forms are told (family F, `format …`, the kit) speaks of their files, in their words.
FLOORS = ("batch", "common", "compose", "filing", "report", "reporters", "rules", "source", "writers")
REFUSED = re.compile("列表|映射|[八六]十?进制|(?<!空格)(?<!关)键(?!盘)|字符串|解析|异常|空值|布尔")


def strings_of_code() -> Iterator[tuple[str, str]]:
    """Every piece of text in the code that a clerk's message could be made of; docstrings are none."""
    files = [path for floor in FLOORS for path in (PACKAGE / floor).rglob("*.py")]
    files += (PACKAGE / "cli").glob("*.py")
    for path in files:
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield path.name, node.value


def strings_of_data() -> Iterator[tuple[str, str]]:
    """The words of the catalogue, of libyaml's reasons, and of the rules of every form and pack."""
    for code, entry in catalogue().items():
        if not code.startswith("F"):
            yield from ((code, entry[key]) for key in ("message", "why", "help"))
    syntax = yaml.safe_load((PACKAGE / "source" / "syntax.yaml").read_text("utf-8"))
    yield from (("syntax.yaml", text) for text in syntax.values())
    for path in [*ROOT.glob("templates/*/format.yaml"), *ROOT.glob("templates/practice/*.yaml")]:
        for rule in yaml.safe_load(path.read_text("utf-8"))["rules"]:
            yield from ((path.parent.name, text) for text in told_by(rule))


def told_by(value: object, key: str = "") -> Iterator[str]:
    """The sentences of a rule, wherever below it; what it looks for is not told."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from told_by(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from told_by(below, key)
    elif key in ("message", "help", "why", "advice", "name"):
        yield str(value)


def test_no_message_of_the_code_speaks_of_the_machine():
    found = list(strings_of_code())
    assert len([text for _, text in found if re.search("[\u4e00-\u9fff]", text)]) > 300
    assert [pair for pair in found if REFUSED.search(pair[1])] == []


def test_no_message_of_the_data_speaks_of_the_machine():
    found = list(strings_of_data())
    assert len(found) > 300
    assert [pair for pair in found if REFUSED.search(pair[1])] == []


def test_every_reason_of_the_parser_is_told_in_chinese():
    path: Path = PACKAGE / "source" / "syntax.yaml"
    reasons = yaml.safe_load(path.read_text("utf-8")).values()
    assert reasons
    assert all(
        re.search("[\u4e00-\u9fff]", reason) and not re.search("[a-z]{3}", reason) for reason in reasons
    )
