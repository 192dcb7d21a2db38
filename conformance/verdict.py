"""What is judged, and what a judge says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from generator.report.build import Report


@dataclass(frozen=True, slots=True)
class Output:
    """One output of an example in a style; ``kind`` is a key of ``outputs.ORDERS``, ``made_of`` its
    report, where it is of one."""

    example: str
    style: str
    kind: str
    made_of: Report | None
    data: bytes

    @property
    def report(self) -> Report:
        """What it was made of; asked only of what is made of one report."""
        assert self.made_of is not None
        return self.made_of

    @property
    def name(self) -> str:
        """What the tables call it."""
        return f"{self.example}（{self.style}）"

    @property
    def suffix(self) -> str:
        """The ending of its file."""
        return {"docx": "docx", "contents": "docx", "html": "html", "xlsx": "xlsx"}.get(self.kind, "pdf")

    def changed(self, data: bytes) -> Output:
        """The same output with other bytes."""
        return replace(self, data=data)

    def saved(self, folder: Path) -> Path:
        """Its bytes as a file of its own in the folder, for judges that read files."""
        path = Path(mkdtemp(dir=folder)) / f"{self.style}-{self.example}.{self.suffix}"
        path.write_bytes(self.data)
        return path


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one judge says of one output: by which ``standard``, how many ``rules`` it applied (None
    where it does not tell), and each failure in its own words."""

    output: Output
    standard: str
    rules: int | None
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault planted in an output, and what a failure must say when it is found."""

    what: str
    output: Output
    sign: str

    def found_in(self, verdicts: Iterable[Verdict]) -> bool:
        """Whether one of the verdicts tells of it."""
        return any(self.sign in failure for verdict in verdicts for failure in verdict.failures)
