"""Figures that changed places, or stand a column or a row on: several equations, one slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from generator.filing.filing import Filing, State
from generator.rules.finding_of_rule import figure, named
from generator.rules.sums.equations import Equation

# Of more broken equations than this nothing is said.
MOST = 60

Pair = tuple[str, str]
# The equations that each cell stands in.
Index = Mapping[str, Sequence[Equation]]


@dataclass(frozen=True, slots=True)
class Swap:
    """Cells whose figures, changed for each other, put equations right: two cells, or two whole rows.

    ``others``: so many empty places beside the second would do as well.
    """

    pairs: tuple[Pair, ...]
    equations: tuple[Equation, ...]
    others: int = 0


def swap_of(filing: Filing, broken: Sequence[Equation], equations: Sequence[Equation]) -> Swap | None:
    """The one swap that explains most broken equations, two at least, and breaks none of the others.

    None where several swaps explain as many, other than that one figure or row may belong in several empty
    places.
    """
    if not 1 < len(broken) <= MOST:
        return None
    found = list(_swaps(filing, broken, equations))
    most = max((len(swap.equations) for swap in found), default=0)
    best = [_from_full(filing, swap) for swap in found if len(swap.equations) == most]
    if len(best) > 1 and not _are_one_move(filing, best):
        return None
    return replace(best[0], others=len(best) - 1) if best else None


def _swaps(filing: Filing, broken: Sequence[Equation], equations: Sequence[Equation]) -> Iterator[Swap]:
    """Every swap in the tables of the broken equations that puts two of them right, and no other wrong."""
    wrong, tables = {id(equation) for equation in broken}, {equation.table for equation in broken}
    index = _by_cell(equations)
    addresses = filing.format.addresses
    written = [path for path in index if path in addresses and addresses[path].section in tables]
    for pairs in (*_cells(filing, written), *_rows(filing, written)):
        right = _put_right(filing, pairs, index)
        if len(right) > 1 and wrong.issuperset(map(id, right)):
            yield Swap(pairs, right)


def _by_cell(equations: Sequence[Equation]) -> Index:
    """The equations in which each cell stands."""
    index: defaultdict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        for path in equation.terms:
            index[path].append(equation)
    return index


def _are_one_move(filing: Filing, swaps: Sequence[Swap]) -> bool:
    """Whether the same figures move in all of these swaps, each time into empty places."""
    moved = {tuple(here for here, _ in swap.pairs) for swap in swaps}
    return len(moved) == 1 and all(_is_move(filing, swap) for swap in swaps)


def _is_move(filing: Filing, swap: Swap) -> bool:
    """Whether nothing stands in the second places."""
    return not any(filing.value(there) for _, there in swap.pairs)


def _from_full(filing: Filing, swap: Swap) -> Swap:
    """The same swap, an empty side second."""
    turned = replace(swap, pairs=tuple((there, here) for here, there in swap.pairs))
    return turned if _is_move(filing, turned) else swap


def _cells(filing: Filing, written: Sequence[str]) -> Iterator[tuple[Pair, ...]]:
    """Every two cells that stand in one row, or in one column, and differ."""
    beside: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in written:
        address = filing.format.addresses[path]
        beside[address.row_path, ""].append(path)
        if address.column:
            beside[address.section, address.column].append(path)
    for paths in beside.values():
        yield from ((pair,) for pair in combinations(paths, 2) if _differ(filing, pair, State.GIVEN))


def _rows(filing: Filing, written: Sequence[str]) -> Iterator[tuple[Pair, ...]]:
    """Every two rows with the same columns, where two figures at least differ; totals go with their rows."""
    form = filing.format
    paths = dict.fromkeys(form.addresses[path].row_path for path in written)
    for rows in combinations(paths, 2):
        here, there = ({each.column: each.path for each in form.rows[row]} for row in rows)
        if here.keys() == there.keys():
            pairs = tuple(zip(here.values(), (there[column] for column in here), strict=True))
            differing = tuple(pair for pair in pairs if _differ(filing, pair, State.GIVEN, State.COMPUTED))
            if _is_of_more_than_totals(filing, differing):
                yield differing


def _is_of_more_than_totals(filing: Filing, pairs: Sequence[Pair]) -> bool:
    """Whether two figures at least are none that the others give."""
    return sum(not filing.format.addresses[path].total_column for path, _ in pairs) > 1


def _differ(filing: Filing, pair: Pair, *states: State) -> bool:
    """Whether two cells are in one of these states, and not the same stands in both."""
    cells = [filing.cells[path] for path in pair]
    return all(cell.state in states for cell in cells) and cells[0].value != cells[1].value


def _put_right(filing: Filing, pairs: Sequence[Pair], index: Index) -> tuple[Equation, ...]:
    """The equations that a swap puts right; none where it leaves one wrong that it touches."""
    gains = [(filing.value(here) or 0) - (filing.value(there) or 0) for here, there in pairs]
    right: dict[int, Equation] = {}
    for equation in (equation for pair in pairs for path in pair for equation in index[path]):
        change = _change(equation, pairs, gains)
        if change not in (0, equation.residual):
            return ()
        if change:
            right[id(equation)] = equation
    return tuple(right.values())


def _change(equation: Equation, pairs: Sequence[Pair], gains: Sequence[Decimal | int]) -> Decimal | int:
    """By how much the two sides of an equation come nearer to each other."""
    terms, moved = equation.terms, zip(pairs, gains, strict=True)
    return sum((terms[here] - terms[there]) * gain for (here, there), gain in moved)


def in_words(filing: Filing, swap: Swap) -> str:
    """What it looks like: 「像是填颠倒了」, or 「像是应当填在…」 where one side is nothing."""
    lane, names, figures = _sides(filing, swap)
    where = f"{lane}：" if lane else ""
    what = "一格" if len(swap.pairs) == 1 else "一行"
    if _is_move(filing, swap):
        there = f"别处，如{names[1]}" if swap.others else names[1]
        return f"{where}{figures[0]}像是应当填在{there}，填错了{what}：挪过去，就都平衡"
    return f"{where}{figures[0]}和{figures[1]}像是填颠倒了：互换以后，就都平衡"


def _sides(filing: Filing, swap: Swap) -> tuple[str, list[str], list[str]]:
    """Where both sides of a swap stand, how they are called there, and what of them changed places."""
    if len(swap.pairs) > 1:
        names = [named(filing, filing.format.addresses[path].row_path) for path in swap.pairs[0]]
        return "", names, [f"{name}这一行" for name in names]
    pair = swap.pairs[0]
    lane, names = filing.format.labels.in_lane(pair)
    values = [figure(filing.value(path) or 0) for path in pair]
    return lane, names, [f"{name}的 {value} " for name, value in zip(names, values, strict=True)]
