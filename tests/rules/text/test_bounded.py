"""Searching for patterns has an end in time, and finds what ``re`` finds."""

import re
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.common.kept import LONGEST
from generator.form.library import SHIPPED
from generator.rules.text.bounded import LAST, LEAST, LIMIT, TOGETHER, Budget, TooSlow, compiled
from generator.rules.text.patterns import pattern
from tests.conftest import EXAMPLES

# Patterns that cost ``re`` years on the text beside them, each slow in another way.
SLOW = {
    "overlapping alternatives": ("(a|a)*$", "a" * 60 + "b"),
    "words that begin alike": ("(培|训|培训)+$", "培训" * 40 + "。"),
    "one alternative inside another": ("(a|ab|b)*c$", "c\n" + "ab" * 60),
    "a repeat in a repeat": ("(a+)+$", "a" * 60 + "b"),
    "a repeat that may be empty": ("(a*)*b", "b" + "a" * 60),
    "a repeat in a look-ahead": ("(?=(a|a)*$)a", "a" * 60 + "b"),
    "many repeats in a look-ahead": ("(?=.*a.*a.*a.*a.*b)", "b\n" + "a" * 3000),
    "a bounded repeat of bounded repeats": ("(.{1,50}){1,50}x", "x\n" + "a" * 3000),
    "optional characters": ("(a?){60}a{60}$", "a" * 59 + "b"),
    "a run that begins anywhere": ("a+a+a+b", "b\n" + "a" * 3000),
    "a group named again": (r"(a|aa)+(?P<one>a+)(?P=one)$", "a" * 60 + "b"),
}


def _seconds(searched, words):
    began = process_time()
    try:
        searched.search(words)
        list(searched.finditer(words))
    except TooSlow:
        pass
    return process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_every_search_has_an_end(name):
    written, words = SLOW[name]
    assert pattern(written).can_be_in(words)
    assert _seconds(pattern(written), words) < 2 * LIMIT + 0.2


@pytest.mark.slow
def test_a_search_that_is_stopped_says_which_pattern():
    with pytest.raises(TooSlow) as stopped:
        pattern("(a|a)*$").search("a" * 60 + "b")
    assert stopped.value.pattern == "(a|a)*$"


@pytest.mark.slow
def test_the_searches_of_one_rule_share_its_time():
    began = process_time()
    stopped = 0
    with Budget().of_a_rule():
        for _ in range(20):
            try:
                pattern("(a|a)*$").search("a" * 60 + "b")
            except TooSlow:
                stopped += 1
    assert stopped == 20
    assert process_time() - began < LIMIT + 0.2


@pytest.mark.slow
def test_rules_that_are_stopped_leave_less_to_those_after_them_but_never_nothing():
    began = process_time()
    budget = Budget()
    for _ in range(10):
        with pytest.raises(TooSlow), budget.of_a_rule():
            pattern("(a|a)*$").search("a" * 60 + "b")
    assert process_time() - began < 2 * LIMIT + 10 * LEAST + 0.2
    with budget.of_a_rule():
        assert pattern("培训").search("加强培训")


@pytest.mark.slow
def test_hundreds_of_slow_rules_together_end_soon_after_the_time_of_the_filing():
    began = process_time()
    budget, stopped = Budget(), 0
    for _ in range(200):
        with suppress(TooSlow), budget.of_a_rule():
            try:
                pattern("(a|a)*$").search("a" * 60 + "b")
            except TooSlow:
                stopped += 1
                raise
    assert stopped == 200
    assert process_time() - began < TOGETHER + 200 * LAST + 0.2


@pytest.mark.slow
def test_rules_that_are_not_stopped_cannot_add_up_either():
    """Each of them ends just before its own time is over."""
    budget = Budget()
    began = process_time()
    finished = 0
    for _ in range(20):
        with suppress(TooSlow), budget.of_a_rule():
            while process_time() - began < (finished + 1) * LIMIT / 2:
                pattern(r"\d").search("b" * (LONGEST + 1))  # what was found in shorter texts is kept
            finished += 1
    assert 2 <= finished < 10
    assert process_time() - began < TOGETHER + 20 * LEAST + 0.2


def test_a_long_filing_has_more_time_for_each_rule_and_for_all():
    short, long = Budget(), Budget(1_000_000)
    assert long.of_one > short.of_one >= LIMIT
    assert long.ends - short.ends > long.of_one - short.of_one


def test_what_is_done_with_a_match_is_not_the_time_of_the_rule():
    budget = Budget()
    budget.stopped = 1000
    with budget.of_a_rule():
        for _ in pattern("a").finditer("aaaa"):
            began = process_time()
            while process_time() - began < LEAST:
                pass
        assert pattern("b").search("aab")


@pytest.mark.slow
def test_the_patterns_of_the_forms_find_the_same_as_with_re():
    written = [rule for version in SHIPPED.versions() for rule in _patterns(SHIPPED.find(version).rules)]
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.yaml")]
    assert len(written) > 100 and len(texts) > 5
    for expression in written:
        bounded = pattern(expression)
        plain = re.compile(bounded.compiled.pattern, re.MULTILINE)
        for words in texts:
            expected = [(found.span(), found.groupdict()) for found in plain.finditer(words)]
            assert [(found.span(), found.groupdict()) for found in bounded.finditer(words)] == expected


def _patterns(rules):
    """Everything under a key that holds patterns without holes of a kind's own."""
    found = []

    def walk(value, inside):
        if isinstance(value, dict):
            for key, below in value.items():
                walk(below, key in {"patterns", "forbids", "any", "unless"})
        elif isinstance(value, list | tuple):
            for below in value:
                walk(below, inside)
        elif inside and isinstance(value, str) and not re.search("{(?:起日|止日|印数)}", value):
            found.append(value)

    for rule in rules:
        walk(rule.options, False)
    return found


PIECES = some.sampled_from(
    ["a", "b", "[ab]", "[^a]", ".", "^", "$", "(?!a)", "(?<=b)", "(?<!ab)", r"\b", "a|b"]
)
REPEATS = some.sampled_from(["", "", "*", "+", "?", "{1,2}", "*?", "+?"])


@some.composite
def _regular(draw):
    pieces = draw(some.lists(some.tuples(PIECES, REPEATS), min_size=1, max_size=5))
    return "".join(f"(?:{piece}){repeat}" for piece, repeat in pieces)


@pytest.mark.slow
@given(_regular(), some.text("ab\n", max_size=12))
def test_any_pattern_finds_the_same_as_with_re(written, words):
    expected = [found.span() for found in re.compile(written, re.MULTILINE).finditer(words)]
    assert [found.span() for found in compiled(written, written).finditer(words)] == expected


def test_a_search_that_was_stopped_is_made_again():
    """What is kept is what was found, never that the time was over."""
    slow = compiled("(a|a)*$", "(a|a)*$")
    with Budget().of_a_rule():
        for words in ("a" * 60 + "b", "办结"):  # for the second there is no time left
            with pytest.raises(TooSlow):
                slow.search(words)
    found = slow.search("办结")
    assert found is not None
    assert found.span() == (2, 2)
    assert slow.search("办结") is found
