"""What a run of ``check`` comes to: which findings fail it, what could not be opened, its exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.findings.finding import Finding, Level


class Unopened(Exception):
    """A file that is there but cannot be opened, and why, in Chinese.  The others go on."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"打不开 {file}：{reason}")
        self.file = file
        self.reason = reason


def fails(finding: Finding, strict: bool = False) -> bool:
    """Whether a finding fails the run: errors always, warnings that nobody accepted if ``strict``."""
    return finding.level is Level.ERROR or (
        strict and finding.level is Level.WARNING and not finding.accepted
    )


def exit_code(findings: Iterable[Finding], unopened: Sequence[Unopened] = (), strict: bool = False) -> int:
    """0 nothing fails, 1 something does, 2 a file could not be opened."""
    return 2 if unopened else int(any(fails(finding, strict) for finding in findings))
