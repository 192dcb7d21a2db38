"""A few of the messes that ``python -m tests.importers.messes`` makes by the hundred."""

from __future__ import annotations

import pytest

from tests.importers.messes import SLOW, SOURCES, messes, read

# Of so many, of a kind that is slow fewer; with every one of them, the vertical labels that pages cut.
EVERY = {kind: 24 if kind in SLOW else 12 for kind in SOURCES}


@pytest.mark.slow
@pytest.mark.parametrize("kind", SOURCES)
def test_no_number_is_wrong_without_a_word_and_nearly_all_are_right(kind):
    everything = list(messes())
    some = dict([*everything[:: EVERY[kind]], *(mess for mess in everything if mess[0] == "vertical")])
    results = [read(kind, mess) for mess in some.values()]
    assert len(results) > 7
    assert sum(result.wrong for result in results) == 0
    cells = sum(result.right + result.unsure for result in results)
    assert cells == len(results) * 200
    assert sum(result.right for result in results) >= 0.99 * cells
