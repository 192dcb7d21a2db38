"""A filing moved to another form: the numbers that mean the same there, and an account of the others.

Nothing is invented: a number is carried over only where one form names the other as its predecessor
and says what corresponds; what one form splits and the other does not is left for the office to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.compose.blank import Known, blank, kept
from generator.filing.filing import Cell, Filing, State
from generator.filing.numbers import figure
from generator.form.correspondence import Match, matches
from generator.form.format import Address, Format


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of the new filing; rows of the old one with nothing to go to (and their figures), groups
    of the new one that one old figure is spread over, and how many numbers were carried over (totals
    are not: they are computed)."""

    text: str
    lost: tuple[str, ...]
    spread: tuple[str, ...]
    carried: int


def is_related(source: Format, target: Format) -> bool:
    """Whether one of the two forms says how their numbers correspond."""
    return bool(_pairs(source, target))


def convert(filing: Filing, target: Format) -> Converted:
    """The filing in the target form.  Numbers left blank in it stay blank."""
    pairs = _pairs(filing.format, target)
    values = {pair.here[0]: _value(filing, pair.there) for pair in pairs if len(pair.here) == 1}
    known = {path: text for path, text in values.items() if text}
    rows = {path: _row(row, known) for path, row in target.rows.items()}
    carried = [
        cell for path, row in target.rows.items() if rows[path] for cell in row if not cell.total_column
    ]
    spread = [pair for pair in pairs if len(pair.here) > 1]
    used = {path for pair in pairs for path in pair.there}
    return Converted(
        text=blank(target, Known(kept(filing), {path: text for path, text in rows.items() if text})),
        lost=tuple(_lost(filing, used)),
        spread=tuple(_spread(filing, target, spread)),
        carried=sum(cell.path in known for cell in carried),
    )


def _pairs(source: Format, target: Format) -> list[Match]:
    """What corresponds, whichever of the two forms came first: ``here`` is the target's."""
    if found := matches(target, source):
        return list(found.values())
    return [Match(match.there, match.here) for match in matches(source, target).values()]


def _value(filing: Filing, paths: Iterable[str]) -> str:
    """A number as it is to be written, or the sum of several; nothing where one of them is missing."""
    cells = [filing.cells[path] for path in paths]
    if any(cell.value is None or cell.state in (State.BLANK, State.BROKEN) for cell in cells):
        return ""
    if len(cells) == 1:
        return figure(cells[0])
    total = sum((Fraction(cell.value or 0) for cell in cells), start=Fraction(0))
    return figure(Cell("", int(total), State.COMPUTED, cells[0].span)) if total.denominator == 1 else ""


def _row(row: tuple[Address, ...], known: Mapping[str, str]) -> str:
    """A row as far as its numbers are known: a list where all are, else those columns that are."""
    written = [cell for cell in row if not cell.total_column]
    found = {cell.column: known[cell.path] for cell in written if cell.path in known}
    if not found or row[0].total_row:
        return ""
    if len(row) == 1 and not row[0].column:
        return found[""]
    if len(found) == len(written):
        return f"[{', '.join(found.values())}]"
    return "{" + ", ".join(f"{column}: {text}" for column, text in found.items()) + "}"


def _lost(filing: Filing, used: set[str]) -> Iterator[str]:
    """Rows with figures that go nowhere, each with these figures; zeros are not worth a word."""
    for path, row in filing.format.rows.items():
        cells = [(address, filing.cells[address.path]) for address in row if address.path not in used]
        figures = [f"{address.column} {figure(cell)}".strip() for address, cell in cells if cell.value]
        if figures:
            yield f"{path}：{'，'.join(figures)}"


def _spread(filing: Filing, target: Format, pairs: Iterable[Match]) -> Iterator[str]:
    """Figures that the new form wants told apart, with the rows they are to be divided among."""
    for pair in pairs:
        value = _value(filing, pair.there)
        first = target.addresses[pair.here[0]]
        if value not in ("", "0") and not first.total_column:
            names = "、".join(target.addresses[path].row[-1] for path in pair.here)
            amount = f"{pair.there[0]} {value}" if len(pair.there) == 1 else f"{pair.there[0]} 等之和 {value}"
            yield f"{amount}：要分到 {names}"
