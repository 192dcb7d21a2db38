"""Numbers of rows that an office named itself, in placeholders.

Titles and rows hold brackets, blanks and points, which mean something else there: such a name stands in
quotes, or without what is neither letter nor figure, as long as that can only mean one number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from generator.common.same import kept_of_the_same
from generator.filing.filing import Filing, FreeRow
from generator.filing.narrative.expression import quoted_name
from generator.form.own_tables import KEY


def spellings(filing: Filing) -> dict[str, str]:
    """The way in which each of these numbers is written, by its address."""
    return _spellings(filing)


def meant(filing: Filing, words: str) -> str | None:
    """The address of the only number that words can mean, whatever marks and blanks they have or lack."""
    first = words.partition(".")[0].strip()
    if first != KEY and first not in filing.free:
        return None
    return _by_letters(filing).get(_letters(words))


@kept_of_the_same
def _spellings(filing: Filing) -> dict[str, str]:
    found: dict[str, str] = {}
    for address, names in _all(filing):
        found.setdefault(address, ".".join(map(quoted_name, names)))
    return found


@kept_of_the_same
def _by_letters(filing: Filing) -> dict[str, str]:
    """The addresses by their letters and figures; what two of them share is left out."""
    found: dict[str, str] = {}
    shared = set()
    for address in _spellings(filing):
        letters = _letters(address)
        shared |= {letters} if letters in found else set()
        found[letters] = address
    return {letters: address for letters, address in found.items() if letters not in shared}


def _letters(words: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", words).lower() if sign.isalnum())


def _all(filing: Filing) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every number with the names that lead to it."""
    for table in filing.own_tables:
        yield from _of_rows((KEY, table.title), f"{KEY}.{table.title}", table.printed)
    for section, rows in filing.free.items():
        yield from _of_rows((section,), section, rows)


def _of_rows(
    above: tuple[str, ...], path: str, rows: Iterable[FreeRow]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in rows:
        names = (*above, row.path.removeprefix(f"{path}."))
        for column, cell in row.cells.items():
            yield cell.path, names if cell.path == row.path else (*names, column)
        yield from _of_rows(names, row.path, row.parts)
