"""Text becomes text: whatever a value holds, it is no markup in the document."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.writers.docx.wordml import (
    NAMESPACES,
    Paragraph,
    declared,
    point_twips,
    qn,
    run,
    text,
    twips,
    value,
)

HOSTILE = "</w:t><w:br/>&amp;<!--\"'>]]>"


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(f"<body{declared(**NAMESPACES)}>{xml}</body>")


@pytest.mark.parametrize("words", [HOSTILE, " 前后有空格 ", "甲\u2028乙", "一件🙂"])
def test_what_looks_like_markup_is_printed_as_it_is(words):
    (paragraph,) = parsed(str(Paragraph(HOSTILE, run(words, style=HOSTILE))))
    assert paragraph.findtext(f"{qn('w:r')}/{qn('w:t')}") == words
    styles = [element.get(qn("w:val")) for element in paragraph.iter(qn("w:pStyle"), qn("w:rStyle"))]
    assert styles == [HOSTILE, HOSTILE]


def test_a_value_keeps_its_line_breaks_and_tabs():
    words = "一\n二\t三\r四"
    (made,) = parsed(f"<each at={value(words)}/>")
    assert made.get("at") == words


def test_tabs_and_line_breaks_are_word_s_own():
    (made,) = parsed(run("1.\t第一行\n第二行\r第三行"))
    kinds = [etree.QName(element).localname for element in made]
    assert kinds == ["rPr", "t", "tab", "t", "br", "t", "br", "t"]
    assert [element.text for element in made.iter(qn("w:t"))] == ["1.", "第一行", "第二行", "第三行"]


def test_spaces_at_the_ends_are_kept_and_nothing_is_said_where_there_are_none():
    assert 'xml:space="preserve"' in run("\u3000缩进")
    assert "xml:space" not in run("中间 有空格")


@pytest.mark.parametrize("made", [text, value, run])
@pytest.mark.parametrize("unfit", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_xml_can_hold_is_refused(made, unfit):
    with pytest.raises(ValueError, match="no XML can hold"):
        made(f"前{unfit}后")


def test_properties_of_a_paragraph_stand_in_the_order_of_the_schema():
    section = etree.Element(qn("w:sectPr"))
    whole = Paragraph("1", "", True, True, before=0, after=20, indent="<w:ind/>", section=section)
    (paragraph,) = parsed(str(whole))
    kinds = [etree.QName(element).localname for element in paragraph[0]]
    assert kinds == ["pStyle", "keepNext", "pageBreakBefore", "spacing", "ind", "sectPr"]
    assert dict(paragraph[0][3].attrib) == {qn("w:before"): "0", qn("w:after"): "20"}
    (plain,) = parsed(str(Paragraph()))
    assert [len(element) for element in plain] == [0]


def test_measures_are_word_s():
    assert (twips(210), twips(297), point_twips(28.95)) == (11906, 16838, 579)
