"""Which numbers of an earlier form stand for which of this one's (`lineage.Predecessor` as cells)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.form.format import Format
from generator.form.lineage import Predecessor


@dataclass(frozen=True, slots=True)
class Match:
    """Numbers of this form whose sum is the same thing as the sum of numbers of the earlier one."""

    here: tuple[str, ...]
    there: tuple[str, ...]

    def sides(self) -> Iterator[tuple[str, str]]:
        """Every number with the side it stands on: both forms may have one of the same address."""
        yield from (("here", path) for path in self.here)
        yield from (("there", path) for path in self.there)


def matches(here: Format, there: Format) -> dict[tuple[str, ...], Match]:
    """Every match by the numbers of this form; empty for a form that is no predecessor of this one.

    A form is its own predecessor: every number stands for itself.  A number that is said to be two things
    (see `overlaps`) is none of them: which was meant cannot be told.
    """
    if here.version == there.version:
        return _same(here, there)
    known = [predecessor for predecessor in here.predecessors if predecessor.version == there.version]
    said = _said(here, there, known[0]) if known else ()
    found = [match for _, group in said for match in group]
    times = Counter(side for match in found for side in match.sides())
    return {match.here: match for match in found if all(times[side] == 1 for side in match.sides())}


def _same(here: Format, there: Format) -> dict[tuple[str, ...], Match]:
    shared = [path for path in here.addresses if path in there.addresses]
    return {(path,): Match((path,), (path,)) for path in shared}


def corresponding(here: Format, there: Format) -> list[Match]:
    """What corresponds, whichever of the two forms came first."""
    if found := matches(here, there):
        return list(found.values())
    return [Match(match.there, match.here) for match in matches(there, here).values()]


def overlaps(here: Format, there: Format, known: Predecessor) -> Iterator[tuple[int, str]]:
    """Pairs that name a number which ``same`` or an earlier pair has: which pair, and the first of them."""
    taken: set[tuple[str, str]] = set()
    for number, group in _said(here, there, known):
        named = [side for match in group for side in match.sides()]
        again = next((path for side, path in named if (side, path) in taken), None)
        if again is not None and number is not None:
            yield number, again
        taken.update(named)


def _said(here: Format, there: Format, known: Predecessor) -> Iterator[tuple[int | None, tuple[Match, ...]]]:
    """What ``same`` says corresponds (without a number), then what each pair does."""
    same = (path for path, address in here.addresses.items() if address.section in known.same)
    yield None, tuple(Match((path,), (path,)) for path in same if path in there.addresses)
    for number, pair in enumerate(known.pairs):
        ours, theirs = _together(here, pair.here), _together(there, pair.there)
        yield number, tuple(Match(ours[column], theirs[column]) for column in ours if column in theirs)


def _together(format: Format, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The numbers that names stand for together, by column."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for column, paths in numbers(format, name).items():
            found[column] = (*found.get(column, ()), *paths)
    return found


def numbers(format: Format, path: str) -> dict[str, tuple[str, ...]]:
    """The numbers that a path stands for, by column: itself, those of a row, or of a group of rows."""
    if path in format.addresses:
        return {"": (path,)}
    section, _, rest = path.partition(".")
    if section not in format.tables:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for row in format.leaf_rows(section, rest):
        for address in format.rows[row]:
            found[address.column] = (*found.get(address.column, ()), address.path)
    return found
