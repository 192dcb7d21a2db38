"""Findings turned into text: one module per form, each with ``report``.  Found by name."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json import loads
from typing import Any, Literal, Protocol, cast

from generator.findings.catalogue import catalogue
from generator.findings.exit_code import Skipped, Unopened, exit_code
from generator.findings.finding import Finding, has_errors
from generator.findings.statistics import EVERYTHING, Shown
from generator.rules.examine import Examined


@dataclass(frozen=True, slots=True)
class Results:
    """What a run came to, as every reporter takes it.

    ``unopened`` are the files that gave no result, ``skipped`` those that were passed over; ``summary`` is
    the last line for people where it is not the one that counts filings; ``strict``: warnings fail the run;
    ``colour`` is for a form that people read on a screen; ``options`` follow a command that is offered, so
    that it knows the same forms as this run; ``shown`` is what of it people want to see.  What has no place
    in a form is left out of it.
    """

    examined: Sequence[Examined]
    unopened: Sequence[Unopened] = ()
    strict: bool = False
    colour: bool = False
    summary: str = ""
    options: str = ""
    skipped: Sequence[Skipped] = ()
    shown: Shown = EVERYTHING

    @property
    def findings(self) -> list[Finding]:
        """All findings of all files, in their order."""
        return [finding for examined in self.examined for finding in examined.findings]

    @property
    def unaccepted(self) -> list[Finding]:
        """Those that nobody accepted."""
        return [finding for finding in self.findings if not finding.accepted]

    @property
    def fails_for_warnings(self) -> bool:
        """Whether warnings alone make the run fail."""
        return self.strict and self.exit_code == 1 and not has_errors(self.findings)

    @property
    def exit_code(self) -> int:
        """What the run says of itself to whoever started it."""
        return exit_code(self.findings, self.unopened, self.strict)


class Reporter(Protocol):
    """What a module of this package has."""

    def report(self, results: Results) -> str:
        """All findings of all files as one text."""

    def is_report(self, text: str) -> bool:
        """Whether a text is a report of this form, as we write it; another may replace it."""


def names() -> tuple[str, ...]:
    """The reporters there are."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


def find(name: str) -> Reporter:
    """The reporter of that name; raises ModuleNotFoundError."""
    return cast(Reporter, importlib.import_module(f"{__name__}.{name}"))


def remark(name: str, results: Results) -> str:
    """What those for whom a form is made will not show of it, in Chinese; a reporter without ``remark`` knows
    of no limit."""
    say: Callable[[Results], str] = getattr(find(name), "remark", lambda _: "")
    return say(results)


def is_report(text: str) -> bool:
    """Whether a text is a report of ours, of whatever form; one that says nothing is."""
    return not text.strip() or any(find(name).is_report(text) for name in names())


def read_json(text: str) -> Any:
    """What a text says as JSON; None where it is none."""
    try:
        return loads(text)
    except (ValueError, RecursionError):
        return None


def body(finding: Finding) -> str:
    """Everything a finding says in words, for the forms that show a message and nothing beside it."""
    lines = [placed(finding), finding.detail, f"已接受：{finding.accepted}" if finding.accepted else ""]
    lines += [
        f"另见 {place.file or finding.file}:{place.span.line}：{place.words}" for place in finding.related
    ]
    lines += [
        f"改法：{finding.help}" if finding.help else "",
        f"依据：{finding.basis}" if finding.basis else "",
    ]
    return "\n".join(line for line in lines if line)


def placed(finding: Finding) -> str:
    """The message of a finding, behind its place where it is in a published report."""
    return "：".join(filter(None, (str(finding.at or ""), finding.message)))


def where(finding: Finding) -> str:
    """The place of a finding in its file, or the file alone where it is a published report."""
    if finding.at is not None:
        return finding.file
    return f"{finding.file}:{finding.span.line}:{finding.span.column}"


def in_general(code: str, key: Literal["message", "help"]) -> str:
    """A sentence of the catalogue with its holes left open: 「没有“…”这一项」."""
    return re.sub(r"(?<!\\)\{\w+\}", "…", catalogue()[code][key])
