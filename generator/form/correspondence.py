"""Which numbers of an earlier form stand for which of this one's (`lineage.Predecessor` as cells)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.form.format import Format
from generator.form.lineage import Predecessor


@dataclass(frozen=True, slots=True)
class Match:
    """Numbers of this form whose sum is the same thing as the sum of numbers of the earlier one."""

    here: tuple[str, ...]
    there: tuple[str, ...]


def matches(here: Format, there: Format) -> dict[tuple[str, ...], Match]:
    """Every match by the numbers of this form; empty for a form that is no predecessor of this one.

    A form is its own predecessor: every number stands for itself.
    """
    if here.version == there.version:
        return {(path,): Match((path,), (path,)) for path in here.addresses if path in there.addresses}
    known = next(
        (predecessor for predecessor in here.predecessors if predecessor.version == there.version), None
    )
    found = _matches(here, there, known) if known else ()
    return {match.here: match for match in found}


def corresponding(here: Format, there: Format) -> list[Match]:
    """What corresponds, whichever of the two forms came first."""
    if found := matches(here, there):
        return list(found.values())
    return [Match(match.there, match.here) for match in matches(there, here).values()]


def _matches(here: Format, there: Format, known: Predecessor) -> Iterator[Match]:
    for path, address in here.addresses.items():
        if address.section in known.same and path in there.addresses:
            yield Match((path,), (path,))
    for pair in known.pairs:
        ours, theirs = numbers(here, pair.here), numbers(there, pair.there)
        for column in ours:
            if column in theirs:
                yield Match(ours[column], theirs[column])


def numbers(format: Format, path: str) -> dict[str, tuple[str, ...]]:
    """The numbers that a path stands for, by column: itself, those of a row, or of a group of rows."""
    if path in format.addresses:
        return {"": (path,)}
    section, _, rest = path.partition(".")
    found: dict[str, tuple[str, ...]] = {}
    for row in format.leaf_rows(section, rest):
        for address in format.rows[row]:
            found[address.column] = (*found.get(address.column, ()), address.path)
    return found
