"""nianbao: the yearly report on government information disclosure, from one YAML file.

The public API is the journey of a filing, five steps::

    from generator import read_file, load, check, build, write

    document = read_file(Path("office.yaml"))       # text   -> Document
    filing = load(document).filing                  # data   -> Filing
    findings = check(filing)                        # Filing -> findings
    report = build(filing)                          # Filing -> Report
    write(report, Path("out"), "office")            # Report -> files

``examine`` does the first three at once and gives every finding in the order of the file.
Names are loaded when first used: ``check`` alone never imports what only writers need.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.batch.desk import examine, load
    from generator.filing.filing import Filing
    from generator.filing.load import Loaded
    from generator.filing.read import read, read_file
    from generator.findings.finding import Finding, Level
    from generator.form.format import Format
    from generator.form.library import Library
    from generator.report.build import Report, build
    from generator.rules.check import check
    from generator.rules.examine import Examined
    from generator.source.nodes import Document
    from generator.writers.write import write

__version__ = "0.1.0"

_WHERE = {
    "Document": "source.nodes",
    "Examined": "rules.examine",
    "Filing": "filing.filing",
    "Finding": "findings.finding",
    "Format": "form.format",
    "Level": "findings.finding",
    "Library": "form.library",
    "Loaded": "filing.load",
    "Report": "report.build",
    "build": "report.build",
    "check": "rules.check",
    "examine": "batch.desk",
    "load": "batch.desk",
    "read": "filing.read",
    "read_file": "filing.read",
    "write": "writers.write",
}

__all__ = [
    "Document",
    "Examined",
    "Filing",
    "Finding",
    "Format",
    "Level",
    "Library",
    "Loaded",
    "Report",
    "build",
    "check",
    "examine",
    "load",
    "read",
    "read_file",
    "write",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
