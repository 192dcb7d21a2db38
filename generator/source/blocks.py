"""A text of several lines written anew where it stands in a file: what introduces it stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from generator.findings.finding import Edit, Span
from generator.source.nodes import Scalar, Source
from generator.source.yaml_text import quoted


def ending_of(text: str) -> str:
    """How the lines of a file end."""
    return "\r\n" if "\r\n" in text else "\n"


def rewritten_block(source: Source, scalar: Scalar, column: int, lines: Sequence[str]) -> Edit:
    """The edit that puts these lines behind the key that begins at ``column``; none of them empties it.

    Lines that are there already stay as they are written, with their indentation.
    """
    written = scalar.style == "|" and scalar.text.strip()  # of an empty one, what follows is another key's
    last = _last_line(source.lines, scalar.span) if written else None
    if scalar.style == "|" and last is not None:
        return _within(source, scalar, last, lines)
    here = _whole(source, scalar)
    line = source.lines[here.end_line - 1]
    if not lines:
        start = Span(here.line, here.column, here.line, here.column)
        return Edit(start if scalar.style == "|" else here, "")
    block = _block(lines, " " * (column + 1), ending_of(source.text))
    if scalar.style == "|":
        end = len(source.lines[scalar.span.line - 1]) + 1
        return Edit(Span(scalar.span.line, end, scalar.span.line, end), ending_of(source.text) + block)
    behind = line[here.end_column - 1 :].rstrip()
    before = source.lines[here.line - 1][: here.column - 1]
    mark = " |" if before.endswith(":") else "|"
    whole = Span(here.line, here.column, here.end_line, len(line) + 1)
    return Edit(whole, f"{mark}{behind}{ending_of(source.text)}{block}")


def _whole(source: Source, scalar: Scalar) -> Span:
    """Where a scalar stands, without the line below it at which a block ends."""
    span = scalar.span
    if scalar.style != ">":
        return span
    last = last_of_scalar(source, scalar)
    return Span(span.line, span.column, last, len(source.lines[last - 1]) + 1)


def last_of_scalar(source: Source, scalar: Scalar) -> int:
    """The last line on which something of a scalar stands."""
    span = scalar.span
    if scalar.style not in ("|", ">"):
        return span.end_line
    if not scalar.text.strip():
        return span.line
    written = [line for line in source.lines[span.line : span.end_line] if line.strip()]
    indent = len(written[0]) - len(written[0].lstrip(" ")) if written else 0
    last = span.line
    for number in range(span.line + 1, min(span.end_line, len(source.lines)) + 1):
        line = source.lines[number - 1]
        if indent and line.strip() and line.startswith(" " * indent):
            last = number
    return last


def on_one_line(text: str) -> str:
    """A text of several lines as it may stand between braces."""
    return quoted(text).replace("\n", "\\n")


def _within(source: Source, scalar: Scalar, last: int, lines: Sequence[str]) -> Edit:
    """The lines of a block that has some."""
    first = scalar.span.line
    if not lines:
        head = len(source.lines[first - 1]) + 1
        return Edit(Span(first, head, last, len(source.lines[last - 1]) + 1), "")
    old = source.lines[first:last]
    indent = _indent(old)
    kept = _kept([line.strip() for line in old], [line.strip() for line in lines])
    new = [old[kept[at]] if at in kept else _line(line, indent) for at, line in enumerate(lines)]
    span = Span(first + 1, 1, last, len(source.lines[last - 1]) + 1)
    return Edit(span, ending_of(source.text).join(new))


def _kept(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which of the new lines are which of the old ones."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + at: block.a + at for block in blocks for at in range(block.size)}


def _block(lines: Sequence[str], indent: str, ending: str) -> str:
    return ending.join(_line(line, indent) for line in lines)


def _line(line: str, indent: str) -> str:
    return f"{indent}{line.strip(' ')}" if line.strip() else ""


def _last_line(lines: Sequence[str], span: Span) -> int | None:
    """The last line of a block that is not blank; None where there is none."""
    indent = _indent(lines[span.line : span.end_line])
    inside = [
        number
        for number in range(span.line + 1, min(span.end_line, len(lines)) + 1)
        if lines[number - 1].strip() and lines[number - 1].startswith(indent) and indent
    ]
    return inside[-1] if inside else None


def _indent(lines: Sequence[str]) -> str:
    """The blanks that a block's first line begins with."""
    written = next((line for line in lines if line.strip()), "")
    return written[: len(written) - len(written.lstrip(" "))]
