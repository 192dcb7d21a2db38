"""Rules of kind ``alike``: a report whose sentences are those of another authority's was copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Beside, Gives, Rule, RuleOptions
from generator.rules.text.shared_sentences import Measure, shared


class Options(RuleOptions):
    """The same keys as ``copied_text`` has; the filing is held against that of another authority with which
    it has most in common, of those that are examined together."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    beside: ClassVar[Beside] = "alike"
    compares_words: ClassVar[bool] = True

    length: int
    least: int
    share: int
    apart_from: tuple[str, ...] = ()


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding for all sentences that the other filing has too."""
    measure = Measure(options.length, options.least, options.share, options.apart_from)
    for other in filing.alike:
        authority = other.authority or ""
        yield from shared(rule, filing, other, measure, f"“{authority}”的填报")
