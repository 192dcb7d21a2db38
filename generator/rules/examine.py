"""Everything there is to say of a document that was loaded, before it is built: findings, mends, waivers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.filing.load import Loaded
from generator.findings.finding import Finding, has_errors, in_order, stops_build
from generator.rules.check import judge, not_judged
from generator.rules.mends.totals import with_totals
from generator.rules.mends.zero_rows import with_zero_rows
from generator.rules.soundness import with_sound_rules
from generator.rules.sums.witnesses import without_doubtful_mends
from generator.rules.unjudged import UNSOUND, Unjudged, unjudged
from generator.rules.waivers import accept
from generator.source.nodes import Document


@dataclass(frozen=True, slots=True)
class Examined:
    """A document, its filing (None where it cannot be told what it is), all findings, and the rules of which
    nothing was found because they were not judged, or not on all of it."""

    document: Document
    filing: Filing | None
    findings: tuple[Finding, ...]
    unjudged: tuple[Unjudged, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether it has failed."""
        return has_errors(self.findings)

    @property
    def stops_build(self) -> bool:
        """Whether it must not be built."""
        return stops_build(self.findings)


def examine_loaded(document: Document, loaded: Loaded, more: Iterable[Finding] = ()) -> Examined:
    """All findings of one document, in the order of the file, stamped with its name; ``more`` is what was
    found out beside it."""
    findings = [*loaded.findings, *more]
    filing = loaded.filing
    left: tuple[Unjudged, ...] = ()
    if filing is not None:
        sound, unsound = with_sound_rules(filing)
        judged = judge(sound)
        left = (*_left_out(filing, sound), *judged.unjudged)
        filing = sound
        findings += unsound
        findings += with_totals(filing, judged.findings)
        findings = with_zero_rows(filing, without_doubtful_mends(filing, findings))
        findings = accept(filing, findings, not_judged(filing))
    return Examined(document, filing, in_order(findings, document.source.name), left)


def _left_out(filing: Filing, sound: Filing) -> tuple[Unjudged, ...]:
    """The rules of a filing's form that are not sound."""
    kept = {rule.code for rule in sound.format.rules}
    return unjudged(
        filing.format.rules, {rule.code: UNSOUND for rule in filing.format.rules if rule.code not in kept}
    )
