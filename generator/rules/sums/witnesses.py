"""The equations of a form as witnesses: whether all that could speak of a total were heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.filing.filing import Cell, Filing, State
from generator.findings.finding import Finding, Level, Span
from generator.form.rule import Rule
from generator.rules.kinds import equations_of, gives_equations
from generator.rules.sums.equations import Equation


def equations(filing: Filing) -> list[Equation]:
    """The equations between the cells of a filing that can be worked out."""
    return [equation for rule in _sums(filing) for equation in equations_of(rule, filing)]


def _codes_of_sums(filing: Filing) -> set[str]:
    return {rule.code for rule in _sums(filing)}


def _sums(filing: Filing) -> list[Rule]:
    return [rule for rule in filing.format.rules if gives_equations(rule)]


def without_doubtful_mends(filing: Filing, findings: Sequence[Finding]) -> list[Finding]:
    """The same findings, without the mends of totals of which not every equation of the form could speak.

    A cell that is missing, blank, unreadable or wrong in itself silences the equations it enters, and
    they might have spoken for the total and against one of its parts.
    """
    sums = _codes_of_sums(filing)
    mended = [finding for finding in findings if finding.fix and finding.code in sums]
    doubtful = _doubtful(filing, mended, findings) if mended else []
    return [replace(finding, fix=None) if finding in doubtful else finding for finding in findings]


def _doubtful(filing: Filing, mended: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    sums = _codes_of_sums(filing)
    unheard = _unheard(filing, wrong_cells(finding for finding in findings if finding.code not in sums))
    return [finding for finding in mended if _is_doubtful(filing, finding, unheard)]


def wrong_cells(findings: Iterable[Finding]) -> set[str]:
    """The cells that errors rest on."""
    return {cell for finding in findings if finding.level is Level.ERROR for cell in finding.cells}


def _unheard(filing: Filing, wrong: set[str]) -> set[str]:
    """The cells of equations that a silent cell keeps from speaking."""
    cells = {**filing.free_cells, **filing.cells}
    silent = wrong | {path for path, cell in cells.items() if not _counts(cell)}
    groups = ({*equation.left, *equation.right} for equation in equations(_every_cell_written(filing)))
    return {cell for group in groups if group & silent for cell in group}


def _is_doubtful(filing: Filing, finding: Finding, unheard: set[str]) -> bool:
    return bool(unheard & set(finding.cells)) or is_read_in_part(filing, finding.cells[0])


def is_read_in_part(filing: Filing, path: str) -> bool:
    """Whether something in the table of a cell was not read: of two equal keys either may be meant.

    A key at the top (column 1) may be the whole table's.
    """
    node = filing.document.root.entries.get(path.partition(".")[0])
    lines = range(node.span.line, node.span.end_line + 1) if node else ()
    return any(finding.span.line in lines or finding.span.column == 1 for finding in filing.document.findings)


def _counts(cell: Cell) -> bool:
    return cell.state in (State.GIVEN, State.COMPUTED) and cell.value is not None and cell.value >= 0


def _every_cell_written(filing: Filing) -> Filing:
    """A filing of the same format with every cell written, so that every equation there is speaks."""
    cells = {path: Cell(path, 0, State.GIVEN, Span()) for path in filing.cells}
    return replace(filing, cells=cells)
