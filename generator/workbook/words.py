"""Head and narratives of a filing as sheets: a field a row, a paragraph a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.filing.filing import Filing
from generator.form.format import Format, Part
from generator.form.header import Header
from generator.report.sheets import ABOVE_HEAD, ABOVE_TEXT, HEAD, HEAD_COLUMNS, Box, Look, Room, Sheet
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, Sequence

HEAD_HOW = "第二列填写；标“必填”的不能空。日期写成 2025-01-24；几行的在格内换行（Alt+回车）。"
TEXT_HOW = "一段一行，从下面写起，开头不用空两个字；小标题、表格、图片的写法与填报文件相同。"
LAST_TEXT = "上年的文字（供参考，不印）"
REQUIRED, OPTIONAL = "必填", ""
YES = "是"
ROOM = 120
PLACE = "head."
# What of a filing is not filled in here: waivers are given to findings, one by one.
LEFT_OUT = ("豁免",)


def head_sheet(form: Format, root: Tree) -> Sheet:
    """The sheet of the head: each field with what stands there, its choices, and what it means."""
    boxes = [
        Box(0, 0, Look.TITLE, HEAD, columns=3),
        Box(1, 0, Look.NOTE, HEAD_HOW, columns=3),
        *(Box(2, column, Look.HEAD, words) for column, words in enumerate(HEAD_COLUMNS)),
    ]
    for row, (key, schema, needed) in enumerate(_fields(form), start=ABOVE_HEAD):
        choices = _choices(schema)
        value = form.version if key == "格式" else _at(root, key)
        words = "；".join(
            filter(None, (REQUIRED if needed else OPTIONAL, str(schema.get("description", ""))))
        )
        path = PLACE + key
        boxes += [
            Box(row, 0, Look.LABEL, key),
            Box(row, 1, Look.WORDS, value or None, path=path, choices=choices),
            Box(row, 2, Look.NOTE, words),
        ]
    return Sheet(HEAD, tuple(boxes), (22.0, 44.0, 60.0), (ABOVE_HEAD, 1))


def needed_fields(form: Format) -> tuple[str, ...]:
    """The addresses of what must be filled in on the sheet of the head."""
    return tuple(PLACE + key for key, _, needed in _fields(form) if needed)


def _fields(form: Format) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Every field by its key, groups by the keys in them, with its schema and whether it must be there."""
    schema = Header.model_json_schema(by_alias=True)
    for key, entry in schema["properties"].items():
        if key in LEFT_OUT:
            continue
        inside = _inside(entry, schema["$defs"])
        if not inside or any(variant.get("type") == "boolean" for variant in entry.get("oneOf", ())):
            yield key, entry, key in schema["required"]
        for below, field in inside.items():
            yield f"{key}.{below}", field, False
    for own in form.own_fields:
        yield own.key, {"description": own.hint, "enum": list(own.allowed)}, own.required


def _inside(entry: Mapping[str, Any], models: Mapping[str, Any]) -> Mapping[str, Any]:
    variants = (*entry.get("anyOf", ()), *entry.get("oneOf", ()))
    names = [str(variant["$ref"]).rpartition("/")[2] for variant in variants if "$ref" in variant]
    return models[names[0]]["properties"] if names else {}


def _choices(schema: Mapping[str, Any]) -> tuple[str, ...]:
    variants = (schema, *schema.get("anyOf", ()))
    return tuple(next((variant["enum"] for variant in variants if variant.get("enum")), ()))


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
