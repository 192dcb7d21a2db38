"""What two filings say in the same sentences, as one finding with the share of them and their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Place
from generator.form.rule import Rule
from generator.rules.finding_of_rule import not_met
from generator.rules.text.copying import Sentence, sentences

PLACES = 10


@dataclass(frozen=True, slots=True)
class Measure:
    """Which sentences count, how many of them are told, and from what share of all on."""

    length: int
    least: int
    share: int
    apart_from: tuple[str, ...]


def shared(rule: Rule, filing: Filing, other: Filing, measure: Measure, whose: str) -> Iterator[Finding]:
    """One finding where so many sentences of a filing stand in another one too."""
    theirs = {sentence.key: sentence for sentence in _of(other, measure)}
    ours = list(_of(filing, measure))
    same = [sentence for sentence in ours if sentence.key in theirs]
    if len(same) < measure.least or len(same) * 100 < len(ours) * measure.share:
        return
    count = f"{len(ours)} 句里有 {len(same)} 句（{_percent(same, ours)}）"
    detail = f"{count}与{whose}相同（数字和机关名称不比）：{_by_part(same, ours)}"
    first = theirs[same[0].key]
    places = [Place(sentence.span(filing), "也相同") for sentence in same[1:PLACES]]
    there = Place(first.span(other), "那一份的第一句", other.source.name)
    evidence = [sentence.key for sentence in same]
    span = same[0].span(filing)
    yield not_met(rule, filing, detail, span=span, evidence=evidence, related=[there, *places])


def _of(filing: Filing, measure: Measure) -> Iterator[Sentence]:
    return sentences(filing, measure.length, measure.apart_from)


def _percent(same: Sequence[Sentence], ours: Sequence[Sentence]) -> str:
    return f"{round(len(same) * 100 / len(ours))}%"


def _by_part(same: Sequence[Sentence], ours: Sequence[Sentence]) -> str:
    """How many of the sentences of each part they are."""
    every = Counter(sentence.text.path for sentence in ours)
    found = Counter(sentence.text.path for sentence in same)
    return "，".join(
        f"{path.rpartition('.')[2]} {every[path]} 句里 {count} 句" for path, count in found.items()
    )
