"""Tables that only arrange a page are text; words within the form's tables are kept or told."""

from __future__ import annotations

from generator.importers.frames import is_frame
from generator.importers.sources import find
from tests.importers.messes import SOURCES
from tests.importers.printed import (
    Printed,
    Table,
    codes,
    docx,
    figures,
    flat,
    imported,
    numbers,
    page,
    paragraph,
    read_page,
    report,
    tables,
    word_table,
)

OPENING = "全年主动公开信息1200条，办结政府信息公开申请130件，没有发生行政复议。"


def test_a_table_of_figures_is_no_frame_and_a_box_of_text_is():
    assert not is_frame([["项目", "件数"], ["网上", "3"]])
    assert not is_frame(
        [["措施", "内容"], ["培训", "全年培训两次"], ["检查", "逐月检查"], ["公示", "逐件公示"]]
    )
    assert is_frame([[OPENING]])
    assert is_frame([["首页"], [OPENING]])
    assert is_frame([["首页\n机构\n公开", "\n".join([OPENING] * 4)]])


def test_a_box_around_a_text_is_read_as_text_in_word():
    first, period, heading, *rest = report()
    boxed = word_table([[OPENING], ["第二段。"]])
    around = [paragraph(str(each)) for each in (first, period, heading)]
    others = [paragraph(part) if isinstance(part, str) else word_table(flat(part)) for part in rest[1:]]
    body = "".join([*around, boxed, *others])
    result = imported(find("docx").read(docx(body)))
    assert OPENING in result.text
    assert "第二段。" in result.text
    assert numbers(result) == figures()


def test_a_page_in_two_columns_is_read_as_text():
    inner = "".join(f"<p>{part}</p>" for part in report() if isinstance(part, str))
    menu = "<td>首页<br>政务公开<br>办事服务</td>"
    whole = page([]).replace("<div></div>", f"<table><tr>{menu}<td>{inner}</td></tr></table>")
    result = imported(read_page(whole))
    assert "年度: 2024" in result.text
    assert result.text.count("本年度按照要求开展了各项工作，没有其他需要说明的情况。") >= 3


def with_line(line: str) -> list[str | Table]:
    """A report whose table three has a line of words within."""
    there = tables()
    rows = there["申请办理情况"]
    there["申请办理情况"] = [*rows, [Printed(line, 10)]]
    return report(there)


def test_a_line_of_words_at_the_foot_of_a_table_is_its_note():
    for kind in SOURCES:
        result = imported(SOURCES[kind](with_line("电子邮件申请计入本年新收各列之中")))
        assert "电子邮件申请计入本年新收各列之中" in result.text, kind
        assert numbers(result) == figures(), kind


def test_words_in_a_row_without_figures_are_told_and_kept():
    there = tables()
    rows = there["申请办理情况"]
    there["申请办理情况"] = [*rows, [Printed("填表人甲"), Printed("复核人乙", 9)]]
    result = imported(read_page(page(report(there))))
    (message,) = [finding.message for finding in result.findings if finding.code == "I41"]
    assert "填表人甲" in message
    assert "#   填表人甲　复核人乙" in result.text
    assert numbers(result) == figures()


def test_no_line_of_a_text_with_one_cell_a_line_is_lost():
    lines: list[str] = []
    for part in report():
        lines += [part] if isinstance(part, str) else [cell for row in flat(part) for cell in row if cell]
    own = ["示例办发", "一件一档", "全年培训两场"]
    place = lines.index("一、总体情况") + 1
    lines[place : place + 1] = own
    result = imported(find("text").read("\n".join(lines).encode()))
    assert all(line in result.text for line in own)
    assert {path: number for path, number in numbers(result).items() if number != "None"}.items() <= {
        *figures().items()
    }


def test_banners_of_the_form_are_no_words_of_the_office():
    for kind in SOURCES:
        result = imported(SOURCES[kind](report()))
        assert "第二十条第（五）项" not in result.text.replace("# ", ""), kind
        assert not {"I39", "I41"} & set(codes(result)), kind
