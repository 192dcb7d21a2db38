"""A narrative written anew where it stands in the text of a filing."""

from __future__ import annotations

from collections.abc import Sequence

from generator.filing.filing import Filing
from generator.findings.finding import Edit, Span


def rewritten(filing: Filing, path: str, new: Sequence[str]) -> Edit:
    """The narrative of these lines behind its key; what introduces the block stays as it is."""
    scalar = filing.texts[path].scalar
    span, lines = scalar.span, filing.source.lines
    ending = "\r\n" if "\r\n" in filing.source.text else "\n"
    if scalar.style != "|":
        indent = " " * (filing.place_of(path).column + 1)
        return Edit(span, f"|{ending}{_block(new, indent, ending)}")
    last = _last_line(lines, span)
    if last is None:
        indent = " " * (filing.place_of(path).column + 1)
        end = len(lines[span.line - 1]) + 1
        return Edit(Span(span.line, end, span.line, end), ending + _block(new, indent, ending))
    indent = _indent(lines[span.line : last])
    return Edit(Span(span.line + 1, 1, last, len(lines[last - 1]) + 1), _block(new, indent, ending))


def _block(lines: Sequence[str], indent: str, ending: str) -> str:
    return ending.join(f"{indent}{line}" if line.strip() else "" for line in lines)


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
