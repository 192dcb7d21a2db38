"""Findings for people: where, what, the figures on both sides, the line itself with a mark."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import click

from generator.examine import Examined
from generator.findings import Finding, Level, Span
from generator.nodes import Source

NAMES = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
# A narrative is one long line; this much of it is shown on either side of the mark.
AROUND = 30
WHOLE = 90


def report(results: Sequence[Examined], *, colour: bool = False) -> str:
    """All findings, file by file, and a line that counts them."""
    lines = [line for result in results for line in _result(result, colour)]
    return "\n".join([*lines, _summary(results)])


def _result(result: Examined, colour: bool) -> Iterator[str]:
    for one in result.findings:
        yield from _finding(one, result, colour)
        yield ""


def _finding(one: Finding, result: Examined, colour: bool) -> Iterator[str]:
    level = f"{NAMES[one.level]} {one.code}"
    styled = click.style(level, fg=COLOURS[one.level], bold=True) if colour else level
    yield f"{one.file}:{one.span.line}:{one.span.column}: {styled} {one.message}"
    for line in one.detail.splitlines():
        yield f"    {line}"
    yield from _excerpt(one.span, result.document.source, colour)
    if one.help:
        yield f"    改法：{one.help}"
    version = f"{result.filing.format.version} " if result.filing else ""
    basis = f"依据：{one.basis}　　" if one.basis else ""
    yield f"    {basis}详见：nianbao rules {version}{one.code}"


def _excerpt(span: Span, source: Source, colour: bool) -> Iterator[str]:
    """The source line with a mark under what is meant."""
    if not 0 < span.line <= len(source.lines) or not source.text:
        return
    line = source.lines[span.line - 1]
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, start + 1), start + AROUND)
    short = len(line) <= WHOLE and sum(2 if _wide(one) else 1 for one in line) <= WHOLE
    left = 0 if short else max(0, start - AROUND)
    right = len(line) if short else min(len(line), end + AROUND)
    head = "…" if left else ""
    tail = "…" if right < len(line) else ""
    number = f"{span.line:>6}"
    yield f"{number} | {head}{line[left:right]}{tail}"
    mark = _marks(line[start:end]) or "^"
    pad = _blank(head + line[left:start])
    yield f"{' ' * len(number)} | {pad}{click.style(mark, fg='red', bold=True) if colour else mark}"


def _blank(text: str) -> str:
    """White space as wide as the text."""
    return "".join("\t" if one == "\t" else "　" if _wide(one) else " " for one in text)


def _marks(text: str) -> str:
    return "".join("^^" if _wide(one) else "^" for one in text)


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _summary(results: Sequence[Examined]) -> str:
    counts = Counter(one.level for result in results for one in result.findings)
    told = "，".join(f"{counts[level]} 处{name}" for level, name in NAMES.items() if counts[level])
    return f"共核对 {len(results)} 份填报：{told or '没有发现问题'}。"
