"""Where a style reaches out of itself: links out of its folder, packages from the internet, scripts.

The first two are refused when a style is loaded.  The last have no effect, because the page forbids them
(`writers/html/policy.py`); whoever made the style is told so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span, in_order

# So many files of a folder are looked at: no style has more.
FILES = 2000
SHOWN = 20
PACKAGE = re.compile(r'"\s*@[A-Za-z][^"\n]*"')
ACTIVE = (
    (re.compile(r"<script\b(?![^>]*\btype\s*=\s*[\"']?application/(?:ld\+)?json\b)", re.I), "脚本"),
    (re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I), "脚本"),
    (re.compile(r"\bjavascript:", re.I), "脚本"),
    (re.compile(r"<(?:iframe|object|embed|frame|form|base)\b", re.I), "嵌入的别的网页或表单"),
    (re.compile(r"\b(?:src|srcset|poster|data)\s*=\s*[\"']?(?:https?:)?//", re.I), "从别处取来的东西"),
    (re.compile(r"<link\b[^>]*\brel\s*=\s*[\"']?(?:stylesheet|icon|preload)\b", re.I), "从别处取来的东西"),
    (re.compile(r"@import\b|url\(\s*[\"']?(?:https?:)?//", re.I), "从别处取来的东西"),
)  # fmt: skip


def refused(folder: Path) -> list[Finding]:
    """F34 for every package that a template of Typst asks for, F35 for every link that leads out."""
    findings = list(islice(_links(folder), SHOWN))
    if findings:
        return findings
    for path in sorted(folder.rglob("*.typ")):
        for span, words in _places(path, PACKAGE):
            findings += in_order([found("F34", span, package=words.strip('" '))], str(path))
    return findings[:SHOWN]


def without_effect(folder: Path) -> list[Finding]:
    """F36 for scripts, and for what would be loaded from elsewhere, in the templates of the page."""
    findings: list[Finding] = []
    for path in sorted((*folder.rglob("*.j2"), *folder.rglob("*.css"), *folder.rglob("*.html"))):
        for pattern, what in ACTIVE:
            for span, words in _places(path, pattern):
                findings += in_order([found("F36", span, what=what, words=words)], str(path))
    return findings[:SHOWN]


def _links(folder: Path) -> Iterator[Finding]:
    top = folder.resolve()
    for path in islice(_files(folder), FILES):
        if path.is_symlink() and not _leads_to(path).is_relative_to(top):
            yield from in_order([found("F35", Span(), name=path.name)], str(path))


def _files(folder: Path) -> Iterator[Path]:
    """Everything in a folder, links as links."""
    for above, folders, files in os.walk(folder):
        yield from (Path(above, name) for name in sorted((*folders, *files)))


def _leads_to(link: Path) -> Path:
    """Where a link leads; one in a circle leads nowhere (only strict resolving tells in every Python)."""
    try:
        return link.resolve(strict=True)
    except FileNotFoundError:
        return link.resolve()
    except (OSError, RuntimeError):
        return Path(os.sep)


def _places(path: Path, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Where something stands in a file, and its words."""
    for number, line in enumerate(_text(path).splitlines(), 1):
        for match in pattern.finditer(line):
            yield Span(number, match.start() + 1, number, match.end() + 1), match[0]


def _text(path: Path) -> str:
    """A file of a style; what cannot be read is told by whoever needs it."""
    try:
        return path.read_text("utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return ""
