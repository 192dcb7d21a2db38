"""A row more of a table whose rows the office names, written as the row above it is."""

from __future__ import annotations

import re

from generator.filing.filing import Filing, FreeRow
from generator.filing.numbers import figure
from generator.filing.own_columns import in_words
from generator.findings.finding import Edit, Span

# A row that stands on one line of its own, in brackets, a comment behind it or nothing.
DASH = re.compile(r" *- +")
REST = re.compile(r"\s*(#.*)?")
BRACKETS = {"[": "]", "{": "}"}


def row_below(filing: Filing, above: FreeRow, row: FreeRow) -> Edit | None:
    """The row written below another one; None where that is not written on a line of its own."""
    span = above.span
    if span.line != span.end_line or not 0 < span.line <= len(filing.source.lines):
        return None
    line = filing.source.lines[span.line - 1]
    start, written, rest = line[: span.column - 1], line[span.column - 1 :], line[span.end_column - 1 :]
    if not DASH.fullmatch(start) or written[:1] not in BRACKETS or not REST.fullmatch(rest):
        return None
    ending = "\r\n" if "\r\n" in filing.source.text else "\n"
    end = len(line) + 1
    text = f"{ending}{start}{_written(above, row, in_list=written[0] == '[')}"
    return Edit(Span(span.line, end, span.line, end), text)


def _written(above: FreeRow, row: FreeRow, *, in_list: bool) -> str:
    """The values in the order of the row above, which has them where each of them stands."""
    places = {**above.spans, **{column: cell.span for column, cell in above.cells.items()}}
    columns = sorted(places, key=lambda column: (places[column].line, places[column].column))
    values = [(column, _value(row, column)) for column in columns]
    if in_list:
        return f"[{', '.join(value for _, value in values)}]"
    return f"{{{', '.join(f'{column}: {value}' for column, value in values)}}}"


def _value(row: FreeRow, column: str) -> str:
    if column in row.cells:
        return figure(row.cells[column]) or "~"
    return in_words(row.words.get(column, ""))
