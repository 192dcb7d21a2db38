"""The mend of a total by itself, before anything else has its say about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.filing.filing import Filing
from generator.findings.finding import Fix
from generator.rules.check import check
from generator.rules.mends.totals import with_totals
from tests.mended import changed, look

ROW = "[8, 7, 1, 0, 16]"


def mend(row: str) -> Fix | None:
    """What becomes of the total of a row of the example, its format knowing no rule but that of the total."""
    filing = look(changed((ROW, row))).filing
    assert isinstance(filing, Filing)
    rules = tuple(rule for rule in filing.format.rules if rule.code == "B41")
    assert [rule.kind for rule in rules] == ["total"]
    alone = replace(filing, format=filing.format.model_copy(update={"rules": rules}))
    (finding,) = (finding for finding in with_totals(alone, check(alone)) if finding.code == "B41")
    return finding.fix


@pytest.mark.parametrize(("row", "total"), [("[8, -7, 1, 0, 16]", "2"), ("[8, -9, 1, 0, 16]", "0")])
def test_a_total_is_mended_to_what_its_parts_come_to(row, total):
    fix = mend(row)
    assert fix is not None
    assert [edit.text for edit in fix.edits] == [total]


def test_a_total_is_not_mended_to_a_number_below_zero():
    assert mend("[8, -10, 1, 0, 16]") is None


def test_a_total_is_not_mended_to_a_number_that_is_not_whole():
    assert mend("[8, 7.5, 1, 0, 16]") is None
    assert mend("[8, 7.5, 1.5, 0, 16]") is not None
