"""Sentences are compared between filings without their figures and without whose they are."""

from __future__ import annotations

import pytest

from generator.batch.desk import load
from generator.rules.text.copying import sentences
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
PLACE = "其他事项: |\n"


def keys(line: str) -> set[str]:
    filing = load(read(TEXT.replace(PLACE, f"{PLACE}  {line}\n").encode())).filing
    assert filing is not None
    return {sentence.key for sentence in sentences(filing, 8)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全年举办业务培训2期，参加120人次。", "全年举办业务培训 13 期，参加１２０人次；"),
        ("新收申请{{ 年度 }}件，全部按时答复。", "新收申请134件，全部按时答复。"),
        ("我局逐月通报答复情况。", "我街道逐月通报答复情况！"),
        ("示例市人民政府办公室逐月通报答复情况。", "本机关逐月通报答复情况。"),
        ("2023年，逐月通报答复情况。", "2024年，逐月通报答复情况。"),
    ],
)
def test_two_sentences_that_differ_in_figures_and_names_alone_are_the_same(first, second):
    assert keys(first) == keys(second)
    assert keys(first) != keys("")


def test_other_words_make_another_sentence():
    assert keys("逐月通报答复情况。") != keys("逐季通报答复情况。")


def test_what_is_left_too_short_is_not_compared():
    assert keys("共12件。") == keys("")
