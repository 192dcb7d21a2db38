"""Rules of kind ``numbering``: numbers at the heads of lines and clauses go on one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from generator.filing.filing import Filing, Text
from generator.findings.finding import Finding, Fix, Place, Span
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns
from generator.rules.text.all_texts import fix_of
from generator.rules.text.numbering import Number, Run, runs, shown, value_of, written_as
from generator.rules.text.printed_page import Page, page
from generator.source.data_file import Model
from generator.source.nodes import locate


class Series(Model):
    """How numbers of one sort are written: a pattern with a group ``number``.  Where one of a lower ``level``
    stands, those of a higher begin anew."""

    level: int
    pattern: str


class Options(RuleOptions):
    """``series`` of numbers in ``texts`` (all where none is named)."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("series",),)
    sorts: ClassVar[Mapping[str, str]] = {"pattern": "pattern"}

    texts: tuple[str, ...] = ()
    series: tuple[Series, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each run of numbers that leaps, goes back or stands still, at the first place."""
    for text in patterns.texts(filing, options.texts):
        printed = page(filing, text)
        for run in runs(_numbers(options.series, printed.words)):
            if run.wrong:
                yield _finding(rule, filing, text, run)


def _numbers(series: Sequence[Series], words: str) -> list[Number]:
    """All numbers of a text, in order; where two sorts fit, the first has it."""
    lines = [at for at, character in enumerate(words) if character == "\n"]
    found: dict[int, Number] = {}
    for sort, kind in enumerate(series):
        for match in patterns.pattern(kind.pattern).finditer(words):
            start, end = match.span("number")
            value = value_of(match["number"])
            if value is not None:
                number = Number(sort, kind.level, value, start, end, bisect_right(lines, start))
                found.setdefault(start, number)
    return [found[start] for start in sorted(found)]


def _finding(rule: Rule, filing: Filing, text: Text, run: Run) -> Finding:
    printed, at = page(filing, text), run.wrong[0]
    words = [printed.words[number.start : number.end] for number in run.numbers]
    before, wrong = run.numbers[at - 1], run.numbers[at]
    spans = [_span(filing, text, printed, number) for number in (wrong, before)]
    should = written_as(before.value + 1, words[at - 1]) or str(before.value + 1)
    order = shown([f"（{word}）" for word in words], at)
    detail = f"“{text.path}”里的序号是{order}，“{words[at - 1]}”之后应当是“{should}”，写了“{words[at]}”"
    finding = not_met(rule, filing, detail, span=spans[0], evidence=[text.path, *words[: at + 2]])
    return replace(finding, related=(Place(spans[1], "前一个"),), fix=_fix(filing, text, printed, run))


def _span(filing: Filing, text: Text, printed: Page, number: Number) -> Span:
    return locate(filing.source, text.scalar, *printed.source(number.start, number.end))


def _fix(filing: Filing, text: Text, printed: Page, run: Run) -> Fix | None:
    """The run renumbered, where nothing can have been lost from it."""
    if not run.only_repeats:
        return None
    changes = []
    for number, value in run.renumbered():
        becomes = written_as(value, printed.words[number.start : number.end])
        if becomes is None:
            return None
        changes.append((*printed.source(number.start, number.end), becomes))
    return fix_of(filing.source, text.scalar, changes, "序号改为顺着排")
