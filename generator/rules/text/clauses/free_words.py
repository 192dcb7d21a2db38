"""Words for the rows that an office named itself: a row of a free table is called what its name says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.filing.filing import Filing, FreeRow
from generator.form.language import language
from generator.form.vocabulary import Sense, TableWords

# Shorter names are words of many things: 会议, 其他.
SHORTEST = 4
TEN_THOUSANDS = "万"


def words_of_rows(filing: Filing) -> tuple[TableWords, ...]:
    """Words for each row of the free tables of a filing that has one number with a unit, and a name that no
    other row has."""
    rows = [(section, row) for section in filing.format.free_tables for row in filing.free_rows(section)]
    named = [(section, row, _name(filing, section, row)) for section, row in rows]
    times = Counter(name for _, _, name in named)
    return tuple(
        words
        for section, row, name in named
        if len(name) >= SHORTEST and times[name] == 1
        for words in _words(filing, section, row, name)
    )


def _name(filing: Filing, section: str, row: FreeRow) -> str:
    """What a row is called in sentences: its name without what says that it is a count."""
    name = row.words.get(str(filing.format.free_tables[section].columns[0].key), "")
    ends = language().counting_ends
    end = next((end for end in sorted(ends, key=len, reverse=True) if name.endswith(end)), "")
    return name.removesuffix(end)


def _words(filing: Filing, section: str, row: FreeRow, name: str) -> Iterator[TableWords]:
    unit = _unit(filing, section, row)
    if len(row.cells) != 1 or not unit:
        return
    (cell,) = row.cells.values()
    factor = 10_000 if unit.startswith(TEN_THOUSANDS) and len(unit) > 1 else 1
    sense = Sense(words=(name,), means=((cell.path.removeprefix(f"{section}."),),), alone=True, adds=True)
    units = (unit.removeprefix(TEN_THOUSANDS) if factor > 1 else unit,)
    yield TableWords(table=section, units=units, figure=factor, rows=(sense,))


def _unit(filing: Filing, section: str, row: FreeRow) -> str:
    """The unit that the row itself gives, or that of its kind of number."""
    columns = filing.format.free_tables[section].columns
    said = [row.words.get(str(column.key), "") for column in columns[1:] if str(column.key) not in row.cells]
    kinds = (filing.format.kinds.get(column.kind or "") for column in columns)
    known = [kind.unit for kind in kinds if kind and kind.is_number and kind.unit]
    return next((word for word in (*said, *known) if word and len(word) <= SHORTEST), "")
