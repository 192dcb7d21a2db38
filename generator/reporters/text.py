"""Findings for people: where, what, the figures on both sides, the lines themselves with marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from generator.common.safe_text import harmless
from generator.findings.exit_code import Unopened
from generator.findings.finding import Finding, Level, fingerprint
from generator.rules.examine import Examined
from generator.rules.waivers import acceptable
from generator.source.marked_lines import excerpt

NAMES = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
ACCEPTED = "已接受"
# A zero among `Finding.values`: it takes part, but there is little to see.
NOTHING = {"0"}


def report(
    results: Sequence[Examined],
    *,
    colour: bool = False,
    strict: bool = False,
    unopened: Sequence[Unopened] = (),
) -> str:
    """All findings, file by file, and a line that counts them."""
    lines = [line for result in results for one in result.findings for line in _finding(one, result, colour)]
    return "\n".join([*lines, summary(results, unopened)])


def _finding(one: Finding, result: Examined, colour: bool) -> Iterator[str]:
    level = f"{ACCEPTED if one.accepted else NAMES[one.level]} {one.code}"
    styled = _styled(level, "green" if one.accepted else COLOURS[one.level], colour)
    yield f"{harmless(_where(one))}: {styled} {harmless(one.message)}"
    yield from (f"    {harmless(line)}" for line in one.detail.splitlines())
    if one.accepted:
        yield f"    理由：{harmless(one.accepted)}"
    else:
        yield from _lines(one, result, colour)
        yield from _advice(one, result)
    version = f"{result.filing.format.version} " if result.filing else ""
    basis = f"依据：{one.basis}　　" if one.basis else ""
    yield f"    {harmless(basis)}详见：nianbao rules {version}{one.code}"
    yield ""


def _where(one: Finding) -> str:
    return f"{one.file}:{one.span.line}:{one.span.column}"


def _lines(one: Finding, result: Examined, colour: bool) -> Iterator[str]:
    """The lines that take part; where they are many, those with a zero are only counted."""
    values = (*one.values, *[""] * (len(one.marks) - len(one.values)))
    figures = [span for value, span in zip(values, one.marks, strict=False) if value not in NOTHING]
    zeros = [span for value, span in zip(values, one.marks, strict=False) if value in NOTHING]
    shown = excerpt(result.document.source, one.span, figures, zeros)
    for line in shown.lines:
        yield f"{line.number:>6} | {line.text}"
        yield "       | " + "".join(_coloured(piece, colour) for piece in line.under)
    if shown.left_out:
        yield f"     … | 另有 {shown.left_out} 行参与{'，都是 0' if shown.faint else ''}"


def _coloured(piece: str, colour: bool) -> str:
    return _styled(piece, "red" if piece.startswith("^") else "cyan", colour and piece[0] in "^-")


def _advice(one: Finding, result: Examined) -> Iterator[str]:
    """Other places to see, and what can be done."""
    for place in one.related:
        where = f"{place.file or one.file}:{place.span.line}:{place.span.column}"
        yield f"    另见 {harmless(where)}：{harmless(place.words)}"
    if one.help:
        yield f"    改法：{harmless(one.help)}"
    if one.fix:
        yield f"    可自动改正（{harmless(one.fix.title)}）：nianbao check --fix"
    if result.filing and acceptable(result.filing, one):
        yield f"    如属实，可在“豁免”中写：{{规则: {one.code}, 核对码: {fingerprint(one)}, 理由: …}}"


def _styled(text: str, colour: str, wanted: bool) -> str:
    return click.style(text, fg=colour, bold=True) if wanted else text


def summary(results: Sequence[Examined], unopened: Sequence[Unopened] = ()) -> str:
    """One line that counts the files and what was found, accepted findings by themselves."""
    findings = [one for result in results for one in result.findings]
    counts = Counter(NAMES[one.level] for one in findings if not one.accepted)
    accepted = sum(1 for one in findings if one.accepted)
    told = [f"{counts[name]} 处{name}" for name in NAMES.values() if counts[name]] or ["没有发现问题"]
    told += [f"{accepted} 处{ACCEPTED}"] if accepted else []
    told += [f"{len(unopened)} 份打不开"] if unopened else []
    return f"共核对 {len(results)} 份填报：{'，'.join(told)}。"
