"""A longer narrative is so many times as long, and says nothing twice."""

import re

import yaml

from benchmarks.lengths import longer
from benchmarks.processes import EXAMPLE


def narrative(text: str) -> str:
    return yaml.safe_load(text)["总体情况"]["平台建设"]


def test_sixteen_times_the_narrative_is_that_long_and_no_sentence_comes_twice():
    plain, long = narrative(EXAMPLE.read_text(encoding="utf-8")), narrative(longer(16))
    assert 16 < len(long) / len(plain) < 20
    sentences = [part for part in re.split("[。\n]", long) if part]
    assert len(sentences) > 100
    assert len(set(sentences)) == len(sentences)


def test_another_start_says_it_in_other_words():
    assert not set(re.split("[。\n]", narrative(longer(4)))) & set(
        re.split("[。\n]", narrative(longer(4, 16)))
    ) - {""}
