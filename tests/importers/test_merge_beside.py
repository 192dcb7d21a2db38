"""What a filing cannot take of a changed report is told: rows, tables, pictures that it does not have."""

from __future__ import annotations

import copy
import io

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from tests.importers.test_merge_sources import filing_at, original, output

NAME = "2021-full"
__all__ = ["filing_at"]  # a fixture


def texts(element):
    return list(element.iter("{*}t"))


def words(element) -> str:
    return "".join(text.text or "" for text in texts(element))


def put(cell, new: str) -> None:
    first, *rest = texts(cell)
    first.text = new
    for text in rest:
        text.text = ""


def row_with(document, label: str):
    return next(
        row for table in document.tables for row in table._tbl.tr_lst if label in map(words, row.tc_lst)
    )


def row_below(document, label: str, *new: str) -> None:
    """A copy of a row with other words, from its first cell that has any."""
    row = row_with(document, label)
    added = copy.deepcopy(row)
    row.addnext(added)
    for cell, text in zip((cell for cell in added.tc_lst if words(cell)), new, strict=False):
        put(cell, text)


def square() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (200, 100), (200, 20, 20)).save(data, "PNG")
    return data.getvalue()


def a_row_of_the_form(document) -> None:
    row_below(document, "二、上年结转政府信息公开申请数量", "其中：网上申请", "31")


def an_own_table(document) -> None:
    document.add_paragraph("附表4　重大建设项目公开情况")
    table = document.add_table(3, 2)
    for row, cells in zip(table.rows, (("项目", "数量"), ("公路", "3"), ("水库", "2")), strict=True):
        row.cells[0].text, row.cells[1].text = cells


def a_picture(document) -> None:
    long = next(paragraph for paragraph in document.paragraphs if len(paragraph.text) > 60)
    long.add_run().add_picture(io.BytesIO(square()), width=Cm(3))


def another_picture(document) -> None:
    image = next(each for each in document.part.rels.values() if "image" in each.reltype)
    image.target_part._blob = square()


def no_picture(document) -> None:
    drawing = next(
        each for each in document.element.body.iter("{*}drawing") if each.find(".//{*}blip") is not None
    )
    drawing.getparent().remove(drawing)


def changed(change) -> bytes:
    document = docx.Document(io.BytesIO(output(NAME, "docx")))
    change(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (a_row_of_the_form, "“其中：网上申请”这一行没有认出来，没有读进去：31"),
        (an_own_table, "报告里有附表“重大建设项目公开情况”，填报里没有"),
        (a_picture, "幅图片填报里没有，是新加的或者换过的"),
        (another_picture, "幅图片填报里没有，是新加的或者换过的"),
        (no_picture, "报告里没有找到图片“"),
    ],
)
def test_what_has_no_place_in_the_filing_is_told_and_the_filing_stays(run, filing_at, change, message):
    file = filing_at(NAME)
    report = file.with_name("改过.docx")
    report.write_bytes(changed(change))
    code, out, err = run("import", report, "--into", file)
    assert message in out + err
    assert code == 1
    assert file.read_text("utf-8") == original(NAME)[0]


def test_a_row_put_into_a_table_within_a_text_is_put_into_the_text(run, filing_at):
    file = filing_at(NAME)
    report = file.with_name("改过.docx")
    report.write_bytes(changed(lambda document: row_below(document, "政务新媒体", "短视频", "55")))
    code, out, _ = run("import", report, "--into", file)
    assert code == 0
    assert "加一段：| 短视频 | 55 |" in out
    row = "    | 政务新媒体 | 342 | 18,400 | 当日 |\n"
    wanted = original(NAME)[0].replace(row, f"{row}    | 短视频 | 55 | 18,400 | 当日 |\n")
    assert file.read_text("utf-8") == wanted
