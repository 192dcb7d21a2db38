"""Rules of kind ``other_authority``: where the authority of the report must be named, no other one is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.header import key_for
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns
from generator.rules.text.own_name import Name, is_namesake, is_own, name_of
from generator.source.data_file import Model
from generator.source.nodes import locate

SHORTEST = 4


class Naming(Model):
    """A place where the authority is named: a pattern with a group ``name``, which must be its own or a short
    form of that.  ``namesakes``: only the same of another place is told there; ``same_rank``: only one of the
    same rank."""

    pattern: str
    namesakes: bool = False
    same_rank: bool = False


class Options(RuleOptions):
    """``namings`` in ``texts`` (all where none is named); ``leads``: words before a name that are none of it;
    ``ends``: what a name of an authority ends in."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 5
    one_of: ClassVar[Keys] = (("namings",),)
    sorts: ClassVar[Mapping[str, str]] = {"pattern": "pattern", "leads": "pattern", "ends": "pattern"}

    texts: tuple[str, ...] = ()
    namings: tuple[Naming, ...]
    leads: str = ""
    ends: str

    @property
    def of_head(self) -> tuple[str, ...]:
        """The field of the head that it compares."""
        return (key_for("authority"),)


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each other name, at its first place."""
    own = name_of(filing.known["authority"])
    told: set[str] = set()
    for naming in options.namings:
        for place in patterns.found(filing, options.texts, [naming.pattern]):
            start, written = _name(options, place.match["name"], place.match.start("name"))
            if written not in told and _is_other(naming, name_of(written), own, written, options):
                told.add(written)
                span = locate(
                    filing.source,
                    place.text.scalar,
                    *place.page.source(start, start + len(written)),
                )
                detail = f"“{place.text.path}”里写的是“{written}”，表头的机关是“{filing.known['authority']}”"
                yield not_met(rule, filing, detail, span=span, evidence=[place.text.path, written])


def _name(options: Options, written: str, start: int) -> tuple[int, str]:
    """The name without the words that lead to it, and where it begins."""
    if options.leads and (match := patterns.pattern(options.leads).search(written)):
        return start + match.end(), written[match.end() :]
    return start, written


def _is_other(naming: Naming, name: Name, own: Name, written: str, options: Options) -> bool:
    if len(written) < SHORTEST or not patterns.pattern(options.ends).search(written) or is_own(name, own):
        return False
    if naming.same_rank and name.rank != own.rank:
        return False
    return is_namesake(name, own) if naming.namesakes else bool(name.place)
