"""The characters that every shipped face should have."""

from __future__ import annotations

import bz2
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from shipped_fonts.catalogue import BLOCKS, SOURCES, FontsError
from shipped_fonts.packages import read_member

UNIHAN = "./usr/share/unicode/Unihan_OtherMappings.txt.bz2"
TABLE_SIZE = 8105


def general_standard(package: Path) -> list[int]:
    """Return 通用规范汉字表 in code-point order, from the field kTGH of Unihan."""
    text = bz2.decompress(read_member(package, UNIHAN)).decode("utf-8")
    table = sorted(int(point, 16) for point in re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.MULTILINE))
    if len(set(table)) != TABLE_SIZE:
        raise FontsError(f"Unihan gives {len(set(table))} characters for kTGH instead of {TABLE_SIZE}")
    return table


def characters_text(table: list[int]) -> str:
    """The character table as a text file, 40 characters a line."""
    source = SOURCES["unihan"]
    header = (
        "# 通用规范汉字表（国务院 2013 年 6 月 5 日公布）全部 8105 字，按 Unicode 码位排列。\n"
        f"# 取自 Unicode 汉字数据库 Unihan 的 kTGH 字段（软件包 {source.package} {source.version}）。\n"
        "# 由 scripts/make_fonts.py 生成，不要手改。以 # 开头的行是说明。\n"
    )
    lines = [table[start : start + 40] for start in range(0, len(table), 40)]
    return header + "".join("".join(map(chr, line)) + "\n" for line in lines)


def coverage_text(points: Iterable[int]) -> str:
    """The characters that some shipped face has, 64 a line, white space left out."""
    characters = [chr(point) for point in sorted(points) if point > ord(" ")]
    lines = ("".join(characters[start : start + 64]) for start in range(0, len(characters), 64))
    return "\n".join(lines) + "\n"


def wanted_characters(table: list[int]) -> dict[str, set[int]]:
    """Return what every face should have, by the block's name."""
    blocks = {
        "通用规范汉字表": set(table),
        "GB 2312 汉字": set(gb2312(range(16, 88))),
        "Big5 常用字": set(big5_common()),
        "GB 2312 符号": set(gb2312(range(1, 10))) | {0x00B7, 0x2014},  # and the two that GBK maps otherwise
    }
    return blocks | {name: set(assigned(spans)) for name, spans in BLOCKS.items()}


def gb2312(rows: range) -> Iterator[int]:
    """The characters in the given rows of GB 2312; Python's codec knows which cells are empty."""
    for row in rows:
        for cell in range(1, 95):
            yield from map(ord, bytes((row + 0xA0, cell + 0xA0)).decode("gb2312", "ignore"))


def big5_common() -> Iterator[int]:
    """The 5401 characters of the first level of Big5: the traditional characters in common use."""
    for lead in range(0xA4, 0xC7):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            if (lead, trail) <= (0xC6, 0x7E):
                yield ord(bytes((lead, trail)).decode("big5"))


def assigned(spans: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """The characters in these spans that exist; Unicode leaves holes in its blocks."""
    for first, last in spans:
        yield from (point for point in range(first, last + 1) if unicodedata.category(chr(point)) != "Cn")
