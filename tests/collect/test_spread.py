"""Which shares lie far outside among like units, and which only for want of cases."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.handed import Handed
from generator.collect.overview.links import Links
from generator.collect.overview.scene import Scene
from generator.collect.overview.spread import Known, Spread, marks, spreads
from generator.collect.overview.years import years
from generator.form.library import Library
from tests.collect.overviews import CARRIED, DONE, NAMES, TOTAL, collected
from tests.collect.units import NEW, handed

OPENED, PARTLY = "申请办理情况.予以公开.总计", "申请办理情况.部分公开.总计"
SHARE = "予以公开和部分公开占办结"


def office(name: str, opened: int, done: int) -> Handed:
    numbers = {NEW: done, TOTAL: done, CARRIED: 0, DONE: done, OPENED: opened, PARTLY: 0}
    return handed(name, numbers)


def found(offices: Sequence[Handed]) -> tuple[list[Spread], dict[str, list[str]]]:
    of = collected(offices)
    spread = spreads(Scene(of, years(of, Library()), Links(), {}))
    return spread, marks(spread)


def beside(opened: int, done: int) -> list[str]:
    """What is said of one office beside eleven that open 78 to 82 of 100."""
    others = [office(name, 780 + 10 * (at % 5), 1000) for at, name in enumerate(NAMES[:-1])]
    return found([*others, office(NAMES[-1], opened, done)])[1].get(NAMES[-1], [])


@pytest.mark.parametrize("opened, done", [(1, 2), (0, 1), (0, 19)])
def test_a_share_of_few_says_nothing(opened, done):
    assert f"{SHARE}偏低" not in beside(opened, done)


def test_a_share_of_many_is_told_and_one_of_fewer_that_may_be_chance_is_not():
    assert f"{SHARE}偏低" in beside(500, 1000)
    assert f"{SHARE}偏低" in beside(2, 20)
    assert f"{SHARE}偏低" not in beside(13, 20)  # 65 %, and the fence is at about 72 %
    assert f"{SHARE}偏低" in beside(650, 1000)
    assert f"{SHARE}偏高" in beside(1000, 1000)


def test_units_with_few_cases_do_not_move_the_middle_of_the_others():
    many = [office(name, 80, 100) for name in NAMES[:8]]
    few = [office(name, 0, 1) for name in NAMES[8:]]
    (spread,) = (each for each in found([*many, *few])[0] if each.measure.label == SHARE)
    assert spread.count == 8
    assert set(spread.marks) == {Fraction(4, 5)}
    assert not [each for each in found([*many[:7], *few])[0] if each.measure.label == SHARE]


@given(st.integers(20, 3000), st.data(), st.fractions(Fraction(1, 100), Fraction(99, 100)))
def test_what_is_beyond_by_more_than_chance_is_what_the_interval_of_wilson_says(whole, data, fence):
    cases = data.draw(st.integers(0, whole))
    share, z = cases / whole, 1.96
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z / (1 + z * z / whole) * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    edge = middle + reach if Fraction(cases, whole) < fence else middle - reach
    if abs(edge - float(fence)) < 1e-9:
        return
    known = Known(found_nothing, Fraction(cases, whole), Fraction(whole))
    outside = edge < float(fence) if Fraction(cases, whole) < fence else edge > float(fence)
    low, high = (fence, Fraction(1)) if Fraction(cases, whole) < fence else (Fraction(0), fence)
    assert known.is_beyond(low, high) == outside


found_nothing = collected([]).standings[0]
