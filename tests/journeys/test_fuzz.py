"""A few of the broken filings that ``python -m tests.fuzz`` makes by the thousand."""

from __future__ import annotations

import pytest

from tests.fuzz.mutations import bases, mutated
from tests.fuzz.sources import KINDS, import_trials, spoilt
from tests.fuzz.trials import build_trials, check_trials


def test_the_same_number_breaks_the_same_filing_in_the_same_way():
    broken = [mutated(seed) for seed in range(200)]
    assert broken == [mutated(seed) for seed in range(200)]
    whole = {text.encode() for text in bases().values()}
    assert len([data for data in broken if data not in whole]) > 180


@pytest.mark.slow
def test_broken_filings_are_answered_soon_and_never_with_a_traceback():
    trials = check_trials(range(150))
    assert len(trials) == 150
    assert [trial for trial in trials if trial[1]] == []


@pytest.mark.slow
def test_what_can_be_built_of_broken_filings_says_the_same_in_every_output():
    trials = build_trials(range(40))
    assert len([trial for trial in trials if trial[1] is not None]) > 5
    assert [trial for trial in trials if trial[1]] == []


@pytest.mark.slow
def test_spoilt_reports_are_read_or_refused_in_words_and_never_with_a_traceback():
    trials = import_trials(range(60))
    assert len(trials) == 60
    assert [trial for trial in trials if trial[1]] == []
    assert {spoilt(seed)[0] for seed in range(60)} == set(KINDS)
