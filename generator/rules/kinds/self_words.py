"""Rules of kind ``self_words``: what an authority calls itself goes with its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Place
from generator.form.header import key_for
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns
from generator.rules.text.own_name import name_of
from generator.source.data_file import Model

PLACES = 10


class Self(Model):
    """Words by a pattern: a name ``needs`` one of these to go with them.  ``against``: they are told only
    where the place that is named last is of one of these sorts."""

    pattern: str
    needs: tuple[str, ...]
    against: tuple[str, ...] = ()


class Options(RuleOptions):
    """``words`` in ``texts`` (all where none is named), but for those in what fits ``apart_from``."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 5
    one_of: ClassVar[Keys] = (("words",),)
    sorts: ClassVar[Mapping[str, str]] = {"pattern": "pattern", "apart_from": "pattern"}

    texts: tuple[str, ...] = ()
    words: tuple[Self, ...]
    apart_from: tuple[str, ...] = ()

    @property
    def of_head(self) -> tuple[str, ...]:
        """The field of the head that it compares."""
        return (key_for("authority"),)


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each of the words, with all its places."""
    authority = filing.known["authority"]
    for own_words in options.words:
        if _goes_with(own_words, authority):
            continue
        found = [
            place
            for place in patterns.found(filing, options.texts, [own_words.pattern])
            if not _stands_apart(options, place)
        ]
        if found:
            count = f"，共 {len(found)} 处" if len(found) > 1 else ""
            detail = f"表头的机关是“{authority}”，正文写了“{found[0].words}”{count}"
            evidence = [authority, found[0].words, *(place.text.path for place in found)]
            finding = not_met(rule, filing, detail, span=found[0].span, evidence=evidence)
            related = tuple(Place(place.span, "还有这里") for place in found[1:PLACES])
            yield replace(finding, related=related)


def _goes_with(words: Self, authority: str) -> bool:
    is_against = not words.against or name_of(authority).rank in words.against
    return not is_against or any(part in authority for part in words.needs)


def _stands_apart(options: Options, place: patterns.Found) -> bool:
    """Whether it stands in a quotation, a title and the like, looking no further than its sentence."""
    first, _ = place.sentence_span
    start = place.match.start() - first
    return any(
        match.start() <= start < match.end()
        for expression in options.apart_from
        for match in patterns.pattern(expression).finditer(place.sentence)
    )
