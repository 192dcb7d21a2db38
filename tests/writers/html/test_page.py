"""The web page for sites, for readers, and against those who would misuse it."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from generator.batch.desk import load
from generator.filing.filing import Picture
from generator.filing.narrative.markup import Run
from generator.form.table_grid import Place, Role
from generator.report.build import Figure, Heading, Items, Paragraph, TableBlock, build
from generator.source import read as reading
from generator.writers.html.carried import filing_of
from generator.writers.html.page import web_page
from tests.made import NAMES, STYLE, report
from tests.writers.html.test_table import page, printed

HOSTILE = "# $ * _ [x] @ \\ < & \" ' {% if %} {{ 7*7 }} {# #} </script> <!-- <b>x</b> ]]> &amp;"
CANONICAL = "https://www.example.gov.cn/zfxxgk/nb/2024.html"
CITY = "https://www.example.gov.cn/zfxxgk/nb/2024-city.html"
example = pytest.mark.parametrize("name", NAMES)


def meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    return {
        element.get("name"): element.get("content") for element in tree.iter("meta") if element.get("name")
    }


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
    tree = lxml.html.document_fromstring(web_page(replace(report("2021"), header=header), STYLE))
    assert not {"SiteName", "SiteDomain", "SiteIDCode", "Url"} & set(meta(tree))
    assert {"ColumnName", "PubDate"} < set(meta(tree))
    assert tree.find(".//link") is None


@example
def test_the_page_is_chinese_and_lets_readers_skip_to_the_text(name: str) -> None:
    text = web_page(report(name), STYLE)
    assert text.startswith('<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    (skip,) = page(name).find_class("skip")
    assert page(name).get_element_by_id(skip.get("href")[1:]).tag == "main"


@example
def test_nothing_is_loaded_from_elsewhere_and_no_script_runs(name: str) -> None:
    tree = page(name)
    sources = [link for _, attribute, link, _ in tree.iterlinks() if attribute != "href"]
    assert sources or name != "2021"  # which has a picture
    assert all(link.startswith("data:") for link in sources)
    assert [element.get("type") for element in tree.iter("script")] == [
        "application/ld+json",
        "application/json",
    ]
    assert not tree.xpath(
        "//iframe|//object|//embed|//base|//link[@rel!='canonical']|//@*[starts-with(name(),'on')]"
    )
    css = "".join(element.text for element in tree.iter("style"))
    assert len(css) > 3000
    away = [link for _, attribute, link, _ in tree.iterlinks() if attribute == "href"]
    assert not [
        address
        for address in away
        if not address.startswith(("#", "data:")) and address not in (CANONICAL, CITY)
    ]
    assert not re.search(r"url\(|@import|https?:", css)


def test_every_measure_of_the_style_reaches_the_page_and_none_is_written_twice() -> None:
    paper = STYLE.page.model_copy(update={"top": 41.5, "left": 23.25})
    style = STYLE.model_copy(update={"page": paper, "body": STYLE.body.model_copy(update={"size": 15.125})})
    css = web_page(report("2021"), style)
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
        assert [element.text_content() for element in main.iter(tag)] == [HOSTILE * times]
    attributes = [*main.xpath("//@alt"), *main.xpath("//@data-path"), *main.xpath("//@aria-label")]
    assert attributes.count(HOSTILE) == 4
    assert not list(tree.iter("b"))


def test_a_hostile_head_comes_out_as_that_text() -> None:
    website = report("2021").website.model_copy(update={"name": HOSTILE})
    header = report("2021").header.model_copy(update={"authority": HOSTILE, "website": website})
    tree = lxml.html.document_fromstring(
        web_page(replace(report("2021"), header=header, title=(HOSTILE,)), STYLE)
    )
    assert meta(tree)["SiteName"] == meta(tree)["ContentSource"] == tree.findtext(".//title") == HOSTILE
    assert next(tree.iter("h1")).text_content() == HOSTILE


@pytest.mark.parametrize(
    "data", [HOSTILE, "a: <!--<script>\u2028\u2029\n", "</script><script>alert(1)</script>", ""]
)
def test_a_filing_cannot_leave_its_script_and_comes_back_whole(data: str) -> None:
    text = web_page(replace(report("2021"), data=data), STYLE)
    for script in lxml.html.document_fromstring(text).iter("script"):
        assert not re.search("[<>&\u2028\u2029]", script.text)
    assert filing_of(text) == data


def lay_out_pictures(text: str, folder: Path) -> None:
    """The pictures of a page as files, by the names that the filing inside the page has for them."""
    shown = [img.get("src") for img in lxml.html.document_fromstring(text).xpath("//main//figure//img")]
    names = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", filing_of(text))
    assert len(names) == len(shown)
    for name, address in zip(names, shown, strict=True):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b64decode(address.partition("base64,")[2]))


@example
def test_the_filing_read_back_gives_the_same_page_again(name: str, tmp_path: Path) -> None:
    text = web_page(report(name), STYLE)
    lay_out_pictures(text, tmp_path)
    document = reading.read(filing_of(text).encode(), folder=tmp_path)
    filing = load(document).filing
    assert filing is not None
    assert web_page(build(filing), STYLE) == text


@pytest.mark.parametrize(
    "text", ["", "<p>", '<script id="nianbao-filing">[]</script>', "<script>{}</script>"]
)
def test_a_page_that_is_not_ours_has_no_filing(text: str) -> None:
    with pytest.raises(ValueError, match="no filing"):
        filing_of(text)


# ---------------------------------------------------------------- drafts


def test_only_a_draft_is_marked_as_one() -> None:
    draft = lxml.html.document_fromstring(web_page(replace(report("2021"), draft=True), STYLE))
    (mark,) = draft.find_class("draft")
    assert (mark.text, mark.get("aria-hidden")) == (STYLE.draft.text, "true")
    assert STYLE.draft.text in draft.find_class("about")[0].text_content()
    assert not page("2021").find_class("draft")
    assert STYLE.draft.text not in page("2021").text_content()


def test_the_same_report_gives_the_same_bytes() -> None:
    assert web_page(report("2021"), STYLE) == web_page(report("2021"), STYLE)
