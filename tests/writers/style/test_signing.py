"""Where a signature stands, by the words of GB/T 9704—2012, 7.3.5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.report.blocks import Signature
from generator.writers.style.signing import signing, width

LINE = 28


def test_digits_take_half_a_character():
    assert width("2025年1月24日") == 6.5


@pytest.mark.parametrize(
    ("name", "authority", "date"),
    [
        ("示例市人民政府办公室", 2, 3.5),
        ("示例市财政局", 4.5, 2),
        ("示例局", 7.5, 2),
    ],
)
def test_without_a_seal_the_day_begins_two_characters_right_of_the_name(name, authority, date):
    place = signing(Signature(name, "2025年1月24日"), LINE)
    assert (place.authority, place.date, place.above) == (authority, date, 1)


def test_with_a_seal_the_day_stands_four_characters_in_and_the_name_is_centred_above_it():
    place = signing(Signature("示例市人民政府办公室", "2025年1月24日", seal=True), LINE)
    assert (place.date, place.authority, place.above) == (4, 2.25, 2)


@given(st.integers(1, 60), st.booleans())
def test_nothing_stands_beyond_the_edge_and_all_keeps_its_distance(length, seal):
    signature = Signature("甲" * length, "2025年1月24日", seal)
    place = signing(signature, LINE)
    held = min(length, LINE if seal else LINE - 2)
    name_starts, day_starts = LINE - place.authority - held, LINE - place.date - 6.5
    assert min(place.authority, place.date) >= (0 if seal else 2)
    assert min(name_starts, day_starts) >= 0
    if seal:
        assert name_starts + held / 2 == day_starts + 6.5 / 2
    else:
        assert day_starts - name_starts == 2
