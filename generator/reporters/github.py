"""Findings as GitHub Actions workflow commands, which become annotations of the lines meant.

The form: ``::error file=…,line=…,col=…,endColumn=…,title=…::message``; in values ``%``, CR, LF, ``:``
and ``,`` are escaped, in the message ``%``, CR and LF (GitHub docs, "Workflow commands for GitHub Actions";
actions/toolkit, ``command.ts``).  GitHub shows ten annotations of a level for each step: errors come first.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.common.safe_text import address, visible
from generator.findings.finding import Finding, Level, Span
from generator.reporters import Results, body

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def report(results: Results) -> str:
    """One line for each finding that nobody accepted and for each file that could not be opened."""
    findings = sorted(results.unaccepted, key=lambda finding: list(Level).index(finding.level))
    lines = [
        _command("error", {"file": address(unopened.file)}, str(unopened)) for unopened in results.unopened
    ]
    return "\n".join([*lines, *map(_annotation, findings)])


def is_report(text: str) -> bool:
    """Whether a text is nothing but such commands."""
    starts = tuple(f"::{command} " for command in COMMANDS.values())
    return all(line.startswith(starts) for line in text.splitlines() if line)


def _annotation(finding: Finding) -> str:
    # The log shows nothing of an annotation but its message, so the place is said there as well.
    text = f"{finding.file}:{finding.span.line}:{finding.span.column}: {finding.code} {body(finding)}"
    properties = {"file": address(finding.file), **dict(_place(finding.span)), "title": finding.code}
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
