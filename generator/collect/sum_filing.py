"""A sum as a filing: every number filled in, narratives left to people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.collect.adding import Sum
from generator.collect.roster import Unit
from generator.compose.blank import Known, blank
from generator.compose.imported import printed_rows
from generator.filing.narrative.filters import plain
from generator.form.format import Format
from generator.form.header import key_for
from generator.source.yaml_text import quoted

# So many names are written in one comment.
NAMED = 10
# What no disk has in the name of a file.
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

# The bytes of a file's name without its ending; disks take 255.
LONGEST = 200


def sum_filing(each: Sum, form: Format, year: int) -> str:
    """The text of the filing.  A number that nobody knows is left empty; one that some do not know is the
    sum of the others, which is said beside it."""
    numbers = {path: plain(Fraction(value)) for path, value in each.numbers.items()}
    return blank(
        form,
        Known(
            head=dict(_head(each, year)),
            rows=printed_rows(form, numbers),
            notes=_notes(each, form),
            preface=tuple(_preface(each)),
        ),
    )


def _head(each: Sum, year: int) -> Iterator[tuple[str, str]]:
    unit, own = each.unit, each.own
    known = own.head if own else {}
    kind, level = key_for("authority_kind"), key_for("level")
    yield key_for("authority"), quoted(unit.authority)
    for key, said in ((kind, unit.kind), (level, unit.level)):
        if value := said or known.get(key, ""):
            yield key, value
    yield key_for("year"), str(year)
    yield key_for("scope"), each.scope


def _notes(each: Sum, form: Format) -> dict[str, str]:
    """The rows of which some parts say nothing, with who they are."""
    names: dict[str, list[str]] = {}
    for path, parts in each.unknown.items():
        row = form.addresses[path].row_path
        names.setdefault(row, []).extend(part.unit.authority for part in parts)
    return {
        row: f"不含没有填好这一行的：{_named(list(dict.fromkeys(units)))}" for row, units in names.items()
    }


def _preface(each: Sum) -> Iterator[str]:
    yield f"# 由 nianbao collect 汇总 {each.filings} 份得来，由来见旁边同名的 xlsx、json；文字请自己写。"
    if each.missing:
        yield f"# 缺报 {len(each.missing)} 家，不在内：{_named([unit.authority for unit in each.missing])}"
    for file, reason in each.left_out[:NAMED]:
        yield f"# 没有加进来：{_line(file)}，{_line(reason)}"
    if each.wrong:
        yield f"# 有错误、照加的：{_named([part.unit.authority for part in each.wrong])}"
    yield from (f"# 拿不准：{_line(doubt)}" for doubt in each.doubts[:NAMED])
    if each.conflicts and each.own:
        yield f"# 与 {_line(each.own.file)} 有 {len(each.conflicts)} 个数不同，见同名的 xlsx"


def _named(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 家" if len(names) > NAMED else ""
    return _line("、".join(names[:NAMED])) + more


def _line(text: str) -> str:
    return " ".join(text.split())


def _cut(name: str) -> str:
    """So much of a name as a disk takes, with room for what is put behind it."""
    return name.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore")


def file_names(units: Sequence[Unit]) -> dict[str, str]:
    """The name of each unit's file without its ending, by its key; no two are the same on any disk."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        name = bare = _cut(FORBIDDEN.sub("_", unit.authority)).strip(". ") or "_"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{bare}-{number}"
        taken.add(name.casefold())
        names[unit.key] = name
    return names
