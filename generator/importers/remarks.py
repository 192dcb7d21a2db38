"""Notes below a table that a sign in a cell stands for become the remarks of their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.form.reserved import BELOW
from generator.importers.sections import Sections
from generator.importers.tables import Tables


def with_remarks(tables: Tables, sections: Sections) -> dict[str, str]:
    """Each number with its note, which is taken from those below its table; for signs that no note begins
    with, what is to be said of the number, by its address."""
    missing: dict[str, str] = {}
    used: set[tuple[str, str]] = set()
    for path, taken in tables.cells.items():
        if not taken.figure.mark:
            continue
        notes = _notes(sections, path)
        if note := notes.get(taken.figure.mark):
            tables.cells[path] = replace(taken, figure=replace(taken.figure, remark=note))
            used.add((path.partition(".")[0], taken.figure.mark))
        else:
            missing[path] = f"数后面有{taken.figure.mark}，表下没有找到这一条注"
    for section, mark in used:
        key = f"{section}.{BELOW}"
        sections.beside[key] = [line for line in sections.beside[key] if not line.startswith(mark)]
        if not sections.beside[key]:
            del sections.beside[key]
    return missing


def _notes(sections: Sections, path: str) -> Mapping[str, str]:
    """The notes below the table of a number by their signs."""
    lines = sections.beside.get(f"{path.partition('.')[0]}.{BELOW}", ())
    return {line[0]: line[1:].strip() for line in lines if len(line) > 1}
