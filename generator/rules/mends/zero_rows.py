"""A missing row of zeros written, or a blank cell filled, where the sums prove that it can be nothing else
(docs/decisions/0017, 0051).

The missing rows are written as zeros into a copy of the text, and the copy is read like any other
filing.  Where an equation then holds, the missing cells in it all stand on one side, and nothing in it
can be negative, they cannot have been anything but zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.filing.cells import load_cells
from generator.filing.filing import Cell, Filing, State
from generator.filing.read import read_as
from generator.findings.finding import Finding, Fix, Level
from generator.form.rule import Bound
from generator.rules.bounds import number_bounds
from generator.rules.mends.blanks import blanks
from generator.rules.mends.missing_rows import Gap, gaps
from generator.rules.sums.equations import Equation
from generator.rules.sums.witnesses import equations, is_read_in_part, wrong_cells
from generator.source.edits import edited

MISSING = "S02"


@dataclass(frozen=True)
class _Trial:
    """A filing with its missing rows written as zeros, the cells in them, those known to be wrong, and what
    numbers of each kind must be."""

    filing: Filing
    absent: frozenset[str]
    wrong: set[str]
    bounds: Mapping[str, Bound]

    def entered(self) -> list[Equation]:
        """The equations in which a missing cell stands."""
        return [equation for equation in equations(self.filing) if self.absent & equation.terms.keys()]


def with_zero_rows(filing: Filing, findings: Sequence[Finding]) -> list[Finding]:
    """The same findings; those of rows that are certainly zero carry the mend that writes the row."""
    asked = list(_asked(filing, findings))
    if not asked:
        return list(findings)
    missing = sorted((gap for _, gap in asked), key=lambda gap: (gap.edits[0].span, -gap.depth))
    wrong = wrong_cells(
        finding for finding in findings if not any(finding is question for question, _ in asked)
    )
    certain = {gap.cells for gap in _certain(filing, missing, wrong)}
    fixes = {id(finding): _fix(finding, gap) for finding, gap in asked if gap.cells in certain}
    return [replace(finding, fix=fixes.get(id(finding), finding.fix)) for finding in findings]


def _asked(filing: Filing, findings: Sequence[Finding]) -> Iterator[tuple[Finding, Gap]]:
    """The findings of rows that are missing and of cells that are blank, where their table was read whole."""
    absent = [finding for finding in findings if finding.code == MISSING and finding.cells]
    known = {gap.cells: gap for gap in gaps(filing.format, filing.document)} if absent else {}
    rows = [(finding, known[finding.cells]) for finding in absent if finding.cells in known]
    for finding, gap in (*rows, *blanks(filing, findings)):
        if not is_read_in_part(filing, gap.cells[0]):
            yield finding, gap


def _fix(finding: Finding, gap: Gap) -> Fix:
    title = "补上各数都是零的行" if finding.code == MISSING else "合计证明是零，写成 0"
    return Fix(title, gap.edits)


def _certain(filing: Filing, missing: list[Gap], wrong: set[str]) -> list[Gap]:
    """The rows of which every number is proved to be zero, and none refuted."""
    absent = frozenset(cell for gap in missing for cell in gap.cells)
    after = _with_zeros(filing, missing, absent)
    if after is None:
        return []
    proved = _proved(_Trial(after, absent, wrong, number_bounds(filing.format)))
    return [gap for gap in missing if _written(filing, gap) <= proved]


def _proved(trial: _Trial) -> set[str]:
    """The cells that some equation proves to be zero and none refutes."""
    entered = trial.entered()
    proved = _cells(equation for equation in entered if _proves(trial, equation))
    return proved - _cells(equation for equation in entered if equation.residual)


def _cells(equations: Iterable[Equation]) -> set[str]:
    return {cell for equation in equations for cell in equation.terms}


def _written(filing: Filing, gap: Gap) -> set[str]:
    """The cells of a row that are written: its total is computed."""
    return {cell for cell in gap.cells if not filing.format.addresses[cell].open_column}


def _with_zeros(filing: Filing, missing: list[Gap], absent: Iterable[str]) -> Filing | None:
    """The filing as it would be read with the rows written; None where anything else in it would change."""
    text = edited(filing.source.text, [edit for gap in missing for edit in gap.edits])
    document = read_as(filing.format, text, filing.source)
    cells, _ = load_cells(filing.format, document.root)
    given = [cell for cell in filing.cells.values() if cell.state is State.GIVEN]
    same = all(_is_as_before(cells[cell.path], cell) for cell in given)
    whole = all(cells[path].value == 0 for path in absent)
    as_legible = len(document.findings) == len(filing.document.findings)
    return replace(filing, document=document, cells=cells) if same and whole and as_legible else None


def _is_as_before(after: Cell, before: Cell) -> bool:
    return (after.value, after.state) == (before.value, before.state)


def _proves(trial: _Trial, equation: Equation) -> bool:
    """Whether an equation leaves its missing cells no value but zero."""
    missing, written = equation.terms.keys() & trial.absent, equation.terms.keys() - trial.absent
    sides = {equation.terms[cell] > 0 for cell in missing}
    return (
        not equation.residual
        and equation.rule.level is Level.ERROR
        and len(sides) == 1
        and bool(written)
        and all(_is_sound(trial, cell) for cell in written)
        and all(_is_count(trial, cell) for cell in equation.terms)
    )


def _is_sound(trial: _Trial, path: str) -> bool:
    return trial.filing.cell(path).state is State.GIVEN and path not in trial.wrong


def _is_count(trial: _Trial, path: str) -> bool:
    """Whether the format's rules forbid a negative number in that cell."""
    address = trial.filing.format.addresses.get(path)
    bound = trial.bounds.get(address.kind, Bound()) if address else Bound()
    return bound.minimum is not None and bound.minimum >= 0
