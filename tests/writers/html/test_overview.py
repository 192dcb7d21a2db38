"""What stands around the report on its page: figures, charts, contents, downloads, data for machines."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import lxml.html
import pytest

from generator.report.build import Heading, TableBlock
from generator.report.overview import Overview
from generator.writers.html.page import Extras, web_page
from generator.writers.order import Order
from generator.writers.style.charts import draw
from generator.writers.style.tokens import find, styles
from generator.writers.write import render
from tests.made import NAMES, STYLE, report
from tests.writers.html.test_table import page

example = pytest.mark.parametrize("name", NAMES)


def plain(name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(web_page(report(name), STYLE, Extras(charts=False)))


def without_overview(name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(web_page(replace(report(name), overview=Overview()), STYLE))


# ---------------------------------------------------------------- figures


@example
def test_the_years_figures_stand_at_the_head_in_their_order(name: str) -> None:
    found = [
        (element.findtext("dt"), element.find("dd").text_content())
        for element in page(name).xpath("//dl[@class='figures']/div")
    ]
    assert len(found) == 6
    assert found == [
        (figure.label, figure.text + figure.unit + figure.change) for figure in report(name).overview.figures
    ]


def test_last_years_figure_stands_below_this_years() -> None:
    overview = report("2021").overview
    first = replace(overview.figures[0], change="上年105件，增加29件")
    changed = replace(report("2021"), overview=replace(overview, figures=(first,)))
    tree = lxml.html.document_fromstring(web_page(changed, STYLE))
    assert tree.xpath("//dl//small/text()") == ["上年105件，增加29件"]


# ---------------------------------------------------------------- charts


@example
def test_every_chart_is_a_picture_whose_words_are_its_alternative(name: str) -> None:
    charts = report(name).overview.charts
    figures = page(name).find_class("chart")
    assert len(charts) == len(figures) == 4
    for chart, figure in zip(charts, figures, strict=True):
        picture = figure.find("svg")
        assert figure.findtext("figcaption") == chart.title
        assert (picture.get("role"), picture.get("aria-label")) == ("img", chart.text)


@example
def test_every_bar_and_word_of_a_drawing_is_in_the_page(name: str) -> None:
    words = bars = 0
    for chart, figure in zip(report(name).overview.charts, page(name).find_class("chart"), strict=True):
        drawing = draw(chart)
        assert [element.text for element in figure.iter("text")] == [word.text for word in drawing.words]
        assert [float(element.get("width")) for element in figure.iter("rect")] == pytest.approx(
            [rectangle.width for rectangle in drawing.rectangles], abs=0.06
        )
        words += len(drawing.words)
        bars += len(drawing.rectangles)
    assert words > 50
    assert bars > 25


def test_no_two_looks_of_bars_are_the_same_without_colour() -> None:
    patterns = page("2021").xpath("//pattern")
    assert len(patterns) == len(STYLE.colours.light.series)
    shapes = [
        tuple((piece.tag, piece.get("d"), piece.get("r")) for piece in pattern if piece.tag != "rect")
        for pattern in patterns
    ]
    assert len(set(shapes)) == 6
    ids = [pattern.get("id") for pattern in patterns]
    assert {element.get("fill") for element in page("2021").xpath("//figure//rect")} <= {
        f"url(#{name})" for name in ids
    }


@example
def test_a_plain_page_has_the_figures_and_no_charts(name: str) -> None:
    tree = plain(name)
    assert not list(tree.iter("svg"))
    assert not tree.xpath("//*[@id='charts']|//a[@href='#charts']")
    assert len(tree.xpath("//dl[@class='figures']/div")) == 6


@example
def test_a_form_that_plans_nothing_gives_a_page_that_is_whole(name: str) -> None:
    tree = without_overview(name)
    assert not list(tree.iter("svg", "dl"))
    assert not tree.find_class("overview")
    assert len(tree.xpath("//nav[@class='contents']/ol/li")) == 6


def test_plain_is_an_option_of_build(run, tmp_path) -> None:
    from tests.conftest import EXAMPLES

    assert run("build", EXAMPLES / "2021.yaml", "-o", tmp_path, "--to", "html", "--plain")[0] == 0
    assert "<svg" not in (tmp_path / "2021.html").read_text("utf-8")


# ---------------------------------------------------------------- contents


@example
def test_the_contents_lead_to_every_section_its_parts_and_the_charts(name: str) -> None:
    links = page(name).xpath("//nav[@class='contents']//a")
    wanted = [block for block in report(name).blocks if isinstance(block, Heading) and block.level <= 2]
    assert len(wanted) > 10
    assert [(link.get("href"), link.text) for link in links] == [
        ("#charts", "图表"),
        *((f"#{word.id}", word.text) for word in wanted),
    ]


@example
def test_every_link_within_the_page_leads_somewhere(name: str) -> None:
    links = page(name).xpath("//a[starts-with(@href, '#')]/@href")
    ids = set(page(name).xpath("//@id"))
    assert len(links) > 10
    assert {unquote(link[1:]) for link in links} <= ids


@example
def test_every_table_has_an_anchor_of_its_own(name: str) -> None:
    tables = [block for block in report(name).blocks if isinstance(block, TableBlock)]
    assert len(tables) == 3
    for table in tables:
        assert page(name).get_element_by_id(table.id).find("table") is not None


# ---------------------------------------------------------------- downloads


def test_a_page_made_alone_links_to_no_file_beside_it() -> None:
    links = page("2021").xpath("//nav[@class='downloads']//a")
    assert [link.text for link in links] == ["填报数据（YAML）", "全部数字（CSV）"]
    assert all(link.get("download") and link.get("href").startswith("data:") for link in links)


def test_a_page_made_with_others_links_to_them_by_their_names() -> None:
    files = render(report("2021"), Order(("docx", "html"), system_fonts=False), "甲 乙")
    tree = lxml.html.document_fromstring(files["html"].decode())
    (link,) = tree.xpath("//nav[@class='downloads']//a[starts-with(@href, '.')]")
    assert (unquote(link.get("href")), link.get("download")) == ("./甲 乙.docx", "甲 乙.docx")


@example
def test_every_table_can_be_taken_as_csv(name: str) -> None:
    links = page(name).xpath("//div[@class='take']/a")
    assert [link.get("download").endswith(".csv") for link in links] == [True] * 3
    for link in links:
        assert link.getparent().getprevious().find("table") is not None


# ---------------------------------------------------------------- for machines


@example
def test_machines_are_told_of_a_report_with_its_datasets(name: str) -> None:
    (script,) = page(name).xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    head = report(name).header
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Report")
    assert data["name"] == report(name).full_title
    assert data["datePublished"] == head.published.isoformat()
    assert data["temporalCoverage"] == f"{head.year}-01-01/{head.year}-12-31"
    assert data["author"] == data["publisher"] == {"@type": "GovernmentOrganization", "name": head.authority}
    parts = data["hasPart"]
    assert [part["@type"] for part in parts] == ["Dataset"] * 3
    ids = set(page(name).xpath("//@id"))
    assert {part["url"].partition("#")[2] for part in parts} <= ids
    assert all(len(part["description"]) + len(part["name"]) >= 50 for part in parts)


def test_what_the_filing_does_not_say_machines_are_not_told() -> None:
    header = report("2021").header.model_copy(update={"website": None})
    tree = lxml.html.document_fromstring(web_page(replace(report("2021"), header=header), STYLE))
    data = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert "url" not in data
    assert not [part for part in data["hasPart"] if "url" in part]


# ---------------------------------------------------------------- narrow screens and paper


@example
def test_what_names_the_rows_stays_in_sight_and_nothing_else_does(name: str) -> None:
    found = []
    for table in page(name).iter("table"):
        stubs = [
            element for element in table.iter("th", "td") if "stub" in (element.get("class") or "").split()
        ]
        found.append(len(stubs))
        for cell in stubs:
            assert "number" not in cell.get("class").split()
            assert re.fullmatch(r"--at:\d", cell.get("style"))
        kinds = [element.get("class") for element in table.iter("col")]
        assert len(kinds) == int(re.search(r"--columns:(\d+)", table.get("style"))[1])
        assert kinds.count("figure") + int(re.search(r"--stubs:(\d+)", table.get("style"))[1]) == len(kinds)
    assert found == [10, 31, 0]
    tallest = page(name).xpath("//table[2]|(//table)[2]")[0]
    assert [element.get("class") for element in tallest.iter("col")][:4] == [
        "group",
        "group",
        "item",
        "figure",
    ]


def test_a_column_of_words_is_as_wide_on_a_phone_as_names_of_rows_are() -> None:
    own = page("2021-full").get_element_by_id("附表.行政规范性文件公开情况").find("table")
    kinds = [element.get("class") for element in own.iter("col")]
    assert kinds == ["item", "item", "item", "figure", "item", "figure", "item"]
    assert "--stubs:1;--named:5;" in own.get("style")
    assert own.getparent().getprevious().get("class") == "hint"


@pytest.mark.parametrize("name", styles())
def test_paper_has_the_report_and_nothing_that_stands_around_it(name: str) -> None:
    css = web_page(report("2021"), find(name)).partition("<style>")[2].partition("</style>")[0]
    paper = css.partition("@media print {")[2]
    hidden = re.search(r"([^{}]*)\{ display: none; \}", paper)[1]
    assert {part.strip() for part in hidden.split(",")} == {
        ".skip", ".about", "nav", ".overview", ".patterns", ".take",
    }  # fmt: skip
