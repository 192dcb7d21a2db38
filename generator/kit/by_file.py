"""Findings on the files of a form or a pack, file by file, as reporters take them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.findings.finding import Finding
from generator.rules.examine import Examined
from generator.source.data_file import DataFile


def by_file(files: Iterable[DataFile], findings: Iterable[Finding]) -> list[Examined]:
    """What is told of each file, in its order."""
    every = sorted(dict.fromkeys(findings), key=lambda finding: (finding.span, finding.code))
    return [
        Examined(file.document, None, tuple(finding for finding in every if finding.file == str(file.path)))
        for file in files
    ]
