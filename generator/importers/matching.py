"""Which row of the form a row of a source is: by its name, certainly or nearly, or by its place."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.importers.lines import Printed
from generator.importers.names import FormNames, Line
from generator.importers.wild import folded, short

# How like a name a text must be to be taken for it, and how much less like it every other name must be.
LIKE, MARGIN = 0.6, 0.1
# What stands in the right place need not be as like.
LIKE_IN_PLACE = 0.34
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A row of a source, and the row of the form that it is (``across``: those that stand side by side).

    ``doubt`` says why it is not certain.
    """

    printed: Printed
    line: Line
    doubt: str = ""
    across: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """What was recognised, and what was not."""

    matches: tuple[Match, ...]
    unknown: tuple[Printed, ...]


def match(names: FormNames, lines: Sequence[Printed]) -> Matched:
    """Every row by its name; then, between two that are known, those that can be only one."""
    found: list[Match | Printed] = []
    last = -1
    for printed in lines:
        known = _across(names, printed) or _by_name(names, printed, last)
        found.append(known or printed)
        last = known.line.order if known else last
    filled = _filled(names, found)
    return Matched(
        tuple(each for each in filled if isinstance(each, Match)),
        tuple(each for each in filled if isinstance(each, Printed)),
    )


def labels_of(names: FormNames, printed: Printed) -> tuple[str, ...]:
    """The words before the figures, without the unit they are counted in."""
    units = {unit for kind in names.form.kinds.values() for unit in (kind.unit, *kind.units)}
    return tuple(label for label in printed.labels if label.strip() not in units)


def _by_name(names: FormNames, printed: Printed, last: int) -> Match | None:
    """The row whose name it bears; of several that bear it, the one whose group it stands in, or the next."""
    labels = labels_of(names, printed)
    for text in _readings(labels, printed):
        lines = [line for name in {folded(text), short(text)} for line in names.by_name.get(name, ())]
        if lines:
            return Match(printed, _nearest(_once(lines), printed, last))
    return None


def _readings(labels: Sequence[str], printed: Printed) -> Iterator[str]:
    """What may be its name: its last words, or with those before them where a name is broken."""
    if not labels:
        return
    yield labels[-1]
    for count in range(2, len(labels) + 1):
        yield "".join(labels[-count:])
    for count in range(1, len(printed.before) + 1):
        yield "".join([*printed.before[-count:], labels[-1]])


def _once(lines: Sequence[Line]) -> list[Line]:
    return list(dict.fromkeys(lines))


def _nearest(lines: Sequence[Line], printed: Printed, last: int) -> Line:
    around = {folded(text) for text in (*printed.sides, *printed.labels, *printed.before)}
    inside = [line for line in lines if line.above & around] or list(lines)
    # A row goes before the group of the same name.
    return min(inside, key=lambda line: (line.order <= last, bool(line.group), line.order))


def _across(names: FormNames, printed: Printed) -> Match | None:
    """Figures without a name under the heads of rows that stand side by side."""
    for rows in names.across:
        whole = sum(len(names.heads(row)) for row in rows)
        said = {folded(cell.text) for row in printed.above for cell in row}
        said |= {folded(text) for text in (*printed.before, *printed.labels)}
        heads = {name for row in rows for head in names.heads(row) for name in head.names}
        beside = printed.loose or not labels_of(names, printed)
        named = any(row.names & said for row in rows) and len(heads & said) > 1
        if named and beside and whole - 2 <= _count(printed) <= whole + 2:
            return Match(printed, rows[0], across=rows)
    return None


def _count(printed: Printed) -> int:
    texts = list(printed.texts)
    while printed.loose and texts and not texts[-1]:
        texts.pop()
    return len(texts)


# ---------------------------------------------------------------- between two that are known


def _filled(names: FormNames, found: list[Match | Printed]) -> list[Match | Printed]:
    """The same with the unknown ones between two known rows matched to what is missing there."""
    taken = {each.line.path for each in found if isinstance(each, Match)}
    filled, pending, last = [], [], -1
    ends: list[Match | Printed | None] = [*found, None]
    for each in ends:
        if isinstance(each, Printed):
            pending.append(each)
            continue
        until = each.line.order if each else len(names.lines)
        if pending and last < until:
            missing = [line for line in names.rows if last < line.order < until and line.path not in taken]
            filled += _gap(names, pending, missing)
        else:
            filled += pending
        pending = []
        if each:
            filled.append(each)
            last = each.line.order
    return filled


def _gap(names: FormNames, pending: list[Printed], missing: list[Line]) -> list[Match | Printed]:
    found: list[Match | Printed] = []
    left = list(missing)
    in_place = len(pending) == len(missing)
    for place, printed in enumerate(pending):
        said = printed.has_figures or not printed.loose
        line = _nearly(names, printed, left) if said else None
        doubt = "名称不全一样"
        if line is None and said and in_place and _fits(names, printed, missing[place]):
            line, doubt = missing[place], "名称认不全，按它在表中的位置"
        if line is None or line not in left:
            found.append(printed)
            continue
        left = [other for other in left if other.order > line.order]
        found.append(Match(printed, line, doubt))
    return found


def _nearly(names: FormNames, printed: Printed, lines: Sequence[Line]) -> Line | None:
    """The only missing row whose name is like that."""
    best: list[tuple[float, Line]] = []
    texts = {folded(text) for text in _readings(labels_of(names, printed), printed)}
    for line in lines:
        best.append((max((likeness(text, name) for text in texts for name in line.names), default=0), line))
    best.sort(key=lambda pair: -pair[0])
    if not best or best[0][0] < LIKE:
        return None
    second = best[1][0] if len(best) > 1 else 0
    return best[0][1] if best[0][0] - second >= MARGIN else None


def likeness(text: str, name: str) -> float:
    """How like a name a text is; an abbreviation of it, or its beginning or end, is quite like it."""
    if len(text) < SHORTEST:
        return 0
    if len(text) < len(name) and _is_within(text, name):
        return max(0.7, len(text) / len(name)) if len(text) >= SHORTEST + 1 else 0.62
    return difflib.SequenceMatcher(None, text, name, autojunk=False).ratio()


def _is_within(text: str, name: str) -> bool:
    """Whether all characters of a text stand in a name in their order."""
    letters = iter(name)
    return all(letter in letters for letter in text)


def _fits(names: FormNames, printed: Printed, line: Line) -> bool:
    """Whether a row may be that one by its place: as many figures, and no words that say something else."""
    texts = [folded(text) for text in labels_of(names, printed)[-1:]]
    like = max((likeness(text, name) for text in texts for name in line.names), default=1.0)
    speechless = not texts or len(texts[0]) < SHORTEST
    enough = like >= LIKE_IN_PLACE or speechless
    return enough and len(printed.values) == len(names.heads(line)) > 1


def without_foreign(matched: Matched, names: FormNames) -> Matched:
    """The same without rows of tables that only share a name with the form: the office's own, in its text."""
    counts: dict[tuple[int, str], set[str]] = {}
    for each in matched.matches:
        counts.setdefault((each.printed.grid, each.line.section), set()).add(each.line.path)
    sections = {section: max(len(c) for (_, s), c in counts.items() if s == section) for _, section in counts}
    others = Counter(line.grid for line in matched.unknown if line.labels or line.has_figures)
    foreign = {
        (grid, section)
        for (grid, section), paths in counts.items()
        if len(paths) == 1 < sections[section] and others[grid] > 1
    }
    kept = tuple(each for each in matched.matches if (each.printed.grid, each.line.section) not in foreign)
    gone = tuple(
        each.printed for each in matched.matches if (each.printed.grid, each.line.section) in foreign
    )
    return replace(matched, matches=kept, unknown=(*matched.unknown, *gone))
