"""Findings as GitHub Actions workflow commands, which become annotations of the lines meant.

The form: ``::error file=…,line=…,col=…,endColumn=…,title=…::message``; in values ``%``, CR, LF, ``:``
and ``,`` are escaped, in the message ``%``, CR and LF (GitHub docs, "Workflow commands for GitHub Actions";
actions/toolkit, ``command.ts``).  GitHub shows ten annotations of a level for each step and leaves out the
others without a word: errors come first, of every file one before the second of any, and what is not shown
is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.common.safe_text import address, visible
from generator.findings.finding import Finding, Level, Span
from generator.findings.statistics import NAMES, gravest_first
from generator.reporters import Results, body, where

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
# So many annotations of a level are shown for a step.
SHOWN = 10
TITLE = {"title": "nianbao check"}


def report(results: Results) -> str:
    """One line for each finding that nobody accepted and for each file that could not be opened; where GitHub
    will not show them all, one that counts them; where warnings alone fail the run, one that says so."""
    closed = [
        _command("error", {"file": address(unopened.file)}, str(unopened)) for unopened in results.unopened
    ]
    findings = gravest_first(results.unaccepted)
    grave = [_annotation(finding) for finding in findings if finding.level is not Level.INFO]
    infos = [_annotation(finding) for finding in findings if finding.level is Level.INFO]
    # Before the infos, of which it is one: after ten of them it would not be shown itself.
    lines = [*closed, *_for_warnings(results), *grave, *_not_shown(results, findings), *infos]
    return "\n".join(lines)


def _for_warnings(results: Results) -> Iterator[str]:
    if results.fails_for_warnings:
        yield _command("error", TITLE, "没有错误，但有警告：按 --strict 算没有通过")


def _not_shown(results: Results, findings: Sequence[Finding]) -> Iterator[str]:
    """How much there is of every level, where GitHub does not show all of one."""
    counts = Counter(finding.level for finding in findings)
    counts[Level.ERROR] += len(results.unopened)
    if any(count > SHOWN for count in counts.values()):
        levels = "、".join(f"{counts[level]} 处{name}" for level, name in NAMES.items() if counts[level])
        text = f"共 {levels}。GitHub 一步里每级只显示 {SHOWN} 条，其余的没有显示；逐处都在本步的日志里"
        yield _command("notice", TITLE, text)


def is_report(text: str) -> bool:
    """Whether a text is nothing but such commands."""
    starts = tuple(f"::{command} " for command in COMMANDS.values())
    return all(line.startswith(starts) for line in text.splitlines() if line)


def _annotation(finding: Finding) -> str:
    # The log shows nothing of an annotation but its message, so the place is said there as well.
    text = f"{where(finding)}: {finding.code} {body(finding)}"
    properties = {
        "file": address(finding.file),
        **dict(_place(finding.span) if finding.at is None else ()),
        "title": finding.code,
    }
    return _command(COMMANDS[finding.level], properties, text)


def _place(span: Span) -> Iterator[tuple[str, str]]:
    """GitHub knows columns only for what stands in one line."""
    yield "line", str(span.line)
    if span.end_line == span.line:
        yield "col", str(span.column)
        yield "endColumn", str(max(span.end_column, span.column + 1))
    else:
        yield "endLine", str(span.end_line)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_value(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return shown.replace("%", "%25").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
