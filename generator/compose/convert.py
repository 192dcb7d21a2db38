"""A filing moved to another form: the numbers that mean the same there, and an account of the others.

Nothing is invented: a number is carried over only where one form names the other as its predecessor
and says what corresponds; what one form splits and the other does not is left for the office to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compose.blank import Known, blank, kept, own_headings
from generator.compose.own_head import kept_own
from generator.compose.written import rows, value, values
from generator.filing.filing import Filing
from generator.filing.numbers import figure
from generator.form.correspondence import Match, corresponding
from generator.form.format import Format


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
    return bool(corresponding(target, source))


def convert(filing: Filing, target: Format) -> Converted:
    """The filing in the target form.  Numbers left blank in it stay blank."""
    pairs = corresponding(target, filing.format)
    known = values(filing, pairs)
    written = rows(target, known)
    carried = [cell for path in written for cell in target.rows[path] if not cell.total_column]
    spread = [pair for pair in pairs if len(pair.here) > 1]
    used = {path for pair in pairs for path in pair.there}
    return Converted(
        text=blank(
            target,
            Known({**kept(filing), **kept_own(filing, target)}, written, own_headings(filing, target)),
        ),
        lost=tuple(_lost(filing, used)),
        spread=tuple(_spread(filing, target, spread)),
        carried=sum(cell.path in known for cell in carried),
    )


def _lost(filing: Filing, used: set[str]) -> Iterator[str]:
    """Rows with figures that go nowhere, each with these figures; zeros are not worth a word."""
    labels = filing.format.labels
    for path, row in filing.format.rows.items():
        cells = [filing.cells[address.path] for address in row if address.path not in used]
        figures = [f"{labels.column(cell.path)} {figure(cell)}".strip() for cell in cells if cell.value]
        if figures:
            yield f"{labels.row(path)}：{'，'.join(figures)}"


def _spread(filing: Filing, target: Format, pairs: Iterable[Match]) -> Iterator[str]:
    """Figures that the new form wants told apart, with the rows they are to be divided among."""
    for pair in pairs:
        amount = value(filing, pair.there)
        first = target.addresses[pair.here[0]]
        if amount not in ("", "0") and not first.total_column:
            names = "、".join(target.labels.row(path) for path in pair.here)
            among = " 等之和" if len(pair.there) > 1 else ""
            yield f"{filing.format.labels.short(pair.there[0])}{among} {amount}：要分到 {names}"
