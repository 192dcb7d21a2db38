"""The web page says what the Report says, tells every number its heads, and lets nothing in or out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from generator import loading, reading
from generator.filing import Picture
from generator.grid import Place, Role
from generator.narrative.markup import Run
from generator.report import Block, Figure, Heading, Items, Paragraph, Report, TableBlock, build
from generator.style import find
from generator.writers import html

ROOT = Path(__file__).parent.parent
EXAMPLES = ("2021", "2021-city")
STYLE = find("gongwen")
HOSTILE = "# $ * _ [x] @ \\ < & \" ' {% if %} {{ 7*7 }} {# #} </script> <!-- <b>x</b> ]]> &amp;"

example = pytest.mark.parametrize("name", EXAMPLES)


@cache
def report(name: str) -> Report:
    filing = loading.load(reading.read_file(ROOT / "examples" / f"{name}.yaml")).filing
    assert filing is not None
    return build(filing)


@cache
def page(name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.render(report(name), STYLE))


def printed(*blocks: Block) -> lxml.html.HtmlElement:
    """The page of a report with these blocks only."""
    return lxml.html.document_fromstring(html.render(replace(report("2021"), blocks=blocks), STYLE))


def tables(name: str) -> Iterator[tuple[TableBlock, lxml.html.HtmlElement]]:
    blocks = [block for block in report(name).blocks if isinstance(block, TableBlock)]
    yield from zip(blocks, page(name).iter("table"), strict=True)


def cells(name: str) -> Iterator[tuple[Place, lxml.html.HtmlElement]]:
    for block, table in tables(name):
        yield from zip(block.places, table.iter("th", "td"), strict=True)


def meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    return {one.get("name"): one.get("content") for one in tree.iter("meta") if one.get("name")}


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
        one.text_content() for one in main.iter("h2", "h3", "h4", "h5", "p", "li", "figcaption", "th", "td")
    ]
    assert len(wanted) > 300
    assert found == wanted


@example
def test_headings_keep_their_anchors_and_their_depth(name: str) -> None:
    wanted = [
        (f"h{one.level + 1}", one.id, one.text) for one in report(name).blocks if isinstance(one, Heading)
    ]
    main = page(name).get_element_by_id("main")
    assert len(wanted) > 10
    assert [(one.tag, one.get("id"), one.text) for one in main.iter("h2", "h3", "h4", "h5")] == wanted


@example
def test_strong_runs_and_only_they_are_strong(name: str) -> None:
    runs = [run for block in report(name).blocks if isinstance(block, Paragraph) for run in block.runs]
    assert [one.text for one in page(name).iter("strong")] == [run.text for run in runs if run.strong]


def test_the_city_has_strong_runs_to_test_with() -> None:
    assert len(list(page("2021-city").iter("strong"))) == 3


def test_the_title_stands_once_on_its_own_lines() -> None:
    (title,) = page("2021").iter("h1")
    assert tuple(line.text for line in title.iter("span")) == report("2021").title
    assert page("2021").findtext(".//title") == title.text_content() == report("2021").full_title


def test_every_section_begins_with_its_heading_and_the_contents_list_them_all() -> None:
    headings = [section.xpath("(.//h2)[1]")[0] for section in page("2021").iter("section")]
    assert len(headings) == 6
    links = page("2021").xpath("//nav//a")
    assert [(one.get("href"), one.text) for one in links] == [
        (f"#{one.get('id')}", one.text) for one in headings
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
    assert [" ".join(section.text_content().split()) for section in tree.iter("section")] == [
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
        assert cell.get("scope", "") == html.SCOPES.get(place.role, "")
        assert (cell.tag == "th") == (place.role in html.SCOPES)
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
    block = next(one for one in report("2021").blocks if isinstance(one, TableBlock))
    (table,) = printed(Heading("一", 1, "s1"), Paragraph((Run("文"),)), block).iter("table")
    assert (table.get("aria-label"), table.get("aria-labelledby")) == (block.caption, None)


def test_narrow_heads_break_evenly_without_a_character_of_their_own() -> None:
    spans = page("2021").find_class("even")
    assert {span.text: span.get("style") for span in spans}["商业企业"] == "--measure:2"
    assert not re.search("[\u200b\u00ad]", page("2021").text_content())


@example
def test_no_id_stands_twice_or_holds_a_space(name: str) -> None:
    ids = page(name).xpath("//@id")
    assert len(ids) > 80
    assert len(ids) == len(set(ids))
    assert not [one for one in ids if re.search(r"\s", one)]


# ---------------------------------------------------------------- for sites and readers


def test_the_page_carries_the_tags_that_government_sites_must_carry() -> None:
    found = meta(page("2021"))
    assert found.pop("viewport") == "width=device-width, initial-scale=1"
    assert "国办公开办函〔2021〕30号" in found.pop("Description")
    assert found == {
        "SiteName": "示例市人民政府",
        "SiteDomain": "www.example.gov.cn",
        "SiteIDCode": "0000000000",
        "ColumnName": "政府信息公开年报",
        "ColumnType": "政府信息公开年报",
        "ArticleTitle": "示例市人民政府办公室2024年政府信息公开工作年度报告",
        "PubDate": "2025-01-24",
        "ContentSource": "示例市人民政府办公室",
        "Keywords": "示例市人民政府办公室,2024年,政府信息公开年报",
        "Url": "https://www.example.gov.cn/zfxxgk/nb/2024.html",
    }
    assert page("2021").xpath("//link[@rel='canonical']/@href") == [found["Url"]]


def test_tags_without_a_value_are_left_out() -> None:
    header = report("2021").header.model_copy(update={"website": None})
    tree = lxml.html.document_fromstring(html.render(replace(report("2021"), header=header), STYLE))
    assert not {"SiteName", "SiteDomain", "SiteIDCode", "Url"} & set(meta(tree))
    assert {"ColumnName", "PubDate"} < set(meta(tree))
    assert tree.find(".//link") is None


@example
def test_the_page_is_chinese_and_lets_readers_skip_to_the_text(name: str) -> None:
    text = html.render(report(name), STYLE)
    assert text.startswith('<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    (skip,) = page(name).find_class("skip")
    assert page(name).get_element_by_id(skip.get("href")[1:]).tag == "main"


@example
def test_nothing_is_loaded_from_elsewhere_and_no_script_runs(name: str) -> None:
    tree = page(name)
    sources = [link for _, attribute, link, _ in tree.iterlinks() if attribute != "href"]
    assert all(link.startswith("data:") for link in sources)
    assert [one.get("type") for one in tree.iter("script")] == ["application/json"]
    assert not tree.xpath(
        "//iframe|//object|//embed|//base|//link[@rel!='canonical']|//@*[starts-with(name(),'on')]"
    )
    css = "".join(one.text for one in tree.iter("style"))
    assert len(css) > 3000
    assert not re.search(r"url\(|@import|https?:", css)


def test_every_measure_of_the_style_reaches_the_page_and_none_is_written_twice() -> None:
    paper = STYLE.page.model_copy(update={"top": 41.5, "left": 23.25})
    style = STYLE.model_copy(update={"page": paper, "body": STYLE.body.model_copy(update={"size": 15.125})})
    css = html.render(report("2021"), style)
    assert "margin: 41.5mm 26.0mm 35.0mm 23.25mm;" in css
    assert "font-size: 15.125pt" in css
    source = (STYLE.folder / "report.css").read_text(encoding="utf-8")
    assert len(re.findall(r"}}(?:mm|pt)\b", source)) > 20
    assert not re.findall(r"[0-9](?:mm|cm|pt)\b", source)


def test_a_table_longer_than_a_page_is_not_kept_on_one() -> None:
    def rows(count: int) -> TableBlock:
        cells = tuple(Place(row, 0, 1, 1, Role.ROW, str(row), f"r{row}") for row in range(count))
        return TableBlock("t", "表", 1, count, 0, (1,), cells)

    assert printed(Heading("一", 1, "s1"), rows(30)).find_class("together")
    assert not printed(Heading("一", 1, "s1"), rows(60)).find_class("together")


# ---------------------------------------------------------------- safety


def test_hostile_text_comes_out_as_that_text_wherever_it_stands() -> None:
    cell = Place(0, 0, 1, 1, Role.ROW, HOSTILE, "h1")
    number = Place(0, 1, 1, 1, Role.NUMBER, HOSTILE, headers=("h1",), path=HOSTILE)
    tree = printed(
        Heading(HOSTILE, 1, "s1"),
        Paragraph((Run(HOSTILE), Run(HOSTILE, True))),
        Items(((Run(HOSTILE),),)),
        Figure(HOSTILE, Picture(b"x", "png", 1, 1)),
        TableBlock("t", HOSTILE, 2, 1, 0, (1, 1), (cell, number)),
    )
    main = tree.get_element_by_id("main")
    for tag, times in {"h2": 1, "p": 2, "li": 1, "figcaption": 1, "th": 1, "td": 1}.items():
        assert [one.text_content() for one in main.iter(tag)] == [HOSTILE * times]
    attributes = [*main.xpath("//@alt"), *main.xpath("//@data-path"), *main.xpath("//@aria-label")]
    assert attributes.count(HOSTILE) == 4
    assert not list(tree.iter("b"))


def test_a_hostile_head_comes_out_as_that_text() -> None:
    website = report("2021").website.model_copy(update={"name": HOSTILE})
    header = report("2021").header.model_copy(update={"authority": HOSTILE, "website": website})
    tree = lxml.html.document_fromstring(
        html.render(replace(report("2021"), header=header, title=(HOSTILE,)), STYLE)
    )
    assert meta(tree)["SiteName"] == meta(tree)["ContentSource"] == tree.findtext(".//title") == HOSTILE
    assert next(tree.iter("h1")).text_content() == HOSTILE


@pytest.mark.parametrize(
    "data", [HOSTILE, "a: <!--<script>\u2028\u2029\n", "</script><script>alert(1)</script>", ""]
)
def test_a_filing_cannot_leave_its_script_and_comes_back_whole(data: str) -> None:
    text = html.render(replace(report("2021"), data=data), STYLE)
    (script,) = lxml.html.document_fromstring(text).iter("script")
    assert not re.search("[<>&\u2028\u2029]", script.text)
    assert html.filing_of(text) == data


@example
def test_the_filing_read_back_gives_the_same_page_again(name: str) -> None:
    text = html.render(report(name), STYLE)
    document = reading.read(html.filing_of(text).encode(), folder=ROOT / "examples")
    filing = loading.load(document).filing
    assert filing is not None
    assert html.render(build(filing), STYLE) == text


@pytest.mark.parametrize(
    "text", ["", "<p>", '<script id="nianbao-filing">[]</script>', "<script>{}</script>"]
)
def test_a_page_that_is_not_ours_has_no_filing(text: str) -> None:
    with pytest.raises(ValueError, match="no filing"):
        html.filing_of(text)


# ---------------------------------------------------------------- drafts


def test_only_a_draft_is_marked_as_one() -> None:
    draft = lxml.html.document_fromstring(html.render(replace(report("2021"), draft=True), STYLE))
    (mark,) = draft.find_class("draft")
    assert (mark.text, mark.get("aria-hidden")) == (STYLE.draft.text, "true")
    assert STYLE.draft.text in draft.find_class("about")[0].text_content()
    assert not page("2021").find_class("draft")
    assert STYLE.draft.text not in page("2021").text_content()


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html.render(report("2021"), STYLE) == html.render(report("2021"), STYLE)
