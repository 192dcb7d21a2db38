"""Head and narratives of a filing as sheets: a field a row, a paragraph a row."""

from __future__ import annotations

from collections.abc import Iterator

from generator.filing.filing import Filing
from generator.form.format import Format, Part
from generator.form.head_fields import Field, head_fields
from generator.form.header import key_for
from generator.report.sheets import ABOVE_HEAD, ABOVE_TEXT, HEAD, HEAD_COLUMNS, YES, Box, Look, Room, Sheet
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, Sequence

HEAD_HOW = "第二列填写；标“必填”的不能空。日期写成 2025-01-24；几行的在格内换行（Alt+回车）。"
TEXT_HOW = "一段一行，从下面写起，开头不用空两个字；小标题、表格、图片的写法与填报文件相同。"
LAST_TEXT = "上年的文字（供参考，不印）"
REQUIRED, OPTIONAL = "必填", ""
ROOM = 120
PLACE = "head."
# What of a filing is not filled in here: waivers are given to findings, one by one.
LEFT_OUT = (key_for("waivers"),)


def head_sheet(form: Format, root: Tree) -> Sheet:
    """The sheet of the head: each field with what stands there, its choices, and what it means."""
    boxes = [
        Box(0, 0, Look.TITLE, HEAD, columns=3),
        Box(1, 0, Look.NOTE, HEAD_HOW, columns=3),
        *(Box(2, column, Look.HEAD, words) for column, words in enumerate(HEAD_COLUMNS)),
    ]
    for row, field in enumerate(_fields(form), start=ABOVE_HEAD):
        value = form.version if field.path == key_for("format") else _at(root, field.path)
        words = "；".join(filter(None, (REQUIRED if field.required else OPTIONAL, field.words)))
        path = PLACE + field.path
        boxes += [
            Box(row, 0, Look.LABEL, field.path),
            Box(row, 1, Look.WORDS, value or None, path=path, choices=field.choices),
            Box(row, 2, Look.NOTE, words),
        ]
    return Sheet(HEAD, tuple(boxes), (22.0, 44.0, 60.0), (ABOVE_HEAD, 1))


def needed_fields(form: Format) -> tuple[str, ...]:
    """The addresses of what must be filled in on the sheet of the head."""
    return tuple(PLACE + field.path for field in _fields(form) if field.required)


def _fields(form: Format) -> Iterator[Field]:
    """The fields that are filled in here."""
    return (field for field in head_fields(form) if field.path not in LEFT_OUT)


def _at(root: Tree, key: str) -> str:
    """What a filing has there as text; several lines below one another; 是 for what is only wished for."""
    first, _, below = key.partition(".")
    node: Node | None = root.entries.get(first)
    if below:
        node = node.entries.get(below) if isinstance(node, Tree) else None
    if isinstance(node, Sequence):
        return "\n".join(item.text for item in node.items if isinstance(item, Scalar))
    if not isinstance(node, Scalar):
        return ""
    return YES if node.plain and node.text == "true" else node.text


def text_sheet(filing: Filing, path: str, part: Part, name: str, last: str) -> Sheet:
    """The sheet of one narrative: its paragraphs as they are written, last year's beside them."""
    written = filing.texts[path].scalar.text if path in filing.texts else ""
    hint = "。".join(filter(None, (part.note.strip("（）"), part.hint)))
    boxes = [
        Box(0, 0, Look.TITLE, part.heading or part.name),
        Box(1, 0, Look.NOTE, f"{hint}。{TEXT_HOW}" if hint else TEXT_HOW, lines=2),
    ]
    paragraphs = written.strip("\n").split("\n") if written.strip() else []
    rows = max(ROOM, len(paragraphs) + 20)
    for row in range(rows):
        value = paragraphs[row] if row < len(paragraphs) else None
        boxes.append(Box(ABOVE_TEXT + row, 0, Look.WORDS, value or None))
    if last.strip():
        boxes.append(Box(ABOVE_TEXT - 1, 1, Look.LAST, LAST_TEXT))
        boxes += [
            Box(ABOVE_TEXT + row, 1, Look.LAST, line or None)
            for row, line in enumerate(last.strip("\n").split("\n"))
        ]
    widths = (90.0, 60.0) if last.strip() else (90.0,)
    return Sheet(name, tuple(boxes), widths, (ABOVE_TEXT, 0), rooms=(Room(path, ABOVE_TEXT, 0, rows),))
