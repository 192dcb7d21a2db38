"""A filing as its outputs carry it: what the report prints and what reading it back needs, nothing else.

Every output is published, and so is whatever lies inside it.  The office's own affairs stay behind: comments,
waivers and their reasons, last year's file, local rules, names of picture files, and every key that the form
does not have.  It is written by what the form knows, never by what is to be left out, so that nothing is
published by being forgotten.  docs/published.md is the list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.filing.filing import Cell, Filing, State, flat
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.placeholders import Hidden, Unknown, of_last_year, resolve
from generator.filing.narrative.scanning import Placeholder, scan
from generator.filing.pictures import ALONE, PICTURE_LINE
from generator.findings.finding import Span
from generator.form.header import PUBLIC_KEYS, key_for
from generator.form.shape import shape_of
from generator.report.form_lines import shown_fields
from generator.report.published_tables import with_own_tables
from generator.source.nodes import Mapping, Node, Scalar, Sequence
from generator.source.slips.shape import Holds, Shape
from generator.source.yaml_text import dump

# Where pictures lie when an output is read back: numbered, because an office's names tell of its folders.
PICTURE = "图片/{number}{ending}"
ENDINGS = {"jpeg": ".jpg", "png": ".png"}
_BLANK = Scalar("", Span())
# What would be read as markup or as a placeholder (narrative/markup.py).
_MARK = re.compile("[*{]")


def published(filing: Filing) -> str:
    """The filing as YAML, fit to be published; read again, it prints the same figures and texts."""
    return dump(public_tree(filing))


def public_tree(filing: Filing) -> Mapping:
    """The tree of a filing without what is not for others."""
    shape = shape_of(filing.format)
    hidden = {key for key in filing.format.head_keys if key not in PUBLIC_KEYS} - shown_fields(filing)
    if filing.known.get("local") in filing.format.added_by:
        hidden -= {key_for("local")}  # what it adds is printed, and is not read again without it
    known = {key: below for key, below in shape.below.items() if key not in hidden}
    copy = _Copy(_figures(filing), public_texts(filing), _lines(filing))
    tree = copy.node(filing.document.root, Shape(Holds.GROUP, known), "")
    assert isinstance(tree, Mapping)  # the root is one
    return with_own_tables(tree, filing, public_texts(filing))


@dataclass(frozen=True, slots=True)
class _Copy:
    """Copies a tree by a shape.  ``figures`` are the places that hold numbers, ``texts`` the narratives,
    ``lines`` those of the head by their places."""

    figures: Collection[Span]
    texts: dict[str, Scalar]
    lines: dict[Span, Scalar]

    def node(self, node: Node, shape: Shape, path: str) -> Node | None:
        """What may be published of a node; None where nothing may."""
        match node:
            case Mapping() if shape.below:
                return self.mapping(node, shape, path)
            case Sequence() if shape.holds is Holds.ROW:
                return replace(node, items=tuple(self.item(item, shape, path) for item in node.items))
            case Sequence() if shape.holds is Holds.LINES:
                items = (self.scalar(item, shape, path) for item in node.items if isinstance(item, Scalar))
                return replace(node, items=tuple(item for item in items if item is not None))
            case Sequence() if shape.holds is Holds.ITEMS:
                items = (self.node(item, shape, path) for item in node.items if isinstance(item, Mapping))
                return replace(node, items=tuple(item for item in items if item is not None))
            case Scalar():
                return self.scalar(node, shape, path)
        return None

    def item(self, node: Node, row: Shape, path: str) -> Node:
        """A number of a row, which may have a remark."""
        if not isinstance(node, Mapping):
            return self.figure(node)
        return self.mapping(node, next(iter(row.below.values())), path) or _BLANK

    def mapping(self, node: Mapping, shape: Shape, path: str) -> Mapping | None:
        """Its known keys, in the order of the office; None where none is left."""
        below = {
            key: self.node(value, _below(shape, key), f"{path}.{key}" if path else key)
            for key, value in node.entries.items()
            if key in shape.below
        }
        entries = {key: value for key, value in below.items() if value is not None}
        return Mapping(entries, node.keys, node.span) if entries or not path else None

    def scalar(self, node: Scalar, shape: Shape, path: str) -> Node | None:
        """A text as it may be read, a word of the head as it is, a number only where it is one."""
        if shape.holds is Holds.TEXT or shape.text:
            return self.texts.get(path)
        if shape.holds is Holds.LINES:
            return self.lines.get(node.span)
        return node if shape.line or shape.holds in (Holds.WORD, Holds.LINE) else self.figure(node)

    def figure(self, node: Node) -> Node:
        """A draft may hold anything where a number belongs; what is none stays behind."""
        return node if isinstance(node, Scalar) and node.span in self.figures else _BLANK


def _below(shape: Shape, key: str) -> Shape:
    """What a key holds; the parts of a row are rows again, however deep."""
    below = shape.below[key]
    return shape if shape.holds is below.holds is Holds.ITEMS else below


def _figures(filing: Filing) -> frozenset[Span]:
    """The places of everything that was understood as a number, or as what else a cell of the form holds."""
    words = (word.span for word in filing.words.values() if word.text)
    numbers = (cell.span for cell in _cells(filing) if cell.state in (State.GIVEN, State.COMPUTED))
    return frozenset((*numbers, *words))


def _cells(filing: Filing) -> Iterator[Cell]:
    yield from filing.cells.values()
    for section in filing.free:
        rows = flat(filing.printed_rows(section))
        yield from (cell for row in rows for cell in row.cells.values())


# ---------------------------------------------------------------- texts


def public_texts(filing: Filing) -> dict[str, Scalar]:
    """The narratives as others may read them, line by line."""
    names: dict[str, str] = {}
    return {path: _text(filing, text.scalar, names) for path, text in filing.texts.items()}


def _lines(filing: Filing) -> dict[Span, Scalar]:
    """The lines of the head, with last year's figures themselves."""
    written = (text.scalar for texts in filing.lines.values() for text in texts)
    return {scalar.span: replace(scalar, text=_settled(filing, scalar.text)) for scalar in written}


def _text(filing: Filing, scalar: Scalar, names: dict[str, str]) -> Scalar:
    """A narrative without names of files, and with last year's figures themselves: their file stays here."""
    lines = (_line(filing, line, names) for line in scalar.text.split("\n"))
    return replace(scalar, text="\n".join(lines))


def _line(filing: Filing, line: str, names: dict[str, str]) -> str:
    if not ALONE.fullmatch(line):
        return _settled(filing, line)
    parts, last = [], 0
    for picture in PICTURE_LINE.finditer(line):
        start, end = picture.span("path")
        parts += [_settled(filing, line[last:start]), _name(filing, picture["path"], names)]
        last = end
    return "".join([*parts, line[last:]])


def _name(filing: Filing, path: str, names: dict[str, str]) -> str:
    picture = filing.pictures.get(path)
    ending = ENDINGS.get(picture.format, "") if picture else ""
    return names.setdefault(path, PICTURE.format(number=len(names) + 1, ending=ending))


def _settled(filing: Filing, line: str) -> str:
    """A line with the values of its placeholders that quote last year's filing, as text."""
    for placeholder in reversed(list(scan(line))):
        start, end = placeholder.start, placeholder.end
        if of_last_year(placeholder):
            line = f"{line[:start]}{_value(filing, placeholder) or line[start:end]}{line[end:]}"
    return line


def _value(filing: Filing, placeholder: Placeholder) -> str:
    """What is printed there, as text and nothing else; empty where that cannot be settled (in a draft)."""
    try:
        return _MARK.sub(r"\\\g<0>", resolve(filing, placeholder))
    except (Mistake, Unknown, Unwritable, Hidden):
        return ""
