"""Rules of kind ``signing``: the day under a report, against the year it reports and its publication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.day import EveryYear
from generator.form.header import key_for
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.form.signature import Signature
from generator.rules.finding_of_rule import not_met
from generator.source.nodes import span_at

KEY = key_for("signature")


class Options(RuleOptions):
    """``earliest`` day (month-day) of the year after; ``before_published``: no later than it is published.

    Only a day of its own is looked at: that of publication has rules of its own.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    one_of: ClassVar[Keys] = (("earliest", "before_published"),)

    earliest: EveryYear | None = None
    before_published: bool = False

    @property
    def of_head(self) -> tuple[str, ...]:
        """What the day is compared with."""
        return tuple(map(key_for, ("signature", "year", "published")))


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for a day that cannot be."""
    signature, published = filing.known["signature"], filing.known["published"]
    signed = signature.signed if signature else None
    if signed is None:
        return
    earliest = options.earliest and options.earliest.of(filing.known["year"] + 1)
    if earliest and signed < earliest:
        detail = f"成文日期 {signed}，最早应为 {earliest}"
    elif options.before_published and signed > published:
        detail = f"成文日期 {signed}，发布日期 {published}，晚 {(signed - published).days} 天"
    else:
        return
    place = (KEY, str(Signature.model_fields["signed"].alias))
    span = span_at(filing.document.root, place)
    yield not_met(rule, filing, detail, span=span, evidence=[str(signed), str(published)])
