"""A longer narrative is so many times as long, and says nothing twice."""

import re

import yaml

from benchmarks.lengths import longer
from benchmarks.processes import EXAMPLE


def narrative(text: str) -> str:
    return yaml.safe_load(text)["总体情况"]["平台建设"]


def sentences(text: str) -> list[str]:
    return [part for part in re.split("[。\n]", text) if part]


def test_sixteen_times_the_narrative_is_that_long_and_no_sentence_comes_twice():
    plain, long = narrative(EXAMPLE.read_text(encoding="utf-8")), narrative(longer(16))
    assert 16 < len(long) / len(plain) < 20
    said = sentences(long)
    assert len(said) == 16 * len(sentences(plain)) > 90
    assert len(set(said)) == len(said)


def test_another_start_says_it_in_other_words():
    first, second = (set(sentences(narrative(longer(4, start)))) for start in (0, 16))
    assert len(first) == len(second) > 20
    assert not first & second
