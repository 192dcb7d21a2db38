"""What is worked out from numbers that are no filing's, and how like units are spread."""

from __future__ import annotations

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.collect.handed import handed
from generator.collect.overview.reckoning import Reckoned, addresses, parsed, rests_on, signed, written
from generator.collect.overview.spread import quantile
from generator.filing.read import read_file
from generator.form.history import history
from generator.form.library import Library
from generator.report.overview import overview, planned
from tests.conftest import CORRECT

FORM = Library().find("2021")
TOTAL = "申请办理情况.本年新收.总计"
DONE = "申请办理情况.办理结果总计.总计"


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_of_what_is_kept_of_a_filing_the_same_overview_is_made_as_of_the_filing(path):
    examined = examine(read_file(path))
    filing = examined.filing
    assert filing is not None
    assert filing.year is not None
    kept = Reckoned(filing.format, filing.year, handed(examined).numbers)
    alone = overview(filing)
    again = planned(filing.format.overview, kept, None)
    assert [(each.label, each.text) for each in again.figures] == [
        (each.label, each.text) for each in alone.figures
    ]
    wanted = [chart for chart in alone.charts if chart.kind != "years"]
    assert [chart for chart in again.charts if chart.kind != "years"] == wanted


def test_a_number_that_nobody_gave_makes_the_whole_unknown_and_so_does_a_share_of_nothing():
    own = Reckoned(FORM, 2024, {TOTAL: 3, DONE: 0})
    assert own.amount(f"{TOTAL} + {DONE}") == 3
    assert own.amount(f"{TOTAL} + 申请办理情况.上年结转.总计") is None
    assert own.text(f"{TOTAL} / {DONE} | 百分比") is None


def test_a_group_of_rows_stands_for_all_of_them():
    rows = addresses(FORM, "申请办理情况.不予公开.合计.总计")
    assert len(rows) == 8
    assert rests_on(FORM, f"{TOTAL} - 申请办理情况.不予公开.合计.总计") == [TOTAL, *rows]
    own = Reckoned(FORM, 2024, dict.fromkeys(rows, 2))
    assert own.amount("申请办理情况.不予公开.合计.总计") == 16


def test_changes_have_their_sign_and_no_change_is_not_written():
    assert signed(Fraction(1234), f"{TOTAL} | 千分位") == "+1,234"
    assert signed(Fraction(-5), TOTAL) == "−5"
    assert signed(Fraction(0), TOTAL) == ""
    assert written(Fraction(1, 3), TOTAL) is None


def test_every_figure_of_the_history_is_of_numbers_that_its_form_has():
    seen = 0
    for line in history().lines:
        for version, source in line.values.items():
            form = Library().find(version)
            parsed(source)
            for path in rests_on(form, source):
                assert path in form.addresses, (line.label, version, path)
                seen += 1
    assert seen > 20


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=40))
def test_quartiles_are_those_of_the_statisticians(values):
    ordered = sorted(map(Fraction, values))
    ours = [quantile(ordered, Fraction(at, 4)) for at in (1, 2, 3)]
    assert ours == statistics.quantiles(ordered, n=4, method="inclusive")
    assert ours[1] == statistics.median(ordered)
