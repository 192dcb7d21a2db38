"""Whether the cases beside a format prove its rules: each seen to fire, each seen to stay silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.batch import desk
from generator.findings.finding import Finding, Span
from generator.form.format import Format
from generator.form.library import Library
from generator.form.local_pack import Pack
from generator.form.practice import Practice
from generator.form.rule import Rule
from generator.kit.cases import (
    FILE,
    Case,
    Cases,
    CasesFault,
    Change,
    NotThere,
    PackCases,
    load_cases,
    read_cases,
)
from generator.kit.cases import of_pack as cases_of_pack
from generator.kit.cases import of_practice as cases_of_practice
from generator.rules.check import judged
from generator.rules.examine import Examined
from generator.source.data_file import DataFile, line_of
from generator.source.nodes import Mapping

EMPTY = Change(Mapping({}, {}, Span()))
# The year before a form's first belongs to another form; the cases write it in this one all the same.
OUT_OF_YEARS = "S09"
# So many of the findings that a case gives are shown with it.
SHOWN = 5


def check(file: DataFile, form: Format, beside: DataFile, library: Library) -> Iterator[Finding]:
    """Cases that give other codes than they say, and rules that no case makes fire."""
    try:
        cases = read_cases(beside, library)
    except CasesFault as fault:
        yield from fault.findings
        return
    yield from prove(file, form.rules, beside, cases)


def of_pack(file: DataFile, pack: Pack, version: str, library: Library) -> Iterator[Finding]:
    """The same of a local pack on one version of the form; its cases stand in its own file."""
    yield from _of_own(
        file, pack.rules, version, library, lambda cases: cases_of_pack(cases, file.document, pack.name)
    )


def of_practice(file: DataFile, pack: Practice, library: Library) -> Iterator[Finding]:
    """The same of a pack of practice on the form it is proved on."""
    yield from _of_own(
        file, pack.rules, pack.proved_on, library, lambda cases: cases_of_practice(cases, file.document)
    )


def _of_own(
    file: DataFile,
    rules: Sequence[Rule],
    version: str,
    library: Library,
    made: Callable[[Cases], Cases],
) -> Iterator[Finding]:
    """Rules proved by the cases in their own file, ``made`` from those of a version of the form."""
    model, findings = file.load_part(("base", "cases"), PackCases)
    if model is None:
        yield from findings
        return
    try:
        own = made(load_cases(library.folder_of(version) / FILE, library))
    except CasesFault:
        yield file.at((), "F13", problem=f"{version} 版的 {FILE} 写得不对，请先改好它")
    except NotThere as missing:
        yield _not_there(file, ("base", "set", missing.path), missing)
    else:
        yield from prove(file, rules, file, own)


def prove(file: DataFile, rules: Sequence[Rule], beside: DataFile, cases: Cases) -> Iterator[Finding]:
    """Every case gives what it says; every one of the rules is seen to fire and to stay silent."""
    if findings := list(_base(beside, cases)):
        yield from findings  # every case would say the same again
        return
    if beside is not file:
        yield from _last_year(beside, cases)
    fired: set[str] = set()
    silent: set[str] = set()
    for number, case in enumerate(cases.cases):
        try:
            examined = cases.examine(case)
        except NotThere as missing:
            yield _not_there(beside, ("cases", number, "set", missing.path), missing)
            continue
        codes = [finding.code for finding in examined.findings]
        fired |= set(codes)
        silent |= (judged(examined.filing) if examined.filing else set()) - set(codes)
        yield from _differs(beside, number, case, examined)
    yield from _unproved(file, rules, fired, silent)


def _not_there(beside: DataFile, place: tuple[int | str, ...], missing: NotThere) -> Finding:
    return beside.at(place, "F13", problem=f"要改的“{missing.path}”不在 filing 里")


def _base(beside: DataFile, cases: Cases) -> Iterator[Finding]:
    """The correct filing is to be found correct."""
    examined = cases.examine(Case("", EMPTY, ()))
    for finding in examined.findings:
        yield _of_filing("F16", beside, cases, finding)


def _last_year(beside: DataFile, cases: Cases) -> Iterator[Finding]:
    """And so is last year's."""
    try:
        examined = desk.examine(cases.last_year(), cases.library)
    except NotThere as missing:
        yield _not_there(beside, ("previous", "set", missing.path), missing)
        return
    for finding in examined.findings:
        if finding.code != OUT_OF_YEARS:
            yield _of_filing("F17", beside, cases, finding)


def _of_filing(code: str, beside: DataFile, cases: Cases, finding: Finding) -> Finding:
    """A finding on a filing of the cases; one made of two files has no place of its own in the second."""
    words = {"code": finding.code, "told": finding.message}
    if cases.filing.source.text == beside.document.source.text:
        return replace(beside.on(finding.span, code, **words), detail=finding.detail)
    return replace(beside.at(("base",), code, **words), detail=finding.detail)


def _differs(beside: DataFile, number: int, case: Case, examined: Examined) -> Iterator[Finding]:
    """A case that gives other codes than it says, with what it gives."""
    codes = [finding.code for finding in examined.findings]
    if sorted(codes) != sorted(case.gives):
        wanted, got = ("、".join(each) or "什么也不报" for each in (case.gives, codes))
        finding = beside.at(("cases", number, "gives"), "F14", name=case.name, wanted=wanted, got=got)
        shown = [f"{line_of(given)}：{given.detail}" for given in examined.findings[:SHOWN]]
        yield replace(finding, detail="\n".join(shown))


def _unproved(file: DataFile, rules: Sequence[Rule], fired: set[str], silent: set[str]) -> Iterator[Finding]:
    for number, rule in enumerate(rules):
        place = ("rules", number, "code")
        if rule.code not in fired:
            yield file.at(place, "F15", rule=rule.code, problem="没有一个例子报得出来")
        elif rule.code not in silent:
            yield file.at(place, "F15", rule=rule.code, problem="在每个例子里都报，没有不报的例子")
