"""Numbers that nobody wrote: left empty, or summed from such alone.  They are no 0 and printed as nothing."""

from __future__ import annotations

from generator.filing.filing import Cell, Filing, State


def is_blank(filing: Filing, cell: Cell) -> bool:
    """Whether nothing is written there, nor in anything that it is the sum of."""
    return all(part.state is State.BLANK for part in parts_of(filing, cell))


def parts_of(filing: Filing, cell: Cell) -> list[Cell]:
    """The cells that one was summed from in the end, or itself; each once, so that a form in which a total
    is a part of itself (a finding of its own) has an end too."""
    found: dict[str, Cell] = {}
    waiting, seen = [cell], set[str]()
    while waiting:
        each = waiting.pop()
        if each.path in seen:
            continue
        seen.add(each.path)
        if each.parts and each.state in (State.COMPUTED, State.BLANK):
            waiting += [filing.cell(part) for part in each.parts]
        else:
            found[each.path] = each
    return list(found.values())
