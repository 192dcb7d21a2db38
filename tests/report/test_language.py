"""A page in traditional characters says so, and its own words are in them too."""

from __future__ import annotations

import io
import re

import docx
import lxml.html
import pikepdf
import pytest
from docx.oxml.ns import qn

from generator.report.language import language_of
from generator.writers.labels import labels
from generator.writers.order import Order
from generator.writers.write import render

ALL = Order(("docx", "html", "pdf"), system_fonts=False, contents=True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("公开政府信息一千件", "zh-CN"),
        ("公開政府信息一千件", "zh-Hant"),
        ("本報告依據条例編制", "zh-Hant"),
        ("《條例》所称机关发布报告", "zh-CN"),
        ("一二三", "zh-CN"),
        ("", "zh-CN"),
        ("Open data", "zh-CN"),
    ],
)
def test_the_language_is_that_of_the_text(text, language):
    assert language_of(text) == language


def test_every_example_says_the_language_that_it_is_written_in(reports):
    found = {name: report.language for name, report in reports.items()}
    assert found.pop("2008") == "zh-Hant"
    assert len(found) >= 5
    assert set(found.values()) == {"zh-CN"}


def test_the_words_around_a_page_in_traditional_characters_are_traditional(reports):
    page = render(reports["2008"], ALL, "office")["html"].decode()
    tree = lxml.html.document_fromstring(page)
    assert tree.get("lang") == "zh-Hant"
    words = labels("zh-Hant")
    around = " ".join(
        text
        for place in ("p[@class='about']//text()", "nav/@aria-label", "nav//text()", "div[@class]//text()")
        for text in tree.xpath(f"//{place}")
    )
    for word in (words.source, words.published, words.downloads, words.contents, words.filing, words.table):
        assert word in around
    for word in (labels("zh-CN").published, labels("zh-CN").filing, labels("zh-CN").table):
        assert word not in around


def test_docx_and_pdf_say_the_language_too(reports):
    files = render(reports["2008"], ALL, "office")
    document = docx.Document(io.BytesIO(files["docx"]))
    found = {lang.get(qn("w:eastAsia")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert found == {"zh-TW"}
    assert document.core_properties.language == "zh-Hant"
    assert labels("zh-Hant").contents in {text.text for text in document.element.body.iter(qn("w:t"))}
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hant"


def test_both_languages_have_every_word_and_none_is_mixed():
    simplified, traditional = labels("zh-CN").model_dump(), labels("zh-Hant").model_dump()
    assert len(simplified) > 10
    assert simplified.keys() == traditional.keys()
    assert language_of("".join(re.findall("[一-龥]", str(simplified.values())))) == "zh-CN"
    assert language_of("".join(re.findall("[一-龥]", str(traditional.values())))) == "zh-Hant"
