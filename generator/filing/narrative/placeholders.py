"""Placeholders in a narrative: parsed, and given the filing's own figures.

Numbers in prose are references, not typing: what the tables know is never typed twice.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from pydantic import BaseModel

from generator.filing.blanks import is_blank, parts_of
from generator.filing.filing import Cell, Filing, State
from generator.filing.narrative import filters, own_names
from generator.filing.narrative.expression import Binary, Expression, Literal, Mistake, Node, Path, parse
from generator.filing.narrative.scanning import Placeholder
from generator.form import values
from generator.form.day import official
from generator.form.format import Format
from generator.form.header import NAMES, PUBLIC_KEYS
from generator.form.own_tables import KEY

GROUP_SUM = "合计"
LAST_YEAR = "上年"
SUGGESTIONS_LIMIT = 50


class Hidden(Exception):
    """A value that rests on something already reported; nothing more is to be said."""


class Unknown(Exception):
    """A path that leads nowhere; ``choices`` are what it could have been."""

    def __init__(self, path: Path, word: str, choices: Iterable[str]) -> None:
        super().__init__(path.name)
        self.path = path
        self.word = word
        self.choices = choices


def resolve(filing: Filing, placeholder: Placeholder) -> str:
    """The text a placeholder stands for; raises Mistake, Unknown, Unwritable or Hidden."""
    if not placeholder.closed:
        raise Mistake("“{{”没有在同一行用“}}”结束", 0)
    expression = parse(placeholder.source)
    _known_filters(expression)
    value = _evaluate(filing, expression.root)
    return _as_written(filing, expression) or _write(value, expression)


def _as_written(filing: Filing, expression: Expression) -> str:
    """An amount by itself stands in a sentence as in its table, with the unit it was written in."""
    path = expression.root.name if isinstance(expression.root, Path) else ""
    address = filing.format.addresses.get(path)
    has_unit = address is not None and filing.format.kinds[address.kind].units
    return filing.cells[path].written if has_unit and not expression.filters else ""


def of_last_year(placeholder: Placeholder) -> bool:
    """Whether a placeholder quotes last year's filing anywhere."""
    try:
        return any(path.name.startswith(f"{LAST_YEAR}.") for path in _paths(parse(placeholder.source).root))
    except Mistake:
        return False


def _paths(node: Node) -> Iterator[Path]:
    if isinstance(node, Path):
        yield node
    elif isinstance(node, Binary):
        yield from (*_paths(node.left), *_paths(node.right))


def number(filing: Filing, source: str) -> Fraction:
    """What an expression comes to, whatever its filter; raises as `resolve` does."""
    return _number(filing, parse(source).root)


def _known_filters(expression: Expression) -> None:
    for applied in expression.filters:
        if applied.name not in filters.FILTERS:
            choices = "、".join(filters.FILTERS)
            raise Mistake(f"没有“{applied.name}”这个过滤器，可用的有{choices}", applied.position)
    if len(expression.filters) > 1:
        raise Mistake("只能用一个过滤器", expression.filters[1].position)


Value = Fraction | str


def _write(value: Value, expression: Expression) -> str:
    if not expression.filters:
        return value if isinstance(value, str) else filters.plain(value)
    applied = expression.filters[0]
    if isinstance(value, str):
        raise Mistake(f"“{applied.name}”只能用于数字", applied.position)
    return filters.write(value, applied.name, applied.digits)


_OPERATORS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _evaluate(filing: Filing, node: Node) -> Value:
    match node:
        case Literal(value):
            return value
        case Path():
            return look_up(filing, node)
        case Binary():
            left, right = _number(filing, node.left), _number(filing, node.right)
            if node.operator == "/" and right == 0:
                if _rests_on_blanks(filing, node.right):
                    raise Hidden
                raise filters.Unwritable("除数为零")
            return _OPERATORS[node.operator](left, right)


def _rests_on_blanks(filing: Filing, node: Node) -> bool:
    """Whether a number of this filing is nought because something it sums is still to be filled in."""
    cells = (cell for path in _paths(node) for cell in group_cells(filing.format, path.name) or [path.name])
    found = (part for cell in cells if cell in filing.cells for part in parts_of(filing, filing.cells[cell]))
    return any(part.state is State.BLANK for part in found)


def _number(filing: Filing, node: Node) -> Fraction:
    value = _evaluate(filing, node)
    if isinstance(value, str):
        position = node.position if isinstance(node, Path) else 0
        raise Mistake("文字不能参加计算", position)
    return value


def look_up(filing: Filing, path: Path) -> Value:
    """The value at a path: a cell, the sum of a group of rows, a field of the head, or any of these
    in last year's filing."""
    if path.name.startswith(f"{LAST_YEAR}."):
        return _of_last_year(filing, path)
    if path.name in filing.cells:
        return _cell(filing, path.name)
    if path.name in filing.words:
        return _words(filing, path.name)
    address = path.name if path.name in filing.free_cells else own_names.meant(filing, path.name)
    if address is not None:
        return _known(filing.free_cells[address])
    if (group := group_cells(filing.format, path.name)) is not None:
        return sum((_cell(filing, path) for path in group), start=Fraction(0))
    return _of_header(filing, path)


def _of_last_year(filing: Filing, path: Path) -> Value:
    cut = len(LAST_YEAR) + 1
    if path.name[cut:].startswith(f"{LAST_YEAR}."):
        raise Mistake("只能引用上一年的数", path.position)
    if filing.previous is None:
        raise filters.Unwritable(f"没有上年填报，“{path.name}”无从取得")
    return look_up(filing.previous, Path(path.name[cut:], path.position + cut, path.end))


def _cell(filing: Filing, path: str) -> Fraction:
    if is_blank(filing, filing.cells[path]):
        raise Hidden
    return _known(filing.cells[path])


def _words(filing: Filing, path: str) -> str:
    """What stands in a cell that holds no number, a date in the official way."""
    word, kind = filing.words[path], filing.format.kinds[filing.format.words[path].kind]
    if not word.scalar:
        raise filters.Unwritable(f"“{path}”没有填写")
    if not word.text:
        raise Hidden
    return values.as_printed(kind.holds, word.text)


def _known(cell: Cell) -> Fraction:
    if cell.state is State.LEFT_OUT and cell.written:
        raise filters.Unwritable(f"“{cell.path}”除数为零，没有数")
    if cell.state is State.LEFT_OUT:
        raise filters.Unwritable(f"“{cell.path}”所在的部分没有填写")
    # A blank is told as a blank; that it might be 0 is no figure to be put into a sentence.
    if cell.value is None or cell.state is State.BROKEN:
        raise Hidden
    return Fraction(cell.value)


def group_cells(form: Format, name: str) -> list[str] | None:
    """The cells of ``section.group.合计.column``; None when the path is not of that form."""
    head, word, column = name.rpartition(f".{GROUP_SUM}")
    section, _, rows = head.partition(".")
    if not word or section not in form.tables:
        return None
    cells = [f"{row}{column}" for row in form.leaf_rows(section, rows)]
    return cells if cells and all(cell in form.addresses for cell in cells) else None


def _of_header(filing: Filing, path: Path) -> Value:
    first, *rest = path.name.split(".")
    if path.name in filing.format.head_keys and first not in NAMES:
        return _of_own_field(filing, path)
    if first not in PUBLIC_KEYS:  # what is the office's own affair has no place in a printed sentence
        own = (field.key for field in filing.format.own_fields)
        spelt = own_names.spellings(filing).values()
        if first == KEY:
            raise Unknown(path, path.name, islice(spelt, SUGGESTIONS_LIMIT * 4))
        choices = (*filing.cells, *islice(spelt, SUGGESTIONS_LIMIT), *PUBLIC_KEYS, *own)
        raise Unknown(path, path.name, choices)
    if NAMES[first] not in filing.known:
        raise Hidden
    value: object = filing.known[NAMES[first]]
    for key in rest:
        value = _field(value, key, path)
    return _settle(value, path)


def _of_own_field(filing: Filing, path: Path) -> Value:
    """A field that only this form has: a number to reckon with, or words."""
    field = next(field for field in filing.format.own_fields if field.key == path.name)
    if path.name not in filing.own:
        written = path.name in filing.document.root.entries
        raise Hidden if written or field.required else filters.Unwritable(f"表头没有填写“{path.name}”")
    text = filing.own[path.name]
    return Fraction(text) if field.holds == "数" else field.as_printed(text)


def _field(value: object, key: str, path: Path) -> object:
    if value is None:
        raise filters.Unwritable(f"表头没有填写“{path.name}”")
    fields = type(value).model_fields if isinstance(value, BaseModel) else {}
    for name, field in fields.items():
        if field.alias == key:
            return getattr(value, name)
    raise Unknown(path, key, [field.alias or "" for field in fields.values()])


def _settle(value: object, path: Path) -> Value:
    match value:
        case None:
            raise filters.Unwritable(f"表头没有填写“{path.name}”")
        case int():
            return Fraction(value)
        case datetime.date():
            return official(value)
        case str():
            return value
        case tuple():
            raise Mistake(f"“{path.name}”不能在文字里引用", path.position)
        case _:
            raise Mistake(f"“{path.name}”下面还有字段，要写到哪一个", path.position)
