"""What the terms of a rule name, and the lanes in which their sums are compared.

Between the rows of a ``table`` that is every column.  With ``rows`` the terms are columns, compared in each
of these rows, or in every row of the table (``rows: all``); so it is in a free table, whose rows nobody
knows beforehand.  Without a ``table`` every term begins with its own: a row, a group of rows or a single
number, or with ``rows`` a column of any table that has these rows.  A column of a free table stands without
``rows`` for the sum of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.common.did_you_mean import nearest
from generator.filing.filing import Filing, FreeRow
from generator.form.correspondence import numbers
from generator.form.format import Format

ALL = "all"
Rows = tuple[str, ...] | Literal["all"]
Paths = tuple[str, ...]
# The keys whose values are terms.
TERMS = ("left", "right", "now", "before", "plus", "minus")


@dataclass(frozen=True, slots=True)
class Lane:
    """The numbers that each side names in one row, or in one column.

    ``implied``: it adds up other lanes that are compared too.
    """

    name: str
    sides: tuple[Paths, ...]
    implied: bool = False


def lanes(filing: Filing, table: str, rows: Rows, sides: Sequence[Sequence[str]]) -> Iterator[Lane]:
    """The lanes of a rule, each with the numbers of all sides; none where a free table was not written."""
    terms = tuple(tuple(_split(table, term) for term in side) for side in sides)
    used = [section for side in terms for section, _ in side]
    if any(section not in filing.free for section in used if section in filing.format.free_tables):
        return
    yield from _by_row(filing, used[0], rows, terms) if rows else _by_column(filing, terms)


Term = tuple[str, str]


def _split(table: str, term: str) -> Term:
    """The table of a term, and what it names there."""
    section, _, rest = term.partition(".")
    return (table, term) if table else (section, rest)


def _by_row(filing: Filing, table: str, rows: Rows, sides: Sequence[Sequence[Term]]) -> Iterator[Lane]:
    if table in filing.format.free_tables:
        yield from _of_free_rows(filing.free_rows(table), sides)
        return
    form = filing.format
    named = rows_named(form, table, rows)
    whole = [row for row in named if form.rows[row][0].total_row]
    for row in named:
        name = row.partition(".")[2]
        paths = tuple(tuple(f"{section}.{name}.{column}" for section, column in side) for side in sides)
        if all(path in form.addresses for side in paths for path in side):
            yield Lane(name, paths, implied=row in whole and len(whole) < len(named))


def _of_free_rows(rows: Iterator[FreeRow], sides: Sequence[Sequence[Term]]) -> Iterator[Lane]:
    for row in rows:
        yield Lane(row.path, tuple(tuple(row.cells[column].path for _, column in side) for side in sides))


def rows_named(form: Format, table: str, rows: Rows) -> list[str]:
    """The paths of the rows of a table that a rule names, a group as its rows."""
    if rows == ALL:
        return [path for path, row in form.rows.items() if row[0].section == table]
    return [path for name in rows for path in form.leaf_rows(table, name)]


def rows_of_rule(form: Format, options: Mapping[str, Any]) -> list[str]:
    """The paths of the rows in which a rule compares columns, of all the tables that its terms name."""
    rows, table = options.get("rows", ()), str(options.get("table", ""))
    terms = [_split(table, str(term)) for key in TERMS for term in _several(options.get(key, ()))]
    tables = dict.fromkeys(section for section, _ in terms if section in form.tables)
    return [path for section in tables for path in rows_named(form, section, rows)] if rows else []


def _by_column(filing: Filing, sides: Sequence[Sequence[Term]]) -> Iterator[Lane]:
    found = [[_numbers(filing, *term) for term in side] for side in sides]
    columns = next((list(term) for side in found for term in side), [])
    for column in columns:
        paths = tuple(tuple(path for term in side for path in term.get(column, ())) for side in found)
        if len(columns) > 1 and any(_is_share(filing.format, path) for side in paths for path in side):
            continue  # shares of several rows do not add up
        first = filing.format.addresses.get(next(path for side in paths for path in side))
        implied = len(columns) > 1 and first is not None and first.total_column
        yield Lane(column, paths, implied=implied)


def _is_share(form: Format, path: str) -> bool:
    """Whether a number of the form is one divided by another."""
    return path in form.addresses and form.addresses[path].is_share


def _numbers(filing: Filing, section: str, name: str) -> Mapping[str, Paths]:
    """The numbers of a term by column; those of a free table's column together."""
    if section in filing.format.free_tables:
        return {"": tuple(row.cells[name].path for row in filing.free.get(section, ()))}
    return numbers(filing.format, f"{section}.{name}")


# ---------------------------------------------------------------- whether a form has what they name


def term_missed(form: Format, term: str, table: str, *, in_rows: bool) -> str:
    """What is wrong with the name of a term, or nothing."""
    section, name = _split(table, term)
    if section in form.free_tables:
        columns = form.free_tables[section].numbers(form.kinds)
        return _among(name, [str(column.key) for column in columns], "列数")
    if section not in form.tables:
        return f"没有“{section}”这张表{nearest(section, [*form.tables, *form.free_tables])}"
    if in_rows:
        return _among(name, _columns_of(form, section), "列")
    if numbers(form, f"{section}.{name}"):
        return ""
    known = (path if not table else path.partition(".")[2] for path in form.rows)
    return f"没有“{term}”这一行{nearest(term, known)}"


def _among(name: str, known: Sequence[str], word: str) -> str:
    return "" if name in known else f"没有“{name}”这一{word}{nearest(name, known)}"


def _columns_of(form: Format, section: str) -> list[str]:
    """The columns that have a name; a rule in rows can name no other."""
    found = (address.column for address in form.addresses.values() if address.section == section)
    return list(dict.fromkeys(filter(None, found)))


def unlike(form: Format, options: Mapping[str, Any]) -> str:
    """Why the sides of a rule cannot be compared though every name is there, or nothing."""
    table, rows = str(options.get("table", "")), options.get("rows", ())
    terms = [_split(table, str(term)) for key in TERMS for term in _several(options.get(key, ()))]
    if not terms:
        return ""
    free = {section for section, _ in terms if section in form.free_tables}
    if rows and free and (rows != ALL or len({section for section, _ in terms}) > 1):
        return "自拟表格的行名事先不知道：table 写这张表，rows 写 all；与别的表比，不写 rows，各列按合计比"
    if rows:
        return "" if free else _rows_apart(form, terms, rows)
    shapes = [frozenset(_shape(form, section, name)) for section, name in terms]
    apart = next((terms[at] for at, shape in enumerate(shapes) if shape != shapes[0]), None)
    return f"“{'.'.join(apart)}”与“{'.'.join(terms[0])}”的列不同，没法逐列比较" if apart else ""


def _several(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _shape(form: Format, section: str, name: str) -> Mapping[str, object]:
    return {"": ()} if section in form.free_tables else numbers(form, f"{section}.{name}")


def _rows_apart(form: Format, terms: Sequence[Term], rows: Rows) -> str:
    """Rows that do not have every column named, where they are named too, or where none has."""
    names = [path.partition(".")[2] for path in rows_named(form, terms[0][0], rows)]
    gaps = [(name, *gap) for name in names if (gap := _gap(form, terms, name))]
    if not gaps or (rows == ALL and len(gaps) < len(names)):
        return ""
    row, table, column = gaps[0]
    return f"“{table}”的“{row}”这一行没有“{column}”这一列，没法比较"


def _gap(form: Format, terms: Sequence[Term], row: str) -> Term | None:
    """The first term that a row has no number for."""
    return next((term for term in terms if f"{term[0]}.{row}.{term[1]}" not in form.addresses), None)
