"""Numbers that nobody wrote: left empty, or summed from such alone.  They are no 0 and printed as nothing."""

from __future__ import annotations

from generator.filing.filing import Cell, Filing, State


def is_blank(filing: Filing, cell: Cell) -> bool:
    """Whether nothing is written there, nor in anything that it is the sum of."""
    if cell.parts and cell.state in (State.COMPUTED, State.BLANK):
        return all(is_blank(filing, filing.cell(part)) for part in cell.parts)
    return cell.state is State.BLANK
