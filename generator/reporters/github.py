"""Findings as GitHub Actions workflow commands, which become annotations of the lines meant.

The form: ``::error file=…,line=…,col=…,endColumn=…,title=…::message``; in values ``%``, CR, LF, ``:``
and ``,`` are escaped, in the message ``%``, CR and LF (GitHub docs, "Workflow commands for GitHub Actions";
actions/toolkit, ``command.ts``).  GitHub shows ten annotations of a level for each step: errors come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.common.safe_text import address, visible
from generator.findings.exit_code import Unopened
from generator.findings.finding import Finding, Level, Span
from generator.reporters import body
from generator.rules.examine import Examined

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def report(
    results: Sequence[Examined],
    *,
    colour: bool = False,
    strict: bool = False,
    unopened: Sequence[Unopened] = (),
) -> str:
    """One line for each finding that nobody accepted and for each file that could not be opened."""
    findings = [one for result in results for one in result.findings if not one.accepted]
    findings.sort(key=lambda one: list(Level).index(one.level))
    lines = [_command("error", {"file": address(one.file)}, str(one)) for one in unopened]
    return "\n".join([*lines, *map(_annotation, findings)])


def _annotation(one: Finding) -> str:
    # The log shows nothing of an annotation but its message, so the place is said there as well.
    text = f"{one.file}:{one.span.line}:{one.span.column}: {one.code} {body(one)}"
    properties = {"file": address(one.file), **dict(_place(one.span)), "title": one.code}
    return _command(COMMANDS[one.level], properties, text)


def _place(span: Span) -> Iterator[tuple[str, str]]:
    """GitHub knows columns only for what stands in one line."""
    yield "line", str(span.line)
    if span.end_line == span.line:
        yield "col", str(span.column)
        yield "endColumn", str(max(span.end_column, span.column + 1))
    else:
        yield "endLine", str(span.end_line)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={_value(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}"


def _data(text: str) -> str:
    seen = "\n".join(visible(line) for line in text.split("\n"))
    return seen.replace("%", "%25").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
