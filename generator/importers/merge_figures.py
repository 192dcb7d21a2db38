"""Figures that are others in a report, written where the filing has its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.filing.filing import Cell, Filing, State
from generator.filing.numbers import figure
from generator.findings.finding import Edit, Span
from generator.form.own_tables import KEY
from generator.form.reserved import NUMBER, REMARK
from generator.importers.merge_sides import NOWHERE, Conflict, Merged, Sides, settled_value
from generator.source.yaml_text import quoted

EMPTY = "空"
KNOWN = (State.GIVEN, State.COMPUTED)


def settled_cells(sides: Sides, result: Merged) -> dict[str, Cell]:
    """The figures that the filing is to have: those that the report alone has otherwise, else its own.  What
    both have otherwise is told."""
    cells: dict[str, Cell] = {}
    for path, ours in sides.filing.cells.items():
        theirs, base = sides.report.cells.get(path), sides.base.cells.get(path, ours)
        if theirs is None or theirs.state not in KNOWN:
            continue
        cells[path], clash = settled_cell(base, ours, theirs)
        if clash and ours.state is not State.COMPUTED:
            result.conflicts.append(_conflict(sides, path, base))
    return cells


def settled_cell(base: Cell, ours: Cell, theirs: Cell) -> tuple[Cell, bool]:
    """A number and its remark, each by itself; and whether both sides have one of them otherwise."""
    value, clash = settled_value(base.value, ours.value, theirs.value)
    words, other = settled_value(_remark(base), _remark(ours), _remark(theirs))
    remark = ours.remark if words == _remark(ours) else theirs.remark
    return replace(ours if value == ours.value else theirs, remark=remark), clash or other


def _conflict(sides: Sides, path: str, base: Cell) -> Conflict:
    ours, theirs = sides.filing.cells[path], sides.report.cells[path]
    at = sides.places.cells.get(path, NOWHERE)
    wordings = (shown(base) or EMPTY, shown(ours) or EMPTY, shown(theirs) or EMPTY)
    return Conflict(path, sides.filing.label(path), wordings, at=at)


def figure_edits(old: Filing, cells: Mapping[str, Cell], result: Merged) -> Iterator[Edit]:
    """An edit for each number that is another one in ``cells``; numbers written as one are written apart."""
    for paths in _nowhere(old).values():
        if any(differs(old.cells[path], cells.get(path)) for path in paths):
            row = old.format.addresses[paths[0]].row_path
            line = f"{row.rpartition('.')[2]}: {_written(old, cells, paths)}"
            result.unplaced.append(f"填报里没有“{row}”这一行，请补上：{line}")
    for span, paths in _places(old).items():
        changed = [path for path in paths if differs(old.cells[path], cells.get(path))]
        result.changes += [_change(old, path, cells[path]) for path in changed]
        if changed and len(paths) > 1:
            yield Edit(span, _apart(span, _written(old, cells, paths)))
        elif changed:
            yield from number_edits(old.cells[paths[0]], cells[paths[0]], old.label(paths[0]), result)


def _is_nowhere(cell: Cell) -> bool:
    return cell.state in (State.BROKEN, State.LEFT_OUT) and cell.span in (Span(), Span(1, 1, 1, 1))


def _nowhere(filing: Filing) -> dict[str, list[str]]:
    """The numbers that are not written, by their rows."""
    rows: dict[str, list[str]] = defaultdict(list)
    for path, cell in filing.cells.items():
        if _is_nowhere(cell):
            rows[filing.format.addresses[path].row_path].append(path)
    return rows


def _places(filing: Filing) -> dict[Span, list[str]]:
    """The numbers that are written, by where; a row may be one number for all its cells."""
    places: dict[Span, list[str]] = defaultdict(list)
    for path, cell in filing.cells.items():
        if cell.state is not State.COMPUTED and not _is_nowhere(cell):
            places[cell.span].append(path)
    return places


def _apart(span: Span, text: str) -> str:
    """What is written where nothing stood, with a blank behind the colon."""
    nothing = (span.line, span.column) == (span.end_line, span.end_column)
    return f" {text}" if nothing else text


def differs(old: Cell, new: Cell | None) -> bool:
    """Whether a number, or what is said of it, is another one; where none could be read, nothing was."""
    if new is None or new.state not in KNOWN:
        return False
    return new.value != old.value or _remark(new) != _remark(old)


def _remark(cell: Cell) -> str:
    return "".join(cell.remark.text.split()) if cell.remark else ""


def _change(old: Filing, path: str, new: Cell) -> str:
    return f"{old.label(path)}：{shown(old.cells[path]) or EMPTY} → {shown(new)}"


def shown(cell: Cell) -> str:
    """A number with what is said of it."""
    return figure(cell) + (f"（{cell.remark.text.strip()}）" if cell.remark else "")


def number_edits(before: Cell, after: Cell, name: str, result: Merged) -> Iterator[Edit]:
    """A number as it is to be written.  The place of one with a remark is that of the number alone."""
    if before.remark is None:
        yield Edit(before.span, _apart(before.span, _with_remark(after)))
        return
    if before.value != after.value:
        yield Edit(before.span, figure(after))
    if after.remark is None:
        result.unplaced.append(
            f"{name}：报告里没有备注“{before.remark.text.strip()}”了，填报里还在，请自己删"
        )
    elif _remark(before) != _remark(after):
        yield Edit(before.remark.span, quoted(after.remark.text.strip()))


def _with_remark(cell: Cell) -> str:
    if not cell.remark:
        return figure(cell)
    return f"{{{NUMBER}: {figure(cell)}, {REMARK}: {quoted(cell.remark.text.strip())}}}"


def _written(old: Filing, cells: Mapping[str, Cell], paths: Sequence[str]) -> str:
    """A row that was one number for all its cells, cell by cell: null where none is known, totals only where
    they are printed."""
    now = [(path, cells.get(path) or old.cells[path]) for path in paths]
    addresses = old.format.addresses
    kept = [cell for path, cell in now if not addresses[path].total_column or cell.state is State.GIVEN]
    row = [_with_remark(cell) if cell.state in KNOWN else "null" for cell in kept]
    return row[0] if len(paths) == 1 else f"[{', '.join(row)}]"


def odd_totals(filing: Filing, report: Filing) -> Iterator[str]:
    """Totals that are left to be computed, where the report says another number than its parts come to."""
    said = {**report.cells, **report.free_cells}
    for path, cell in {**filing.cells, **filing.free_cells}.items():
        printed = said.get(path)
        if printed is None or cell.state is not State.COMPUTED or printed.state is not State.GIVEN:
            continue
        if printed.value != cell.value:
            head, _, rest = path.partition(".")
            table = own_name(rest.partition(".")[0]) if head == KEY else ""
            name = f"{table}{report.label(path)}"
            yield f"{name}：报告里是 {figure(printed)}，各项之和是 {figure(cell)}，填报里由程序计算"


def own_name(title: str) -> str:
    """What one of the office's own tables is called among others."""
    return f"{KEY}“{title}”"
