"""How each unit stands: missing, late, wrong, twice; and what may be meant for it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator.collect.collected import collect, latest
from generator.collect.handed import Handed
from generator.collect.notices import of_standing
from generator.collect.roster import Roster
from generator.collect.standing import Standing, State, standings
from generator.form.library import SHIPPED
from tests.collect.units import handed, roster, unit

FINANCE = unit("示例市财政局")
GOVERNMENT = unit("示例市人民政府", kind="人民政府")
OFFICE = unit("示例市人民政府办公室", kind="政府办公室")
BOTH = roster(GOVERNMENT, FINANCE)


def stand(who: Roster, *filings: Handed, on: str = "") -> dict[str, Standing]:
    day = datetime.date.fromisoformat(on) if on else None
    found = standings(who, filings, 2024, day, SHIPPED)
    assert len(found) == len(who.listed)
    return {standing.unit.authority: standing for standing in found}


def late(filing: Handed, day: str, code: str = "D11") -> Handed:
    return replace(filing, published=datetime.date.fromisoformat(day), late=code)


def test_what_was_not_handed_in_is_missing_and_late_only_on_a_day_that_is_given():
    found = stand(BOTH)[FINANCE.authority]
    assert (found.state, found.days_late) == (State.MISSING, 0)
    assert stand(BOTH, on="2025-01-31")[FINANCE.authority].days_late == 0
    assert stand(BOTH, on="2025-02-10")[FINANCE.authority].days_late == 10


@pytest.mark.parametrize(
    ("who", "day", "code"),
    [
        (FINANCE, "2025-01-31", "D11"),
        (GOVERNMENT, "2025-03-31", "D12"),
        (OFFICE, "2025-01-31", "D13"),
        (replace(OFFICE, scope="本行政区域"), "2025-03-31", "D14"),
        (unit("示例市甲镇人民政府", kind="人民政府", level="乡级"), "2025-01-31", "D15"),
    ],
)
def test_the_day_that_is_due_is_what_the_rules_of_the_form_say(who, day, code):
    due = stand(roster(who))[who.authority].due
    assert due is not None
    assert (due.day.isoformat(), due.code) == (day, code)


def test_of_a_unit_whose_kind_is_not_known_no_day_is_due():
    who = unit("示例市某局", kind="", level="")
    found = stand(roster(who), on="2025-12-31")[who.authority]
    assert (found.due, found.days_late) == (None, 0)
    assert "尽快报送" in of_standing(found, 2024)


def test_what_came_late_is_late_by_so_many_days():
    found = stand(BOTH, late(handed(FINANCE.authority), "2025-02-15"))[FINANCE.authority]
    assert (found.state, found.days_late) == (State.LATE, 15)
    assert "晚了15天" in of_standing(found, 2024)


def test_lateness_that_was_accepted_is_none():
    found = stand(BOTH, late(handed(FINANCE.authority), "2025-02-15", code=""))[FINANCE.authority]
    assert (found.state, found.days_late) == (State.GOOD, 0)


def test_a_filing_with_errors_is_wrong_and_the_text_says_where():
    found = stand(BOTH, handed(FINANCE.authority, errors=2))[FINANCE.authority]
    assert found.state is State.WRONG
    assert "有 2 处错误" in of_standing(found, 2024)
    assert "第 3 行 B31 不平" in of_standing(found, 2024)


def test_two_filings_of_one_unit_are_both_named():
    found = stand(BOTH, handed(FINANCE.authority), handed(FINANCE.authority, file="副本.yaml"))[
        FINANCE.authority
    ]
    assert (found.state, found.filing) == (State.TWICE, None)
    assert "2024/示例市财政局.yaml、副本.yaml" in of_standing(found, 2024)


def test_what_cannot_be_read_is_the_unit_s_by_whose_name_its_file_goes():
    broken = replace(handed(FINANCE.authority, errors=1), authority="", year=None, counts=False)
    assert stand(BOTH, broken)[FINANCE.authority].state is State.WRONG
    last_year = replace(broken, file="2023/示例市财政局.yaml")
    assert stand(BOTH, last_year)[FINANCE.authority].state is State.MISSING
    good = handed(FINANCE.authority)
    assert stand(BOTH, broken, good)[FINANCE.authority].filing is good


def test_what_cannot_be_read_is_of_the_year_of_its_folder():
    broken = replace(handed("", errors=1), year=None, counts=False, file="2023/某局.yaml")
    named = replace(broken, file="某局.yaml")
    good = handed(FINANCE.authority)
    found = collect([broken, named, good], roster(FINANCE), None, None, SHIPPED)
    assert found.outside == (named,)


def test_a_filing_of_another_year_or_of_a_like_name_is_hinted_at():
    found = stand(BOTH, handed(FINANCE.authority, year=2034))[FINANCE.authority]
    assert found.state is State.MISSING
    assert found.hints == ("2034/示例市财政局.yaml 的年度写的是 2034",)
    misspelt = stand(BOTH, handed("示例市财正局"))[FINANCE.authority]
    assert "机关写的是“示例市财正局”" in misspelt.hints[0]


def test_a_unit_may_file_under_its_former_name():
    who = replace(FINANCE, former=("示例市财税局",))
    assert stand(roster(who), handed("示例市 财税局"))[FINANCE.authority].state is State.GOOD


def test_a_head_that_says_otherwise_than_the_roster_is_told():
    found = stand(BOTH, handed(FINANCE.authority, kind="派出机关", level="市级"))[FINANCE.authority]
    assert found.differences == (
        "机关类型：名录写“政府部门”，填报写“派出机关”",
        "行政层级：名录写“县级”，填报写“市级”",
    )


def test_the_latest_year_is_none_that_was_mistyped():
    filings = [handed("甲局", year=2023), handed("乙局"), handed("丙局", year=2034, errors=1)]
    assert latest(filings) == 2024
    assert latest(filings[2:]) == 2034
