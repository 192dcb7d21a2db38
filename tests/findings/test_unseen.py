"""What nobody sees is named where people read what a clerk wrote."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings.unseen import UNNAMED, pieces, shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("行政\u200b许可", "行政〔U+200B 零宽空格〕许可"),
        ("\u3000\u3000年", "〔U+3000 全角空格 2个〕年"),
        ("1\t2", "1〔U+0009 制表符〕2"),
        ("\ufeff年度", "〔U+FEFF 字节顺序标记〕年度"),
        ("\u202e倒", "〔U+202E 强制从右向左〕倒"),
        ("1\u00a0128", "1〔U+00A0 不间断空格〕128"),
        ("\ue000", "〔U+E000 自造字〕"),
        ("\U000f0001", "〔U+F0001 自造字〕"),
        ("a\x1b[31m\n", "a〔U+001B 转义符〕[31m〔U+000A 换行〕"),
        ("\u200b\u200c", "〔U+200B 零宽空格〕〔U+200C 零宽不连字〕"),
        ("常用字 “引号”——…", "常用字 “引号”——…"),
    ],
)
def test_a_character_that_nobody_sees_is_named_with_its_code(text, words):
    assert shown(text) == words


def test_every_blank_and_format_character_of_unicode_is_named():
    unseen = {"Zs", "Zl", "Zp", "Cc", "Cf", "Co"}
    every = map(chr, (*range(0xD800), *range(0xE000, 0x110000, 7), *range(0xE0000, 0xE1000)))
    # A blank is a blank, and marks of other scripts are written by those who read them.
    of_scripts = (
        range(0x600, 0x606),
        range(0x6DD, 0x6DE),
        range(0x70F, 0x710),
        range(0x890, 0x892),
        range(0x8E2, 0x8E3),
    )
    spared = {" ", *(chr(code) for codes in of_scripts for code in codes)}
    hidden = [
        character
        for character in every
        if unicodedata.category(character) in unseen and character not in spared and ord(character) < 0x11000
    ]
    assert len(hidden) > 100
    assert [hex(ord(character)) for character in hidden if shown(character) == character] == []
    assert UNNAMED not in shown("".join(hidden))


@given(text=st.text(st.characters() | st.sampled_from("\u200b\u3000\t\u202e〔〕")))
def test_nothing_is_lost_and_what_is_shown_can_be_shown_again(text):
    assert "".join(written for written, _ in pieces(text)) == text
    assert "".join(words for _, words in pieces(text)) == shown(text)
    assert shown(shown(text)) == shown(text)
