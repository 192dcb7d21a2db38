"""Rules of kind ``copied_text``: a report whose sentences are last year's was hardly written anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Beside, Gives, Rule, RuleOptions
from generator.rules.text.shared_sentences import Measure, shared


class Options(RuleOptions):
    """``least``: so many sentences of at least ``length`` characters are told, where they are ``share``
    percent of all; figures and the authority's name are not compared.  ``apart_from``: narratives that are
    alike every year."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    beside: ClassVar[Beside] = "previous"
    compares_words: ClassVar[bool] = True

    length: int
    least: int
    share: int
    apart_from: tuple[str, ...] = ()


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding for all sentences that last year's filing has too."""
    assert filing.previous is not None
    measure = Measure(options.length, options.least, options.share, options.apart_from)
    yield from shared(rule, filing, filing.previous, measure, "上年填报")
