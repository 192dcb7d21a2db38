"""What readers take away: links that hold, CSV that Excel opens as it is, and nothing it would run."""

from __future__ import annotations

import csv
import io
from base64 import b64decode
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.common.csv_text import FORMULA
from generator.form.table_grid import Place, Role
from generator.report.build import Paragraph, TableBlock
from generator.writers.html.downloads import downloads, numbers, of_table, printed
from tests.made import NAMES, report

example = pytest.mark.parametrize("name", NAMES)


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def inside(address: str) -> bytes:
    head, _, data = address.partition(",")
    assert head.endswith(";charset=utf-8;base64")
    return b64decode(data, validate=True)


def tables(name: str) -> list[TableBlock]:
    return [block for block in report(name).blocks if isinstance(block, TableBlock)]


@example
def test_every_number_is_in_the_csv_with_its_address_and_its_heads(name: str) -> None:
    head, *found = rows(numbers(report(name)))
    assert head == ["表", "行", "列", "数", "地址"]
    wanted = [
        (table.caption, place.text, place.path)
        for table in tables(name)
        for place in table.places
        if place.role is Role.NUMBER
    ]
    assert len(wanted) == 200
    assert [(row[0], row[3], row[4]) for row in found] == wanted


def test_heads_are_told_from_the_outermost_in() -> None:
    found = {row[4]: row[1:3] for row in rows(numbers(report("2021")))}
    assert found["申请办理情况.不予公开.国家秘密.商业企业"] == [
        "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密",
        "申请人情况 / 法人或其他组织 / 商业企业",
    ]
    assert found["复议诉讼情况.复议后起诉.维持"] == ["", "行政诉讼 / 复议后起诉 / 结果维持"]
    assert found["主动公开情况.规章.制发"] == ["规章", "第二十条第（一）项 / 本年制发件数"]


@example
def test_a_table_has_its_shape_in_csv(name: str) -> None:
    checked = 0
    for table in tables(name):
        found = rows(printed(table))
        assert (len(found), {len(row) for row in found}) == (table.rows, {table.columns})
        for place in table.places:
            assert found[place.row][place.column] == place.text
            checked += 1
        assert sum(bool(cell) for row in found for cell in row) == sum(
            bool(place.text) for place in table.places
        )
    assert checked == 279


def table_of(*texts: str) -> TableBlock:
    cells = tuple(Place(0, at, 1, 1, Role.ROW, text, f"h{at}") for at, text in enumerate(texts))
    return TableBlock("t", "表", len(texts), 1, 0, (1,) * len(texts), cells)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    for start in ("", *FORMULA):
        ((cell,),) = rows(printed(table_of(f"{start}{text}x")))
        assert not cell.startswith(FORMULA)
        assert cell.removeprefix("'") == f"{start}{text}x".removeprefix("'")


@pytest.mark.parametrize("number", ["0", "-2", "+459", "-3.5", "96171.6"])
def test_numbers_with_a_sign_stay_numbers(number: str) -> None:
    assert rows(printed(table_of(number))) == [[number]]


@pytest.mark.parametrize("text", ["-2+cmd|'/c calc'!A1", "=1+1", "@SUM(A1)", "+1+1", "-", "＝1"])
def test_what_only_looks_like_a_number_is_text(text: str) -> None:
    assert rows(printed(table_of(text))) == [["'" + text]]


def test_quotes_commas_and_lines_come_back() -> None:
    assert rows(printed(table_of('甲"乙"', "丙,丁", "一\n二"))) == [['甲"乙"', "丙,丁", "一\n二"]]


# ---------------------------------------------------------------- links


def test_data_and_tables_travel_inside_the_page() -> None:
    yaml, numbers_ = downloads(report("2021"), ())
    assert inside(yaml.address).decode() == report("2021").data
    assert inside(numbers_.address) == numbers(report("2021"))
    assert yaml.name == f"{report('2021').full_title}.yaml"
    table = tables("2021")[1]
    assert inside(of_table(report("2021"), table).address) == printed(table)


def test_files_beside_the_page_are_linked_by_a_name_that_cannot_be_an_address() -> None:
    names = (
        ("docx", "年报 1#?.docx"),
        ("pdf", "javascript:x.pdf"),
        ("html", "x.html"),
        ("poster.png", "x-图解.png"),
    )
    found = downloads(report("2021"), names)[:-2]
    assert [download.label for download in found] == ["Word（DOCX）", "PDF", "图解（PNG）"]
    assert all(download.address.startswith("./") for download in found)
    assert [unquote(download.address[2:]) for download in found] == [names[0][1], names[1][1], names[3][1]]
    assert not [download for download in found if set(download.address) & set(" #?:")]


def test_a_report_without_tables_offers_no_table() -> None:
    found = downloads(replace(report("2021"), blocks=(Paragraph(()),)), ())
    assert [download.label for download in found] == ["填报数据（YAML）"]
