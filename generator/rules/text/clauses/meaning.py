"""What statements come to: the numbers of the form that a figure is the sum of, and their values."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import product

from generator.common.same import Same, kept_of_the_same
from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.form.correspondence import numbers
from generator.form.format import Format
from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses.free_words import words_of_rows
from generator.rules.text.clauses.lexicon import Lexicon
from generator.rules.text.clauses.reader import Reader, Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.whose import Reach, names_of, reach_of
from generator.rules.text.printed_page import page

Paths = tuple[str, ...]


def read_texts(filing: Filing) -> dict[str, Reading]:
    """What was read in each narrative of a filing; nothing without a head, or words to read by."""
    return _read(filing)


@kept_of_the_same
def _read(filing: Filing) -> dict[str, Reading]:
    words = lexicon_of(filing)
    if words is None:
        return {}
    lexicon, reach = Same(words), reach_of(filing)
    return {
        path: _read_text(lexicon, reach, page(filing, text).words, path)
        for path, text in filing.texts.items()
    }


@lru_cache(maxsize=64)
def _read_text(words: Same[Lexicon], reach: Reach, text: str, path: str) -> Reading:
    """A narrative, read once for as long as it prints the same: while somebody types into a table it does."""
    return Reader(words.value, reach).read(text, path)


def lexicon_of(filing: Filing) -> Lexicon | None:
    """The words that its texts are read by; None where its year is not known, or its form has no words."""
    if not has_words(filing):
        return None
    if any(filing.free.values()) and (own := _own_lexicon(Same(filing))):
        return own
    return _lexicon(Same(filing.format), filing.year or 0, filing.authority or "")


def has_words(filing: Filing) -> bool:
    """Whether texts of a filing can be read: its year is known, and its form has words, or tables whose rows
    the office names."""
    return filing.year is not None and bool(filing.format.vocabulary or filing.format.free_tables)


@lru_cache(maxsize=4)
def _own_lexicon(same: Same[Filing]) -> Lexicon | None:
    """With the words for rows that the office named; None where there are none."""
    filing = same.value
    own = words_of_rows(filing)
    words = (*filing.format.vocabulary, *own)
    return Lexicon(words, filing.year or 0, names_of(filing.authority or "")) if own else None


@lru_cache(maxsize=64)
def _lexicon(same: Same[Format], year: int, authority: str) -> Lexicon:
    return Lexicon(same.value.vocabulary, year, names_of(authority))


def sums(form: Format, statement: Statement) -> list[Paths]:
    """The numbers that a statement can be the sum of, each way; empty where it is said of none."""
    if statement.table is None:
        return []
    return paths(form, statement.table, statement.rows, statement.columns)


def paths(form: Format, table: TableWords, rows: Sums, columns: Sums) -> list[Paths]:
    """The numbers of rows in columns: an alternative for each pair of alternatives that the form has."""
    found = (_cells(form, table.table, *pair) for pair in product(rows, columns))
    return [cells for cells in found if cells]


def _cells(form: Format, table: str, rows: Iterable[str], columns: Iterable[str]) -> Paths:
    if table in form.free_tables:
        return tuple(f"{table}.{row}" for row in rows)
    cells: list[str] = []
    for row, column in product(rows, columns):
        found = numbers(form, f"{table}.{row}").get(column)
        if found is None:
            return ()
        cells += found
    return tuple(cells)


def values(filing: Filing, statement: Statement) -> list[tuple[Paths, Fraction]] | None:
    """Each of these sums with what it is in the tables; None where one is not known."""
    found = []
    for cells in sums(filing.format, statement):
        total = known_sum(filing, cells)
        if total is None:
            return None
        found.append((cells, total))
    return found
