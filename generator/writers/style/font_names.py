"""The names, weight and slant of the faces inside font files, and nothing else of them.

fontTools reads them too, but needs about a millisecond a file after forty to import; an office
machine has hundreds of fonts, and the question is asked at every build (docs/decisions/0004).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
FAMILY_IDS = (1, 16)
FACES_LIMIT = 64
TABLES_LIMIT = 128
NAMES_LIMIT = 512
REGULAR = 400
# Where OS/2 keeps the weight and whether the letters slant (OpenType, OS/2: usWeightClass, fsSelection).
WEIGHT_AT = 4
SLANT_AT = 62


@dataclass(frozen=True, slots=True)
class Named:
    """One face as its file describes it: family names in all languages, weight (400 is regular), slant."""

    families: tuple[str, ...]
    weight: int = REGULAR
    slanted: bool = False


def faces(path: Path) -> list[Named]:
    """Every face of a font file, in the file's order; empty for what is no font."""
    try:
        with path.open("rb") as file:
            return [_named(file, offset) for offset in _offsets(file)]
    except (OSError, struct.error, ValueError):
        return []


def _named(file: BinaryIO, offset: int) -> Named:
    weight, slanted = _weight(file, offset)
    return Named(tuple(dict.fromkeys(_names(file, offset))), weight, slanted)


def _weight(file: BinaryIO, offset: int) -> tuple[int, bool]:
    """Weight and slant; a face that does not say is regular and upright."""
    try:
        start, length = _table(file, offset, b"OS/2")
    except ValueError:
        return REGULAR, False
    file.seek(start)
    data = file.read(min(length, SLANT_AT + 2))
    if len(data) < SLANT_AT + 2:
        return REGULAR, False
    (weight,), (selection,) = (struct.unpack_from(">H", data, at) for at in (WEIGHT_AT, SLANT_AT))
    return weight, bool(selection & 1)


def _offsets(file: BinaryIO) -> list[int]:
    """Where the faces of a file begin: one, or as many as a collection says."""
    if file.read(4) != b"ttcf":
        return [0]
    _version, count = struct.unpack(">II", file.read(8))
    count = min(count, FACES_LIMIT)
    return list(struct.unpack(f">{count}I", file.read(4 * count)))


def _names(file: BinaryIO, offset: int) -> Iterator[str]:
    start, length = _table(file, offset, b"name")
    file.seek(start)
    data = file.read(min(length, 1 << 20))
    _format, count, strings = struct.unpack(">HHH", data[:6])
    for index in range(min(count, NAMES_LIMIT)):
        record = struct.unpack(">6H", data[6 + 12 * index : 18 + 12 * index])
        platform, _encoding, _language, name, size, at = record
        if name in FAMILY_IDS:
            raw = data[strings + at : strings + at + size]
            yield raw.decode("mac_roman" if platform == 1 else "utf-16-be", errors="ignore")


def _table(file: BinaryIO, offset: int, tag: bytes) -> tuple[int, int]:
    file.seek(offset + 4)
    count = min(struct.unpack(">H", file.read(2))[0], TABLES_LIMIT)
    file.seek(offset + 12)
    for _ in range(count):
        name, _sum, start, length = struct.unpack(">4sIII", file.read(16))
        if name == tag:
            return start, length
    raise ValueError(f"no table {tag!r}")
