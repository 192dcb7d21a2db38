"""Two windows that write at random: one truth; `two_windows` does it for minutes."""

from __future__ import annotations

import pytest

from tests.workbench.two_windows import followed, run


@pytest.mark.slow
def test_two_windows_that_write_at_random_lose_nothing_and_see_the_same():
    made = run(8, seed=3)
    assert made["a"] > 3 and made["b"] > 3


def test_a_change_that_was_written_over_unseen_would_be_found():
    assert followed("1", [("1", "2"), ("2", "3")]) == "3"
    with pytest.raises(AssertionError, match="two wrote over"):
        followed("1", [("1", "2"), ("1", "3")])
    with pytest.raises(AssertionError, match="lost"):
        followed("1", [("1", "2"), ("5", "6")])
