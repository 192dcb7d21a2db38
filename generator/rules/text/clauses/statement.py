"""What a clause states: a figure, or that there is none, or everything; of which numbers of the form."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses.binding import Bound, has
from generator.rules.text.clauses.figures import Figure
from generator.rules.text.clauses.segments import Place

Said = Literal["number", "none", "every"]
Sort = Literal["rows", "columns", "channels", "things"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that a sentence tells, or a claim, and what it is said of.

    ``start`` to ``end`` are the words it was read from, among plain words.  ``rows`` and ``columns`` are
    names of the table, alternatives of sums; ``why_not`` says why it is not to be compared with the table,
    and is empty where it is.  ``whole``: the figure that it is a part of; ``sort``: what parts it is told
    among, ``series``: in which list of its sentence.
    """

    start: int
    end: int
    value: Fraction
    said: Said = "number"
    figure: Figure | None = None
    table: TableWords | None = None
    rows: Sums = ()
    columns: Sums = ()
    why_not: str = ""
    whole: int | None = None
    sort: Sort = "things"
    sentence: int = 0
    series: int = 0

    @property
    def is_bound(self) -> bool:
        """Whether it is said of numbers of the form, beyond doubt."""
        return self.table is not None and not self.why_not


def sort_of(place: Place, bound: Bound) -> Sort:
    """What parts a figure is told among."""
    if has((*place.before, *place.after), "channel"):
        return "channels"
    if bound.columns:
        return "columns"
    return "rows" if bound.rows else "things"
