"""Plain text and Markdown: paragraphs, tables of bars or tabs, and tables with one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.findings.position import Position
from generator.importers.decoded import decoded
from generator.importers.pages import Block, Cell, Grid, Pages, Paragraph, Unreadable, as_text

ENDINGS = (".txt", ".md", ".markdown", ".text")
BARS = re.compile(r"[|｜]")
RULE = re.compile(r"[\s|｜:+=-]+")
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
FIGURE = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.]*(?:万元|元|件|亿元)?|[-—–/\\]{1,3}|无|　*")
NUMBER = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.]*")
LABEL = 45
# More lines, or more columns, than any report has.
LINES, COLUMNS = 50_000, 200
# So many short lines may stand between figures: the heads of a table. So many figures make one.
WORDS, FIGURES = 24, 3


def accepts(data: bytes) -> bool:
    """Whether it may be text at all."""
    text = decoded(data[:20000])
    return (
        bool(text.strip())
        and "\0" not in text
        and sum(letter < " " and letter not in "\t\r\n\f" for letter in text) < 3
    )


def read(data: bytes) -> Pages:
    """The paragraphs and tables of a text; raises Unreadable."""
    lines = re.split(r"\r\n|\r|\n|\f", decoded(data))
    if len(lines) > LINES or any(line.count("\t") + len(BARS.findall(line)) > COLUMNS for line in lines):
        raise Unreadable("这个文本文件太长，不像年度报告")
    blocks = tuple(_blocks(lines))
    if not blocks:
        raise Unreadable("这个文本文件是空的")
    return Pages(blocks)


def _blocks(lines: list[str]) -> Iterator[Block]:
    number = 0
    while number < len(lines):
        end = _table_end(lines, number)
        if end > number:
            yield _grid(lines, number, end)
            number = end
            continue
        if paragraph := _paragraph(lines[number], number):
            yield paragraph
        number += 1


def _table_end(lines: list[str], first: int) -> int:
    """Where the table that begins here ends; the same place where none does."""
    if "\t" in lines[first].strip() or BARS.search(lines[first]):
        end = first
        while end < len(lines) and ("\t" in lines[end].strip() or BARS.search(lines[end])):
            end += 1
        return end
    return _one_cell_a_line(lines, first)


def _one_cell_a_line(lines: list[str], first: int) -> int:
    """The end of lines that are labels and figures; at least half of it figures."""
    end, figures, last = first, 0, first
    gap = 0
    while end < len(lines) and gap < WORDS:
        line = lines[end].strip()
        if NUMBER.fullmatch(line):
            figures, last, gap = figures + 1, end + 1, 0
        elif len(line) > LABEL or line.endswith(("。", "：", ":", "；")):
            break
        else:
            gap += bool(line)
        end += 1
    begins = lines[first].strip() != "" and NUMBER.fullmatch(lines[first].strip()) is None
    return last if begins and figures >= FIGURES else first


def _grid(lines: list[str], first: int, end: int) -> Grid:
    """The lines of a table; one of Markdown, with its rule, has columns, all others have order only."""
    rows, ruled = [], False
    for number in range(first, end):
        line = lines[number].strip("\r\n")
        if line.strip() and RULE.fullmatch(line) and "-" in line:
            ruled = True
            continue
        rows.append(tuple(Cell(text, Position(line=number + 1)) for text in _cells(line)))
    even = len({len(row) for row in rows}) == 1 and rows and len(rows[0]) > 1
    return Grid(
        tuple(rows),
        Position(line=first + 1),
        loose=not (ruled and even) and not _is_tabbed(lines[first:end], rows),
    )


def _is_tabbed(lines: list[str], rows: list[tuple[Cell, ...]]) -> bool:
    """Whether every line has as many tabs: so sheets are copied."""
    tabs = {line.count("\t") for line in lines}
    return len(tabs) == 1 and tabs != {0} and len(rows) > 1


def _cells(line: str) -> list[str]:
    if "\t" in line and not BARS.search(line):
        return [text.strip() for text in line.split("\t")]
    inner = line.strip()
    inner = inner[1:] if len(inner) > 1 and BARS.match(inner) and BARS.match(inner[-1]) else inner
    return [text.strip() for text in BARS.split(inner[:-1] if BARS.match(inner[-1:]) else inner)]


def _paragraph(line: str, number: int) -> Paragraph | None:
    text = line.strip(" \t\u3000\xa0\ufeff")
    if not text:
        return None
    at = Position(line=number + 1)
    if heading := HEADING.fullmatch(text):
        return Paragraph(as_text(heading[2]), at, len(heading[1]))
    return Paragraph(text, at)
