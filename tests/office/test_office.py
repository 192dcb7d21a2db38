"""An office program edits a report, and its filing then has just these edits.

All examples: ``python -m tests.office``.
"""

from __future__ import annotations

import pytest

from tests.office.calculation import recalculated
from tests.office.documents import returned
from tests.office.program import missing

pytestmark = [pytest.mark.slow, pytest.mark.skipif(missing() != "", reason=missing() or "there is an office")]


def test_a_report_edited_in_an_office_program_comes_back_as_its_edits_in_every_form(tmp_path):
    tallies = returned("2019", 1, tmp_path)
    assert tallies["edited docx"].edits >= 3
    assert all(tally.reports == 1 for tally in tallies.values())
    assert [fault for tally in tallies.values() for fault in tally.faults] == []


def test_formulas_calculated_by_an_office_program_come_to_what_the_rules_find(tmp_path):
    compared, unequal, faults = recalculated(3, tmp_path)
    assert compared > 10
    assert unequal > 3
    assert faults == []
