"""A block of cells, copied from a spreadsheet, a Word table or a page, laid into a table of a filing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.filing.filing import Cell as Number
from generator.filing.filing import Filing, State
from generator.filing.numbers import parse_quantity
from generator.findings.finding import Level, Span
from generator.form.format import Address
from generator.importers.figures import figure, looks_like_number
from generator.importers.pages import Cell, Grid, Unreadable
from generator.importers.sources import find
from generator.importers.tables import Taken, read_tables
from generator.source.nodes import Scalar

MARKUP = ("<table", "<tr", "<td")
Rows = list[list[str]]


@dataclass
class Pasted:
    """The numbers of a table by address, and what of the block was not taken, and why."""

    cells: dict[str, Number] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def pasted(text: str, filing: Filing, section: str, first: str = "") -> Pasted:
    """A block laid into the table of a section: by its labels, or where it has figures alone by their order,
    from the row ``first`` on.  Raises Unreadable for what fits nowhere."""
    grids = list(_grids(text))
    if not grids:
        raise Unreadable("没有读到表：从 Excel、WPS 或网页里选中几格复制，再粘贴过来")
    rows = [row for grid in grids for row in _texts(grid)]
    if all(looks_like_number(text) for row in rows for text in row):
        return _by_order(rows, filing, section, first)
    return _by_labels(grids, filing, section)


def _grids(text: str) -> Iterator[Grid]:
    is_markup = any(mark in text[:100_000].lower() for mark in MARKUP)
    if is_markup:
        yield from find("html").read(text.encode()).grids
        return
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if rows and all(looks_like_number(cell) for row in rows for cell in row):
        yield Grid(tuple(tuple(map(Cell, row)) for row in rows))
    elif text.strip():
        yield from find("text").read(text.encode()).grids


def _texts(grid: Grid) -> Iterator[list[str]]:
    """The rows of a block; blank ones at its edge, and blank columns behind it, are no part of it."""
    rows = [[cell.text.strip() for cell in row] for row in grid.rows]
    wide = max((place + 1 for row in rows for place, text in enumerate(row) if text), default=0)
    yield from (row[:wide] for row in rows if any(row))


# ---------------------------------------------------------------- by labels


def _by_labels(grids: Sequence[Grid], filing: Filing, section: str) -> Pasted:
    tables = read_tables(grids, filing.format, part=True)
    result = Pasted()
    for path, taken in tables.cells.items():
        if path.partition(".")[0] == section:
            _take(result, filing, path, taken)
    told = [finding for finding in tables.findings if finding.level is not Level.INFO]
    result.doubts += [finding.message for finding in told if not _is_elsewhere(finding.cells, section)]
    if not result.cells:
        raise Unreadable(f"粘贴的内容里没有认出“{section}”的行")
    return result


def _is_elsewhere(cells: Sequence[str], section: str) -> bool:
    return bool(cells) and all(cell.partition(".")[0] != section for cell in cells)


def _take(result: Pasted, filing: Filing, path: str, taken: Taken) -> None:
    """A number that is certain; of what is not, that it was left as it is."""
    if taken.doubt:
        result.doubts.append(f"{filing.label(path)}：{taken.doubt}，没有写进去")
    elif taken.figure.is_known:
        if cell := _cell(filing, path, taken.text):
            result.cells[path] = cell
    elif taken.text.strip() and not taken.figure.blank:
        result.doubts.append(f"{filing.label(path)}：“{taken.text.strip()[:20]}”不是数，没有写进去")


def _cell(filing: Filing, path: str, text: str) -> Number | None:
    kind = filing.format.kinds[filing.format.addresses[path].kind]
    read = figure(text, kind)
    value, written = parse_quantity(Scalar(f"{read.number}{read.unit}", Span()), kind)
    if value is None:
        return None
    remark = Scalar(read.remark, Span(), '"') if read.remark else None
    return Number(path, value, State.GIVEN, Span(), written=written, remark=remark)


# ---------------------------------------------------------------- by order


def _by_order(rows: Rows, filing: Filing, section: str, first: str) -> Pasted:
    """Figures alone: as many rows and columns as the table has, with its totals or without."""
    table = {path: row for path, row in filing.format.rows.items() if path.startswith(f"{section}.")}
    start = f"{section}.{first}" if first else next(iter(table))
    if start not in table:
        raise Unreadable(f"“{section}”里没有“{first}”这一行")
    after = list(table)[list(table).index(start) :]
    chosen = _rows(after, table, len(rows), whole=not first)
    result = Pasted()
    for path, row in zip(chosen, rows, strict=True):
        for address, text in zip(_columns(table[path], len(row), section), row, strict=True):
            if cell := _cell(filing, address.path, text):
                result.cells[address.path] = cell
            elif text:
                result.doubts.append(f"{filing.label(address.path)}：“{text[:20]}”不是数，没有写进去")
    return result


def _rows(
    after: Sequence[str], table: Mapping[str, tuple[Address, ...]], count: int, *, whole: bool
) -> list[str]:
    """The rows of the table that so many rows of figures are for."""
    parts = [path for path in after if not table[path][0].total_row]
    if not whole and count <= len(after):
        return list(after[:count])
    for choice in (list(after), parts):
        if len(choice) == count:
            return choice
    raise Unreadable(
        f"粘贴了 {count} 行数，表里有 {len(after)} 行（不算总计 {len(parts)} 行），对不上；"
        "请连行名一起复制，或者用 --at 写明从哪一行起"
    )


def _columns(row: tuple[Address, ...], count: int, section: str) -> list[Address]:
    """The columns that so many figures of a row are for."""
    parts = [address for address in row if not address.total_column]
    for choice in (list(row), parts):
        if len(choice) == count:
            return choice
    raise Unreadable(
        f"一行有 {count} 个数，“{section}”的一行是 {len(row)} 个（不算总计 {len(parts)} 个），对不上"
    )
