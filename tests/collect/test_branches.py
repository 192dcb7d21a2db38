"""Of a roster that is too large for one page every upper unit has a page of its own."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import html

from generator.collect.collected import Collected
from generator.collect.overview.branches import heads
from generator.collect.overview.links import Links
from generator.collect.overview.page import PAGE, pages
from generator.form.library import Library
from tests.collect.overviews import Element, collected, filings, plain
from tests.collect.units import handed, unit

PROVINCE = "示例省人民政府"
CITIES = ["示例甲市人民政府", "示例乙市人民政府"]
OFFICES = {city: [f"{city.removesuffix('人民政府')}第{at}局" for at in range(1, 11)] for city in CITIES}
OWN = "示例省某厅"
FIRST, SECOND = (f"下级/{city}.html" for city in CITIES)


def province(*more: str) -> Collected:
    """Two cities of ten offices, of which the second city's last has not handed in, and a provincial one."""
    listed = [unit(PROVINCE, "", "人民政府"), unit(OWN, PROVINCE)]
    listed += [unit(city, PROVINCE, "人民政府") for city in CITIES]
    listed += [unit(name, city) for city in CITIES for name in OFFICES[city]]
    listed += [unit(name, CITIES[0]) for name in more]
    there = [OWN, *OFFICES[CITIES[0]], *OFFICES[CITIES[1]][:-1], *more]
    return collected([*filings(there), handed("示例丙市外事局")], listed)


def made(of: Collected, whole: int = 10) -> dict[str, Element]:
    sums = {each.unit.key: f"汇总/{each.unit.key}" for each in of.sums}
    found = pages(of, Library(), Links(), sums, whole)
    return {name: html.document_fromstring(page.decode()) for name, page in found.items()}


def rows(document: Element, caption: str) -> list[list[str]]:
    path = f"//table[starts-with(normalize-space(caption), '{caption}')]/tbody/tr"
    return [[plain(cell) for cell in row] for row in document.xpath(path)]


def test_below_the_size_all_is_on_one_page():
    assert list(made(province(), whole=24)) == [PAGE]
    assert not made(province(), whole=24)[PAGE].xpath("//*[@id='branches']")


def test_the_first_level_of_several_is_split_whether_there_is_one_above_it_or_not():
    of = province()
    assert [each.authority for each in heads(of, 10)] == CITIES
    alone = [unit(city, "", "人民政府") for city in CITIES]
    alone += [unit(name, city) for city in CITIES for name in OFFICES[city]]
    assert [each.authority for each in heads(collected(filings(OFFICES[CITIES[0]]), alone), 10)] == CITIES
    flat = [unit(name) for name in OFFICES[CITIES[0]]]
    assert heads(collected(filings(OFFICES[CITIES[0]]), flat), 3) == []


def test_every_unit_stands_on_one_page_and_the_pages_lead_to_each_other():
    of = province()
    documents = made(of)
    assert set(documents) == {PAGE, FIRST, SECOND}
    found = [row[0] for document in documents.values() for row in rows(document, "全部单位")]
    found += [row[0] for row in rows(documents[PAGE], "别的单位")]
    assert sorted(found) == sorted([*(each.unit.authority for each in of.standings), "示例丙市外事局"])
    links = [unquote(each) for each in documents[PAGE].xpath("//tr[@data-branch]//a/@href")]
    assert links == [FIRST, SECOND]
    assert "../index.html" in documents[FIRST].xpath("//nav//a/@href")
    beside = [each for each in documents[FIRST].xpath("//a/@href") if not each.startswith("#")]
    assert len(beside) > 10
    assert all(each.startswith("../") for each in beside)


def test_what_upper_units_come_to_is_what_their_own_pages_say():
    documents = made(province())
    shown = {row[0]: row for row in rows(documents[PAGE], "下一级 2 个")}
    assert set(shown) == set(CITIES)
    for city, page in zip(CITIES, (FIRST, SECOND), strict=True):
        states = {each.get("data-state"): each.text for each in documents[page].xpath("//b[@data-state]")}
        counts = [states[name] for name in ("已报", "缺报", "逾期", "有错误", "重复")]
        assert [count or "0" for count in shown[city][2:7]] == counts
        figures = dict(
            zip(
                map(plain, documents[page].xpath("//dl[@class='figures']//dt")),
                map(plain, documents[page].xpath("//dl[@class='figures']//dd")),
                strict=True,
            )
        )
        assert figures["新收申请"] == f"{shown[city][8]}件"
    assert shown[CITIES[1]][1] == "11"


def test_a_unit_that_wants_somebody_is_told_on_the_first_page_and_on_its_own():
    documents = made(province())
    missing = OFFICES[CITIES[1]][-1]
    assert missing in [row[0] for row in rows(documents[PAGE], "缺报的单位")]
    assert missing in [row[0] for row in rows(documents[SECOND], "缺报的单位")]
    assert missing not in [row[0] for row in rows(documents[FIRST], "缺报的单位")]


def test_who_lies_far_outside_is_the_same_on_whatever_page():
    of = province()
    whole = {row[0]: row[-1] for row in rows(made(of, whole=24)[PAGE], "全部单位")}
    parts = {
        row[0]: row[-1] for name, page in made(of).items() if name != PAGE for row in rows(page, "全部单位")
    }
    assert parts.items() <= whole.items()
    assert "新收申请偏高" in parts.values()


def test_a_name_that_no_disk_has_is_a_file_all_the_same():
    odd = [unit("甲/乙<市>人民政府", "", "人民政府"), unit("丙市人民政府", "", "人民政府")]
    offices = [unit(f"第{at}局", "甲/乙<市>人民政府") for at in range(9)] + [unit("又局", "丙市人民政府")]
    documents = made(collected(filings([each.authority for each in offices]), [*odd, *offices]), 5)
    (name,) = {each for each in documents if "乙" in each}
    assert not set(name.removeprefix("下级/")) & set('<>/\\:*?"|')
    assert name in map(unquote, documents[PAGE].xpath("//tr[@data-branch]//a/@href"))
