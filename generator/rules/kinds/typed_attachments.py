"""Rules of kind ``typed_attachments``: the names of attachments typed as lines at the end of a narrative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from generator.filing.filing import Filing, Text
from generator.findings.finding import Edit, Finding, Fix
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import edges, patterns
from generator.rules.text.days import narrow
from generator.rules.text.edges import Edge
from generator.source.yaml_text import quoted

FIELD = "attachments"
# So many lines may follow: a signature, a note.
AFTER = 4
LONGEST = 80


class Options(RuleOptions):
    """``patterns``: what begins the first line, ``further`` what begins those that follow.

    ``ends``: what stands at the end of a name and is no part of it; ``unless``: a pattern that lets be what
    begins so.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 5
    one_of: ClassVar[Keys] = (("patterns",),)
    sorts: ClassVar[Mapping[str, str]] = {"further": "pattern", "ends": "pattern"}

    patterns: tuple[str, ...]
    further: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    unless: str | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every narrative that ends with such names."""
    for text in edges.narratives(filing):
        lines = edges.edges(filing, text)
        first = _first(options, lines)
        if first is not None:
            typed = [lines[first], *_further(options, lines[first + 1 :])]
            yield _finding(rule, options, filing, text, typed)


def _first(options: Options, lines: list[Edge]) -> int | None:
    """Which line begins the names, so that nothing but them and a signature follows."""
    for number, line in enumerate(lines):
        words = narrow(line.words)
        if not patterns.fits(words, options.patterns) or not _is_name(_name(options, line)):
            continue
        if options.unless and patterns.pattern(options.unless).search(words):
            continue
        further = len(list(_further(options, lines[number + 1 :])))
        if len(lines) - number - 1 - further <= AFTER:
            return number
    return None


def _further(options: Options, lines: list[Edge]) -> Iterator[Edge]:
    for line in lines:
        begins = patterns.fits(narrow(line.words), (*options.patterns, *options.further))
        if not begins or not _is_name(_name(options, line)):
            return
        yield line


def _name(options: Options, line: Edge) -> str:
    """A name without what begins its line and what ends it."""
    bare = line.words
    for expressions in (options.patterns, options.further, options.ends):
        bare = patterns.without(bare, expressions)
    return bare.strip(" \u3000")


def _is_name(words: str) -> bool:
    return len(words) <= LONGEST and not set("。；！？") & set(words)


def _finding(rule: Rule, options: Options, filing: Filing, text: Text, typed: list[Edge]) -> Finding:
    names = [name for line in typed if (name := _name(options, line))]
    written = "、".join(line.words for line in typed)
    instead = f"删去这几行，在表头写一行：附件: [{', '.join(names)}]"
    if edges.has(filing.document, FIELD):
        instead = "表头已经写了附件，会印两次，删去这几行就行"
    detail = f"“{text.path}”的末尾写了“{written}”，会印成普通的段落。{instead}"
    span = edges.span_of(filing, text, typed)
    finding = not_met(rule, filing, detail, span=span, evidence=[text.path, written])
    edits = _edits(filing, text, typed, names)
    return replace(finding, fix=Fix("改写成附件", edits)) if edits else finding


def _edits(filing: Filing, text: Text, typed: list[Edge], names: list[str]) -> tuple[Edit, ...]:
    """The mend, where nothing is lost by it."""
    if not names:
        return ()
    out = edges.taken_out(filing, text, typed)
    if edges.has(filing.document, FIELD):
        same = list(filing.known.get(FIELD, ())) == names
        return edges.all_of([out]) if same else ()
    value = f"[{', '.join(map(quoted, names))}]"
    return edges.all_of([edges.written_in(filing.document, FIELD, value), out])
