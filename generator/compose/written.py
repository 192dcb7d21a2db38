"""Numbers of one filing as they are to be written in a filing of another form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from generator.filing.filing import Cell, Filing, State
from generator.filing.numbers import figure
from generator.form.correspondence import Match
from generator.form.format import Address, Format
from generator.form.reserved import NUMBER, REMARK
from generator.source.yaml_text import quoted


def values(filing: Filing, pairs: Iterable[Match], *, remarks: bool = False) -> dict[str, str]:
    """The numbers of the other form (``here`` of the pairs) that this filing knows, as they are written; with
    ``remarks`` those that have one with it."""
    write = remarked if remarks else value
    found = {pair.here[0]: write(filing, pair.there) for pair in pairs if len(pair.here) == 1}
    return {path: text for path, text in found.items() if text}


def value(filing: Filing, paths: Iterable[str]) -> str:
    """A number as it is to be written, or the sum of several; nothing where one of them is missing."""
    cells = [filing.cells[path] for path in paths]
    if any(cell.value is None or cell.state in (State.BLANK, State.BROKEN) for cell in cells):
        return ""
    if len(cells) == 1:
        return figure(cells[0])
    total = sum((Fraction(cell.value or 0) for cell in cells), start=Fraction(0))
    return figure(Cell("", int(total), State.COMPUTED, cells[0].span)) if total.denominator == 1 else ""


def remarked(filing: Filing, paths: tuple[str, ...]) -> str:
    """The same with its remark, where it is the number of a single cell that has one."""
    return number(filing.cells[paths[0]]) if len(paths) == 1 else value(filing, paths)


def number(cell: Cell) -> str:
    """The number of a cell as it is to be written, with its remark; nothing where neither is there."""
    known = cell.value is not None and cell.state in (State.GIVEN, State.COMPUTED)
    written = figure(cell) if known else ""
    if cell.remark is None:
        return written
    return f"{{{NUMBER}: {written or '~'}, {REMARK}: {quoted(cell.remark.text.strip())}}}"


def rows(form: Format, known: Mapping[str, str]) -> dict[str, str]:
    """The rows of a form as far as their numbers are known, those of which nothing is known left out."""
    found = {
        path: _row(row, known, only_numbers=len(row) == len(form.written_rows[path]))
        for path, row in form.rows.items()
    }
    return {path: text for path, text in found.items() if text}


def _row(row: tuple[Address, ...], known: Mapping[str, str], *, only_numbers: bool) -> str:
    """A row as far as its numbers are known: a list where all are and there is nothing else in it, or else
    those columns that are.

    Totals are computed; one of which something is said is written, and so are those beside it.
    """
    totals = any(_is_total(cell) and known.get(cell.path, "").startswith("{") for cell in row)
    written = [cell for cell in row if totals or not _is_total(cell)]
    found = {cell.column: known[cell.path] for cell in written if cell.path in known}
    if not found:
        return ""
    return _as_list(found) if only_numbers and len(found) == len(written) else _by_column(found)


def _is_total(cell: Address) -> bool:
    return cell.open_column or cell.open_row


def _as_list(numbers: Mapping[str, str]) -> str:
    """The numbers in their order; the only number of a row whose column has no name stands alone."""
    return numbers[""] if list(numbers) == [""] else f"[{', '.join(numbers.values())}]"


def _by_column(numbers: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{column}: {text}" for column, text in numbers.items()) + "}"
