"""Head and foot of a report in every output: number, second title, attachments, signature."""

from __future__ import annotations

import io
import json

import docx
import lxml.html
import pdfplumber
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from generator.report.blocks import Signature
from generator.report.build import Report
from generator.writers.docx.render import word_file
from generator.writers.html.page import web_page
from generator.writers.order import Order
from generator.writers.style.signing import signing
from generator.writers.style.tokens import MM_PER_POINT, find
from generator.writers.write import render

STYLE = find("gongwen")
SIGNED = "示例市自然资源局"


@pytest.fixture(scope="module")
def report(reports: dict[str, Report]) -> Report:
    return reports["2021-full"]


def to_the_signature(report: Report) -> list[Paragraph]:
    """The paragraphs of the Word file, without the tables of the office's own that follow."""
    paragraphs = docx.Document(io.BytesIO(word_file(report, STYLE))).paragraphs
    (day,) = (number for number, paragraph in enumerate(paragraphs) if paragraph.style.name == "Date")
    return paragraphs[: day + 1]


def test_word_has_each_in_a_named_style_in_order(report):
    paragraphs = to_the_signature(report)
    named = [(paragraph.style.name, paragraph.text) for paragraph in paragraphs]
    assert named[0] == ("Document Number", "示例自然资函〔2025〕3号")
    assert [name for name, _ in named[1:3]] == ["Title", "Subtitle"]
    assert named[-4:] == [
        ("Attachment", "附件：1.\t2024年主动公开政府信息目录"),
        ("Attachment", "2.\t依申请公开办理流程图"),
        ("Signature", SIGNED),
        ("Date", "2025年1月22日"),
    ]
    indents = [paragraph._p.pPr.find(qn("w:ind")) for paragraph in paragraphs[-4:]]
    assert [indent.get(qn("w:leftChars")) for indent in indents] == ["600", "600", None, None]
    assert [indent.get(qn("w:hangingChars")) for indent in indents] == ["400", "100", None, None]
    assert [indent.get(qn("w:rightChars")) for indent in indents] == [None, None, "325", "400"]


def test_word_has_number_and_second_title_in_the_middle(report):
    first, title, second = to_the_signature(report)[:3]
    middle = [paragraph.style.paragraph_format.alignment for paragraph in (first, title, second)]
    assert middle == [WD_ALIGN_PARAGRAPH.CENTER] * 3
    assert second.style.element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert first.style.paragraph_format.space_after.pt == pytest.approx(STYLE.pitch, abs=0.05)


def test_word_keeps_the_signature_with_what_it_signs(report):
    paragraphs = to_the_signature(report)
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in paragraphs[-5:-2])
    assert not paragraphs[-6].paragraph_format.keep_with_next
    assert paragraphs[-3].paragraph_format.keep_with_next
    assert paragraphs[-2].style.paragraph_format.keep_with_next


def test_the_properties_of_the_word_file_name_the_number(report, reports):
    assert (
        docx.Document(io.BytesIO(word_file(report, STYLE))).core_properties.identifier == report.head.number
    )
    assert docx.Document(io.BytesIO(word_file(reports["2021"], STYLE))).core_properties.identifier == ""


def test_the_page_shows_both_days_and_the_index(report, reports):
    page = lxml.html.document_fromstring(web_page(report, STYLE))
    (about,) = page.xpath("//p[@class='about']")
    assert [day.get("datetime") for day in about.iter("time")] == ["2025-01-24", "2025-01-22"]
    assert "成文日期：2025年1月22日" in about.text_content()
    assert "索引号：000000000/2025-00003" in about.text_content()
    without = lxml.html.document_fromstring(web_page(reports["2021"], STYLE))
    assert "成文日期" not in without.xpath("//p[@class='about']")[0].text_content()


def test_machines_are_told_of_number_and_day(report):
    page = lxml.html.document_fromstring(web_page(report, STYLE))
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(text)
    assert told["identifier"] == ["示例自然资函〔2025〕3号", "000000000/2025-00003"]
    assert (told["dateCreated"], told["datePublished"]) == ("2025-01-22", "2025-01-24")


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_on_paper_the_day_stands_four_characters_in_under_the_middle_of_the_name(
    report, engine, weasyprint_runs
):
    data = render(report, Order(("pdf",), engine, system_fonts=False))["pdf"]
    edge = (STYLE.page.width - STYLE.page.right) / MM_PER_POINT
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        pages = [page.extract_text_lines() for page in pdf.pages]
    (lines,) = (page for page in pages if SIGNED in [line["text"] for line in page])
    name, day = (line for line in lines if line["text"] in (SIGNED, "2025年1月22日"))
    size = STYLE.body.size
    assert abs(edge - day["x1"] - 4 * size) < size / 4
    assert abs((name["x0"] + name["x1"]) - (day["x0"] + day["x1"])) < size / 2
    (second,) = (line for line in lines if line["text"].startswith("2.依申请"))
    before = lines[lines.index(second) - 2]
    assert before["text"] in ("公布。", "布。")  # the seal stands on a page with text
    assert name["top"] - second["top"] == pytest.approx(3 * STYLE.pitch, abs=2)


LONG = "示例市自然资源和规划局、示例市农业农村局、示例市生态环境局、示例市住房和城乡建设局"


def test_several_authorities_longer_than_a_line_stand_on_lines_of_their_own():
    place = signing(Signature(LONG, "2025年1月22日"), 28)
    assert "".join(place.lines) == LONG
    assert len(place.lines) == 4
    assert all(line.startswith("示例市") for line in place.lines)


def test_one_authority_longer_than_a_line_is_broken_at_whole_words():
    name = "示例市自然资源和规划局高新技术产业开发区分局不动产登记和测绘服务中心"
    lines = signing(Signature(name, "2025年1月22日"), 28).lines
    assert "".join(lines) == name
    assert len(lines) == 2
    assert not any(line.endswith(("和", "高", "分")) for line in lines)
