"""The numbers of a filing: every way of writing a row, and totals summed where they were left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.filing import Cell, Number, State
from generator.findings import Finding, Span, found
from generator.format import Address, Block, Format, Kind, Row, Table
from generator.nodes import REFUSED, Mapping, Node, Scalar, Sequence, ambiguous, is_blank
from generator.quantity import bare, in_base_unit, lacks_unit, printed
from generator.suggest import misspelt
from generator.unknown import unknown_keys

# Fifteen digits are exact in every tool that may read our data (binary64 holds 2**53).
# Zero has no sign: -0 would be printed as it stands.
NUMBER = re.compile(r"(?!-0(\.0*)?$)-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?")


def load_cells(
    format: Format, root: Mapping, excused: Collection[str] = ()
) -> tuple[dict[str, Cell], list[Finding]]:
    """Every address of the format with its cell, and findings S01 to S05 and S07.

    ``root`` is the top of the filing.  A total that was left out is computed from its parts.
    Sections that are ``excused`` are missing under their own key, and that has been told.
    """
    loader = _Loader(format)
    for section, table in format.tables.items():
        loader.section(section, table, root, excused)
    _sum_rows(format, loader.cells)
    _sum_columns(format, loader.cells)
    for path in format.addresses:
        loader.cells.setdefault(path, Cell(path, None, State.BROKEN, Span()))
    shown = {path: _shown(loader.cells[path], format, one) for path, one in format.addresses.items()}
    return shown, loader.findings


@dataclass
class _Loader:
    """Walks the rows of a table and the nodes of a filing side by side."""

    format: Format
    cells: dict[str, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def section(self, key: str, table: Table, root: Mapping, excused: Collection[str]) -> None:
        node = root.entries.get(key)
        if node is None:
            if key not in excused:
                self._find("S02", Span(), key=key)
            return
        rows = [(row, block) for block in table.blocks for row in _level(block.rows)]
        self._rows(key, rows, node, root.keys[key])

    def _rows(self, path: str, rows: list[tuple[Row, Block]], node: Node, where: Span) -> None:
        names = [str(row.key) for row, _ in rows]
        if not isinstance(node, Mapping):
            self._find("S03", where, key=path, expected=f"映射，分为{'、'.join(names)}", found=_shape(node))
            return
        meant = misspelt(node.entries, names, names).values()
        for row, block in rows:
            if str(row.key) not in meant:
                self._row(f"{path}.{row.key}", row, block, node, where)
        self.findings += unknown_keys(node, names, self.format.basis)

    def _row(self, path: str, row: Row, block: Block, parent: Mapping, where: Span) -> None:
        node = parent.entries.get(str(row.key))
        if node is None:
            if not row.total:
                self._find("S02", where, key=path)
        elif row.own_row and isinstance(node, Scalar) and node.plain and node.text == "0":
            for one in self.format.inside(path):
                self._zeros(self.format.rows[one], node)
        elif row.rows:
            below = [(child, block) for child in _level(row.rows)]
            self._rows(path, below, node, parent.keys[str(row.key)])
        else:
            self._numbers(path, self.format.rows[path], node)

    def _numbers(self, path: str, row: tuple[Address, ...], node: Node) -> None:
        """One row, in any of its ways of writing."""
        if is_blank(node):
            self._blank(path, row, node)
        elif len(row) == 1 and not row[0].column:
            self._cell(row[0], node)
        elif isinstance(node, Sequence):
            self._list(path, row, node)
        elif isinstance(node, Mapping):
            self._mapping(path, row, node)
        elif node.plain and node.text == "0":
            self._zeros(row, node)
        elif not told_already(node):
            columns = "、".join(one.column for one in row)
            expected = f"列表、映射（{columns}），或全行为零时的一个 0"
            words = f"“{_short(node.text)}”{_reason(node)}"
            self._find("S03", node.span, key=path, expected=expected, found=words)

    def _list(self, path: str, row: tuple[Address, ...], node: Sequence) -> None:
        written = [one for one in row if not one.total_column]
        if len(node.items) not in (len(row), len(written)):
            expected = f"{len(written)} 个或 {len(row)}" if len(written) < len(row) else f"{len(row)}"
            columns = "、".join(one.column for one in row)
            told = f"{len(node.items)} 个{_run_together(node)}"
            self._find("S05", node.span, row=path, expected=expected, found=told, columns=columns)
            return
        chosen = row if len(node.items) == len(row) else written
        self._several(path, list(zip(chosen, node.items, strict=True)))

    def _mapping(self, path: str, row: tuple[Address, ...], node: Mapping) -> None:
        names = [one.column for one in row]
        self.findings += unknown_keys(node, names, self.format.basis)
        meant = misspelt(node.entries, names, names).values()
        missing = [one.column for one in row if one.column not in {*node.entries, *meant}]
        missing = [name for name in missing if not self.format.addresses[f"{path}.{name}"].total_column]
        if missing:
            self._find("S02", node.span, key=f"{path}.{'、'.join(missing)}")
        self._several(path, [(one, node.entries[one.column]) for one in row if one.column in node.entries])

    def _several(self, path: str, pairs: list[tuple[Address, Node]]) -> None:
        blanks = [(address, node) for address, node in pairs if is_blank(node)]
        for address, node in pairs:
            if is_blank(node):
                self.cells[address.path] = Cell(address.path, None, State.BLANK, node.span)
            else:
                self._cell(address, node)
        if blanks:
            names = "、".join(address.column for address, _ in blanks)
            marks = tuple(node.span for _, node in blanks)
            self._find_blank(path, names, marks, [address.path for address, _ in blanks])

    def _blank(self, path: str, row: tuple[Address, ...], node: Node) -> None:
        for address in row:
            self.cells[address.path] = Cell(address.path, None, State.BLANK, node.span)
        self._find_blank(path, "全行", (node.span,), [address.path for address in row])

    def _zeros(self, row: tuple[Address, ...], node: Scalar) -> None:
        for address in row:
            if not address.total_column:
                self.cells[address.path] = Cell(address.path, 0, State.GIVEN, node.span)

    def _cell(self, address: Address, node: Node) -> None:
        kind = self.format.kinds[address.kind]
        value, written = parse_quantity(node, kind)
        state = State.BROKEN if value is None else State.GIVEN
        self.cells[address.path] = Cell(address.path, value, state, node.span, written=written)
        if value is not None:
            return
        if isinstance(node, Scalar):
            if not told_already(node):
                why = _reason(node) if not kind.units else _unit_wanted(kind)
                self._find("S04", node.span, cell=address.path, value=_short(node.text), reason=why)
        else:
            self._find("S03", node.span, key=address.path, expected="一个数", found=_shape(node))

    def _find(self, code: str, span: Span, **words: object) -> None:
        # Spelt out because mypy would try a word that might be called "basis".
        self.findings.append(found(code, span, **{"basis": self.format.basis, **words}))  # type: ignore[arg-type]

    def _find_blank(self, path: str, names: str, marks: tuple[Span, ...], cells: list[str]) -> None:
        one = found("S07", marks[0], basis=self.format.basis, row=path, cells=names)
        self.findings.append(one.on(cells, marks))


def told_already(node: Scalar) -> bool:
    """Whether reading has refused it: one mistake, not two."""
    return node.style == REFUSED or ambiguous(node) is not None


def parse_number(node: Node) -> Number | None:
    """A plain decimal number exactly as written (int, or Decimal with its digits kept); else None."""
    if not isinstance(node, Scalar) or not node.plain or not NUMBER.fullmatch(node.text):
        return None
    if told_already(node):
        return None
    return Decimal(node.text) if "." in node.text else int(node.text)


def parse_quantity(node: Node, kind: Kind) -> tuple[Number | None, str]:
    """The number in its kind's base unit and, if not in bare digits, its print; None where it is none."""
    stripped, unit = bare(node, kind)
    value = parse_number(stripped)
    if value is None or lacks_unit(value, unit, kind) or not isinstance(node, Scalar):
        return None, ""
    value = in_base_unit(value, unit, kind)
    return value, printed(value, kind, node.text)


def _shown(cell: Cell, format: Format, address: Address) -> Cell:
    """A computed total of signed numbers or amounts is printed like those that were written."""
    if cell.written or not cell.value:
        return cell
    return replace(cell, written=printed(cell.value, format.kinds[address.kind]))


def _unit_wanted(kind: Kind) -> str:
    return f"，要写准数，连同单位（{'、'.join(kind.units)}）一起写"


def _level(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows whose keys stand side by side in a filing: groups without key are seen through."""
    for row in rows:
        if row.key is None:
            yield from _level(row.rows)
        else:
            yield row


# Compiled when first needed: most filings need none of them.
_REASONS = (
    (r"[-—–/／无]|不适用|[nN]/?[aA]", "，没有发生的写 0"),
    (r"-?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?", "，不要写千分位的逗号"),
    (r"[约近共] *[0-9.]+.*|[0-9.]+ *余.*", "，要写准数"),
    (r"-?[0-9.]+ *[一-鿿]+", "，不要带单位"),
    (r"[-+]?[0-9.]*[0-9][eE][-+]?[0-9]+", "，不要用科学记数法"),
    (r"\+[0-9.]+", "，不要写正号"),
)


def _reason(node: Scalar) -> str:
    text = node.text[:80].strip()
    if not node.plain and NUMBER.fullmatch(text):
        return "，数字不要加引号"
    narrow = unicodedata.normalize("NFKC", text)
    if narrow != text and NUMBER.fullmatch(narrow):
        return f"，全角数字请改成半角 {narrow}"
    return next((reason for pattern, reason in _REASONS if re.fullmatch(pattern, text)), "")


def _run_together(node: Sequence) -> str:
    """Whether numbers stand between commas that YAML does not know."""
    texts = [item.text for item in node.items if isinstance(item, Scalar)]
    return "；各数之间要用半角逗号" if any(re.search("[0-9][，、；][0-9 ]", text) for text in texts) else ""


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"“{_short(node.text)}”" if node.text else "空的"
    return "列表" if isinstance(node, Sequence) else "映射"


# ---------------------------------------------------------------- totals left out


def _sum_rows(format: Format, cells: dict[str, Cell]) -> None:
    """Fill the total rows that were left out, column by column (not their total columns).

    The innermost first: a total may be part of another.
    """
    for path, row in sorted(format.rows.items(), key=lambda pair: -pair[0].count(".")):
        for address in row:
            if address.total_row and not address.total_column and _is_open(address.path, cells):
                parts = [_at(one, address.column) for one in format.siblings(path)]
                cells[address.path] = _sum(address.path, parts, cells)


def _sum_columns(format: Format, cells: dict[str, Cell]) -> None:
    """Fill the total columns that were left out, row by row."""
    for row in format.rows.values():
        for address in row:
            if address.total_column and _is_open(address.path, cells):
                cells[address.path] = _sum(address.path, format.beside(address), cells)


def _is_open(path: str, cells: dict[str, Cell]) -> bool:
    """Whether a total was left out, or left blank (which is told as a blank and sums all the same)."""
    return path not in cells or cells[path].state is State.BLANK


def _at(row: str, column: str) -> str:
    return f"{row}.{column}" if column else row


def _sum(path: str, parts: Iterable[str], cells: dict[str, Cell]) -> Cell:
    names = tuple(parts)
    values = [cells.get(name, Cell(name, None, State.BROKEN, Span())) for name in names]
    if any(one.state is State.BROKEN for one in values):
        return Cell(path, None, State.BROKEN, Span())
    total = sum((one.value or 0 for one in values), start=0)
    if path in cells:
        return Cell(path, total, State.BLANK, cells[path].span, names)
    return Cell(path, total, State.COMPUTED, values[0].span, names)
