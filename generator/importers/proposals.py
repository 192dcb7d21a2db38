"""What a number that could not be read must be, where sums leave only one: proposed, never taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.form.format import Address, Format
from generator.importers.tables import Taken


@dataclass(frozen=True, slots=True)
class Sum:
    """Addresses whose sums are equal, and what says so."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    name: str


def proposals(form: Format, cells: Mapping[str, Taken]) -> dict[str, tuple[str, str]]:
    """For numbers that were not read the only ones that balance, and which sums say so."""
    found: dict[str, tuple[str, str]] = {}
    sums = list(_sums(form))
    for path, taken in cells.items():
        if taken.figure.is_known or taken.figure.blank:
            continue
        said = {value: each.name for each in sums if (value := _needed(each, path, cells)) is not None}
        if len(said) == 1:
            ((value, name),) = said.items()
            if value >= 0:
                found[path] = (format_number(value), name)
    return found


def format_number(value: Decimal) -> str:
    """A number as it is written."""
    return str(value.quantize(1) if value == value.to_integral() else value.normalize())


def _needed(equal: Sum, path: str, cells: Mapping[str, Taken]) -> Decimal | None:
    """What a number must be for this sum, where all the others of it are known."""
    on_left = path in equal.left
    if not on_left and path not in equal.right:
        return None
    same, other = (equal.left, equal.right) if on_left else (equal.right, equal.left)
    beside = _total((each for each in same if each != path), cells)
    against = _total(iter(other), cells)
    return None if beside is None or against is None else against - beside


def _total(paths: Iterator[str], cells: Mapping[str, Taken]) -> Decimal | None:
    total = Decimal(0)
    for path in paths:
        taken = cells.get(path)
        if taken is None or not (taken.figure.is_known or taken.figure.blank):
            return None
        total += Decimal(taken.figure.number or 0)
    return total


def _sums(form: Format) -> Iterator[Sum]:
    for row in form.rows.values():
        for cell in row:
            if cell.total_column:
                yield Sum((cell.path,), form.beside(cell), "本行合计")
            if cell.total_row:
                parts = tuple(
                    filter(None, (_at(form, other, cell) for other in form.siblings(cell.row_path)))
                )
                yield Sum((cell.path,), parts, "本列合计")
    for rule in form.rules:
        if rule.kind == "balance":
            yield from _balance(form, rule.options)


def _balance(form: Format, options: Mapping[str, object]) -> Iterator[Sum]:
    section = str(options.get("table", ""))
    left, right = (_rows(form, section, options.get(side, ())) for side in ("left", "right"))
    for cell in form.rows.get(left[0], ()) if left and right else ():
        sides = [tuple(filter(None, (_at(form, row, cell) for row in rows))) for rows in (left, right)]
        yield Sum(sides[0], sides[1], "勾稽关系")


def _rows(form: Format, section: str, names: object) -> list[str]:
    named = [names] if isinstance(names, str) else list(names) if isinstance(names, list | tuple) else []
    return (
        [row for name in named for row in form.leaf_rows(section, str(name))]
        if section in form.tables
        else []
    )


def _at(form: Format, row: str, like: Address) -> str:
    """The number of a row in the column of another."""
    return next((cell.path for cell in form.rows[row] if cell.column == like.column), "")
