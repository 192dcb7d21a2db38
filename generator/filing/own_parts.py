"""A section whose parts an office named itself: told once, with the place that each of its texts goes to.

The form lets such a section be written as one text with headings of one's own; where there is but one way to
do that, the finding brings it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.common.did_you_mean import misspelt
from generator.filing.narrative.filters import han
from generator.filing.narrative.lines import heading_level, lines
from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form.format import Part, Section
from generator.source.nodes import Mapping, Scalar, Source

TITLE = "改成一篇文字，各项的名称作小标题"
# A number of its own before a name, which is numbered anew with the others.
NUMBERED = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、])\s*"
)
BLOCK = re.compile(r"\|[-+]?")


def own_parts(source: Source, section: Section, node: Mapping, where: Span) -> Finding | None:
    """S50 for a section that is written in parts of the office's own, or all of it in the part without a
    heading; None for any other."""
    own, missing = _own(section, node), _missing(section, node)
    if not missing or not (own or _all_in_one(section, node)):
        return None
    finding = found("S50", where, key=section.key, missing="、".join(missing))
    goes = [*(_goes(section, node, key) for key in own)] or [
        f"“{key}”里的文字直接写在“{section.key}: |”下面，小标题不变" for key in node.entries
    ]
    return replace(finding, detail="\n".join(goes), fix=_fix(source, section, node, where))


def _meant(section: Section, node: Mapping) -> dict[str, str]:
    needed = [part.key for part in section.parts if part.required]
    return misspelt(node.entries, [part.key for part in section.parts], needed)


def _own(section: Section, node: Mapping) -> list[str]:
    known = {*(part.key for part in section.parts), *_meant(section, node)}
    return [key for key in node.entries if key not in known]


def _missing(section: Section, node: Mapping) -> list[str]:
    there = {*node.entries, *_meant(section, node).values()}
    return [part.key for part in section.parts if part.required and part.key not in there]


def _all_in_one(section: Section, node: Mapping) -> bool:
    """Whether nothing is written but the part without a heading, with headings of its own."""
    parts = {part.key: part for part in section.parts}
    entries = list(node.entries.items())
    if len(entries) != 1 or entries[0][0] not in parts or parts[entries[0][0]].heading:
        return False
    text = entries[0][1]
    return isinstance(text, Scalar) and any(line.level for line in lines(text.text))


def _goes(section: Section, node: Mapping, key: str) -> str:
    """Where a text of the office's own goes."""
    near = [part.key for part in section.parts if part.heading and _is_about(key, part)]
    line = node.keys[key].line
    other = f"；也可以放进“{near[0]}”一项" if len(near) == 1 else ""
    return f"“{key}”（第 {line} 行）：名称写成小标题，文字写在它下面{other}"


def _is_about(key: str, part: Part) -> bool:
    return any(word in key for word in (part.key, *part.keywords))


# ---------------------------------------------------------------- the mend


@dataclass(frozen=True, slots=True)
class _Entry:
    """A part as it is written: its heading, the line of its key, the last of its text, a text on its line."""

    heading: str
    line: int
    last: int
    inline: str


class _Unclear(Exception):
    """There is no way, or more than one, to write it as one text."""


def _fix(source: Source, section: Section, node: Mapping, where: Span) -> Fix | None:
    try:
        edits = tuple(_edits(source, section, node, where))
    except _Unclear:
        return None
    return Fix(TITLE, edits)


def _edits(source: Source, section: Section, node: Mapping, where: Span) -> Iterator[Edit]:
    first = source.lines[where.line - 1]
    indents = {span.column for span in node.keys.values()}
    if first.rstrip() != f"{section.key}:" or len(indents) != 1:
        raise _Unclear
    yield Edit(Span(where.line, len(first) + 1, where.line, len(first) + 1), " |")
    indent = indents.pop() - 1
    entries = list(_entries(source, section, node))
    _sound(source, where.line, entries, indent)
    number = 0
    for entry in entries:
        number += bool(entry.heading)
        heading = f"（{han(number)}）{entry.heading}" if entry.heading else ""
        if heading and not heading_level(heading):
            raise _Unclear
        yield from _entry_edits(source, entry, heading, indent)


def _entries(source: Source, section: Section, node: Mapping) -> Iterator[_Entry]:
    parts = {part.key: part for part in section.parts}
    keys = list(node.entries)
    for at, key in enumerate(keys):
        part, text, line = parts.get(key), node.entries[key], node.keys[key].line
        if not isinstance(text, Scalar) or (at and part and not part.heading):
            raise _Unclear
        name = "" if part and not part.heading else (part.heading if part else key) or ""
        written = source.lines[line - 1].strip()
        inline = "" if text.style == "|" else text.text
        if text.style == "|" and not BLOCK.fullmatch(written.removeprefix(f"{key}:").strip()):
            raise _Unclear
        if text.style != "|" and written != f"{key}: {text.text}":
            raise _Unclear
        last = line if inline else _last(source, node, keys[at + 1 :], text)
        yield _Entry(NUMBERED.sub("", name, count=1), line, max(last, line), inline)


def _last(source: Source, node: Mapping, after: Sequence[str], text: Scalar) -> int:
    """The last line of a text that says anything."""
    end = text.span.end_line - (text.span.end_column == 1)
    last = node.keys[after[0]].line - 1 if after else min(end, len(source.lines))
    while not source.lines[last - 1].strip():
        last -= 1
    return last


def _sound(source: Source, line: int, entries: Sequence[_Entry], indent: int) -> None:
    """Nothing but keys and their texts may stand there: a comment would come into the text."""
    for entry in entries:
        if any(source.lines[between - 1].strip() for between in range(line + 1, entry.line)):
            raise _Unclear
        for number in range(entry.line + 1, entry.last + 1):
            text = source.lines[number - 1]
            if text.strip() and not text.startswith(" " * (indent + 1)):
                raise _Unclear
        line = entry.last


def _entry_edits(source: Source, entry: _Entry, heading: str, indent: int) -> Iterator[Edit]:
    """The line of a key as a heading, or gone; its text set in as far as the key was."""
    row = source.lines[entry.line - 1]
    above = [" " * indent + text for text in (heading, entry.inline) if text]
    if above:
        yield Edit(Span(entry.line, 1, entry.line, len(row) + 1), "\n".join(above))
    else:
        yield Edit(Span(entry.line, 1, entry.line + 1, 1), "")
    below = [source.lines[number - 1] for number in range(entry.line + 1, entry.last + 1)]
    deep = min((len(text) - len(text.lstrip(" ")) for text in below if text.strip()), default=indent)
    for number, text in enumerate(below, start=entry.line + 1):
        if text.strip() and deep > indent:
            yield Edit(Span(number, indent + 1, number, deep + 1), "")
