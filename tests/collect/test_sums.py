"""What units come to together: each counted once, by whose filing stands for whom."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.collect.adding import Sum
from generator.collect.handed import Handed
from generator.collect.roster import Roster
from generator.collect.standing import standings
from generator.collect.sums import sums
from generator.form.library import SHIPPED
from tests.collect.units import NEW, handed, roster, unit

CITY = unit("示例市人民政府", kind="人民政府", level="市级")
FINANCE = unit("示例市财政局", CITY.authority, level="市级")
EDUCATION = unit("示例市教育局", CITY.authority, level="市级")
COUNTY = unit("示例市甲县人民政府", CITY.authority, "人民政府")
POLICE = unit("示例市甲县公安局", COUNTY.authority)
TOWN = unit("示例市甲县乙镇人民政府", COUNTY.authority, "乡镇街道", "乡级")
ALL = roster(CITY, FINANCE, EDUCATION, COUNTY, POLICE, TOWN)


def added(who: Roster, *filings: Handed) -> dict[str, Sum]:
    found = sums(who, standings(who, filings, 2024, None, SHIPPED))
    assert found
    return {each.unit.authority: each for each in found}


def new(authority: str, value: int | Decimal, **more: object) -> Handed:
    return handed(authority, {NEW: value}, **more)  # type: ignore[arg-type]


def test_a_region_is_the_sum_of_its_units_and_of_its_smaller_regions():
    found = added(
        ALL,
        new(CITY.authority, 1),
        new(FINANCE.authority, 10),
        new(EDUCATION.authority, 100),
        new(COUNTY.authority, 1000),
        new(POLICE.authority, 10000),
        new(TOWN.authority, 100000),
    )
    assert found[COUNTY.authority].numbers[NEW] == 111000
    assert found[CITY.authority].numbers[NEW] == 111111
    assert found[CITY.authority].is_whole
    parts = {part.unit.authority: part.numbers[NEW] for part in found[CITY.authority].parts}
    assert parts == {
        CITY.authority: 1,
        FINANCE.authority: 10,
        EDUCATION.authority: 100,
        COUNTY.authority: 111000,
    }


def test_a_filing_on_the_whole_region_stands_for_all_in_it_and_nothing_is_counted_twice():
    found = added(
        ALL,
        new(FINANCE.authority, 10),
        new(COUNTY.authority, 110000, scope="本行政区域", kind="人民政府"),
        new(POLICE.authority, 10000),
        new(TOWN.authority, 100000),
    )
    city = found[CITY.authority]
    assert city.numbers[NEW] == 110010
    assert [unit.authority for unit in city.missing] == [CITY.authority, EDUCATION.authority]
    assert any("已经包括示例市甲县公安局、示例市甲县乙镇人民政府" in note for note in city.notes)
    county = found[COUNTY.authority]
    assert (county.numbers[NEW], county.conflicts) == (110000, ())
    assert county.own is not None


def test_a_filing_on_its_own_level_leaves_lower_ones_to_be_added():
    found = added(
        ALL,
        new(COUNTY.authority, 10000, scope="本级政府及部门", kind="人民政府"),
        new(POLICE.authority, 10000),
        new(TOWN.authority, 100000, level="乡级"),
    )
    assert found[COUNTY.authority].numbers[NEW] == 10000
    assert found[COUNTY.authority].conflicts == ()
    assert found[CITY.authority].numbers[NEW] == 110000


def test_the_office_of_a_government_may_speak_for_it():
    office = unit("示例市甲县人民政府办公室", COUNTY.authority, "政府办公室")
    found = added(
        roster(*ALL.units, office),
        new(office.authority, 7, scope="本行政区域", kind="政府办公室"),
        new(POLICE.authority, 2),
        new(TOWN.authority, 4),
    )
    county = found[COUNTY.authority]
    assert county.own is not None
    assert county.own.authority == office.authority
    assert county.numbers[NEW] == 6
    assert [(each.path, each.own, each.together) for each in county.conflicts] == [(NEW, 7, 6)]
    assert found[CITY.authority].numbers[NEW] == 7


def test_an_office_that_counts_only_itself_is_a_part():
    office = unit("示例市甲县人民政府办公室", COUNTY.authority, "政府办公室")
    found = added(
        roster(*ALL.units, office), new(office.authority, 7, kind="政府办公室"), new(POLICE.authority, 2)
    )
    assert found[COUNTY.authority].numbers[NEW] == 9
    assert found[COUNTY.authority].own is None


def test_a_department_that_reaches_further_than_the_roster_says_is_doubtful():
    found = added(ALL, new(FINANCE.authority, 5, scope="本行政区域"))
    city = found[CITY.authority]
    assert city.numbers[NEW] == 5
    assert "就重复了" in city.doubts[0]
    assert not city.is_whole


def test_two_filings_of_one_unit_are_none_of_them_added():
    found = added(
        ALL,
        new(FINANCE.authority, 5),
        new(FINANCE.authority, 6, file="2024/副本.yaml"),
        new(EDUCATION.authority, 1),
    )
    city = found[CITY.authority]
    assert city.numbers[NEW] == 1
    assert city.left_out == (
        ("2024/示例市财政局.yaml、2024/副本.yaml", "示例市财政局交了 2 份，不知道用哪一份"),
    )


def test_filings_with_errors_are_added_and_named():
    found = added(ALL, new(FINANCE.authority, 5, errors=2), new(EDUCATION.authority, 1))
    city = found[CITY.authority]
    assert city.numbers[NEW] == 6
    assert [part.unit.authority for part in city.wrong] == [FINANCE.authority]


def test_a_number_that_a_unit_did_not_fill_in_is_named_and_the_others_are_added():
    found = added(ALL, handed(FINANCE.authority, {}, unknown=[NEW]), new(EDUCATION.authority, 1))
    city = found[CITY.authority]
    assert city.numbers[NEW] == 1
    assert [part.unit.authority for part in city.unknown[NEW]] == [FINANCE.authority]


def test_a_filing_in_another_form_is_not_added():
    found = added(
        ALL, new(FINANCE.authority, 5, form="2019"), new(EDUCATION.authority, 1), new(TOWN.authority, 2)
    )
    city = found[CITY.authority]
    assert city.numbers[NEW] == 3
    assert city.left_out == (("2024/示例市财政局.yaml", "示例市财政局用的是“2019”这一版格式，加不到一起"),)


def test_what_was_filed_for_another_year_is_not_added():
    found = added(ALL, new(FINANCE.authority, 5, year=2023), new(EDUCATION.authority, 1))
    assert found[CITY.authority].numbers[NEW] == 1
    assert FINANCE in found[CITY.authority].missing


money = st.decimals("0", "99999999.999999", places=6)


@given(st.lists(st.one_of(st.integers(0, 10**15), money), min_size=1, max_size=40), st.randoms())
def test_sums_are_exact_whatever_the_order_and_the_region(values, chance: random.Random):
    units = [unit(f"示例市{number}局", CITY.authority) for number in range(len(values))]
    filings = [new(each.authority, value) for each, value in zip(units, values, strict=True)]
    chance.shuffle(filings)
    found = added(roster(CITY, *units), *filings)[CITY.authority]
    scaled = sum(int(Decimal(value).scaleb(6)) for value in values)
    assert int(Decimal(found.numbers[NEW]).scaleb(6)) == scaled
