"""Values that stand where none belongs, known by the lines around them: behind a group, or without a dash."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.source.slips.characters import seen
from generator.source.slips.levels import Level
from generator.source.slips.shape import Holds
from generator.source.slips.stand_in import Slip, Stroke
from generator.source.slips.values import KEY, without_comment

OF_GROUP, NO_DASH = "Y21", "Y22"
# An item in braces behind the key of its list: 「豁免: - {…}」.
_DASHED = re.compile(r"- +(?=\{.*\})")

# So many lines on the next key is looked for.
AHEAD = 50


def next_line(lines: Sequence[str], number: int) -> str:
    """The first line after that number which says anything; nothing where there is none."""
    below = lines[number : number + AHEAD]
    return next((line for line in below if line.strip() and line.lstrip()[0] != "#"), "")


def next_key(lines: Sequence[str], number: int) -> str:
    """The key that the next line begins with; nothing where it begins with none."""
    match = KEY.match(next_line(lines, number).strip())
    return seen(match["key"]) if match else ""


def misplaced(lines: Sequence[str], number: int, start: int, key: str, level: Level) -> Slip | None:
    """The slip of a value from that column on behind a key that has lines of its own below it."""
    value = without_comment(lines[number - 1][start:])
    end = start + len(value)
    if level.shape.holds is Holds.GROUP and value[0] != "{" and _has_lines_below(lines, number, level):
        return Slip(number, OF_GROUP, (Stroke(start, end, ""),), {"key": key})
    if level.shape.holds is Holds.ITEMS and (dash := _DASHED.match(value)):
        strokes = (Stroke(start, start + dash.end(), "["), Stroke(end, end, "]"))
        return Slip(number, NO_DASH, strokes, {"key": key}, "用方括号括起来")
    return None


def _has_lines_below(lines: Sequence[str], number: int, level: Level) -> bool:
    """Whether the next line is one of a group's own, set in further than the group."""
    line = next_line(lines, number)
    set_in = len(line) - len(line.lstrip())
    return next_key(lines, number) in level.shape.below and set_in > level.indent


def no_dash(number: int, start: int, key: str) -> Slip:
    """The slip of an item that begins at that column without its dash."""
    return Slip(number, NO_DASH, (Stroke(start, start, "- "),), {"key": key}, "每一条前面写“- ”")


def lacks_dash(lines: Sequence[str], number: int, start: int) -> bool:
    """Whether braces on a line of their own are one of several items; a single one can be read."""
    beside = (*lines[max(number - 2, 0) : number - 1], *lines[number : number + 1])
    several = any(other.lstrip().startswith(("{", "- {")) for other in beside)
    return start > 0 and lines[number - 1][start] == "{" and several
