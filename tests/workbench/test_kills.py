"""Killed at any moment, a server loses at most the keystroke under way; `kills` does it by the hundred."""

from __future__ import annotations

import pytest

from tests.workbench.kills import run


@pytest.mark.slow
def test_a_server_that_is_killed_again_and_again_loses_nothing_that_was_answered():
    typed, _, steps = run(4, seed=7)
    assert typed > 3
    assert 0 < steps <= typed + 4
