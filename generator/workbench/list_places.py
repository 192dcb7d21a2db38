"""Where in a table whose rows the office names itself something stands: which row, which column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.filing.filing import Filing
from generator.filing.own_nodes import own_nodes
from generator.findings.finding import Finding, Span
from generator.form.format import Format
from generator.source.entries import last_line
from generator.source.nodes import Document, Node, Scalar, Source
from generator.workbench.free_edits import written_rows
from generator.workbench.own_typed import Otherwise, rows_of

Json = dict[str, Any]
Cells = Sequence[Scalar | None]
# The kind of a table and its name in calls, its rows, and the lines of the file that it takes.
Table = tuple[str, str, Sequence[Cells], range]


def listed_place(form: Format, document: Document, filing: Filing | None, finding: Finding) -> Json | None:
    """The place of a finding in such a table; None where it is in none."""
    span = next(_spans(filing, finding), finding.span)
    for kind, at, rows, lines in _tables(form, document):
        if span.line in lines:
            return {"kind": kind, "at": at, **_cell(rows, span)}
    return None


def _spans(filing: Filing | None, finding: Finding) -> Iterator[Span]:
    """Where the numbers stand that a finding speaks of."""
    cells = filing.free_cells if filing else {}
    yield from (cells[path].span for path in (finding.accused, *finding.cells) if path in cells)


def _tables(form: Format, document: Document) -> Iterator[Table]:
    root, source = document.root, document.source
    for key in form.free_tables:
        if key in root.entries:
            lines = range(root.keys[key].line, last_line(source, root.entries[key]) + 1)
            yield "free", key, written_rows(form, root, key), lines
    for at, node in enumerate(own_nodes(root, [])):
        yield "own", str(at), _own(node), _lines(source, node)


def _own(node: Any) -> list[Cells]:
    try:
        return [row.cells for row in rows_of(node)]
    except Otherwise:
        return []


def _lines(source: Source, node: Node) -> range:
    return range(node.span.line, last_line(source, node) + 1)


def _cell(rows: Sequence[Cells], span: Span) -> dict[str, int]:
    """The row and the column of a place, as far as it is in one."""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None and _holds(cell.span, span):
                return {"row": row, "column": column}
    for row, cells in enumerate(rows):
        there = [cell.span for cell in cells if cell is not None]
        if there and there[0].line <= span.line <= there[-1].end_line:
            return {"row": row}
    return {}


def _holds(cell: Span, span: Span) -> bool:
    start, end = (cell.line, cell.column), (cell.end_line, cell.end_column)
    return start <= (span.line, span.column) < max(end, (start[0], start[1] + 1))
