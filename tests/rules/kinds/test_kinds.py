"""What every kind of rule declares of itself, and that nothing else knows a kind by its name."""

from __future__ import annotations

import ast
import re
from typing import ClassVar

import pytest

from generator.findings.finding import Finding, Level, Span
from generator.form.format import FormatError
from generator.form.library import SHIPPED
from generator.form.rule import Bound, Gives, Rule, RuleOptions
from generator.kit.cases import FILE, Cases, load_cases, of_practice
from generator.rules import kinds
from generator.rules.bounds import number_bounds
from generator.rules.sums.equations import Equation
from generator.source.read import read_file
from tests.conftest import ROOT

PACKAGE = ROOT / "generator"
PACKS = SHIPPED.practice_names()
# Words that are a kind's name and an everyday word too: keys of models, fields of a box, folders.
EVERYDAY = {
    "alike",
    "bound",
    "growth",
    "marks",
    "parts",
    "printed",
    "region",
    "share",
    "naming",
    "narrative",
    "total",
}


def rule(kind: str, **options: object) -> Rule:
    demand = {"message": "一句话", "basis": "依据", "official": False}
    return Rule.model_validate({"code": "L99", "kind": kind, "level": "error", **demand, **options})


def test_there_are_kinds_and_each_declares_what_it_gives_and_how_much():
    assert len(kinds.names()) >= 19
    gives = set()
    for name in kinds.names():
        own = vars(kinds.kind_module(name).Options)
        assert {"gives", "at_most"} <= own.keys(), f"{name} does not say what it gives, or how much"
        assert own["at_most"] >= 1
        gives.add(own["gives"])
    assert gives == {"findings", "equations"}


@pytest.mark.slow
def test_no_module_but_its_own_names_a_kind():
    seen = 0
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "kinds":
            continue
        words = {
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant)
        }
        compared = words & (set(kinds.names()) - EVERYDAY)
        assert not compared, f"{path.relative_to(ROOT)} names {compared}"
        seen += 1
    assert seen > 100


@pytest.mark.slow
def test_what_is_asked_of_a_rule_is_never_its_kind_by_name():
    """``rule.kind`` is looked up, or printed; it is compared with nothing that is written in the code."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                kind = any(
                    isinstance(side, ast.Attribute) and ast.unparse(side) == "rule.kind" for side in sides
                )
                assert not kind, f"{path.relative_to(ROOT)}: {ast.unparse(node)}"


def cases_of(name: str) -> Cases:
    """The cases of a form, or of a pack of practice."""
    if name in SHIPPED.versions():
        return load_cases(SHIPPED.folder_of(name) / FILE)
    form = SHIPPED.folder_of(SHIPPED.find_practice(name).proved_on)
    return of_practice(load_cases(form / FILE), read_file(SHIPPED.practice_path(name)))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "least"), [("2008", 5), ("2021", 50), *((pack, 5) for pack in PACKS)])
def test_every_kind_gives_what_it_declares(name, least):
    cases = cases_of(name)
    given = 0
    for case in cases.cases:
        filing = cases.examine(case).filing
        for rule in filing.format.rules if filing else ():
            options = kinds.options_of(rule)
            if options.beside and not getattr(filing, options.beside):
                continue
            kind = Equation if options.gives == "equations" else Finding
            results = list(kinds.kind_module(rule.kind).check(rule, options, filing))
            assert all(isinstance(result, kind) for result in results), rule.code
            given += len(results)
    assert given >= least


@pytest.mark.parametrize(
    ("kind", "meant"),
    [("totals", "，是不是“total”？"), ("check", ""), ("../total", "，是不是“total”？"), ("", "")],
)
def test_a_kind_that_is_none_is_refused_and_the_nearest_is_named(kind, meant):
    with pytest.raises(kinds.UnknownKind, match=f"没有“{re.escape(kind)}”这一种规则") as fault:
        kinds.kind_module(kind)
    assert fault.value.suggestion == meant
    with pytest.raises(FormatError, match="规则 L99：没有"):
        kinds.options_of(rule(kind))


def test_keys_that_a_kind_does_not_take_are_a_fault_of_the_form():
    with pytest.raises(FormatError, match="规则 L99：“celsl”写得不对"):
        kinds.options_of(rule("domain", celsl="件数"))


@pytest.mark.parametrize(("given", "shown_count"), [(0, 0), (1, 1), (3, 3), (4, 3), (400, 3)])
def test_no_more_findings_are_told_than_a_kind_allows_and_the_last_says_so(given, shown_count):
    findings = [Finding("L99", Level.ERROR, "一句话", Span(), detail=str(number)) for number in range(given)]
    shown = kinds.no_more_than(3, findings)
    assert [finding.detail.split("\n")[0] for finding in shown] == [
        str(number) for number in range(shown_count)
    ]
    assert ("只列出 3 处" in "".join(finding.detail for finding in shown)) is (given > shown_count)


def test_a_rule_stops_looking_where_its_kind_tells_no_more(monkeypatch):
    looked = []

    class Endless:
        class Options(RuleOptions):
            gives: ClassVar[Gives] = "findings"
            at_most: ClassVar[int] = 5

        @staticmethod
        def check(rule, options, filing):
            while True:
                looked.append(rule.code)
                yield Finding(rule.code, rule.level, rule.message, Span())

    monkeypatch.setattr(kinds, "kind_module", lambda kind: Endless)
    assert len(kinds.findings_of(rule("endless"), None)) == 5
    assert len(looked) == 6


def test_bounds_come_from_the_rules_that_hold_for_every_filing():
    form = SHIPPED.find("2021")
    assert number_bounds(form)["件数"] == Bound(whole=True, minimum=0)
    warned = [rule.model_copy(update={"level": Level.WARNING}) for rule in form.rules]
    assert number_bounds(form.model_copy(update={"rules": tuple(warned)})) == {}
    some = rule("domain", cells="件数", whole=True, when={"行政层级": ["县级"]})
    assert number_bounds(form.model_copy(update={"rules": (some,)})) == {}
    two = (
        rule("domain", cells=["件数", "金额"], minimum=1),
        rule("domain", cells="件数", minimum=3, whole=True),
    )
    bounds = number_bounds(form.model_copy(update={"rules": two}))
    assert bounds == {"件数": Bound(whole=True, minimum=3), "金额": Bound(minimum=1)}
