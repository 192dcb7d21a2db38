"""What a pattern cannot do without, what it names, and what fits it."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from generator.rules.text.bounded import compiled
from generator.rules.text.pattern_parts import FEW, fitting, named, needed
from generator.rules.text.patterns import pattern_text

NEEDED = [
    ("培训", "培"),
    ("[-—]+(?=字)", "字"),
    ("[-—]+", "-—"),
    ("(?:请|待)[^】]{0,40}】", "】"),
    ("(?:请|待)[^】]{0,40}", "请待"),
    ("(?>待)", "待"),
    ("a*b?(c)+", "c"),
    ("[0-9]", "0123456789"),
    ("a|b*", None),
    ("[^a]", None),
    (r"\d", None),
    ("[一-鿿]", None),
    ("(?!a)", None),
    ("(?i)a", None),
    ("(?i:a)", None),
    (r"(.)\1", None),
]


@pytest.mark.parametrize(("pattern", "characters"), NEEDED)
def test_a_pattern_finds_nothing_without_the_characters_it_needs(pattern, characters):
    assert needed(pattern) == (None if characters is None else frozenset(characters))


def test_a_class_of_many_characters_says_nothing():
    few = "".join(chr(0x4E00 + 2 * number) for number in range(FEW))
    assert needed(f"[{few}]") == frozenset(few)
    assert needed(f"[{few}a]") is None


PIECES = some.sampled_from(
    ["a", "b", "[ab]", "[a-c]", "[^a]", ".", "^", "$", "(?!a)", "(?=b)", "(?<=b)", "(?<!ab)", r"\b", "(a|b)",
     "(?:ab|c)", "(?:a|)", "(?i:B)", "(?>a)", r"\w"]
)  # fmt: skip
REPEATS = some.sampled_from(["", "", "*", "+", "?", "{0,2}", "{2}", "*?", "++"])


@pytest.mark.slow
@given(some.lists(some.tuples(PIECES, REPEATS), min_size=1, max_size=4), some.text("abcB\n ", max_size=8))
def test_wherever_a_pattern_finds_something_one_of_its_characters_stands(pieces, words):
    written = "".join(f"(?:{piece}){repeat}" for piece, repeat in pieces)
    characters = needed(written)
    assume(characters is not None)
    assert not compiled(written, written).search(words) or characters & set(words), written


def test_every_character_that_is_named_is_told_in_its_order():
    assert named("(?=培)(培|训)[一-九]*[^。]") == ("培", "训", "一", "九", "。")


@pytest.mark.parametrize("pattern", ["(培|训|培训)+$", "x{2,5}[0-9]件", "{数}件", "(?:(?>ab)|c)[^a]."])
def test_a_plain_pattern_has_a_text_that_fits_it(pattern):
    assert compiled(pattern_text(pattern), pattern).search(fitting(pattern))


def test_a_text_that_fits_stays_short():
    assert len(fitting("(?:a{1000}){1000}")) < 100
    assert re.fullmatch("a+", fitting("(?:a{1000}){1000}"))
