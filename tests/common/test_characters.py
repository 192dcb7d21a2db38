"""Odd characters: every one is named, and becomes what it stands for only where there is one reading."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.common.characters import odd_characters, printed, settled
from generator.common.shipped_characters import shipped_characters


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("政\u200b府", "政府"),
        ("政\u2060府\ufeff信\u00ad息", "政府信息"),
        ("公开\u00a05\u2003件", "公开 5 件"),
        ("\u2f2f作\u2ea0\u2ec5", "工作民见"),
        ("乾\uf9dc", "乾隆"),
        ("lu\u0308e\u0301", "lüé"),
        ("\U0001d7d9件", "1件"),
        ("\uf0b7 加强", "• 加强"),
        ("王\u200d某", "王某"),
        ("☎\ufe0f", "☎"),
    ],
)
def test_what_has_one_reading_becomes_it(text, becomes):
    assert settled(text) == becomes
    assert all(odd.becomes is not None for odd in odd_characters(text))


@pytest.mark.parametrize("character", ["\u202e", "\ue000", "\U000e0100", "\ufffd", "\ufffc", "\U000f1234"])
def test_what_has_no_reading_or_more_than_one_is_named_and_left(character):
    (odd,) = odd_characters(f"甲{character}乙")
    assert (odd.start, odd.end, odd.becomes) == (1, 2, None)
    assert odd.lost == (character in "\ufffd\ufffc")
    assert odd.codepoints == f"U+{ord(character):04X}"
    assert settled(f"甲{character}乙") == f"甲{character}乙"


def test_a_joiner_stays_where_it_joins():
    family = "\U0001f468\u200d\U0001f469"
    assert settled(family) == family
    assert settled("نامه\u200cها") == "نامه\u200cها"


def test_ordinary_text_has_nothing_odd():
    everything = "".join(shipped_characters() - {"\n"})
    assert len(everything) > 9000
    odd = {found.text for found in odd_characters(everything)}
    # What the shipped fonts have and no text should hold: spaces and marks that cannot be told from others.
    assert all(not "一" <= text <= "龥" for text in odd)
    assert not odd & set("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·￥％℃①②③ⅠⅡ㎡　 0123456789")


def test_every_kangxi_radical_is_the_character_that_unicode_says():
    radicals = [chr(point) for point in range(0x2F00, 0x2FD6)]
    assert len(radicals) == 214
    for radical in radicals:
        assert settled(radical) == unicodedata.normalize("NFKC", radical)


def test_every_radical_of_the_supplement_but_the_one_without_a_character_becomes_an_ideograph():
    radicals = [chr(point) for point in range(0x2E80, 0x2EF4) if unicodedata.category(chr(point)) != "Cn"]
    left = [radical for radical in radicals if settled(radical) == radical]
    assert len(radicals) == 115
    assert left == ["\u2e80"]
    ideographs = [ord(settled(radical)) for radical in radicals if radical not in left]
    assert all(0x3400 <= point <= 0x9FFF or 0x20000 <= point <= 0x2B739 for point in ideographs)


@given(
    st.text(
        st.sampled_from("甲e\u0301\u0308\u200b\u200d\ue000\u2f2f \t\u00a0\U0001f600\ufe0f") | st.characters()
    )
)
def test_settling_twice_changes_nothing_and_no_mend_is_left(text):
    once = settled(text)
    assert settled(once) == once
    assert not [odd for odd in odd_characters(once) if odd.becomes is not None]


def test_a_gap_is_printed_as_one_blank():
    assert printed("甲\t\t5  件\u00a0\u00a0乙　　丙") == "甲 5 件 乙　　丙"
