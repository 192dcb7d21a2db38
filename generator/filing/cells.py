"""The numbers of a filing: every way of writing a row, and totals summed where they were left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from generator.common.did_you_mean import misspelt
from generator.filing.computed import work_out
from generator.filing.filing import Cell, State, Word
from generator.filing.numbers import (
    _reason,
    as_quantity,
    in_words,
    means_nothing,
    needless,
    read_quantity,
    short,
    why_no_number,
)
from generator.filing.remarks import as_remarked, is_remarked, misshapen, taken_apart
from generator.filing.row_shapes import (
    as_printed,
    cells_meant,
    counts_of,
    is_reported,
    is_zero,
    level,
    means_zero,
)
from generator.filing.rows import is_doubtful, may_join, read_as, row_of_list, row_of_text
from generator.filing.totals import sum_columns, sum_rows
from generator.filing.unknown_keys import unknown_keys
from generator.filing.word_cells import WordLoader, is_needed
from generator.findings.catalogue import Name, found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form.format import Address, Block, Format, Row, Section, Table
from generator.form.reserved import BESIDE
from generator.source.nodes import Mapping, Node, Scalar, Sequence, is_blank


def load_cells(
    format: Format, root: Mapping, excused: Collection[str] = ()
) -> tuple[dict[str, Cell], list[Finding]]:
    """Every number of the format with its cell, as `load_tables` gives them."""
    cells, _, findings = load_tables(format, root, excused)
    return cells, findings


def load_tables(
    format: Format, root: Mapping, excused: Collection[str] = ()
) -> tuple[dict[str, Cell], dict[str, Word], list[Finding]]:
    """Every number of the format with its cell, what stands in the others, and findings S01 to S05, S07, S67
    and B68.

    ``root`` is the top of the filing.  What may be left out and was, is worked out from the others.
    Sections that are ``excused`` are missing under their own key, and that has been told.
    """
    loader = _Loader(format, WordLoader(format))
    left_out = {section.key for section in format.sections if _is_left_out(section, root)}
    for section, table in format.tables.items():
        if section not in left_out:
            loader.section(section, table, root, excused)
    sum_rows(format, loader.cells)
    sum_columns(format, loader.cells)
    loader.findings += work_out(format, loader.cells)
    for path, address in format.addresses.items():
        if address.section in left_out:
            loader.cells[path] = Cell(path, None, State.LEFT_OUT, Span())
        loader.cells.setdefault(path, Cell(path, None, State.BROKEN, Span()))
    shown = {
        path: as_printed(loader.cells[path], format, address) for path, address in format.addresses.items()
    }
    words = {path: Word(path, "", Span()) for path in format.words} | loader.words.words
    return shown, words, [*loader.findings, *loader.words.findings]


def _is_left_out(section: Section, root: Mapping) -> bool:
    """Whether a section may be left out and nothing stands under its key."""
    node = root.entries.get(section.key)
    return not section.required and (node is None or is_blank(node))


ZERO = "没有发生的事项写 0；总计可以省略，由程序计算"


@dataclass
class _Loader:
    """Walks the rows of a table and the nodes of a filing side by side."""

    format: Format
    words: WordLoader
    cells: dict[str, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def section(self, key: str, table: Table, root: Mapping, excused: Collection[str]) -> None:
        node = root.entries.get(key)
        if node is None and key not in excused:
            self._find("S02", Span(), key=key)
        if node is None:
            return
        rows = [(row, block) for block in table.blocks for row in level(block.rows)]
        self._rows(key, rows, node, root.keys[key], BESIDE)

    def _rows(
        self,
        path: str,
        rows: list[tuple[Row, Block]],
        node: Node,
        where: Span,
        beside: tuple[str, ...] = (),
    ) -> None:
        names = [str(row.key) for row, _ in rows]
        if not isinstance(node, Mapping):
            self._find(
                "S03",
                where,
                key=path,
                expected=f"几行，每行一项：{'、'.join(names)}；一组本身没有数",
                found=in_words(node),
            )
            return
        meant = misspelt(node.entries, (*names, *beside), names).values()
        for row, block in rows:
            if str(row.key) not in meant:
                self._row(f"{path}.{row.key}", row, block, node, where)
        self.findings += unknown_keys(node, (*names, *beside), self.format.basis)

    def _row(self, path: str, row: Row, block: Block, parent: Mapping, where: Span) -> None:
        node = parent.entries.get(str(row.key))
        if node is None:
            if not (row.may_be_left_out or self._needs_nothing(path)):
                self._find_missing(path, where)
        elif row.own_row and isinstance(node, Scalar) and is_zero(node):
            for inside in self.format.inside(path):
                self._zeros(self.format.rows[inside], node)
        elif row.rows:
            below = [(child, block) for child in level(row.rows)]
            self._rows(path, below, node, parent.keys[str(row.key)])
        else:
            self._cells(path, cells_meant(self.format, path, node), node)

    def _needs_nothing(self, path: str) -> bool:
        """Whether a row has only cells that may be empty."""
        row = self.format.written_rows.get(path, ())
        return bool(row) and all(self._is_open(address.path) for address in row)

    def _cells(self, path: str, row: tuple[Address, ...], node: Node) -> None:
        """One row, in any of its ways of writing."""
        if is_blank(taken_apart(node).number):
            self._blank(path, row, node)
        elif len(row) == 1 and not row[0].column:
            self._cell(row[0], node)
        elif isinstance(node, Sequence):
            self._list(path, row, node)
        elif isinstance(node, Mapping):
            self._mapping(path, row, node)
        elif is_zero(node):
            self._zeros(row, node)
        elif not is_reported(node):
            self._find_no_row(path, row, node)

    def _find_no_row(self, path: str, row: tuple[Address, ...], node: Scalar) -> None:
        """S03 for a word or a number where a whole row should stand."""
        columns = self._columns(row)
        expected = f"“[数, 数, …]”（各列依次为{columns}；全行为零时可以只写一个 0）"
        words = f"“{short(node.text)}”{_reason(node)}"
        fix = Fix("改写成半角的 0", (Edit(node.span, "0"),)) if means_zero(node) else None
        figures = all(address.path in self.format.addresses for address in row)
        fix = fix or (row_of_text(node, counts_of(row)) if figures else None)
        cells = [address.path for address in row] if means_nothing(node.text) else []
        self._find("S03", node.span, fix, cells, key=self._name(path), expected=expected, found=words)

    def _list(self, path: str, row: tuple[Address, ...], node: Sequence) -> None:
        written = [address for address in row if not address.open_column]
        counts = counts_of(row)
        figures = all(address.path in self.format.addresses for address in row)
        if len(node.items) not in counts or (figures and (may_join(node) or is_doubtful(node, counts))):
            expected = f"{len(written)} 个或 {len(row)}" if len(written) < len(row) else f"{len(row)}"
            words: dict[str, object] = {
                "row": self._name(path),
                "expected": expected,
                "columns": self._columns(row),
            }
            count = read_as(node, counts) if figures else f"{len(node.items)} 个"
            fix = row_of_list(node, counts) if figures else None
            self._find("S05", node.span, fix, (), found=count, **words)
            return
        chosen = row if len(node.items) == len(row) else written
        self._several(path, list(zip(chosen, node.items, strict=True)), listed=True)

    def _mapping(self, path: str, row: tuple[Address, ...], node: Mapping) -> None:
        if is_remarked(node):
            problem = "这一行有几列，备注要写在其中一个数上"
            self._find("S40", node.span, cell=self._name(path), problem=problem)
            return
        names = [address.column for address in row]
        self.findings += unknown_keys(node, names, self.format.basis)
        meant = misspelt(node.entries, names, names).values()
        missing = [address.column for address in row if address.column not in {*node.entries, *meant}]
        missing = [name for name in missing if not self._is_open(f"{path}.{name}")]
        if missing:
            key = self.format.labels.missing(path, *missing)
            self._find("S02", node.span, key=key)
            self.findings[-1] = replace(self.findings[-1], detail=ZERO)
        self._several(
            path,
            [(address, node.entries[address.column]) for address in row if address.column in node.entries],
        )

    def _is_open(self, path: str) -> bool:
        """Whether a cell may be left out of its row."""
        address = self.format.places[path]
        return address.open_column or (path in self.format.words and not is_needed(self.format, address))

    def _several(self, path: str, pairs: list[tuple[Address, Node]], *, listed: bool = False) -> None:
        numbers = [pair for pair in pairs if pair[0].path in self.format.addresses]
        blanks = [(address, node) for address, node in numbers if is_blank(taken_apart(node).number)]
        for address, node in pairs:
            if address.path in self.format.addresses and is_blank((taken := taken_apart(node)).number):
                span, remark = taken.number.span, taken.remark
                self.cells[address.path] = Cell(address.path, None, State.BLANK, span, remark=remark)
            else:
                self._cell(address, node, listed=listed)
        if blanks:
            names = self._columns([address for address, _ in blanks])
            marks = tuple(taken_apart(node).number.span for _, node in blanks)
            self._find_blank(path, names, marks, [address.path for address, _ in blanks])

    def _blank(self, path: str, row: tuple[Address, ...], node: Node) -> None:
        numbers = [address for address in row if address.path in self.format.addresses]
        self.words.empty((address for address in row if address not in numbers), node.span)
        for address in numbers:
            self.cells[address.path] = Cell(address.path, None, State.BLANK, node.span)
        if numbers:
            self._find_blank(path, "全行", (node.span,), [address.path for address in numbers])

    def _zeros(self, row: tuple[Address, ...], node: Scalar) -> None:
        for address in row:
            if address.path in self.format.words:
                self.words.read(address, None, node.span)
            elif not address.open_column:
                self.cells[address.path] = Cell(address.path, 0, State.GIVEN, node.span)

    def _cell(self, address: Address, node: Node, *, listed: bool = False) -> None:
        if address.path in self.format.words:
            self.words.read(address, node, node.span)
            return
        kind, taken = self.format.kinds[address.kind], taken_apart(node)
        self.findings += misshapen(node, self._name(address.path), self.format.basis)
        node = taken.number
        value, written = read_quantity(node, kind, whole=address.kind in self.format.whole_kinds)
        state = State.BROKEN if value is None else State.GIVEN
        self.cells[address.path] = Cell(
            address.path, value, state, node.span, written=written, remark=taken.remark
        )
        if value is not None:
            self._needless(address, node, needless(node, kind, value, written))
            return
        if isinstance(node, Scalar):
            if not is_reported(node):
                why = why_no_number(node, kind)
                fix = as_quantity(node, kind, listed=listed) or as_remarked(node, kind)
                cells = [address.path] if means_nothing(node.text) else []
                words = {"cell": self._name(address.path), "value": short(node.text), "reason": why}
                self._find("S04", node.span, fix, cells, **words)
        else:
            name = self._name(address.path)
            self._find("S03", node.span, key=name, expected="一个数", found=in_words(node))

    def _needless(self, address: Address, node: Node, fix: Fix | None) -> None:
        """S25 for an exact number with more about it than digits."""
        if fix and isinstance(node, Scalar):
            words = {"cell": self._name(address.path), "value": short(node.text)}
            self._find("S25", node.span, fix, (), right=fix.edits[0].text, **words)

    def _find(
        self, code: str, span: Span, fix: Fix | None = None, cells: Collection[str] = (), **words: object
    ) -> None:
        # Spelt out because mypy would try a word that might be called "basis".
        finding = found(code, span, **{"basis": self.format.basis, **words})  # type: ignore[arg-type]
        self.findings.append(replace(finding, fix=fix).on(cells, [span] * len(cells)))

    def _find_missing(self, path: str, where: Span) -> None:
        """S02 for a row or a group of rows, with the cells that would stand there."""
        rows = [row for name, row in self.format.rows.items() if f"{name}.".startswith(f"{path}.")]
        cells = [address.path for row in rows for address in row]
        key = self.format.labels.missing(path)
        finding = replace(found("S02", where, basis=self.format.basis, key=key), detail=ZERO)
        self.findings.append(finding.on(cells, [where] * len(cells)))

    def _find_blank(self, path: str, names: str, marks: tuple[Span, ...], cells: list[str]) -> None:
        finding = found("S07", marks[0], basis=self.format.basis, row=self._name(path), cells=names)
        self.findings.append(finding.on(cells, marks))

    def _name(self, path: str) -> Name:
        return self.format.labels.name(path)

    def _columns(self, row: Iterable[Address]) -> str:
        return self.format.labels.columns_of(address.path for address in row)
