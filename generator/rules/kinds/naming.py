"""Rules of kind ``naming``: what one field of the head says must not contradict the others.

A cell of a table that holds no number may stand for a field, by its address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Span
from generator.form.header import NAMES
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns


class Options(RuleOptions):
    """``field`` of the head, ``patterns`` for what it says, and the values ``allowed`` then by field.

    ``spared``: patterns by field; a head in which each of these fields fits one of its patterns is let be.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("patterns",), ("allowed",))

    field: str
    patterns: tuple[str, ...]
    allowed: Mapping[str, tuple[str, ...]]
    spared: Mapping[str, tuple[str, ...]] = {}

    @property
    def of_head(self) -> tuple[str, ...]:
        """The fields of the head that it compares."""
        return (self.field, *self.allowed, *self.spared)


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each field that has none of the values allowed."""
    given = filing.said(options.field)
    if not _fits(given, options.patterns) or _is_spared(filing, options.spared):
        return
    for key, values in options.allowed.items():
        if (value := filing.said(key)) not in values:
            detail = f"{options.field}是“{given}”，{key}写了“{value}”，应当是{'或者'.join(values)}"
            span = _place(filing, key)
            yield not_met(rule, filing, detail, span=span, evidence=[given, value])


def _place(filing: Filing, key: str) -> Span:
    if key in filing.words:
        return filing.words[key].span
    return filing.span_of(NAMES[key]) if key in NAMES else filing.place_of(key)


def _fits(value: str, values: Iterable[str]) -> bool:
    return any(patterns.pattern(text).search(value) for text in values)


def _is_spared(filing: Filing, spared: Mapping[str, tuple[str, ...]]) -> bool:
    return bool(spared) and all(_fits(filing.said(key), patterns) for key, patterns in spared.items())
