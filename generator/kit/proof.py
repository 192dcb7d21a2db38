"""Whether the cases beside a format prove its rules: each seen to fire, each seen to stay silent."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases import Case, Cases, Change, load_cases
from generator.findings import Span
from generator.format import Format
from generator.kit.problem import Draft, Problem
from generator.nodes import Mapping
from generator.rules import judged

FILE = "cases.yaml"


def check(draft: Draft, form: Format) -> Iterator[Problem]:
    """Cases that give other codes than they say, and rules that no case makes fire."""
    path = draft.path.parent / FILE
    if not path.is_file():
        yield Problem(path, Span(), f"缺少 {FILE}：每条规则都要有例子证明它报得出来")
        return
    try:
        cases = load_cases(path)
    except (ValueError, AssertionError, KeyError) as error:
        yield Problem(path, Span(), f"读不出来：{error}")
        return
    beside = Draft(path)
    yield from _base(beside, cases)
    fired: set[str] = set()
    silent: set[str] = set()
    for number, case in enumerate(cases.cases):
        try:
            examined = cases.examine(case)
        except (AssertionError, KeyError) as error:
            yield beside.at(("cases", number), f"“{case.name}”要改的地方不在 filing 里：{error}")
            continue
        codes = [one.code for one in examined.findings]
        fired |= set(codes)
        silent |= (judged(examined.filing) if examined.filing else set()) - set(codes)
        yield from _differs(beside, number, case, codes)
    yield from _unproved(draft, form, fired, silent)


def _base(beside: Draft, cases: Cases) -> Iterator[Problem]:
    """The correct filing is to be found correct."""
    untouched = Case("", Change(Mapping({}, {}, Span())), ())
    for one in cases.examine(untouched).findings:
        yield Problem(beside.path, one.span, f"filing 应当没有问题，却报出 {one.code}：{one.message}")


def _differs(beside: Draft, number: int, case: Case, codes: list[str]) -> Iterator[Problem]:
    if sorted(codes) != sorted(case.gives):
        wanted, got = ("、".join(each) or "什么也不报" for each in (case.gives, codes))
        yield beside.at(("cases", number, "gives"), f"“{case.name}”应报 {wanted}，实报 {got}")


def _unproved(draft: Draft, form: Format, fired: set[str], silent: set[str]) -> Iterator[Problem]:
    for number, rule in enumerate(form.rules):
        if rule.code not in fired:
            yield draft.at(("rules", number, "code"), f"规则 {rule.code} 没有一个例子报得出来")
        elif rule.code not in silent:
            yield draft.at(("rules", number, "code"), f"规则 {rule.code} 在每个例子里都报，没有不报的例子")
