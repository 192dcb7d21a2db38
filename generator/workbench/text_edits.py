"""Texts and fields of the head put into a filing's file, where they stand or where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings.finding import Edit, Span
from generator.form.format import Format
from generator.form.head_fields import Field, head_fields
from generator.source.blocks import on_one_line, rewritten_block
from generator.source.entries import inserted, is_flow, last_line, removed
from generator.source.nodes import Document, Mapping, Node, Scalar, Sequence, is_blank
from generator.source.yaml_text import as_value
from generator.workbench.places import Keys, entry_at, siblings, text_places
from generator.workbench.problem import Problem

ELSEWHERE = "“{path}”现在的写法不是一段文字，请在编辑器里改"


def settled_lines(text: str) -> list[str]:
    """The lines of a text as they are kept: without white space that prints nothing."""
    lines = [line.strip(" \t\u3000") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def typed_texts(form: Format, root: Mapping) -> dict[str, str]:
    """What is written in every narrative, and beside tables, by path."""
    found = {path: entry_at(root, keys) for path, keys in text_places(form, root).items()}
    return {
        path: "" if node is None or is_blank(node) else node.text.strip("\n")
        for path, node in found.items()
        if node is None or isinstance(node, Scalar)
    }


def text_edits(form: Format, document: Document, path: str, text: str) -> tuple[Edit, ...]:
    """The edits after which a narrative reads so."""
    keys = text_places(form, document.root)[path]
    lines = settled_lines(text)
    node = entry_at(document.root, keys)
    if node is None:
        value = ("|", *(f"  {line}" if line else "" for line in lines))
        return inserted(document, keys, value, siblings(form)) if lines else ()
    if not isinstance(node, Scalar):
        raise Problem(ELSEWHERE.format(path=path), 409)
    above = entry_at(document.root, keys[:-1])
    assert isinstance(above, Mapping)  # a key of it was found
    if is_flow(document.source, above):
        return (Edit(node.span, on_one_line("\n".join(lines))),)
    return (rewritten_block(document.source, node, above.keys[keys[-1]].column, lines),)


def typed_head(form: Format, root: Mapping) -> dict[str, str]:
    """What is written in every field of the head that is a line or several, by path."""
    found = ((field.path, entry_at(root, tuple(field.path.split(".")))) for field in head_fields(form))
    return {path: text for path, node in found if (text := _field_text(node)) is not None}


def _field_text(node: Node | None) -> str | None:
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return "" if is_blank(node) else node.text.strip("\n")
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        return "\n".join(item.text for item in node.items if isinstance(item, Scalar))
    return None


def head_edits(form: Format, document: Document, path: str, text: str) -> tuple[Edit, ...]:
    """The edits after which a field of the head reads so."""
    field = next(field for field in head_fields(form) if field.path == path)
    keys: Keys = tuple(path.split("."))
    node, value = entry_at(document.root, keys), _field_value(field, settled_lines(text))
    if node is None:
        return inserted(document, keys, (value,), siblings(form)) if value else ()
    if not value and (isinstance(node, Sequence) or field.holds("array") or field.holds("boolean")):
        return (removed(document, keys),)
    return tuple(_replaced(document, node, value, path))


def _replaced(document: Document, node: Node, value: str, path: str) -> Iterator[Edit]:
    source, span = document.source, node.span
    listed = isinstance(node, Sequence) and not is_flow(source, node)
    if listed or (isinstance(node, Scalar) and node.style in ("|", ">")):
        last = last_line(source, node)
        yield Edit(Span(span.line, span.column, last, len(source.lines[last - 1]) + 1), value)
    elif isinstance(node, Mapping):
        raise Problem(ELSEWHERE.format(path=path), 409)
    else:
        before = source.lines[span.line - 1][: span.column - 1]
        yield Edit(span, f" {value}" if value and before.endswith((":", "：")) else value)


def _field_value(field: Field, lines: list[str]) -> str:
    """The value of a field as it is written."""
    if not lines:
        return ""
    if len(lines) > 1 and not field.holds("array"):
        raise Problem(f"“{field.path}”只能写一行")
    if field.holds("array") and len(lines) > 1:
        return f"[{', '.join(as_value(line) for line in lines if line)}]"
    number = field.holds("integer")
    bare = field.holds("date") or (field.holds("boolean") and lines[0] in ("true", "false"))
    return as_value(lines[0], number=number, bare=bare)
