"""The columns of an office's own table, and its rows as the loader of free tables reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.common.did_you_mean import nearest
from generator.filing.numerals import plain_number
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form import values
from generator.form.own_tables import KIND, NAME, OwnKind, own_kinds
from generator.form.reserved import UNIT
from generator.form.table_tree import Column, FreeTable, Kind
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, Sequence, is_blank
from generator.source.yaml_text import quoted

# What may part the values of a row that is no list yet; 「甲、乙」 may be one name.
PARTING = re.compile("[\\t，；]|、(?=[ \u3000]*[0-9０-９])")
# Words that mean nothing else in a list than themselves.
PLAIN = re.compile(r"[一-鿿][\w（）《》〔〕—·．・]*")
Tell = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """The columns of one table with what each holds, in the shape in which rows are loaded."""

    columns: tuple[Column, ...]
    holds: Mapping[str, OwnKind] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""

    @property
    def whole_kinds(self) -> frozenset[str]:
        """The columns of whole numbers."""
        return frozenset(name for name, kind in self.holds.items() if kind.whole)

    @property
    def table(self) -> FreeTable:
        """The same as a table whose rows the office names itself."""
        return FreeTable(widths=(1,) * len(self.columns), columns=self.columns)

    @property
    def number_kinds(self) -> list[Kind | None]:
        """The kind of each column that holds numbers; None for the others."""
        known = [self.kinds.get(str(column.key)) for column in self.columns]
        return [kind if kind and kind.is_number else None for kind in known]

    @property
    def printed(self) -> FreeTable:
        """The same with a kind for columns of numbers only: what all others hold is words by then."""
        numbers = self.numbers
        columns = (
            column if column.key in numbers else column.model_copy(update={"kind": None})
            for column in self.columns
        )
        return FreeTable(widths=(1,) * len(self.columns), columns=tuple(columns))

    @property
    def numbers(self) -> list[str]:
        """The names of the columns that hold numbers."""
        return [name for name, kind in self.holds.items() if kind.is_number]


def own_columns(path: str, node: Node | None, where: Span, tell: Tell) -> OwnColumns | None:
    """The columns that stand below a key; None where they cannot be told, and why is told."""
    items = node.items if isinstance(node, Sequence) else ()
    if node is None or not items:
        told = {"key": f"{path}.列", "expected": "各列的名称，如 [单位, {名称: 件数, 种类: 件数}]"}
        span = node.span if node else where
        tell(found("S03", span, **told, found="别的形式") if node else found("S02", span, key=told["key"]))
        return None
    columns = [_column(path, item, tell) for item in items]
    if any(column is None for column in columns):
        return None
    known = [column for column in columns if column is not None]
    return _checked(path, items, known, tell)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    kind: str
    unit: str


def _column(path: str, node: Node, tell: Tell) -> _Column | None:
    """One column, as a name or with what it holds."""
    usual = own_kinds().usual
    if isinstance(node, Scalar) and "，" in node.text:
        tell(_several(path, node))
        return None
    if isinstance(node, Scalar) and node.text.strip():
        return _Column(node.text.strip(), usual, "")
    if not isinstance(node, Tree):
        words = {"expected": "一个名称，或者 {名称: 件数, 种类: 件数}", "found": "别的形式"}
        tell(found("S03", node.span, key=f"{path}.列", **words))
        return None
    for finding in unknown_keys(node, (NAME, KIND, UNIT)):
        tell(finding)
    texts = {key: _text(node.entries.get(key)) for key in (NAME, KIND, UNIT)}
    if not texts[NAME]:
        tell(found("S02", node.span, key=f"{path}.列.{NAME}"))
        return None
    kind = texts[KIND] or usual
    if kind not in own_kinds().kinds:
        known, span = list(own_kinds().kinds), node.entries[KIND].span
        words = {"column": texts[NAME], "kind": kind, "suggestion": nearest(kind, known)}
        tell(found("S62", span, table=path, **words, kinds="、".join(known)))
        return None
    return _Column(texts[NAME], kind, texts[UNIT])


def _several(path: str, node: Scalar) -> Finding:
    """S03 for columns that a Chinese comma parts, with the mend."""
    words = {"expected": "各列的名称，中间用半角逗号", "found": f"“{node.text.strip()}”"}
    finding = found("S03", node.span, key=f"{path}.列", **words)
    names = [name.strip() for name in node.text.split("，")]
    if not node.plain or node.span.line != node.span.end_line or not all(map(PLAIN.fullmatch, names)):
        return finding
    return replace(finding, fix=Fix("各列之间用半角逗号", (Edit(node.span, ", ".join(names)),)))


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) and not is_blank(node) else ""


def _checked(path: str, items: tuple[Node, ...], known: list[_Column], tell: Tell) -> OwnColumns | None:
    """Columns whose names tell them apart, of which the first names the rows."""
    kinds = own_kinds().kinds
    names = [column.name for column in known]
    for number, name in enumerate(names):
        if name in names[:number]:
            tell(found("S61", items[number].span, table=path, column=name))
            return None
    if kinds[known[0].kind].holds != values.WORDS:
        tell(found("S63", items[0].span, table=path, column=names[0]))
        return None
    holds = {column.name: kinds[column.kind] for column in known}
    kept = {name for name, kind in holds.items() if kind.holds != values.WORDS}
    return OwnColumns(
        tuple(
            Column(key=name, label=_headed(column), kind=name if name in kept else None)
            for name, column in zip(names, known, strict=True)
        ),
        holds,
        {column.name: holds[column.name].kind(column.unit) for column in known if column.name in kept},
        {column.name: column.kind for column in known},
        {column.name: column.unit for column in known if column.unit},
    )


def _headed(column: _Column) -> str:
    """What is printed above a column: its name, with its unit where it has one of its own."""
    return (
        f"{column.name}（{column.unit}）" if column.unit and column.unit not in column.name else column.name
    )


def as_mappings(path: str, columns: OwnColumns, rows: tuple[Node, ...], tell: Tell) -> Iterator[Tree]:
    """Rows as the loader of free tables takes them: each value under the name of its column."""
    names = [str(column.key) for column in columns.columns]
    for row in rows:
        if isinstance(row, Tree):
            yield row
        elif isinstance(row, Sequence) and len(row.items) == len(names):
            pairs = dict(zip(names, row.items, strict=True))
            yield Tree(pairs, {name: item.span for name, item in pairs.items()}, row.span)
        else:
            tell(_wrong_count(path, columns, row))


def _wrong_count(path: str, columns: OwnColumns, row: Node) -> Finding:
    """S64 for a row that has more or fewer values than there are columns; mended where it can only be one
    row."""
    names = [str(column.key) for column in columns.columns]
    count = len(row.items) if isinstance(row, Sequence) else max(len(pieces_of(row)), 1)
    finding = found("S64", row.span, table=path, columns="、".join(names), expected=len(names), count=count)
    written = _as_row(columns, row)
    one_line = row.span.line == row.span.end_line
    if written is None or not one_line:
        return finding
    edit = Edit(row.span, f"[{', '.join(written)}]")
    return replace(finding, fix=Fix("写成“[…, …]”，各格之间用半角逗号", (edit,)))


def pieces_of(row: Node) -> list[str]:
    """What stands in a row that was pasted from a sheet, or whose values a Chinese comma parts."""
    scalars = row.items if isinstance(row, Sequence) else (row,)
    if not all(isinstance(scalar, Scalar) and scalar.plain for scalar in scalars):
        return []
    texts = [scalar.text for scalar in scalars if isinstance(scalar, Scalar)]
    return [piece.strip() for text in texts for piece in PARTING.split(text.strip("【】［］ \u3000"))]


def _as_row(columns: OwnColumns, row: Node) -> list[str] | None:
    """The values of a row as they are to be written, where they can be no other: words, and numbers where
    numbers belong."""
    kinds = columns.number_kinds
    pieces = pieces_of(row)
    if len(pieces) == 1 and isinstance(row, Scalar):
        pieces = row.text.split()  # as it came from a sheet whose tabs became blanks
    if len(pieces) == len(kinds) + 1:
        readings = list(_without_thousands(pieces, kinds))
        pieces = readings[0] if len(readings) == 1 else []
    if len(pieces) != len(kinds) or not are_numbers(pieces, kinds):
        return None
    return [piece if kind else in_words(piece) for piece, kind in zip(pieces, kinds, strict=True)]


def _without_thousands(pieces: list[str], kinds: list[Kind | None]) -> Iterator[list[str]]:
    """The rows that are left when a comma between two pieces parts thousands."""
    for at, (before, after) in enumerate(pairwise(pieces)):
        if re.fullmatch("[1-9][0-9]{0,2}", before) and re.fullmatch(r"[0-9]{3}(?:\.[0-9]+)?", after):
            joined = [*pieces[:at], before + after, *pieces[at + 2 :]]
            if are_numbers(joined, kinds):
                yield joined


def are_numbers(pieces: Iterable[str], kinds: Iterable[Kind | None]) -> bool:
    """Whether a number stands wherever one belongs, or nothing."""
    pairs = zip(pieces, kinds, strict=True)
    return all(not piece or plain_number(piece, kind.unit) for piece, kind in pairs if kind)


def in_words(text: str) -> str:
    """A value as it stands in a list: in quotes where it could mean something else."""
    return text if PLAIN.fullmatch(text) else quoted(text) if text else "~"
