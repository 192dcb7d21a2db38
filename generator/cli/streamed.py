"""Findings on the screen as they come, file by file, so that nothing of thousands is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.cli.screen import complain, put
from generator.findings.exit_code import Fault, Unopened, attempt
from generator.reporters.text import Running
from generator.rules.examine import Examined


@dataclass
class Streamed:
    """What a run finds, as text: told, and counted."""

    running: Running
    faults: list[Fault] = field(default_factory=list)

    def tell(self, examined: Examined) -> None:
        """Say what was found in one more file; one over which the reporter stumbles is a fault of ours."""
        lines = attempt(examined.document.source.name, lambda: self.running.file(examined))
        if isinstance(lines, Fault):
            self.faults.append(lines)
        elif lines:
            put("\n".join(lines))

    def close(self, unopened: Sequence[Unopened]) -> int:
        """Count what was found, and complain of what could not be opened; returns the exit code."""
        every = [*unopened, *self.faults]
        put("\n".join(self.running.closing(every)))
        for each in every:
            complain(str(each))
        return self.running.exit_code(every)
