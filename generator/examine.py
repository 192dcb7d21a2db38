"""Read, load and check in one: everything there is to say of a document before it is built."""

from __future__ import annotations

from dataclasses import dataclass

from generator.filing import Filing
from generator.findings import Finding, has_errors, in_order
from generator.loading import load
from generator.nodes import Document
from generator.rules import check


@dataclass(frozen=True, slots=True)
class Examined:
    """A document, its filing (None where it cannot be told what it is), and all findings."""

    document: Document
    filing: Filing | None
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether it must not be built."""
        return has_errors(self.findings)


def examine(document: Document) -> Examined:
    """All findings of one document, in the order of the file, stamped with its name."""
    loaded = load(document)
    findings = list(loaded.findings)
    if loaded.filing is not None:
        findings += check(loaded.filing)
    return Examined(document, loaded.filing, in_order(findings, document.source.name))
