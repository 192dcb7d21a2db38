"""The web page says what the Report says, tells every number its heads, and lets nothing in or out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import lxml.html
import pytest

from generator.filing.filing import Picture
from generator.filing.narrative.markup import Run
from generator.form.table_grid import Place, Role
from generator.report.build import Block, Figure, Heading, Items, Paragraph, TableBlock
from generator.writers.html.page import web_page
from generator.writers.html.table import SCOPES
from tests.made import NAMES, STYLE, report

HOSTILE = "# $ * _ [x] @ \\ < & \" ' {% if %} {{ 7*7 }} {# #} </script> <!-- <b>x</b> ]]> &amp;"

example = pytest.mark.parametrize("name", NAMES)


@cache
def page(name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(web_page(report(name), STYLE))


def printed(*blocks: Block) -> lxml.html.HtmlElement:
    """The page of a report with these blocks only."""
    return lxml.html.document_fromstring(web_page(replace(report("2021"), blocks=blocks), STYLE))


def tables(name: str) -> Iterator[tuple[TableBlock, lxml.html.HtmlElement]]:
    blocks = [block for block in report(name).blocks if isinstance(block, TableBlock)]
    yield from zip(blocks, page(name).iter("table"), strict=True)


def cells(name: str) -> Iterator[tuple[Place, lxml.html.HtmlElement]]:
    for block, table in tables(name):
        yield from zip(block.places, table.iter("th", "td"), strict=True)


# ---------------------------------------------------------------- the same words


@example
def test_every_block_stands_in_the_page_in_the_order_of_the_report(name: str) -> None:
    wanted: list[str] = []
    for block in report(name).blocks:
        match block:
            case Heading():
                wanted.append(block.text)
            case Paragraph():
                wanted.append("".join(run.text for run in block.runs))
            case Items():
                wanted += ["".join(run.text for run in item) for item in block.items]
            case Figure():
                wanted.append(block.caption)
            case TableBlock():
                wanted += [place.text for place in block.places]
    main = page(name).get_element_by_id("main")
    found = [
        element.text_content()
        for element in main.iter("h2", "h3", "h4", "h5", "p", "li", "figcaption", "th", "td")
    ]
    assert len(wanted) > 300
    assert found == wanted


@example
def test_headings_keep_their_anchors_and_their_depth(name: str) -> None:
    wanted = [
        (f"h{block.level + 1}", block.id, block.text)
        for block in report(name).blocks
        if isinstance(block, Heading)
    ]
    main = page(name).get_element_by_id("main")
    assert len(wanted) > 10
    assert [
        (element.tag, element.get("id"), element.text) for element in main.iter("h2", "h3", "h4", "h5")
    ] == wanted


@example
def test_strong_runs_and_only_they_are_strong(name: str) -> None:
    runs = [run for block in report(name).blocks if isinstance(block, Paragraph) for run in block.runs]
    assert [element.text for element in page(name).iter("strong")] == [run.text for run in runs if run.strong]


def test_the_city_has_strong_runs_to_test_with() -> None:
    assert len(list(page("2021-city").iter("strong"))) == 3


def test_the_title_stands_once_on_its_own_lines() -> None:
    (title,) = page("2021").iter("h1")
    assert tuple(line.text for line in title.iter("span")) == report("2021").title
    assert page("2021").findtext(".//title") == title.text_content() == report("2021").full_title


def test_every_section_begins_with_its_heading_and_the_contents_list_them_all() -> None:
    headings = [section.xpath("(.//h2)[1]")[0] for section in page("2021").xpath("//main//section")]
    assert len(headings) == 6
    links = page("2021").xpath("//nav[@class='contents']/ol/li/a[starts-with(@href, '#s')]")
    assert [(link.get("href"), link.text) for link in links] == [
        (f"#{heading.get('id')}", heading.text) for heading in headings
    ]


def test_a_picture_is_inside_the_page_and_has_its_text() -> None:
    (image,) = page("2021").iter("img")
    assert image.get("src").startswith("data:image/png;base64,")
    assert image.get("alt") == image.getparent().findtext("figcaption") == "政府信息公开申请办理流程"


def test_a_picture_without_caption_is_still_called_a_picture() -> None:
    (image,) = printed(Figure("", Picture(b"x", "jpeg", 3, 2))).iter("img")
    assert (image.get("alt"), image.get("src")) == ("插图", "data:image/jpeg;base64,eA==")
    assert image.getparent().find("figcaption") is None


def test_sections_may_be_empty_or_follow_each_other() -> None:
    tree = printed(
        Heading("一", 1, "s1"), Heading("二", 1, "s2"), Paragraph((Run("文"),)), Heading("三", 1, "s3")
    )
    assert [" ".join(section.text_content().split()) for section in tree.xpath("//main//section")] == [
        "一",
        "二 文",
        "三",
    ]


# ---------------------------------------------------------------- tables


@example
def test_every_number_stands_under_its_address_with_exactly_its_heads(name: str) -> None:
    numbers = [(place, cell) for place, cell in cells(name) if place.role is Role.NUMBER]
    assert len(numbers) == 200
    for place, cell in numbers:
        assert cell.tag == "td"
        assert cell.text_content() == place.text
        assert cell.get("data-path") == place.path
        assert tuple(cell.get("headers").split()) == place.headers


@example
def test_every_head_named_by_a_cell_is_a_head_of_the_same_table(name: str) -> None:
    named = 0
    for _, table in tables(name):
        heads = {head.get("id") for head in table.iter("th")}
        for cell in table.iter("td", "th"):
            headers = cell.get("headers", "").split()
            assert heads.issuperset(headers)
            named += len(headers)
    assert named > 600


@example
def test_labels_spans_and_scopes_are_those_of_the_grid(name: str) -> None:
    scopes = set()
    for place, cell in cells(name):
        assert cell.text_content() == place.text
        assert (int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))) == (place.colspan, place.rowspan)
        assert cell.get("scope", "") == SCOPES.get(place.role, "")
        assert (cell.tag == "th") == (place.role in SCOPES)
        scopes.add(cell.get("scope"))
    assert scopes == {"col", "colgroup", "row", "rowgroup", None}


@example
def test_heads_to_be_repeated_stand_in_the_head_of_the_table(name: str) -> None:
    found = [(len(table.findall("thead/tr")), len(table.findall("tbody/tr"))) for _, table in tables(name)]
    assert found == [(block.head_rows, block.rows - block.head_rows) for block, _ in tables(name)]
    assert found == [(0, 14), (3, 25), (3, 1)]


@example
def test_tables_and_the_regions_they_scroll_in_are_named_and_can_be_reached_by_keyboard(name: str) -> None:
    found = 0
    for block, table in tables(name):
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        heading = page(name).get_element_by_id(table.get("aria-labelledby"))
        assert region.get("aria-labelledby") == heading.get("id")
        assert heading.text.endswith(block.caption)
        found += 1
    assert found == 3


def test_a_table_that_follows_text_is_named_by_its_caption() -> None:
    block = next(block for block in report("2021").blocks if isinstance(block, TableBlock))
    (table,) = printed(Heading("一", 1, "s1"), Paragraph((Run("文"),)), block).iter("table")
    assert (table.get("aria-label"), table.get("aria-labelledby")) == (block.caption, None)


def test_narrow_heads_break_at_whole_words_without_a_character_of_their_own() -> None:
    lines = [tuple(span.text for span in spans) for spans in page("2021").find_class("lines")]
    assert {("商业", "企业"), ("社会", "公益", "组织"), ("（三）", "不予公开")} <= set(lines)
    assert not re.search("[\u200b\u00ad]", page("2021").text_content())


@example
def test_no_id_stands_twice_or_holds_a_space(name: str) -> None:
    ids = page(name).xpath("//@id")
    assert len(ids) > 80
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if re.search(r"\s", name)]


def test_narrow_screens_are_told_of_the_tables_that_scroll_and_paper_is_not() -> None:
    scrolled = {hint.getnext().get("id"): hint.text for hint in page("2021").find_class("hint")}
    assert scrolled == dict.fromkeys(("申请办理情况", "复议诉讼情况"), "左右滑动，可以看到整张表")
    sheet = next(page("2021").iter("style")).text
    everywhere, narrow = sheet.split("@media screen", 1)
    assert ".hint { display: none; }" in everywhere
    assert ".hint { display: block;" in narrow.split("@media print")[0]
