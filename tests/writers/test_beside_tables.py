"""What stands beside tables, and remarks to numbers, stand in every output, where the style has them."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pytest

from generator.batch.desk import examine
from generator.filing.read import read
from generator.report.blocks import NOTE
from generator.report.build import Paragraph, Report, TableBlock, build
from generator.writers.docx.render import word_file
from generator.writers.html.carried import filing_of
from generator.writers.html.downloads import numbers
from generator.writers.html.page import web_page
from generator.writers.style.remarks import with_remarks
from generator.writers.style.tokens import Style, find
from tests.conftest import EXAMPLES
from tests.made import printed_by
from tests.mended import changed
from tests.outputs import docx_lines, docx_tables, html_lines, html_tables, pdf_tables, pdf_text, squeeze

STYLE = find("gongwen")
BESIDE = "  说明: |\n    收到{{ 申请办理情况.本年新收.总计 }}件。\n  单位: 件\n  注: 数量含上年度。\n"
REMARKED = changed(
    ("制发: 20,", "制发: {数: 20, 备注: 其中修订4件},"),
    ("申请办理情况:\n", f"申请办理情况:\n{BESIDE}"),
    ("[125, 2,", "[{数: 125, 备注: 其中网上申请100件}, 2,"),
)
ABOVE, BELOW = ["收到134件。", "单位：件"], ["①其中网上申请100件", "注：数量含上年度。"]


def report(text: str = REMARKED) -> Report:
    filing = examine(read(text.encode(), "office.yaml", EXAMPLES)).filing
    assert filing is not None
    return build(filing)


def styled(remarks: str) -> Style:
    return STYLE.model_copy(update={"table": STYLE.table.model_copy(update={"remarks": remarks})})


def tables(of: Report) -> list[TableBlock]:
    return [block for block in of.blocks if isinstance(block, TableBlock)]


def test_a_remark_stands_in_its_cell_where_it_fits_and_else_below_its_table():
    proactive, requests, _ = tables(with_remarks(report(), STYLE))
    assert "20（其中修订4件）" in [place.printed for place in proactive.places]
    assert "125①" in [place.printed for place in requests.places]
    notes = [
        block.runs[0].text
        for block in with_remarks(report(), STYLE).blocks
        if isinstance(block, Paragraph) and block.align == NOTE
    ]
    assert notes == BELOW


@pytest.mark.parametrize(("remarks", "printed"), [("cells", ["（", "（"]), ("below", ["①", "①"])])
def test_a_style_may_have_all_remarks_in_one_way(remarks, printed):
    settled = with_remarks(report(), styled(remarks))
    places = [place for table in tables(settled) for place in table.places if place.remark or place.mark]
    assert [place.printed.lstrip("0123456789")[0] for place in places] == printed


def test_the_marks_of_many_remarks_are_told_apart():
    (block,) = (block for block in tables(report()) if block.id == "申请办理情况")
    places = tuple(
        replace(place, remark=f"第{number}条") for number, place in enumerate(block.places) if place.path
    )
    (table, *notes) = with_remarks(replace(report(), blocks=(replace(block, places=places),)), STYLE).blocks
    assert isinstance(table, TableBlock)
    marks = [place.mark for place in table.places]
    assert len(marks) == len(set(marks)) == len(notes) > 100


def test_both_stand_in_the_word_file_and_on_the_page():
    settled = with_remarks(report(), STYLE)
    cells = [[squeeze(place.printed) for place in table.places] for table in tables(settled)]
    data, page = word_file(settled, STYLE), web_page(settled, STYLE)
    assert docx_tables(data) == cells
    assert html_tables(page.encode()) == cells
    for lines in (docx_lines(data), html_lines(page.encode())):
        at = lines.index(ABOVE[0])
        assert lines[at : at + 4] == ABOVE + BELOW


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_both_stand_in_the_pdf(engine, weasyprint_runs):
    settled = with_remarks(report(), STYLE)
    data = printed_by(engine, settled)
    assert pdf_tables(data) == [
        [squeeze(place.printed) for place in table.places] for table in tables(settled)
    ]
    text = pdf_text(data)
    places = [text.index(line) for line in (*ABOVE, *BELOW)]
    assert places == sorted(places)


def test_figures_that_are_taken_away_are_figures():
    rows = numbers(with_remarks(report(), STYLE)).decode("utf-8-sig").splitlines()
    assert any(row.endswith(",20,主动公开情况.行政规范性文件.制发") for row in rows)
    assert not any("修订4件" in row for row in rows)


def test_what_is_published_reads_back_as_the_same_report():
    text = REMARKED.replace("![政府信息公开申请办理流程](图片/依申请公开流程.png)\n", "流程见专栏。\n")
    again = report(filing_of(web_page(report(text), STYLE)))
    assert again.blocks == report(text).blocks


def test_notes_stay_with_a_table_that_fills_its_page_with_them(reports):
    """Set as wide as usual, the last note would stand alone on the next page."""
    whole = reports["2021-full"]
    heads = [number for number, block in enumerate(whole.blocks) if getattr(block, "level", 0) == 1]
    first, *others = whole.blocks[heads[2] : heads[3]]
    section = replace(whole, blocks=(replace(first, page=True), *others))
    with pdfplumber.open(io.BytesIO(printed_by("typst", with_remarks(section, STYLE)))) as pdf:
        pages = [squeeze(page.extract_text()) for page in pdf.pages]
    assert len(pages) == 2
    assert pages[1].startswith("三、收到和处理政府信息公开申请情况")
    assert "注：一份申请涉及多项内容的" in pages[1]
