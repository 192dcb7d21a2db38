"""Tables of a report that are none of the form's: behind the report, in its text, or told; never gone."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.filing.filing import Filing
from generator.filing.read import read
from tests.conftest import EXAMPLES
from tests.importers.messes import SOURCES
from tests.importers.printed import Printed, Table, codes, figures, imported, numbers, report, tables
from tests.importers.test_round_trip import WAYS, by_reading, original

WAYS_IN = [
    ["途径", "自然人", "法人或其他组织"],
    ["网上", "26", "5"],
    ["信函", "1,213", "8"],
    ["合计", "1239", "13"],
]
TITLED = "附表1　收到申请的途径"


def drawn(rows: list[list[str]]) -> Table:
    return [[Printed(text) for text in row] for row in rows]


def loaded(text: str) -> Filing:
    filing = examine(read(text.encode(), "read.yaml", EXAMPLES)).filing
    assert filing is not None
    return filing


def behind(*more: str | Table) -> list[str | Table]:
    """A report with something behind its last section."""
    return [*report(), "示例市人民政府办公室", "2025年1月20日", *more]


@pytest.mark.parametrize("kind", SOURCES)
def test_a_table_behind_the_report_becomes_one_of_the_offices_own(kind):
    result = imported(SOURCES[kind](behind(TITLED, "单位：件", drawn(WAYS_IN), "注：电子邮件计入网上。")))
    (table,) = loaded(result.text).own_tables
    assert table.title == "收到申请的途径"
    assert [row.cells["自然人"].value for row in table.printed] == [26, 1213, 1239]
    assert table.unit is not None
    assert table.unit.text.strip() == "件"
    assert "电子邮件计入网上" in result.text
    assert "附表.收到申请的途径.注" in loaded(result.text).texts
    assert "I38" in codes(result)
    got = numbers(result)
    assert {path: got[path] for path in figures()} == figures()


@pytest.mark.parametrize("name", ["2021-full", "2008"])
@pytest.mark.parametrize("way", WAYS)
def test_tables_of_an_office_come_back_from_what_is_printed(name, way):
    before, back = original(name), loaded(by_reading(name, way).text)
    assert printed_own(back) == printed_own(before)
    assert before.own_tables or before.free
    assert {key: flat_rows(rows) for key, rows in back.free.items()} == {
        key: flat_rows(rows) for key, rows in before.free.items()
    }
    assert ("I42" in codes(by_reading(name, way))) == bool(before.free)


def printed_own(filing: Filing) -> list[object]:
    return [
        (
            table.title,
            [column.label for column in table.table.columns],
            [(dict(row.words), [cell.value for cell in row.cells.values()]) for row in table.printed],
        )
        for table in filing.own_tables
    ]


def flat_rows(rows) -> list[object]:
    """Rows with their parts right behind them, as they are printed."""
    found = []
    for row in rows:
        found.append((dict(row.words), [cell.value for cell in row.cells.values()]))
        found += flat_rows(row.parts)
    return found


def test_a_table_before_the_first_section_is_kept_with_its_title():
    first, *rest = report()
    result = imported(SOURCES["html"]([first, "收到申请的途径情况", drawn(WAYS_IN), *rest]))
    assert [table.title for table in loaded(result.text).own_tables] == ["收到申请的途径情况"]


def test_a_table_without_a_title_asks_for_one():
    result = imported(SOURCES["docx"](behind(drawn(WAYS_IN))))
    assert "  - 标题: 没有标题的表    # 存疑：" in result.text
    assert [table.title for table in loaded(result.text).own_tables] == ["没有标题的表"]


def test_a_total_that_is_not_the_sum_stays_as_it_is_printed():
    rows = [*WAYS_IN[:-1], ["合计", "1240", "13"]]
    result = imported(SOURCES["docx"](behind(TITLED, drawn(rows))))
    assert "    合计: [1240, 13]" in result.text
    found = examine(read(result.text.encode(), "read.yaml", EXAMPLES)).findings
    assert "B60" in {finding.code for finding in found}


def test_heads_on_two_lines_are_names_of_columns():
    rows = [
        [Printed("途径", 1, 2), Printed("申请人", 2), Printed("合计", 1, 2)],
        [Printed("自然人"), Printed("法人")],
        [Printed("网上"), Printed("3"), Printed("4"), Printed("7")],
        [Printed("信函"), Printed("1"), Printed("0"), Printed("1")],
    ]
    result = imported(SOURCES["html"](behind(TITLED, rows)))
    (table,) = loaded(result.text).own_tables
    assert [column.key for column in table.table.columns] == ["途径", "申请人·自然人", "申请人·法人", "合计"]
    assert [cell.value for cell in table.rows[0].cells.values()] == [3, 4, 7]


def test_what_is_no_table_is_told_and_left_as_a_comment():
    for kind in SOURCES:
        menu = drawn([["收到申请甲", "收到申请乙", "收到申请丙"]])
        first, *rest = report()
        result = imported(SOURCES[kind]([first, menu, *rest]))
        told = [finding.message for finding in result.findings if finding.code == "I39"]
        assert [message for message in told if "收到申请甲" in message], kind
        assert "#   收到申请甲　收到申请乙　收到申请丙" in result.text, kind
        assert numbers(result) == figures()


def test_a_table_too_wide_for_a_text_stands_behind_the_report():
    wide = drawn([[f"第{number}季度项{number}" for number in range(12)], ["甲", *map(str, range(11))]])
    parts = report()
    place = parts.index(next(part for part in parts if isinstance(part, str) and part.startswith("五、")))
    result = imported(SOURCES["docx"]([*parts[: place + 1], "各项目如下：", wide, *parts[place + 1 :]]))
    (table,) = loaded(result.text).own_tables
    assert len(table.table.columns) == 12
    assert "各项目如下：" in result.text
    assert result.text.count("第3季度项3") == 1


def test_a_table_beside_one_of_the_form_is_drawn_beside_it():
    there = tables()
    parts: list[str | Table] = []
    for part in report():
        parts.append(part)
        if part is there["申请办理情况"] or part == there["申请办理情况"]:
            parts.append(drawn(WAYS_IN))
    result = imported(SOURCES["html"](parts))
    assert "| 网上 | 26 | 5 |" in loaded(result.text).texts["申请办理情况.注"].scalar.text
    assert numbers(result) == figures()


def test_a_small_table_about_the_report_is_read_as_its_head():
    first, *rest = report()
    about = drawn([["索引号", "000000000/2025-00007", "发布日期", "2025-01-21"]])
    result = imported(SOURCES["html"]([about, first, *rest]))
    assert '索引号: "000000000/2025-00007"' in result.text
    assert "发布日期: 2025-01-21" in result.text
