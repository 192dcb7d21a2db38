"""Rules of kind ``repeated``: the same paragraph, sentence or clause is not written twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Fix, Place
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text.all_texts import fix_of
from generator.rules.text.edges import Edge, taken_out
from generator.rules.text.passages import Passage, clauses, narratives, paragraphs, sentences
from generator.rules.text.printed_page import page

SHOWN = 20
FIX = "删去重复的一遍"


class Options(RuleOptions):
    """From so many characters on a ``paragraph`` and a ``sentence`` are told wherever they stand again, and a
    sentence or clause that is ``adjacent`` where it stands twice running."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("paragraph", "sentence", "adjacent"),)

    paragraph: int | None = None
    sentence: int | None = None
    adjacent: int | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each that stands there again, at its later place."""
    first: dict[str, Passage] = {}
    for text in narratives(filing):
        last: Passage | None = None
        for paragraph in paragraphs(filing, text):
            if before := _before(first, paragraph, options.paragraph):
                fix = _line_out(filing, paragraph) if before is last else None
                yield _finding(rule, filing, ("这一段", fix), paragraph, before)
            else:
                yield from _within(rule, options, filing, paragraph, first)
                last = paragraph


def _within(
    rule: Rule, options: Options, filing: Filing, paragraph: Passage, first: dict[str, Passage]
) -> Iterator[Finding]:
    """What a paragraph that is new says again: right behind itself, or a sentence that stands elsewhere."""
    running = _running(options, filing, paragraph)
    for before, piece in running:
        fix = _taken_out(filing, before, piece)
        yield _finding(rule, filing, ("前后紧接着，这一句", fix), piece, before)
    told = {piece.start for _, piece in running}
    for sentence in sentences(filing, paragraph) if options.sentence else ():
        before_it = _before(first, sentence, options.sentence)
        if before_it and sentence.start not in told:
            yield _finding(rule, filing, ("这一句", None), sentence, before_it)


def _before(first: dict[str, Passage], passage: Passage, least: int | None) -> Passage | None:
    """The first place where the same was said, which is another one; noted where this is the first."""
    if least is None or len(passage.key) < least:
        return None
    before = first.setdefault(passage.key, passage)
    same = before.text is passage.text and before.start <= passage.start < before.end
    return None if same else before


def _running(options: Options, filing: Filing, paragraph: Passage) -> list[tuple[Passage, Passage]]:
    """What is said twice running in a paragraph: sentences, or where none is, clauses."""
    least = options.adjacent
    if least is None:
        return []
    for pieces in (sentences(filing, paragraph), clauses(filing, paragraph)):
        pairs = ((before, piece) for before, piece in pairwise(pieces) if before.key == piece.key)
        if found := [pair for pair in pairs if len(pair[0].key) >= least]:
            return found
    return []


def _line_out(filing: Filing, paragraph: Passage) -> Fix | None:
    edit = taken_out(filing, paragraph.text, [Edge(paragraph.line, paragraph.words)])
    return Fix(FIX, (edit,)) if edit else None


def _taken_out(filing: Filing, before: Passage, piece: Passage) -> Fix | None:
    """From the end of what was said first to the end of what says it again."""
    start, end = page(filing, piece.text).source(before.end, piece.end)
    return fix_of(filing.source, piece.text.scalar, [(start, end, "")], FIX)


def _finding(
    rule: Rule, filing: Filing, said: tuple[str, Fix | None], passage: Passage, before: Passage
) -> Finding:
    what, fix = said
    where = f"“{before.text.path}”里" if before.text is not passage.text else "前面"
    words = passage.words[:SHOWN] + ("…" if len(passage.words) > SHOWN else "")
    detail = f"“{passage.text.path}”里{what}“{words}”{where}已经写过"
    finding = not_met(
        rule, filing, detail, span=passage.span(filing), evidence=[passage.text.path, passage.key]
    )
    place = Place(before.span(filing), "前一遍")
    return replace(finding, related=(place,), fix=fix)
