"""A font that names characters without end is a broken one, and costs nothing."""

from __future__ import annotations

import struct
from pathlib import Path
from time import process_time

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from generator.common.data_folders import folder
from generator.writers.style.character_tables import MOST, is_bounded
from generator.writers.style.fonts import Face, characters_of, choose
from generator.writers.style.tokens import find
from tests.writers.style.test_fonts import official

SHIPPED = sorted((folder("styles") / "fonts").glob("*.[ot]tf"))


def table(*subtables: bytes, kind: tuple[int, int] = (3, 10)) -> bytes:
    """A ``cmap`` of these subtables."""
    start = 4 + 8 * len(subtables)
    places = b"".join(
        struct.pack(">HHI", *kind, start + sum(map(len, subtables[:number])))
        for number in range(len(subtables))
    )
    return struct.pack(">HH", 0, len(subtables)) + places + b"".join(subtables)


def segments(*spans: tuple[int, int]) -> bytes:
    """Format 4."""
    count = len(spans)
    head = struct.pack(">HHHHHHH", 4, (16 + 8 * count) & 0xFFFF, 0, 2 * count, 0, 0, 0)
    ends = b"".join(struct.pack(">H", end) for _, end in spans)
    starts = b"".join(struct.pack(">H", start) for start, _ in spans)
    return head + ends + b"\0\0" + starts + struct.pack(">H", 1) * count + b"\0\0" * count


def groups(*spans: tuple[int, int], form: int = 12) -> bytes:
    """Formats 12 and 13."""
    head = struct.pack(">HHIII", form, 0, 16 + 12 * len(spans), 0, len(spans))
    return head + b"".join(struct.pack(">III", start, end, 1) for start, end in spans)


def test_the_fonts_that_are_shipped_are_bounded():
    assert len(SHIPPED) >= 3
    for path in SHIPPED:
        with TTFont(path, lazy=True) as font:
            assert is_bounded(font.reader["cmap"])


@pytest.mark.parametrize("form", [12, 13])
def test_groups_may_name_so_many_characters_and_no_more(form):
    assert is_bounded(table(groups((0, MOST - 1), form=form)))
    assert not is_bounded(table(groups((0, MOST), form=form)))
    assert not is_bounded(table(groups(*[(0, 0x10FFFF)] * 3, form=form)))
    assert is_bounded(table(groups((5, 4), (9, 2), form=form)))


def test_segments_too():
    every = MOST // 0x10000
    assert is_bounded(table(segments(*[(0, 0xFFFF)] * every)))
    assert not is_bounded(table(segments(*[(0, 0xFFFF)] * every, (1, 1))))


def test_every_subtable_counts():
    assert not is_bounded(table(segments((1, 9)), groups((0, MOST))))


def test_variants_stand_where_variants_belong():
    variants = struct.pack(">HII", 14, 10, 0)
    assert is_bounded(table(variants, kind=(0, 5)))
    assert not is_bounded(table(variants))


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0\1", table(groups((1, 2)))[:-1], table(segments((1, 2)))[:30], table(b"\0\x63")]
)
def test_what_is_cut_short_or_unknown_is_broken(data):
    assert not is_bounded(data)


def test_such_a_font_serves_for_nothing_and_is_soon_done_with(tmp_path: Path):
    path = official(tmp_path, "方正小标宋简体")
    with TTFont(path) as font:
        font["cmap"] = cmap = DefaultTable("cmap")
        cmap.data = table(segments(*[(0, 0xFFFE)] * 8000), kind=(3, 1))
        font.save(path)
    began = process_time()
    fonts = choose(find("gongwen"), (tmp_path,), system=False)
    assert process_time() - began < 2  # as it says, it took minutes
    assert {face.origin for face in fonts.faces} == {"随附"}
    assert characters_of(Face("", path, 0, 400, "指定")) == frozenset()
