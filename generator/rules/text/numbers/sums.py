"""Sums of numbers of a form, as they stand in a placeholder and as people know them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.filing.filing import Filing
from generator.filing.narrative.expression import quoted_name
from generator.filing.narrative.placeholders import GROUP_SUM, group_cells
from generator.form.format import Format
from generator.rules.finding_of_rule import named

# So many members of a sum are named.
SHOWN = 3


def source(form: Format, cells: Sequence[str], before: str = "") -> str:
    """What stands in a placeholder for the sum of some numbers; ``before``: last year's have their word."""
    names = [path if not row else _of_group(row, column) for path, row, column in _members(form, cells)]
    return " + ".join(before + ".".join(map(quoted_name, name.split("."))) for name in names)


def label(filing: Filing, cells: Sequence[str]) -> str:
    """What people know the sum of some numbers by."""
    members = _members(filing.format, cells)
    shown = [named(filing, row or path, column) for path, row, column in members]
    if len(shown) > SHOWN:
        return f"{'与'.join(shown[:SHOWN])}等 {len(shown)} 项之和"
    return "与".join(shown) + ("之和" if len(shown) > 1 else "")


def _of_group(row: str, column: str) -> str:
    return f"{row}.{GROUP_SUM}" + (f".{column}" if column else "")


def _members(form: Format, cells: Sequence[str]) -> list[tuple[str, str, str]]:
    """The members of a sum: each a number, or all of a group of rows in a column."""
    left, found = list(cells), list[tuple[str, str, str]]()
    while left:
        group = next(_groups(form, left), None)
        taken = group[0] if group else left[:1]
        found.append((left[0], *(group[1:] if group else ("", ""))))
        left = [path for path in left if path not in taken]
    return found


def _groups(form: Format, cells: Sequence[str]) -> Iterator[tuple[list[str], str, str]]:
    """The groups that the first of some numbers is of and that are whole among them, the widest first."""
    address = form.addresses.get(cells[0])
    names = address.row_path.split(".") if address else []
    for length in range(2, len(names)):
        row, column = ".".join(names[:length]), address.column if address else ""
        whole = group_cells(form, _of_group(row, column))
        if whole and len(whole) > 1 and set(whole) <= set(cells):
            yield whole, row, column
