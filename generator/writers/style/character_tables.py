"""Whether a font's table of characters says no more than there can be.

A few bytes of it can name the same characters thousands of times; to read such a table as it says takes
all time and memory there is.  So it is counted first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

# More characters than Unicode has room for, in one table, are no characters.
MOST = 2 * 0x110000
# Formats that name runs of characters, and those that name each by itself, so that their length is their end.
_SEGMENTS = 4
_GROUPS = (12, 13)
_PLAIN = (0, 2, 6, 10, 14)
# Where format 14 (variants) stands; anywhere else it would be taken for a list of characters.
_VARIANTS = (0, 5)


def is_bounded(table: bytes) -> bool:
    """Whether every subtable of a ``cmap`` comes to an end soon; a broken one does not count as one."""
    try:
        return all(_is_bounded(table, *place) for place in _subtables(table))
    except struct.error:
        return False


def _subtables(table: bytes) -> Iterator[tuple[tuple[int, int], int]]:
    """Platform and encoding of each, and where it begins."""
    (count,) = struct.unpack_from(">H", table, 2)
    for number in range(count):
        platform, encoding, start = struct.unpack_from(">HHI", table, 4 + 8 * number)
        yield (platform, encoding), start


def _is_bounded(table: bytes, kind: tuple[int, int], start: int) -> bool:
    (form,) = struct.unpack_from(">H", table, start)
    if form == _SEGMENTS:
        return _in_segments(table, start) <= MOST
    if form in _GROUPS:
        return _in_groups(table, start) <= MOST
    return form in _PLAIN and (form != max(_PLAIN) or kind == _VARIANTS)


def _in_segments(table: bytes, start: int) -> int:
    """How many characters the segments of format 4 name."""
    (double,) = struct.unpack_from(">H", table, start + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, start + 14)
    starts = struct.unpack_from(f">{count}H", table, start + 16 + double)
    return sum(max(end - begin + 1, 0) for begin, end in zip(starts, ends, strict=True))


def _in_groups(table: bytes, start: int) -> int:
    """How many characters the groups of formats 12 and 13 name."""
    (count,) = struct.unpack_from(">I", table, start + 12)
    data = table[start + 16 : start + 16 + 12 * count]
    if len(data) < 12 * count:
        raise struct.error
    return sum(max(end - begin + 1, 0) for begin, end, _ in struct.iter_unpack(">III", data))
