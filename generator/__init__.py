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
    from generator.examine import Examined, examine
    from generator.filing import Filing
    from generator.findings import Finding, Level
    from generator.format import Format
    from generator.loading import Loaded, load
    from generator.nodes import Document
    from generator.reading import read, read_file
    from generator.report import Report, build
    from generator.rules import check
    from generator.writers import write

__version__ = "0.1.0"

_WHERE = {
    "Document": "nodes",
    "Examined": "examine",
    "Filing": "filing",
    "Finding": "findings",
    "Format": "format",
    "Level": "findings",
    "Loaded": "loading",
    "Report": "report",
    "build": "report",
    "check": "rules",
    "examine": "examine",
    "load": "loading",
    "read": "reading",
    "read_file": "reading",
    "write": "writers",
}

__all__ = [
    "Document",
    "Examined",
    "Filing",
    "Finding",
    "Format",
    "Level",
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
