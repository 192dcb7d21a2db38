"""Whether the cases beside a format prove its rules: each seen to fire, each seen to stay silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.findings.finding import Span
from generator.form.format import Format
from generator.form.library import Library
from generator.form.local_pack import Pack
from generator.form.practice import Practice
from generator.form.rule import Rule
from generator.kit.cases import FILE, Case, Cases, Change, load_cases
from generator.kit.cases import of_pack as cases_of_pack
from generator.kit.cases import of_practice as cases_of_practice
from generator.kit.problem import Draft, Problem
from generator.rules.check import judged
from generator.source.nodes import Mapping


def check(draft: Draft, form: Format, library: Library) -> Iterator[Problem]:
    """Cases that give other codes than they say, and rules that no case makes fire."""
    path = draft.path.parent / FILE
    if not path.is_file():
        yield Problem(path, Span(), f"缺少 {FILE}：每条规则都要有例子证明它报得出来")
        return
    try:
        cases = load_cases(path, library)
    except (ValueError, AssertionError, KeyError) as error:
        yield Problem(path, Span(), f"读不出来：{error}")
        return
    yield from prove(draft, form.rules, Draft(path), cases)


def of_pack(draft: Draft, pack: Pack, version: str, library: Library) -> Iterator[Problem]:
    """The same of a local pack on one version of the form; its cases stand in its own file."""
    cases = load_cases(library.folder_of(version) / FILE, library)
    yield from prove(draft, pack.rules, draft, cases_of_pack(cases, draft.document, pack.name))


def of_practice(draft: Draft, pack: Practice, library: Library) -> Iterator[Problem]:
    """The same of a pack of practice on the form it is proved on."""
    cases = load_cases(library.folder_of(pack.proved_on) / FILE, library)
    yield from prove(draft, pack.rules, draft, cases_of_practice(cases, draft.document))


def prove(draft: Draft, rules: Sequence[Rule], beside: Draft, cases: Cases) -> Iterator[Problem]:
    """Every case gives what it says; every one of the rules is seen to fire and to stay silent."""
    if problems := list(_base(beside, cases)):
        yield from problems  # every case would say the same again
        return
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
    yield from _unproved(draft, rules, fired, silent)


def _base(beside: Draft, cases: Cases) -> Iterator[Problem]:
    """The correct filing is to be found correct."""
    untouched = Case("", Change(Mapping({}, {}, Span())), ())
    in_form = cases.filing.source.text == beside.document.source.text
    for one in cases.examine(untouched).findings:
        told = f"filing 应当没有问题，却报出 {one.code}：{one.message}"
        yield Problem(beside.path, one.span, told) if in_form else beside.at(("base",), told)


def _differs(beside: Draft, number: int, case: Case, codes: list[str]) -> Iterator[Problem]:
    if sorted(codes) != sorted(case.gives):
        wanted, got = ("、".join(each) or "什么也不报" for each in (case.gives, codes))
        yield beside.at(("cases", number, "gives"), f"“{case.name}”应报 {wanted}，实报 {got}")


def _unproved(draft: Draft, rules: Sequence[Rule], fired: set[str], silent: set[str]) -> Iterator[Problem]:
    for number, rule in enumerate(rules):
        if rule.code not in fired:
            yield draft.at(("rules", number, "code"), f"规则 {rule.code} 没有一个例子报得出来")
        elif rule.code not in silent:
            yield draft.at(("rules", number, "code"), f"规则 {rule.code} 在每个例子里都报，没有不报的例子")
