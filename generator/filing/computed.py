"""Numbers that follow from others beside them, other than sums of all of them: worked out where they were
left out, compared where they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from generator.filing.filing import Cell, Number, State
from generator.filing.narrative.filters import plain
from generator.findings.catalogue import Name, found
from generator.findings.finding import Finding, Span
from generator.form.format import Address, Format
from generator.form.table_tree import Column, Computed

# What is printed where there is nothing to divide by.
NOTHING = "—"
_LONG = 60


@dataclass(frozen=True, slots=True)
class Result:
    """What a number comes to, and how that is printed where it is more than its digits; None where there is
    nothing to divide by."""

    value: Number | None
    written: str = ""

    @property
    def shown(self) -> str:
        """As it is printed."""
        return self.written or ("" if self.value is None else plain(Fraction(self.value)))


def result(computed: Computed, cells: Mapping[str, Cell | None]) -> Result | None:
    """What a number comes to by the cells of its names; None where one of them is broken."""
    known = {name: cells[name] for name in computed.names}
    if any(cell is None or cell.state in (State.BROKEN, State.LEFT_OUT) for cell in known.values()):
        return None
    numbers = {name: Fraction(cell.value or 0) for name, cell in known.items() if cell}
    top = _sum(numbers, computed.plus) - _sum(numbers, computed.minus)
    if not computed.over:
        return Result(_exact(top * computed.times))
    below = _sum(numbers, computed.over)
    return _share(computed, top, below) if below else Result(None, NOTHING)


def _sum(numbers: Mapping[str, Fraction], names: Iterable[str]) -> Fraction:
    return sum((numbers[name] for name in names), start=Fraction(0))


def _exact(number: Fraction) -> Number:
    """A sum of what was written, in decimals that are not rounded."""
    if number.denominator == 1:
        return int(number)
    with localcontext(prec=_LONG):
        return Decimal(number.numerator) / Decimal(number.denominator)


def _share(computed: Computed, top: Fraction, below: Fraction) -> Result:
    """A share to so many decimals, halves rounded up."""
    share = top / below * computed.times
    step = Decimal(1).scaleb(-computed.decimals)
    with localcontext(prec=_LONG):
        value = (Decimal(share.numerator) / Decimal(share.denominator)).quantize(step, ROUND_HALF_UP)
    return Result(value if computed.decimals else int(value), f"{value:f}")


def settled(path: str, given: Cell | None, came_to: Result | None, where: Span) -> Cell:
    """The cell of such a number: as it was written, or else as it came out."""
    if given is not None and given.state is not State.BLANK:
        return given
    if came_to is None:
        return Cell(path, None, State.BROKEN, where)
    if came_to.value is None:
        return Cell(path, None, State.LEFT_OUT, where, written=came_to.written)
    state = State.BLANK if given is not None else State.COMPUTED
    return Cell(path, came_to.value, state, where, written=came_to.written)


def compared(given: Cell | None, came_to: Result | None, name: Name, basis: str) -> Iterator[Finding]:
    """B68 for a number that was written and is another."""
    if given is None or given.state is not State.GIVEN or came_to is None or given.value == came_to.value:
        return
    words = {"cell": name, "written": f"{Decimal(given.value or 0):f}", "right": came_to.shown}
    finding = found("B68", given.span, basis=basis, **words)
    yield replace(finding, right=given.value, left=came_to.value).on([given.path], [given.span])


def work_out(format: Format, cells: MutableMapping[str, Cell]) -> Iterator[Finding]:
    """Fill in the numbers of a form's tables that follow from others, rows first; B68 for those that were
    written and are another."""
    by_row = [address for address in format.addresses.values() if address.computed_row]
    by_column = [address for address in format.addresses.values() if address.computed_column]
    for address in (*by_row, *by_column):
        computed, paths = follows_from(address)
        came_to = result(computed, {name: cells.get(path) for name, path in paths.items()})
        given = cells.get(address.path)
        yield from compared(given, came_to, format.labels.name(address.path), format.basis)
        where = next((cells[path].span for path in paths.values() if path in cells), Span())
        cells[address.path] = settled(address.path, given, came_to, given.span if given else where)


def follows_from(address: Address) -> tuple[Computed, dict[str, str]]:
    """How a number follows from others, and their paths by the names they have there."""
    if address.computed_column:
        paths = {name: f"{address.row_path}.{name}" for name in address.computed_column.names}
        return address.computed_column, paths
    assert address.computed_row is not None  # one of the two is what it is asked for
    above = ".".join((address.section, *address.row[:-1]))
    ending = f".{address.column}" if address.column else ""
    return address.computed_row, {name: f"{above}.{name}{ending}" for name in address.computed_row.names}


# ---------------------------------------------------------------- rows that an office names


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a free table: its path, its columns of numbers, where it is written, what they are called."""

    path: str
    columns: Sequence[Column]
    where: Span
    labels: Mapping[str, str]
    basis: str = ""

    def cells(self, given: Mapping[str, Cell]) -> tuple[dict[str, Cell], list[Finding]]:
        """All its numbers by column, those that follow from others worked out, and B68 for those that were
        written and are another."""
        cells, findings = dict(given), list[Finding]()
        totals = [column for column in self.columns if column.total]
        computed = [column for column in self.columns if column.computed]
        for column in (*totals, *computed):
            key = str(column.key)
            path = f"{self.path}.{key}"
            came_to = self._total(cells) if column.total else result(_of(column), _named_in(column, cells))
            name = Name(path, self.labels.get(path, f"「{column.label}」"))
            findings += compared(given.get(key), came_to, name, self.basis)
            cells[key] = settled(path, given.get(key), came_to, self.where)
        return {str(column.key): cells[str(column.key)] for column in self.columns}, findings

    def _total(self, cells: Mapping[str, Cell]) -> Result | None:
        """The sum of all columns that are written."""
        parts = [cells.get(str(column.key)) for column in self.columns if not column.may_be_left_out]
        if any(cell is None or cell.state is State.BROKEN for cell in parts):
            return None
        return Result(_exact(sum((Fraction(cell.value or 0) for cell in parts if cell), start=Fraction(0))))


def _of(column: Column) -> Computed:
    assert column.computed is not None  # it is one of those that are
    return column.computed


def _named_in(column: Column, cells: Mapping[str, Cell]) -> dict[str, Cell | None]:
    return {name: cells.get(name) for name in _of(column).names}
