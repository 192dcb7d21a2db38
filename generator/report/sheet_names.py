"""What the sheets of a form's workbook are called: its sections and texts, in words that a spreadsheet takes.

The names follow from the form alone, whatever is filled in, so that a workbook's sheets are found again.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.common.same import Same
from generator.form.format import Format
from generator.form.own_tables import KEY
from generator.report.sheets import CHECKS, HEAD, STATE

# Excel takes names of so many UTF-16 units and none with these signs; one it keeps for itself.
LONGEST = 31
SIGNS = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
TAKEN = (STATE, HEAD, CHECKS, "History")


def sheet_names(form: Format) -> Mapping[str, str]:
    """The names by what stands on the sheets: keys of sections that are tables, paths of texts."""
    return _sheet_names(Same(form))


@lru_cache(maxsize=64)
def _sheet_names(form: Same[Format]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    taken = {_alike(name) for name in TAKEN}
    for path, wanted in _wanted(form.value):
        names[path] = _free(wanted, taken)
        taken.add(_alike(names[path]))
    return names


def _wanted(form: Format) -> Iterator[tuple[str, str]]:
    """The last word of a path, or all of it where others end so, in the order of the form."""
    paths = [path for section in form.sections for path in _paths(form, section.key)]
    times = Counter(path.rpartition(".")[2] for path in paths)
    for path in paths:
        last = path.rpartition(".")[2]
        yield path, last if times[last] == 1 else path.replace(".", "-")


def _paths(form: Format, section: str) -> Iterator[str]:
    """The section itself where it is one sheet, and the texts in it."""
    if section in form.tables or section in form.free_tables or _may_be_one_text(form, section):
        yield section
    yield from (path for path in form.narratives if path.partition(".")[0] == section)


def _may_be_one_text(form: Format, key: str) -> bool:
    return any(section.one_text for section in form.sections if section.key == key)


def _free(wanted: str, taken: set[str]) -> str:
    """A name that is not taken, as like the wanted one as can be."""
    name = "".join(sign for sign in wanted.translate(SIGNS).strip() if sign.isprintable())
    short, number = _cut(name, LONGEST), 1
    while not short or _alike(short) in taken or _is_own(short):
        number += 1
        short = _cut(name, LONGEST - len(f"~{number}")) + f"~{number}"
    return short


def _cut(name: str, longest: int) -> str:
    while len(name.encode("utf-16-le")) // 2 > longest:
        name = name[:-1]
    return name


def _alike(name: str) -> str:
    """Names that a spreadsheet takes for the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def _is_own(name: str) -> bool:
    """Whether it is the name of a sheet for one of the office's own tables."""
    return name.startswith(KEY) and name.removeprefix(KEY).isdecimal()
