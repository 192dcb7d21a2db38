"""The names inside font files, and nothing else of them.

fontTools reads them too, but needs about a millisecond a file after forty to import; an office
machine has hundreds of fonts, and the question is asked at every build (docs/decisions/0004).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
FAMILY_IDS = (1, 16)
FACES_LIMIT = 64
TABLES_LIMIT = 128
NAMES_LIMIT = 512


def families(path: Path) -> list[tuple[str, ...]]:
    """The family names of every face of a font file, all languages; empty for what is no font."""
    try:
        with path.open("rb") as file:
            return [tuple(dict.fromkeys(_names(file, offset))) for offset in _faces(file)]
    except (OSError, struct.error, ValueError):
        return []


def _faces(file: BinaryIO) -> list[int]:
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
