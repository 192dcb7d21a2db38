"""A few of the messes that ``python -m tests.importers.messes`` makes by the hundred."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.importers.messes import SLOW, SOURCES, messes, read

SOME = dict(list(messes())[::12])


@pytest.mark.slow
def test_no_number_is_wrong_without_a_word_and_nearly_all_are_right():
    results = [
        read(kind, mess) for kind in SOURCES for mess in islice(SOME.values(), 0, None, SLOW.get(kind, 1))
    ]
    assert len(results) > 60
    assert sum(result.wrong for result in results) == 0
    cells = sum(result.right + result.unsure for result in results)
    assert sum(result.right for result in results) >= 0.99 * cells
