"""The equations of a form as witnesses: whether all that could speak of a total were heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.filing.filing import Cell, Filing, State
from generator.findings.finding import Finding, Level, Span
from generator.rules.check import kind_module
from generator.rules.sums.equations import Equation

# The kinds of rule that give equations.
SUMS = ("balance", "total")


def equations(filing: Filing) -> Iterator[Equation]:
    """The equations between the cells of a filing that can be worked out."""
    for rule in filing.format.rules:
        if rule.kind in SUMS:
            module = kind_module(rule.kind)
            found = module.check(rule, module.Options.model_validate(rule.options), filing)
            yield from (one for one in found if isinstance(one, Equation))


def heard_out(filing: Filing, findings: Sequence[Finding]) -> list[Finding]:
    """The same findings, without the mends of totals of which not every equation of the form could speak.

    A cell that is missing, blank, unreadable or wrong in itself silences the equations it enters, and
    they might have spoken for the total and against one of its parts.
    """
    sums = {rule.code for rule in filing.format.rules if rule.kind in SUMS}
    if not any(one.fix and one.code in sums for one in findings):
        return list(findings)
    wrong = {
        cell for one in findings if one.level is Level.ERROR and one.code not in sums for cell in one.cells
    }
    silent = {path for path in filing.cells if path in wrong or not _counts(filing.cells[path])}
    groups = [{*one.left, *one.right} for one in equations(_every_cell_written(filing))]
    unheard = {cell for group in groups if group & silent for cell in group}
    return [
        replace(one, fix=None)
        if one.code in sums and (unheard & set(one.cells) or _in_doubt(filing, one))
        else one
        for one in findings
    ]


def is_read_in_part(filing: Filing, path: str) -> bool:
    """Whether something in the table of a cell was not read: of two equal keys either may be meant.

    A key at the top (column 1) may be the whole table's.
    """
    node = filing.document.root.entries.get(path.partition(".")[0])
    lines = range(node.span.line, node.span.end_line + 1) if node else ()
    return any(one.span.line in lines or one.span.column == 1 for one in filing.document.findings)


def _in_doubt(filing: Filing, one: Finding) -> bool:
    return is_read_in_part(filing, one.cells[0])


def _counts(cell: Cell) -> bool:
    return cell.state in (State.GIVEN, State.COMPUTED) and cell.value is not None and cell.value >= 0


def _every_cell_written(filing: Filing) -> Filing:
    """A filing of the same format with every cell written, so that every equation there is speaks."""
    cells = {path: Cell(path, 0, State.GIVEN, Span()) for path in filing.cells}
    return replace(filing, cells=cells)
