"""The lines of a narrative that are a signature: who signs, and the day, as offices type them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.common.characters import settled
from generator.rules.text import patterns
from generator.rules.text.days import DAY, day_of, narrow
from generator.rules.text.edges import Edge

# A name is no longer; what is, is a sentence.
LONGEST = 40
# So many lines a name may take.
NAME_LINES = 3
# A signature below the title is among so many lines.
FIRST = 4
SENTENCE = frozenset("。；！？")


@dataclass(frozen=True, slots=True)
class Words:
    """What signatures are told by, as a rule gives it (see `kinds.typed_signature`), and the authority."""

    patterns: tuple[str, ...]
    seals: tuple[str, ...]
    leads: tuple[str, ...]
    after: tuple[str, ...]
    authority: str


@dataclass(frozen=True, slots=True)
class Typed:
    """The lines of a signature: its name and its day, each where there is one.

    ``sealed``: a seal is spoken of; ``month``: of the day only the month is named.
    """

    lines: tuple[Edge, ...]
    name: str = ""
    sealed: bool = False
    day: datetime.date | None = None
    month: bool = False

    @property
    def words(self) -> str:
        """What was typed."""
        return " ".join(line.words for line in self.lines)


def signed_last(words: Words, lines: Sequence[Edge]) -> Typed | None:
    """The signature at the end of these lines."""
    while lines and patterns.fits(lines[-1].words, words.after):
        lines = lines[:-1]
    if not lines:
        return None
    last = _read(words, lines[-1])
    if last is not None and _is_dated(last):
        return _with_name(words, lines[:-1], last)
    named = _name_above(words, lines)
    if named is None:
        return None
    above = lines[: -len(named.lines)]
    before = _read(words, above[-1]) if above else None
    if before is not None and _is_dated(before) and not before.name:
        return _together(before, named)
    return named if is_same(named.name, words.authority) or named.sealed else None


def signed_first(words: Words, lines: Sequence[Edge]) -> Typed | None:
    """The signature among the first of these lines, before any sentence, where others follow it."""
    for number, line in enumerate(lines[:FIRST]):
        typed = _read(words, line)
        if typed is not None and _is_dated(typed):
            signed = _with_name(words, lines[:number], typed)
            after = _read(words, lines[number + 1]) if len(lines) > number + 1 else None
            if not signed.name and after is not None and after.name and not _is_dated(after):
                signed = _together(signed, after)
            return signed if signed.lines[-1] != lines[-1] else None
        if set(line.words) & SENTENCE or len(line.words) > LONGEST * 2:
            return None
    return None


def is_same(name: str, authority: str) -> bool:
    """Whether a name is that of the authority, however it is spaced."""
    return "".join(name.split()) == "".join(narrow(settled(authority)).split())


def _together(first: Typed, last: Typed) -> Typed:
    return Typed(
        (*first.lines, *last.lines),
        first.name or last.name,
        first.sealed or last.sealed,
        first.day or last.day,
        first.month or last.month,
    )


def _with_name(words: Words, above: Sequence[Edge], dated: Typed) -> Typed:
    """A line with a day, and the name above it, or the beginning of a name that ends on its line."""
    if not dated.name:
        named = _name_above(words, above)
        return _together(named, dated) if named else dated
    for count in range(1, min(NAME_LINES, len(above) + 1)):
        lines = above[-count:]
        name = "".join(_bare_name(words, line)[0] for line in lines) + dated.name
        if is_same(name, words.authority):
            return replace(dated, lines=(*lines, *dated.lines), name=name)
    return dated


def _name_above(words: Words, lines: Sequence[Edge]) -> Typed | None:
    """The name that stands at the end of these lines: that of the authority over several of them, or names of
    any, a line each."""
    found: Typed | None = None
    for count in range(1, min(NAME_LINES, len(lines)) + 1):
        pieces = [_bare_name(words, line) for line in lines[-count:]]
        name = "".join(piece for piece, _ in pieces)
        if is_same(name, words.authority) and all(piece for piece, _ in pieces):
            found = Typed(tuple(lines[-count:]), name, any(sealed for _, sealed in pieces))
    taken = len(found.lines) if found else 0
    for line in reversed(lines[max(len(lines) - taken - NAME_LINES, 0) : len(lines) - taken]):
        other = _read(words, line)
        if other is None or _is_dated(other):
            break
        name = f"{other.name} {found.name}" if found else other.name
        found = replace(other, lines=(line, *(found.lines if found else ())), name=name)
    return found


def _is_dated(typed: Typed) -> bool:
    return typed.month or typed.day is not None


def _read(words: Words, line: Edge) -> Typed | None:
    """What a line says of a signature; None where it says anything else."""
    days = [*DAY.finditer(narrow(line.words))]
    name, sealed = _bare_name(words, line)
    known = _is_name(words, name, sealed=sealed)
    if len(days) == 1 and (not name or known):
        day = day_of(days[0])
        return Typed((line,), name, sealed, day, month=day is None)
    return Typed((line,), name, sealed) if not days and known else None


def _bare_name(words: Words, line: Edge) -> tuple[str, bool]:
    """The name on a line without its day, what leads to either, and what stands for a seal; whether that was
    there."""
    pieces = DAY.sub(" ", patterns.without(narrow(line.words), words.leads)).split()
    name = _bare(" ".join(patterns.without(piece, words.leads) for piece in pieces))
    bare = patterns.without(name, words.seals)
    return "".join(bare.split()), bare != name


def _bare(words: str) -> str:
    """Words without the brackets around all of them."""
    bare = words.strip()
    return bare[1:-1].strip() if bare.startswith("(") and bare.endswith(")") else bare


def _is_name(words: Words, name: str, *, sealed: bool) -> bool:
    whole = 0 < len(name) <= LONGEST and not set(name) & set("。；，！？：;,!?:")
    return whole and (sealed or is_same(name, words.authority) or patterns.fits(name, words.patterns))
