"""Rules of kind ``aspects``: a section that is written as one text speaks of everything it is to speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns
from generator.rules.text.printed_page import page
from generator.source.data_file import Model


class Aspect(Model):
    """What must be spoken of, in words for the finding, and patterns of which one must be there."""

    name: str
    any: tuple[str, ...]


class Options(RuleOptions):
    """``section``: where; it is silent where the section is written in the form's own parts."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    sorts: ClassVar[Mapping[str, str]] = {"section": "text"}

    section: str
    aspects: tuple[Aspect, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding for all that is not spoken of."""
    text = filing.texts.get(options.section)
    if text is None or not text.scalar.text.strip():
        return
    words = page(filing, text).words
    missing = [aspect.name for aspect in options.aspects if not _is_said(aspect, words)]
    if missing:
        detail = f"没有写到{'、'.join(missing)}"
        yield not_met(rule, filing, detail, span=filing.place_of(options.section), evidence=missing)


def _is_said(aspect: Aspect, words: str) -> bool:
    return any(patterns.pattern(expression).search(words) for expression in aspect.any)
