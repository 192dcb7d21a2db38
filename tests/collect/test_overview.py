"""The overview: one page that says how all stand, what they come to, and leads to every filing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from generator.collect.handed import Handed, Told
from generator.collect.overview.links import Links, links
from generator.collect.overview.page import LOOK, PAGE
from generator.collect.results import results
from generator.collect.write import write
from generator.findings.finding import Level
from generator.form.library import Library
from tests.collect.overviews import (
    CARRIED,
    CITY,
    DONE,
    NAMES,
    TOTAL,
    Element,
    collected,
    filings,
    made,
    page,
    plain,
)
from tests.collect.units import NEW, handed, unit


def row(document: Element, table: str, name: str) -> list[str]:
    """The cells of a row by its name, each without the change below its number."""
    (found,) = (
        each
        for each in document.xpath(f"//table[starts-with(normalize-space(caption), '{table}')]/tbody/tr")
        if plain(each[0]).startswith(name)
    )
    return [(cell.text or plain(cell)).strip() for cell in found]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_the_counts_by_state_are_those_of_the_results():
    of = collected([*filings(NAMES[:5]), handed("示例市外事局"), handed(NAMES[5], errors=2)])
    counts = json.loads(results(of, Library(), {}))["states"]
    shown = {each.get("data-state"): number(each.text) for each in page(of).xpath("//b[@data-state]")}
    assert shown.pop("名录外") == 1
    assert shown == counts
    assert counts["缺报"] == 7
    assert sum(shown.values()) == 13


def test_a_regions_figure_is_its_sum_and_so_is_its_row():
    of = collected(filings(NAMES))
    (whole,) = of.sums
    document = page(of)
    figures = {
        plain(each.find("dt")): plain(each.find("dd"))
        for each in document.xpath("//dl[@class='figures']/div")
    }
    assert whole.numbers[TOTAL] == 1165
    assert figures["新收申请"].startswith("1,165件")
    cells = row(document, "各级汇总", CITY)
    assert "1,165" in cells
    assert number(cells[2]) == 12


def test_every_unit_has_a_row_with_its_own_figures_and_its_state():
    of = collected(filings(NAMES[:-1]))
    document = page(of)
    heads = [plain(each) for each in document.xpath("//section[@id='units']//thead//th")]
    column = next(at for at, head in enumerate(heads) if head.startswith("新收申请"))
    seen = 0
    for standing in of.standings:
        cells = row(document, "全部单位", standing.unit.authority)
        assert cells[4] == standing.state
        if standing.filing:
            assert number(cells[column]) == standing.filing.numbers[TOTAL]
            seen += 1
        else:
            assert cells[column] == ""
    assert seen == 11


def test_the_missing_are_listed_with_the_day_they_were_due():
    document = page(collected(filings(NAMES[:-1])))
    cells = row(document, "缺报的单位", NAMES[-1])
    assert cells[1:4] == [CITY, "2025-01-31", "10"]


def test_a_unit_far_outside_its_like_is_marked_and_others_are_not():
    document = page(collected(filings(NAMES)))
    cells = row(document, "离群的数", NAMES[-1])
    assert cells[3:] == ["新收申请", "1,000", "15.5", "偏高"]
    marks = {
        plain(each[0]): plain(each[-1])
        for each in document.xpath("//section[@id='units']//tbody/tr[@data-far]")
    }
    assert marks == {NAMES[-1]: "新收申请偏高"}


def test_fewer_than_eight_like_units_are_not_compared():
    document = page(collected(filings(NAMES[5:])))
    assert "没有离群的数" in plain(document)
    assert not document.xpath("//caption[starts-with(., '离群')]")


def test_change_against_last_year_stands_below_the_figure():
    of = collected([*filings(NAMES), *filings(NAMES, 2023, more=3)])
    document = page(of)
    changes = document.xpath("//section[@id='units']//tbody/tr[2]/td/small/text()")
    assert changes == ["−3"]
    figures = [plain(each) for each in document.xpath("//dl[@class='figures']//small")]
    assert "上年1,198件，减少33件" in figures


def test_an_authority_that_says_otherwise_than_its_units_is_confronted_with_them():
    own = handed(CITY, {TOTAL: 1200, NEW: 1165}, scope="本行政区域", kind="人民政府")
    document = page(collected([*filings(NAMES), own]))
    (found,) = document.xpath("//section[@aria-labelledby='conflicts']//h3[contains(., '个数不同')]")
    assert CITY in plain(found)
    cells = [plain(each) for each in document.xpath("//section[@aria-labelledby='conflicts']//tbody/tr[1]/*")]
    assert cells[1:] == ["1200", "1165", "35"]


def test_history_takes_for_each_year_what_stands_for_the_figure_in_its_form():
    old = handed(NAMES[0], {"统计表.依申请公开情况.收到申请数.总数": 7}, year=2016, form="2014")
    of = collected([*filings(NAMES), old])
    history = html.document_fromstring(made(of)[f"单位/{NAMES[0]}.html"].decode())
    rows = [[plain(cell) for cell in each][:3] for each in history.xpath("//tbody/tr")]
    assert rows == [["2016", "2014", "7"], ["2017—2023", "没有"], ["2024", "2021", "10"]]
    region = [
        [plain(cell) for cell in each][:4]
        for each in page(of).xpath("//section[@aria-labelledby='history']//tbody/tr")
    ]
    assert region == [["2016", "2014", "1", "7"], ["2017—2023", "没有"], ["2024", "2021", "12", "1,165"]]


def test_a_number_below_nothing_has_no_bar():
    old = handed(NAMES[0], {NEW: -5, TOTAL: -5, CARRIED: 2, DONE: 8}, year=2023)
    text = made(collected([*filings(NAMES), old]))[f"单位/{NAMES[0]}.html"].decode()
    assert ">-5<" in text
    assert "width:-" not in text
    assert "width:100.0%" in text


def test_without_earlier_years_there_is_no_history():
    of = collected(filings(NAMES))
    assert list(made(of)) == [PAGE]
    assert not page(of).xpath("//*[@id='history']")


def test_who_is_part_of_whom_is_a_tree_with_states_and_sums():
    document = page(collected(filings(NAMES[:-1])))
    (top,) = document.xpath("//ul[@class='tree']/li/details/summary")
    assert plain(top) == f"{CITY} 13 家：已报 11，缺报 2；新收申请 165 件"
    assert len(document.xpath("//ul[@class='tree']/li/details/ul/li")) == 13


@pytest.fixture
def laid_out(tmp_path: Path) -> Callable[[Sequence[Handed]], Path]:
    """Filings as files and the outputs beside them; gives the folder of the page."""

    def lay_out(found: Sequence[Handed]) -> Path:
        for each in found:
            file = tmp_path / "填报" / each.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("", "utf-8")
        out = tmp_path / "收报"
        for written in write(collected(found), out, Library(), filings=tmp_path / "填报"):
            assert not written.failure
        return out

    return lay_out


def test_every_link_leads_to_a_file_or_a_place_on_the_page(laid_out):
    found = [*filings(NAMES), *filings(NAMES, 2023)]
    found[0] = replace(found[0], file="2024/第 1 局#甲?&50%.yaml")
    out = laid_out(found)
    seen = 0
    for file in (out / PAGE, out / "单位" / f"{NAMES[0]}.html"):
        document = html.document_fromstring(file.read_text("utf-8"))
        for address in document.xpath("//a/@href"):
            if address.startswith("#"):
                assert document.xpath("//*[@id=$id]", id=address[1:]), address
            else:
                assert (file.parent / unquote(address)).is_file(), address
                seen += 1
    assert seen > 40


def test_filings_on_another_disk_are_named_but_not_led_to(tmp_path: Path):
    assert links(None, tmp_path) == Links()
    assert links(Path("/"), tmp_path) == Links()
    assert Links().of("2024/示例市财政局.yaml") == ""


def test_nothing_is_loaded_and_no_script_but_ours_runs():
    text = made(collected(filings(NAMES)))[PAGE].decode()
    document = html.document_fromstring(text)
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "script-src 'sha256-" in policy
    (script,) = document.xpath("//script")
    # Browsers take the digest of all between the tags, the HTML checker leaves out white space at its ends.
    for text in (script.text, script.text.strip()):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not document.xpath("//@src")
    assert not document.xpath("//link")
    assert not [name for each in document.iter() for name in each.attrib if name.startswith("on")]
    assert "http" not in text.replace("http-equiv", "")


def test_the_same_filings_make_the_same_page():
    found = [*filings(NAMES), *filings(NAMES, 2023)]
    assert made(collected(found)) == made(collected(list(found)))


def test_headings_follow_each_other_and_tables_have_captions_and_scopes():
    found = [*filings(NAMES), *filings(NAMES, 2023), handed("示例市外事局", errors=1)]
    document = page(collected(found))
    levels = [int(each.tag[1]) for each in document.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tables = document.xpath("//table")
    assert len(tables) >= 8
    assert all(plain(table.find("caption")) for table in tables)
    assert not document.xpath("//th[not(@scope)]")
    assert document.get("lang") == "zh-CN"


def test_a_roster_that_names_no_one_above_has_a_page_too():
    document = page(collected(filings(NAMES[:2]), [unit(name) for name in NAMES]))
    assert "没有汇总" in plain(document)
    assert len(document.xpath("//section[@id='units']//tbody/tr")) == 12


def test_what_is_wrong_in_the_shape_of_a_filing_has_an_example_beside_its_code():
    wrong = replace(handed(NAMES[0], errors=2), findings=(Told("S02", Level.ERROR, 3, "缺少“年度”"),))
    document = page(collected([*filings(NAMES[1:]), wrong]))
    assert row(document, "常见的错误", "S02")[1] == "例如：缺少“年度”"


def test_on_a_phone_a_table_keeps_its_columns_beside_each_other():
    style = (LOOK / "index.css").read_text("utf-8")
    (rule,) = re.findall(r"> caption \{([^}]*)\}", style)
    # As a block it would be a cell of the first column, as wide as the window.
    assert "display" not in rule
    assert "sticky" in rule
