"""What a pattern cannot do without, what it names, and what fits it."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from generator.rules.text.bounded import compiled
from generator.rules.text.pattern_parts import fitting, named
from generator.rules.text.patterns import pattern_text
from generator.rules.text.sieve import FEW, sieve

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
    assert sieve(pattern).needed == (None if characters is None else frozenset(characters))


LITERALS = [
    ("培训班", "培训班"),
    ("(?<![目标有])(的)的(?!确)", "的的"),
    ("培+训班", "训班"),
    ("培训.{3}培训班次?", "培训班"),
    ("^(?:培)(训)$", "培训"),
    ("(?i:培)训", "训"),
    ("培(训|班)", "培"),
    ("培训|训班", ""),
    ("(?i)培训", ""),
    ("(?!培训)", ""),
]


@pytest.mark.parametrize(("pattern", "literal"), LITERALS)
def test_a_pattern_finds_nothing_without_the_words_it_names_one_behind_the_other(pattern, literal):
    assert sieve(pattern).literal == literal


def test_a_class_of_many_characters_says_nothing():
    few = "".join(chr(0x4E00 + 2 * number) for number in range(FEW))
    assert sieve(f"[{few}]").needed == frozenset(few)
    assert sieve(f"[{few}a]").needed is None


PIECES = some.sampled_from(
    ["a", "b", "[ab]", "[a-c]", "[^a]", ".", "^", "$", "(?!a)", "(?=b)", "(?<=b)", "(?<!ab)", r"\b", "(a|b)",
     "(?:ab|c)", "(?:a|)", "(?i:B)", "(?>a)", r"\w"]
)  # fmt: skip
REPEATS = some.sampled_from(["", "", "*", "+", "?", "{0,2}", "{2}", "*?", "++"])


@pytest.mark.slow
@given(some.lists(some.tuples(PIECES, REPEATS), min_size=1, max_size=4), some.text("abcB\n ", max_size=8))
def test_a_text_in_which_a_pattern_finds_something_has_what_it_needs(pieces, words):
    written = "".join(f"(?:{piece}){repeat}" for piece, repeat in pieces)
    assume(re.compile(written, re.MULTILINE).search(words))
    found = sieve(written)
    assert len(words) >= found.shortest
    assert found.literal in words
    assert found.needed is None or found.needed & set(words)
    assert compiled(written, written).can_be_in(words)


def test_every_character_that_is_named_is_told_in_its_order():
    assert named("(?=培)(培|训)[一-九]*[^。]") == ("培", "训", "一", "九", "。")


@pytest.mark.parametrize("pattern", ["(培|训|培训)+$", "x{2,5}[0-9]件", "{数}件", "(?:(?>ab)|c)[^a]."])
def test_a_plain_pattern_has_a_text_that_fits_it(pattern):
    assert compiled(pattern_text(pattern), pattern).search(fitting(pattern))


def test_a_text_that_fits_stays_short():
    assert len(fitting("(?:a{1000}){1000}")) < 100
    assert re.fullmatch("a+", fitting("(?:a{1000}){1000}"))
