"""What only the earlier forms print: numbered sections, a letter, an outline with units, free rows."""

from __future__ import annotations

import io

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from generator.batch.desk import examine
from generator.filing.numbers import figure
from generator.form.table_grid import Role
from generator.report.blocks import Heading, Paragraph, TableBlock
from generator.report.build import build
from generator.rules.examine import Examined
from generator.source.read import read
from generator.writers.order import Order
from generator.writers.write import render
from tests.conftest import EXAMPLES, codes


def changed(name: str, *pairs: tuple[str, str]) -> Examined:
    """An example with some of its text replaced."""
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return examine(read(text.encode(), "office.yaml", EXAMPLES))


def section(name: str, key: str, until: str) -> str:
    """A section of an example as written, to be taken away."""
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    return text[text.index(f"\n{key}:") + 1 : text.index(f"\n{until}:") + 1]


def headings(examined: Examined) -> list[str]:
    blocks = build(examined.filing, draft=True).blocks
    return [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]


LETTER = section("2014", "呈报函", "引言")
OVERVIEW = section("2014", "概述", "主动公开")


def test_sections_are_numbered_as_they_are_printed():
    whole = headings(changed("2014"))
    assert whole[:2] == ["一、概述", "二、主动公开政府信息的情况"]
    assert whole[-2:] == ["八、其他需要报告的事项", "附件　政府信息公开情况统计表（2017年度）"]
    assert headings(changed("2014", (OVERVIEW, "")))[0] == "一、主动公开政府信息的情况"


@pytest.mark.parametrize("empty", ["概述: |\n\n", "概述:\n", '概述: ""\n', "概述: null\n"])
def test_a_section_left_empty_that_may_be_left_out_is_not_printed(empty):
    examined = changed("2014", (OVERVIEW, empty))
    assert codes(examined) == []
    assert headings(examined)[0] == "一、主动公开政府信息的情况"


@pytest.mark.parametrize("empty", ["", "呈报函:\n  主送: |\n\n  正文: |\n\n  落款: |\n\n"])
def test_a_letter_with_nothing_in_it_is_none(empty):
    examined = changed("2014", (LETTER, empty))
    assert codes(examined) == []
    assert build(examined.filing).letter == ()


def test_a_letter_that_is_begun_must_be_whole():
    assert codes(changed("2014", ("    现将《", "    #现将《"), ("报上，请审阅。\n", "\n"))) == []
    assert codes(changed("2014", (LETTER, "呈报函:\n  主送: 示例市人民政府：\n"))) == ["S02", "S02"]


def test_the_letter_stands_on_a_page_of_its_own_before_the_title():
    report = build(changed("2014").filing)
    assert [line.align for line in report.letter] == ["left", "", "right", "right"]
    files = render(report, Order(system_fonts=False))
    with pdfplumber.open(io.BytesIO(files["pdf"])) as pdf:
        first, second = (pdf.pages[number].extract_text() for number in (0, 1))
    assert "请审阅" in first
    assert "本报告依据" not in first
    assert second.startswith("示例县人民政府\n2017年")
    title = next(
        paragraph
        for paragraph in docx.Document(io.BytesIO(files["docx"])).paragraphs
        if "年度报告" in paragraph.text
    )
    assert title.style.name != "Title", "the letter names the report before its title"
    assert b'<aside class="letter">' in files["html"]


def test_the_annex_begins_a_page_and_its_head_is_repeated():
    document = docx.Document(io.BytesIO(render(build(changed("2014").filing), Order(("docx",)))["docx"]))
    annex = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("附件"))
    assert annex.paragraph_format.page_break_before
    (table,) = document.element.body.iter(qn("w:tbl"))
    rows = list(table.iter(qn("w:tr")))
    heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert (len(rows), heads) == (66, rows[:1])
    kept = [row for row in rows if next(row.iter(qn("w:keepNext")), None) is not None]
    assert kept == rows[:2], "a table longer than a page breaks; only its head keeps with its first row"


def test_every_line_of_the_outline_has_its_unit_or_a_dash():
    (table,) = (block for block in build(changed("2014").filing).blocks if isinstance(block, TableBlock))
    units = {place.row: place.text for place in table.places if place.column == 1}
    numbers = {place.row for place in table.places if place.role is Role.NUMBER}
    assert {units[row] for row in numbers} == {"条", "件", "次", "篇", "个", "人", "人次", "万元"}
    assert [units[row] for row in units if row not in numbers] == ["单位", *["——"] * 7]


def test_the_lines_around_the_table_name_nobody():
    blocks = build(changed("2014").filing).blocks
    table = next(number for number, block in enumerate(blocks) if isinstance(block, TableBlock))
    before, *after = (
        "".join(run.text for run in block.runs) for block in (blocks[table - 1], *blocks[table + 1 :])
    )
    assert before == "填报单位（盖章）：示例县人民政府"
    assert after[0].replace("　", "") == "单位负责人：审核人：填报人："
    assert after[1].startswith("联系电话：0000-00000000　")
    without = changed(
        "2014",
        ("电话: 0000-00000000}", "电子邮箱: a@example.gov.cn}"),
        ("电话：{{ 联系方式.电话 }}", "邮箱见网站"),
    )
    last = build(without.filing).blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.runs[0].text.startswith("联系电话：　")


def test_a_group_with_a_number_of_its_own_may_be_a_bare_zero():
    text = (EXAMPLES / "2014.yaml").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("  行政诉讼数量:"))
    cells = changed("2014", (line, "  行政诉讼数量: 0")).filing.cells
    row = [figure(cell) for path, cell in cells.items() if path.startswith("统计表.行政诉讼数量.")]
    assert row == ["0"] * 4


def test_two_rows_of_one_name_are_printed_both_and_the_first_is_quoted():
    row = "  - {指标: 主動公開政府信息, 单位: 條, 数量: 253557}\n"
    examined = changed("2008", (row, row + row.replace("253557", "7")))
    assert codes(examined) == ["S68"]  # a warning: the second has an address of its own
    (table,) = (block for block in build(examined.filing).blocks if isinstance(block, TableBlock))
    assert [place.text for place in table.places if place.role is Role.NUMBER][:2] == ["253557", "7"]
    text = "".join(
        run.text
        for block in build(examined.filing).blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    )
    assert "全年主動公開政府信息253557條" in text


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{指标: , 单位: 條, 数量: 1}", ["S07"]),
        ("{指标: 甲, 单位: 條, 数量: 约3}", ["S04"]),
        ("{指标: 甲, 单位: 條, 数量: [1]}", ["S03"]),
        ("{指标: [甲], 单位: 條, 数量: 1}", ["S03"]),
        ("{指标: 甲, 单位: 條, 数量: 1, 分项: 2}", ["S03"]),
        ("甲", ["S03"]),
        ("{指标: 甲, 单位: 條, 数量: 1, 分项: [{指标: 乙, 单位: 條, 数量: 2}]}", ["B61"]),
    ],
)
def test_a_wrong_row_of_a_free_table_is_told(row, expected):
    last = "  - {指标: 行政訴訟, 单位: 件, 数量: 0}\n"
    found = codes(changed("2008", (last, f"{last}  - {row}\n")))
    assert sorted(found) == sorted(expected)


def test_parts_may_have_parts_and_each_whole_is_held_to_its_own():
    last = "  - {指标: 行政訴訟, 单位: 件, 数量: 0}\n"
    inner = "{指标: 丙, 单位: 件, 数量: 2, 分项: [{指标: 丁, 单位: 件, 数量: 1}]}"
    row = "  - {指标: 甲, 单位: 件, 数量: 3, 分项: [{指标: 乙, 单位: 件, 数量: 1}, " + inner + "]}\n"
    examined = changed("2008", (last, last + row))
    assert codes(examined) == ["B61"]
    assert "「甲」中「丙」 2，各分项 1 = 1，相差 1" in examined.findings[0].detail


def test_a_table_of_thousands_of_rows_and_a_text_of_thousands_of_quotes_do_not_hang():
    last = "  - {指标: 行政訴訟, 单位: 件, 数量: 0}\n"
    rows = "".join(f"  - {{指标: 行{number}, 单位: 件, 数量: {number}}}\n" for number in range(3000))
    quotes = "".join("{{ 指标统计表.行2999 }}{{ 指标统计表.行9999 }}" for _ in range(1000))
    examined = changed("2008", (last, last + rows), ("  沒有其他需要報告的事項。", f"  {quotes}"))
    assert set(codes(examined)) == {"N11", "S17"}  # not there, and more rows than a table may have


def test_traditional_characters_come_out_as_written_in_every_role():
    files = render(build(changed("2008").filing), Order(("pdf",), system_fonts=False))
    with pdfplumber.open(io.BytesIO(files["pdf"])) as pdf:
        chars = [char for page in pdf.pages for char in page.chars]
    trad = {
        char["fontname"].split("+")[-1]
        for char in chars
        if char["text"] in "報據開網諮詢發覽聽眾檢題機構處設"
    }
    assert len(trad) >= 3, trad
    assert not [char for char in chars if char["text"] in "〓□\ufffd"]
