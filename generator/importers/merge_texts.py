"""The lines of a narrative that were changed in a report, put among those that were not.

A line that prints what the report says stays as it is written, with its placeholders; in one that was
changed, only the words that are other are written anew.  What was changed in the filing since the report was
built stays, and where the report has it otherwise again, both are told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.filing.filing import Filing
from generator.filing.narrative.lines import SIGNS
from generator.filing.narrative.scanning import scan
from generator.importers.merge_lines import ALIKE, MOVED, likeness
from generator.importers.merge_sides import NOWHERE, Conflict, Sides
from generator.importers.merge_text_lines import (
    Figures,
    Line,
    base_lines,
    filing_lines,
    in_report,
    is_rule,
    key_of,
    page_of_line,
    report_lines,
    since,
)
from generator.importers.merge_words import Patch, Said, changes, difference, no_numbers, patched, short
from generator.rules.text.printed_page import Page

ABSENT = "（没有这一段）"
FROM_TABLES = "这里是由“{source}”印出来的，没有动；要改的，请改那里"
# What an item of a list begins with.
MARK = re.compile(rf"\s*(?:[-·{SIGNS}]\s*|[0-9]{{1,2}}[.．、]\s*)")
# Before the first line.
START = -1


@dataclass
class TextMerge:
    """The lines of a narrative as they are to be written, and what was changed; ``notes``: what follows of
    itself; ``kept``: numbers that belong to the tables; ``conflicts``: what both sides changed."""

    lines: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merged_text(sides: Sides, figures: Figures, path: str) -> TextMerge:
    """A narrative of the filing with what was changed in the report's."""
    return _Merge(sides, figures, path).result()


class _Merge:
    """One narrative: its lines as they are, what of them was changed on which side, what becomes of them."""

    def __init__(self, sides: Sides, figures: Figures, path: str) -> None:
        self.sides, self.figures, self.path, self.done = sides, figures, path, TextMerge()
        self.ours = filing_lines(sides, figures, path)
        self.base = base_lines(sides, figures, path) if sides.is_known else self.ours
        numbered = list(report_lines(sides, path, [*self.base, *self.ours]))
        self.numbers, self.theirs = [number for number, _ in numbered], [said for _, said in numbered]
        self.mine, self.said = since(self.base, self.ours), in_report(self.base, self.theirs)
        self.content: list[str | None] = [line.raw for line in self.ours]
        # Lines that the report has at another place, and those that both sides changed.
        self.moving: dict[int, str] = {}
        self.open: set[int] = set()

    def result(self) -> TextMerge:
        """All lines, one after the other."""
        for number, line in enumerate(self.base):
            if not line.is_silent:
                self._line(number)
        behind = self._put_in()
        self.done.lines = list(behind[START])
        for number, raw in enumerate(self.content):
            self.done.lines += [raw] if raw is not None else []
            self.done.lines += behind[number]
        return self.done

    # ------------------------------------------------------------ a line that was there

    def _line(self, number: int) -> None:
        mine, place = self.mine.to[number], self.said.to[number]
        if place is None:
            self._taken_out(number, mine)
            return
        theirs = self.theirs[place]
        if not self.base[number].says(theirs.words):
            self._changed(number, mine, place)
        elif mine is not None:
            self._followed(number, mine, theirs)
        if mine is not None and number in self.said.moved and number not in self.open:
            self._move(number, mine, place)

    def _taken_out(self, number: int, mine: int | None) -> None:
        if mine is None:
            return
        if self._is_edited(number, mine):
            self._conflict(number, mine, None)
            return
        self.content[mine] = None
        self.done.changes.append(f"{self.path} 第{mine + 1}段删去：{short(self.ours[mine].ours)}")

    def _changed(self, number: int, mine: int | None, place: int) -> None:
        theirs = self.theirs[place]
        if mine is not None and self.ours[mine].says(theirs.words):
            return
        if mine is None or self._is_edited(number, mine):
            self._conflict(number, mine, place)
            return
        line = self.ours[mine]
        theirs = _marked_alike(self.sides.report, theirs, line.raw)
        printed = _nearer(line, theirs.words)
        patch = self._held(patched(printed, line.raw, theirs), theirs)
        self.content[mine] = patch.raw
        self.done.kept += self._kept(mine, patch)
        if patch.raw != line.raw:
            words = difference(printed.words, theirs.words)
            self.done.changes.append(f"{self.path} 第{mine + 1}段：{words}{_lost(patch)}")

    def _held(self, patch: Patch, theirs: Said) -> Patch:
        """The same where it prints what the report says, numbers aside; else the report's line as it is."""
        words = page_of_line(self.figures.after, self.path, patch.raw).words
        same = no_numbers(key_of(words)) == no_numbers(key_of(theirs.words))
        if same or any(no_numbers(old) != no_numbers(new) for _, old, new in patch.kept):
            return patch
        lost = [hole.source.strip() for hole in scan(patch.raw)]
        return Patch(theirs.raw, lost=[*patch.lost, *lost])

    def _kept(self, mine: int, patch: Patch) -> Iterator[str]:
        """Numbers that the report has otherwise and that the tables have; nothing is said of those that they
        had before or have now."""
        line = self.ours[mine]
        known = {
            (piece.written.source.strip(), each.words[piece.start : piece.end])
            for each in (line.before, line.after)
            for piece in each.pieces
        }
        for source, old, new in patch.kept:
            if (source, new) not in known:
                place = f"{self.path} 第{mine + 1}段"
                yield f"{place}：报告里把“{old}”改成了“{new}”，{FROM_TABLES.format(source=source)}"

    def _followed(self, number: int, mine: int, theirs: Said) -> None:
        """Placeholders print other figures now, though the report still says those of before."""
        line = self.ours[mine]
        moved_on = key_of(line.ours) != key_of(line.now) and key_of(line.now) != key_of(theirs.words)
        if moved_on and not self._is_edited(number, mine):
            words = difference(theirs.words, line.now)
            self.done.notes.append(f"{self.path} 第{mine + 1}段随表里的数改了：{words}")

    def _is_edited(self, number: int, mine: int) -> bool:
        """Whether a line prints other words than when the report was built, whatever the figures."""
        base, ours = self.base[number], self.ours[mine]
        return key_of(ours.before.words) != key_of(base.before.words)

    def _conflict(self, number: int, mine: int | None, place: int | None) -> None:
        self.open.add(number)
        base = self.base[number]
        theirs = self.theirs[place] if place is not None else None
        note = patched(_nearer(base, theirs.words), base.raw, theirs).raw if theirs else ABSENT
        ours = self.ours[mine] if mine is not None else None
        self._both(number if mine is None else mine, base.before.words, ours, place, note)

    def _both(self, number: int, before: str, ours: Line | None, place: int | None, note: str) -> None:
        """What both sides changed is told, and the filing keeps its own."""
        at = NOWHERE if place is None else self.sides.places.of_line(self.path, self.numbers[place])
        theirs = ABSENT if place is None else self.theirs[place].words.strip()
        self.done.conflicts.append(
            Conflict(
                self.path,
                f"{self.path} 第{number + 1}段",
                (before.strip(), ours.ours.strip() if ours else ABSENT, theirs),
                note.strip(),
                ours.raw if ours else "",
                at,
            )
        )

    def _move(self, number: int, mine: int, place: int) -> None:
        """A line that the report has elsewhere; one that the filing moved too stays where that put it."""
        raw = self.content[mine]
        if raw is None or number in self.mine.moved:
            return
        self.moving[place], self.content[mine] = raw, None
        self.done.changes.append(f"{self.path} 第{mine + 1}段移了位置：{short(self.ours[mine].ours)}")

    # ------------------------------------------------------------ a line that the report alone has

    def _put_in(self) -> dict[int, list[str]]:
        """What comes behind which line of the filing, in the order of the report."""
        behind: dict[int, list[str]] = defaultdict(list)
        here = dict(zip(self.said.to, self.mine.to, strict=True))
        own = list(self.mine.added)
        at, is_new = START, False
        for place, theirs in enumerate(self.theirs):
            mine = here.get(place)
            if is_rule(theirs.raw):  # that of a new table
                behind[at] += [theirs.raw] if is_new else []
                continue
            is_new = place in self.said.added and not self._is_ours(place, own, at)
            if place in self.moving:
                behind[at].append(self.moving[place])
            elif is_new:
                behind[at].append(theirs.raw)
                self.done.changes.append(f"{self.path} 加一段：{short(theirs.words)}")
            elif mine is not None:
                at = self._last(mine)
        return behind

    def _is_ours(self, place: int, own: list[int], at: int) -> bool:
        """Whether the filing has a line that was put into both, or one like it: then both are told.  ``at``
        is the line of the filing behind which the report has its own."""
        theirs = self.theirs[place]
        if (same := next((mine for mine in own if self.ours[mine].says(theirs.words)), None)) is not None:
            own.remove(same)
            return True
        alike = next((mine for mine in own if self._is_alike(mine, theirs, at)), None)
        if alike is None:
            return False
        own.remove(alike)
        self._both(alike, ABSENT, self.ours[alike], place, theirs.raw)
        return True

    def _is_alike(self, mine: int, theirs: Said, at: int) -> bool:
        """Whether a line that the filing got is another wording of one that the report got."""
        before = mine
        while before in self.mine.added:
            before -= 1
        enough = ALIKE if before == at else MOVED
        return likeness(self.ours[mine].now, theirs.words) >= enough

    def _last(self, mine: int) -> int:
        """The line with the pictures below it, and with what parts the head of a table from its rows."""
        while mine + 1 < len(self.ours) and self.ours[mine + 1].is_silent:
            mine += 1
        return mine


def _marked_alike(report: Filing, theirs: Said, raw: str) -> Said:
    """A line of the report with the filing's mark of its list, which a program may set otherwise."""
    ours, mark = MARK.match(raw), MARK.match(theirs.raw)
    if ours is None or mark is None:
        return theirs
    new = ours[0] + theirs.raw[mark.end() :]
    return Said(new, page_of_line(report, "", new))


def _lost(patch: Patch) -> str:
    """What is said of placeholders that were written over: the tables do not follow a sentence."""
    return f"（占位符“{'”“'.join(patch.lost)}”换成了写定的字，表里的数没有动）" if patch.lost else ""


def _nearer(line: Line, theirs: str) -> Page:
    """What a changed line printed: with the figures of before, where it is nearer to that."""
    return min((line.after, line.before), key=lambda each: len(changes(each.words, theirs)))
