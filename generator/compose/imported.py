"""The rows of a filing that is read from a published report, with their printed totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.form.format import Address, Format


def printed_rows(form: Format, numbers: Mapping[str, str]) -> dict[str, str]:
    """The rows of which something was read, totals and all; what was not read is left empty (``null``)."""
    found = {path: _row(row, numbers) for path, row in form.written_rows.items()}
    return {path: text for path, text in found.items() if text}


def _row(row: Sequence[Address], numbers: Mapping[str, str]) -> str:
    """A row as a list, with its total only where one is printed."""
    if not any(cell.path in numbers for cell in row):
        return ""
    if [cell.column for cell in row] == [""]:
        return numbers[row[0].path]
    written = [cell for cell in row if not cell.open_column or numbers.get(cell.path, "null") != "null"]
    return f"[{', '.join(numbers.get(cell.path, 'null') for cell in written)}]"
