"""What is pasted from Word, a page or a spreadsheet: as the lines of a text, or as figures of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.filing.numbers import figure
from generator.importers.pages import Unreadable
from generator.importers.paste import pasted
from generator.importers.prose import prose
from generator.importers.sources import find
from generator.workbench.bench import Bench, Json, word
from generator.workbench.problem import Problem

LONGEST = 2 * 1024 * 1024


def clean(_: Bench, arguments: Mapping[str, Any]) -> Json:
    """The text of what was copied: headings, lists and small tables as a filing has them."""
    markup = _short(word(arguments, "html"))
    try:
        return {"text": "\n".join(prose(find("html").read(markup.encode("utf-8", "replace")).blocks))}
    except Unreadable as why:
        raise Problem(f"粘贴的内容读不出来：{why}") from why


def paste(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """A block of cells by its labels, or by its order from a row on; nothing is written."""
    filing = bench.filing(bench.open(word(arguments, "file")))
    block = _short(word(arguments, "html", "") or word(arguments, "text"))
    section = word(arguments, "section")
    if section not in filing.format.tables:
        raise Problem("没有这张表", 404)
    try:
        found = pasted(block, filing, section, word(arguments, "first", ""))
    except Unreadable as why:
        raise Problem(str(why)) from why
    return {"cells": {path: figure(cell) for path, cell in found.cells.items()}, "doubts": found.doubts}


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise Problem("粘贴的内容太多了", 413)
    return text
