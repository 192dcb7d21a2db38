"""The lines of tables of the office's own: an example, those of a filing, those a year later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.compose.written import number
from generator.compose.years import following_year
from generator.filing.filing import Cell, Filing, FreeRow, OwnTable, State
from generator.filing.own_columns import in_words
from generator.form import values
from generator.form.own_tables import COLUMNS, KEY, KIND, NAME, TITLE, TOTAL, own_kinds
from generator.form.reserved import BEFORE, BELOW, ROWS, UNIT
from generator.source.yaml_text import block

INDENT = "    "
AGAIN = "# 上年的“{key}”：核对各列、各行，填这一年的数；不再要的，整张删去"
OFFERED = "# 上年的“{key}”，改成这一年的再用：去掉下面各行开头的“# ”"


def own_table_lines() -> Iterator[str]:
    """A table of the office's own, commented out."""
    kinds = "、".join(own_kinds().kinds)
    yield f"# 本机关自己的表，印在报告后面，可以不写；要写，去掉下面各行开头的“# ”。{KIND}：{kinds}"
    yield f"# {KEY}:"
    yield f"#   - {TITLE}:"
    yield f"#     {COLUMNS}: [机构, {{{NAME}: 收件, {KIND}: {next(iter(own_kinds().kinds))}}}]"
    yield f"#     {ROWS}:"
    yield "#       - [甲局, 1]"
    yield f"#     {TOTAL}: true    # 由程序计算；写出各数的，由程序核对"


def kept_tables(filing: Filing, texts: Mapping[str, str]) -> Iterator[str]:
    """The tables of a filing as they are to be written again, with these texts beside them."""
    if filing.own_tables:
        yield f"{KEY}:"
    for table in filing.own_tables:
        yield from _table(table, texts, lambda words: words, _row)


def next_tables(filing: Filing, texts: Mapping[str, str]) -> Iterator[str]:
    """The tables of last year's filing for this year: columns and names of rows, numbers to be filled in.

    A table without numbers, and what is said beside one, is only shown.
    """
    assert filing.header is not None  # the caller has looked
    year = filing.header.year

    def later(words: str) -> str:
        return following_year(words, year)

    live = [table for table in filing.own_tables if table.table.columns and _has_numbers(table)]
    shown = [table for table in filing.own_tables if table not in live]
    if live:
        yield AGAIN.format(key=KEY)
        yield f"{KEY}:"
    for table in live:
        yield from _table(table, {}, later, _blank_row)
        yield from _beside(table, texts)
    if shown:
        yield OFFERED.format(key=KEY)
        yield from () if live else (f"# {KEY}:",)
    for table in shown:
        yield from (f"# {line}" for line in _table(table, texts, later, _row))


def _has_numbers(table: OwnTable) -> bool:
    return any(column.kind for column in table.table.columns)


Words = Callable[[str], str]


def _table(
    table: OwnTable, texts: Mapping[str, str], words: Words, row: Callable[[OwnTable, FreeRow, Words], str]
) -> Iterator[str]:
    path = f"{KEY}.{table.title}"
    yield f"  - {TITLE}: {in_words(words(table.title))}"
    yield f"{INDENT}{COLUMNS}: [{', '.join(_column(table, name, words) for name in table.kinds)}]"
    if table.unit:
        yield f"{INDENT}{UNIT}: {in_words(table.unit.text.strip())}"
    if f"{path}.{BEFORE}" in texts:
        yield from block(BEFORE, texts[f"{path}.{BEFORE}"], INDENT)
    yield f"{INDENT}{ROWS}:"
    for each in table.rows:
        yield f"{INDENT}  - {row(table, each, words)}"
    if table.total:
        yield f"{INDENT}{TOTAL}: {_total(table.total) if row is _row else 'true'}"
    if f"{path}.{BELOW}" in texts:
        yield from block(BELOW, texts[f"{path}.{BELOW}"], INDENT)


def _beside(table: OwnTable, texts: Mapping[str, str]) -> Iterator[str]:
    """What was said beside a table, commented out."""
    for key in (BEFORE, BELOW):
        if text := texts.get(f"{KEY}.{table.title}.{key}"):
            yield f"{INDENT}{OFFERED.format(key=key)}"
            yield from (f"{INDENT}# {line}" for line in block(key, text, ""))


def _column(table: OwnTable, name: str, words: Words) -> str:
    kind, unit = table.kinds[name]
    if kind == own_kinds().usual and not unit:
        return in_words(words(name))
    own_unit = f", {UNIT}: {in_words(unit)}" if unit else ""
    return f"{{{NAME}: {in_words(words(name))}, {KIND}: {kind}{own_unit}}}"


def _row(table: OwnTable, row: FreeRow, words: Words) -> str:
    names = [str(column.key) for column in table.table.columns]
    values = (
        number(row.cells[name]) or "~" if name in row.cells else _word(table, name, words(row.words[name]))
        for name in names
    )
    return f"[{', '.join(values)}]"


def _word(table: OwnTable, name: str, word: str) -> str:
    """A word as it stands in a row; a day stands without quotes, as it is written everywhere."""
    holds = own_kinds().kinds[table.kinds[name][0]].holds
    return word if word and holds == values.DATE else in_words(word)


def _blank_row(table: OwnTable, row: FreeRow, words: Words) -> str:
    """A row with its words, its numbers, days and choices left to be filled in."""
    kinds = own_kinds().kinds
    pairs = []
    for name, (kind, _) in table.kinds.items():
        word = words(row.words.get(name, "")) if kinds[kind].holds == values.WORDS else ""
        pairs.append(f"{in_words(words(name))}: {in_words(word) if word else ''}".rstrip())
    return f"{{{', '.join(f'{pair} ' if pair.endswith(':') else pair for pair in pairs)}}}"


def _total(total: FreeRow) -> str:
    """A total: its numbers where they were written, else only that there is one."""
    if all(cell.state is State.COMPUTED for cell in total.cells.values()):
        return "true"
    return f"[{', '.join(map(_of_total, total.cells.values()))}]"


def _of_total(cell: Cell) -> str:
    return number(cell) or "~"
