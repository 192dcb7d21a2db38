"""A missing row of zeros written, where the sums prove that it can be nothing else (docs/decisions/0017).

The missing rows are written as zeros into a copy of the text, and the copy is read like any other
filing.  Where an equation then holds, the missing cells in it all stand on one side, and nothing in it
can be negative, they cannot have been anything but zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.filing.cells import load_cells
from generator.filing.filing import Filing, State
from generator.findings.finding import Finding, Fix, Level
from generator.rules.mends.missing_rows import Gap, gaps
from generator.rules.sums.equations import Equation
from generator.rules.sums.witnesses import equations, is_read_in_part
from generator.source import read as reading
from generator.source.edits import edited

MISSING = "S02"
# The kind of rule that says what a number may be.
DOMAIN = "domain"


def with_zero_rows(filing: Filing, findings: Sequence[Finding]) -> list[Finding]:
    """The same findings; those of rows that are certainly zero carry the mend that writes the row."""
    asked = {one.cells for one in findings if one.code == MISSING and one.cells}
    missing = [gap for gap in gaps(filing.format, filing.document) if gap.cells in asked] if asked else []
    missing = [gap for gap in missing if not is_read_in_part(filing, gap.cells[0])]
    if not missing:
        return list(findings)
    wrong = {
        cell for one in findings if one.level is Level.ERROR and one.code != MISSING for cell in one.cells
    }
    certain = {gap.cells: _fix(gap) for gap in _certain(filing, missing, wrong)}
    return [replace(one, fix=certain.get(one.cells, one.fix)) for one in findings]


def _fix(gap: Gap) -> Fix:
    return Fix("补上各数都是零的行", (gap.edit,))


def _certain(filing: Filing, missing: list[Gap], wrong: set[str]) -> Iterator[Gap]:
    after = _with_zeros(filing, missing)
    if after is None:
        return
    absent = {cell for gap in missing for cell in gap.cells}
    entered = [one for one in equations(after) if absent & one.terms.keys()]
    proving = [one for one in entered if _proves(after, one, absent, wrong)]
    proved = {cell for one in proving for cell in one.terms} & absent
    refuted = {cell for one in entered if one.residual for cell in one.terms} & absent
    for gap in missing:
        written = {cell for cell in gap.cells if not filing.format.addresses[cell].total_column}
        if written <= proved and not written & refuted:
            yield gap


def _with_zeros(filing: Filing, missing: list[Gap]) -> Filing | None:
    """The filing as it would be read with the rows written; None where anything else in it would change."""
    text = edited(filing.source.text, [gap.edit for gap in missing])
    document = reading.read(text.encode(), filing.source.name, filing.source.folder)
    cells, _ = load_cells(filing.format, document.root)
    absent = {cell for gap in missing for cell in gap.cells}
    others = [one for one in filing.cells.values() if one.state is State.GIVEN]
    same = all((cells[one.path].value, cells[one.path].state) == (one.value, one.state) for one in others)
    whole = all(cells[path].value == 0 for path in absent)
    as_legible = len(document.findings) == len(filing.document.findings)
    return replace(filing, document=document, cells=cells) if same and whole and as_legible else None


def _proves(filing: Filing, one: Equation, absent: set[str], wrong: set[str]) -> bool:
    """Whether an equation leaves its missing cells no value but zero."""
    missing, written = one.terms.keys() & absent, one.terms.keys() - absent
    sides = {one.terms[cell] > 0 for cell in missing}
    sound = all(filing.cells[cell].state is State.GIVEN and cell not in wrong for cell in written)
    return (
        not one.residual
        and one.rule.level is Level.ERROR
        and len(sides) == 1
        and bool(written)
        and sound
        and all(_is_count(filing, cell) for cell in one.terms)
    )


def _is_count(filing: Filing, path: str) -> bool:
    """Whether the format's rules forbid a negative number in that cell."""
    kind = filing.format.addresses[path].kind
    domains = (rule.options for rule in filing.format.rules if rule.kind == DOMAIN)
    return any(one.get("cells") == kind and one.get("minimum", -1) >= 0 for one in domains)
