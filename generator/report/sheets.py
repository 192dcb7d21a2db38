"""What a workbook is made of: sheets of boxes that say what they are, no looks.

A number is known by its address in the filing, here as everywhere; where it stands on a sheet is found out
when the workbook is written, so that nothing in it names a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from generator.form.rule import Bound

# Turns addresses into the places where they stand, in the words of a spreadsheet: 「D4:I4,D6」.
Places = Callable[[Iterable[str]], str]
Numbers = Callable[[Iterable[str]], Fraction]
# What stands where there is nothing to divide by.
NOTHING = "—"


# The sheets that are the same in every workbook, and what their heads say.
STATE, HEAD, CHECKS = "填报情况", "基本信息", "勾稽核对"
HEAD_COLUMNS = ("项目", "填写", "说明")
# The hidden sheet that holds the filing the workbook was made of, a piece in each cell of its first column.
ORIGIN = "填报数据"
# What stands there for a field that is only wished for.
YES = "是"
# Rows above a table, above the paragraphs of a text, and above the fields of the head.
ABOVE_TABLE, ABOVE_TEXT, ABOVE_HEAD = 4, 3, 3
# How the heads of last year's numbers begin, and what a line of differences ends in.
LAST_YEAR, ZERO = "上年", "（应为 0）"
# Before the name of a row that is part of the one above it.
INSET = "└ "
# The last column of an office's own table, where its numbers have remarks: 「列名：备注」, a line each.
REMARKS = "数的备注"


class Look(StrEnum):
    """What a box is: words of ours, or a place for the office to fill."""

    TITLE = "title"
    NOTE = "note"
    HEAD = "head"
    LABEL = "label"
    FIGURE = "figure"
    TOTAL = "total"
    WORDS = "words"
    LAST = "last"
    CHECK = "check"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Difference:
    """The sum of some numbers less the sum of others; with nothing to take away, a sum."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    def formula(self, places: Places) -> str:
        """As a spreadsheet has it.  Rounded to the fen of 万元: binary fractions are not ours."""
        if not self.minus:
            return f"ROUND(SUM({places(self.plus)}),6)"
        return f"ROUND(SUM({places(self.plus)})-SUM({places(self.minus)}),6)"

    def value(self, numbers: Numbers) -> Fraction | str:
        """What it comes to."""
        return numbers(self.plus) - numbers(self.minus)


@dataclass(frozen=True, slots=True)
class Share:
    """A difference divided by a sum and multiplied, rounded to so many decimals, halves up; `NOTHING` where
    there is nothing to divide by.  Without ``over`` it is not divided."""

    plus: tuple[str, ...]
    minus: tuple[str, ...]
    over: tuple[str, ...]
    times: int
    decimals: int

    def formula(self, places: Places) -> str:
        """As a spreadsheet has it."""
        less = f"-SUM({places(self.minus)})" if self.minus else ""
        top = f"(SUM({places(self.plus)}){less})"
        if not self.over:
            return f"{top}*{self.times}"
        below = f"SUM({places(self.over)})"
        return f'IF({below}=0,"{NOTHING}",ROUND({top}/{below}*{self.times},{self.decimals}))'

    def value(self, numbers: Numbers) -> Fraction | str:
        """What it comes to."""
        top = numbers(self.plus) - numbers(self.minus)
        if not self.over:
            return top * self.times
        below = numbers(self.over)
        if not below:
            return NOTHING
        step = Fraction(1, 10**self.decimals)
        return floor(top / below * self.times / step + Fraction(1, 2)) * step


@dataclass(frozen=True, slots=True)
class Missing:
    """How many of some numbers are not there, or are no numbers; of ``words``, how many are not there."""

    of: tuple[str, ...]
    filled: int
    words: bool = False

    def formula(self, places: Places) -> str:
        """As a spreadsheet has it."""
        return f"{len(self.of)}-{'COUNTA' if self.words else 'COUNT'}({places(self.of)})"

    def value(self, numbers: Numbers) -> Fraction | str:
        """What it comes to."""
        return Fraction(len(self.of) - self.filled)


@dataclass(frozen=True, slots=True)
class Unequal:
    """How many of some differences are not nought."""

    of: tuple[str, ...]

    def formula(self, places: Places) -> str:
        """As a spreadsheet has it."""
        return "+".join(f"({places([path])}<>0)" for path in self.of) or "0"

    def value(self, numbers: Numbers) -> Fraction | str:
        """What it comes to."""
        return Fraction(sum(numbers([path]) != 0 for path in self.of))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of three words: while something is ``missing``, while something is ``unequal``, then."""

    missing: str
    unequal: str
    words: tuple[str, str, str]

    def formula(self, places: Places) -> str:
        """As a spreadsheet has it."""
        missing, unequal = places([self.missing]), places([self.unequal])
        blank, wrong, well = self.words
        return f'IF({missing}>0,"{blank}",IF({unequal}>0,"{wrong}","{well}"))'

    def value(self, numbers: Numbers) -> Fraction | str:
        """The word it comes to."""
        blank, wrong, well = self.words
        if numbers([self.missing]):
            return blank
        return wrong if numbers([self.unequal]) else well


@dataclass(frozen=True, slots=True)
class Written:
    """How many paragraphs stand in a place for words, 1 of none being what is missing."""

    of: str
    filled: bool

    def formula(self, places: Places) -> str:
        """As a spreadsheet has it."""
        return f"IF(COUNTA({places([self.of])})=0,1,0)"

    def value(self, numbers: Numbers) -> Fraction | str:
        """What it comes to."""
        return Fraction(not self.filled)


Formula = Difference | Share | Missing | Unequal | Verdict | Written


@dataclass(frozen=True, slots=True)
class Box:
    """One cell, or several as one.  ``path`` is the address of what stands in it; ``choices`` or ``bound``
    are what alone may be filled in; ``signed``: shown with its sign; ``lines``: how high it is."""

    row: int
    column: int
    look: Look
    value: str | int | Decimal | None = None
    rows: int = 1
    columns: int = 1
    path: str = ""
    formula: Formula | None = None
    choices: tuple[str, ...] = ()
    bound: Bound | None = None
    signed: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Room:
    """Rows below one another for an office's own paragraphs."""

    path: str
    row: int
    column: int
    rows: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """``red``: what turns red while a difference is not nought.  ``frozen``: rows and columns that stay in
    sight.  ``widths``: of columns, in characters."""

    name: str
    boxes: tuple[Box, ...]
    widths: tuple[float, ...]
    frozen: tuple[int, int] = (0, 0)
    landscape: bool = False
    red: Mapping[Difference, tuple[str, ...]] = field(default_factory=dict)
    rooms: tuple[Room, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a workbook, and the form they are for."""

    title: str
    form: str
    sheets: tuple[Sheet, ...]
