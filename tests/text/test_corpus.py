"""The sentences of the corpus: what is told of a part of them, and that the corpus is what it says it is."""

from __future__ import annotations

import pytest

from tests.text.score import PARTS, Score, add, entries

# Every so many is tried here; all of them by ``python -m tests.text.score``.
EVERY = 5
# So much of what is wrong in these must be told; of some parts less is read yet.
LEAST = {"formal": 0.75, "proofread": 0.8, "latest": 0.8}
USUAL_LEAST = 0.85
# A part that has no more than these is tried whole.
FEW = {"everyday": 60}


@pytest.mark.parametrize("half", PARTS)
def test_sentences_are_many_and_no_two_are_alike(half):
    texts = [entry["text"] for _, entry in entries(half)]
    assert len(texts) >= FEW.get(half, 200)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("half", PARTS)
def test_what_is_told_is_right_and_most_of_what_is_wrong_is_told(half):
    total = Score()
    some = list(entries(half))[:: 1 if half in FEW else EVERY]
    for name, entry in some:
        add(total, name, entry)
    assert len(some) > 50
    assert total.wrong == 0, "\n".join(total.lines)
    assert total.recall >= LEAST.get(half, USUAL_LEAST), "\n".join(total.lines)
