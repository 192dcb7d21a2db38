"""Rules of kind ``typed_head``: what belongs in the head, typed as lines at the beginning of a narrative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from generator.filing.filing import Filing, Text
from generator.findings.finding import Edit, Finding, Fix
from generator.form.header import NAMES
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import edges, patterns
from generator.rules.text.edges import Edge
from generator.source.data_file import Model
from generator.source.yaml_text import quoted

# So many lines at the beginning are looked at.
FIRST = 4


class Line(Model):
    """A ``field`` of the head, the ``patterns`` of lines that say what belongs there, and what of such a line
    is no part of it (``leads``).  ``printed``: the report prints it anyway, so that the line need only go."""

    field: str
    patterns: tuple[str, ...]
    leads: tuple[str, ...] = ()
    printed: bool = False


class Options(RuleOptions):
    """``lines``: each sort of line that is looked for."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 10
    one_of: ClassVar[Keys] = (("lines",),)
    sorts: ClassVar[dict[str, str]] = {"leads": "pattern"}

    lines: tuple[Line, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every such line of the first narrative."""
    text = next(edges.narratives(filing), None)
    if text is None:
        return
    begins = edges.edges(filing, text)[:FIRST]
    for edge in begins:
        line = next((line for line in options.lines if patterns.fits(edge.words, line.patterns)), None)
        if line is None:
            return
        yield _finding(rule, filing, text, edge, line)


def _finding(rule: Rule, filing: Filing, text: Text, edge: Edge, line: Line) -> Finding:
    value = patterns.without(edge.words, line.leads).strip(" \u3000")
    instead = f"删去这一行，在表头写一行：{line.field}: {value}"
    if line.printed or edges.has(filing.document, NAMES[line.field]):
        instead = f"{line.field}已经另印，会印两次，删去这一行就行"
    detail = f"“{text.path}”的开头写了“{edge.words}”，会印成普通的段落。{instead}"
    span = edges.span_of(filing, text, [edge])
    finding = not_met(rule, filing, detail, span=span, evidence=[text.path, edge.words])
    edits = _edits(filing, text, edge, line, value)
    return replace(finding, fix=Fix(f"改写成{line.field}", edits)) if edits else finding


def _edits(filing: Filing, text: Text, edge: Edge, line: Line, value: str) -> tuple[Edit, ...]:
    """The mend, where the line says what the head says, or the head nothing."""
    out = edges.taken_out(filing, text, [edge])
    if line.printed:
        return edges.all_of([out]) if _is_title(filing, value) else ()
    if edges.has(filing.document, NAMES[line.field]):
        return edges.all_of([out]) if filing.head(line.field) == value else ()
    return edges.all_of([edges.written_in(filing.document, NAMES[line.field], quoted(value)), out])


def _is_title(filing: Filing, words: str) -> bool:
    """Whether a line is the title that the form prints."""
    title = "".join(filing.format.title)
    shown = [key for key in NAMES if "{" + key + "}" in title]
    if filing.known.get("title") or filing.unknown(shown):
        return False
    for key in shown:
        title = title.replace("{" + key + "}", filing.head(key))
    return "".join(title.split()) == "".join(words.split())
