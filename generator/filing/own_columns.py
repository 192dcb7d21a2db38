"""The columns of an office's own table, and its rows as the loader of free tables reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.common.did_you_mean import nearest
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form.own_tables import KIND, NAME, OwnKind, own_kinds
from generator.form.reserved import UNIT
from generator.form.table_tree import Column, FreeTable, Kind
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, Sequence, is_blank

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
    def numbers(self) -> list[str]:
        """The names of the columns that hold numbers."""
        return [name for name, kind in self.holds.items() if kind.holds == "number"]


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
    if kinds[known[0].kind].holds != "text":
        tell(found("S63", items[0].span, table=path, column=names[0]))
        return None
    holds = {column.name: kinds[column.kind] for column in known}
    numbers = {name for name, kind in holds.items() if kind.holds == "number"}
    return OwnColumns(
        tuple(
            Column(key=name, label=_headed(column), kind=name if name in numbers else None)
            for name, column in zip(names, known, strict=True)
        ),
        holds,
        {column.name: holds[column.name].kind(column.unit) for column in known if column.name in numbers},
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
            tell(_wrong_count(path, names, row))


def _wrong_count(path: str, names: list[str], row: Node) -> Finding:
    """S64 for a row that has more or fewer values than there are columns; as it came from a sheet, mended."""
    pieces = row.text.split("\t") if isinstance(row, Scalar) else []
    count = len(row.items) if isinstance(row, Sequence) else max(len(pieces), 1)
    finding = found("S64", row.span, table=path, columns="、".join(names), expected=len(names), count=count)
    if len(pieces) != len(names) or not isinstance(row, Scalar) or not row.plain:
        return finding
    written = ", ".join(piece.strip() or "~" for piece in pieces)
    return replace(finding, fix=Fix("写成“[…, …]”，各格之间用半角逗号", (Edit(row.span, f"[{written}]"),)))
