"""How sentences call what stands in the tables: words as data, for one table of a form each.

A word means rows of the table, or columns, or neither (a noun that says what is counted).  ``means`` is a row
or a group of rows by its name in the table, several joined by `` + `` for their sum; where several are listed
the word can mean each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator

from generator.source.data_file import Model

Axis = Literal["row", "column"]
PLUS = " + "


def _sums(value: object) -> object:
    """Each alternative as the names that it sums."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(tuple(each.split(PLUS)) for each in value)
    return value


# Alternatives, each a sum of names.
Sums = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_sums)]


class Sense(Model):
    """Words and what they mean.

    ``alone``: no noun need stand beside them.  ``adds``: several before one number are summed.
    ``usual``: what is meant where only a column is named.  ``settled``: it counts what is done with.
    ``pending``: it counts what is left, so it is no part of what is settled.  ``rows``: what a column's word
    is said of where no row is named.  ``other``: what 其他 is among the parts of a group of rows.
    """

    words: tuple[str, ...]
    means: Sums = ()
    alone: bool = False
    adds: bool = False
    usual: bool = False
    rows: Sums = ()
    other: Sums = ()
    settled: bool = False
    pending: bool = False


class Every(Model):
    """Words that say something of everything, with 均 or 全部, the rates that are 100 % then, and words that
    say it alone; and what is nought where it is true.  ``rows``: they are said of these rows only;
    ``last_rows``: what is nought instead where they are said of last year."""

    words: tuple[str, ...]
    rates: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    zero_rows: tuple[str, ...] = ()
    last_rows: tuple[str, ...] = ()
    zero_columns: tuple[str, ...] = ()


class WholeWords(Model):
    """Words after 占, and the rows that are the whole then."""

    words: tuple[str, ...]
    means: Sums


class Ratio(Model):
    """Words for a share that has a name, as 维持率: what it is a share of what.  Where no rows are given they
    are those spoken of."""

    words: tuple[str, ...]
    rows: Sums = ()
    columns: Sums = ()
    whole_rows: Sums = ()
    whole_columns: Sums = ()


class Shares(Model):
    """What a share is of: the whole of a column (or of a channel), and of a row."""

    columns: Sums = ()
    rows: Sums = ()
    words: tuple[WholeWords, ...] = ()


class TableWords(Model):
    """The words for one table.

    ``nouns`` say what is counted, ``units`` count it.  ``at``: narratives that speak of nothing else, where
    no noun is needed.  ``about``, ``verbs``: a sentence elsewhere must have one of them, but for narratives
    ``near`` it.  ``column``: the
    one that is meant where none is named; where it is left out a column must be named.  ``figure`` is how
    many of the text's units one of the table's is.  ``at_most``: what is told may be less than the table's.
    ``complete``: parts that are told of it are all of them.
    """

    table: str
    nouns: tuple[str, ...] = ()
    units: tuple[str, ...]
    at: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    column: str = ""
    figure: int = 1
    at_most: bool = False
    complete: bool = False
    rows: tuple[Sense, ...] = ()
    columns: tuple[Sense, ...] = ()
    shares: Shares = Shares()
    every: tuple[Every, ...] = ()
    ratios: tuple[Ratio, ...] = ()

    @cached_property
    def usual(self) -> Sense | None:
        """The rows that are meant where only a column is named."""
        return next((sense for sense in self.rows if sense.usual), None)

    def senses(self) -> Iterator[tuple[Axis, Sense]]:
        """All senses with the axis they lie on."""
        yield from (("row", sense) for sense in self.rows)
        yield from (("column", sense) for sense in self.columns)

    @cached_property
    def name(self) -> str:
        """What tells it from the other words for the same table."""
        return ".".join([self.table, *(word for sense in self.rows for word in sense.words[:1])])

    @property
    def usual_columns(self) -> Sums:
        """What is meant where no column is named; nothing where one must be."""
        return () if self.columns and not self.column else ((self.column,),)
