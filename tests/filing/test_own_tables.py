"""Tables of an office's own: read in every form, summed, compared, and told where they are wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.batch.desk import examine
from generator.filing.filing import State
from generator.filing.read import read
from generator.report.build import Heading, TableBlock, build
from generator.report.published import published
from generator.rules.examine import Examined
from tests.conftest import CORRECT, EXAMPLES, codes

HEAD = """
附表:
- 标题: 各单位收费情况
  列: [机构, {名称: 件数, 种类: 件数}, {名称: 金额, 种类: 金额, 单位: 元}]
"""
ROWS = "  行: [[甲局, 1, {数: 380.5, 备注: 含减免}], {机构: 乙局, 件数: 2, 金额: 20}]\n"
FORMS = [path for path in CORRECT if path.stem in ("2021", "2019", "2014", "2008")]


def office(table: str, path: Path = EXAMPLES / "2021.yaml", *changes: tuple[str, str]) -> Examined:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return examine(read(f"{text}{table}".encode(), "office.yaml", EXAMPLES))


def told(table: str) -> list[tuple[str, str, int]]:
    """Codes, messages and lines of what is found besides what the example has."""
    usual = codes(office(""))
    first = len((EXAMPLES / "2021.yaml").read_text("utf-8").splitlines())
    return [
        (finding.code, finding.message, finding.span.line - first)
        for finding in office(table).findings
        if finding.code not in usual or finding.span.line > first
    ]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_table_of_its_own_stands_in_every_form_behind_the_sections(path):
    examined = office(f"{HEAD}{ROWS}  合计: true\n", path)
    assert codes(examined) == codes(office("", path))
    cells = examined.filing.free_cells
    assert cells["附表.各单位收费情况.乙局.金额"].value == 20
    total = cells["附表.各单位收费情况.合计.金额"]
    assert (total.value, total.state) == (Decimal("400.5"), State.COMPUTED)
    blocks = build(examined.filing, draft=examined.has_errors).blocks
    (table,) = [
        block for block in blocks if isinstance(block, TableBlock) and block.caption == "各单位收费情况"
    ]
    heading = blocks[blocks.index(table) - 1]
    assert isinstance(heading, Heading)
    assert heading.text == "附表　各单位收费情况"
    printed = [place.printed for place in table.places]
    assert printed == [
        "机构",
        "件数",
        "金额（元）",
        "甲局",
        "1",
        "380.5（含减免）",
        "乙局",
        "2",
        "20",
        "合计",
        "3",
        "400.5",
    ]


def test_its_numbers_stand_in_the_text():
    place = (
        "其他事项: |\n",
        "其他事项: |\n  收费{{ 附表.各单位收费情况.合计.金额 }}元，"
        "甲局{{ 附表.各单位收费情况.甲局.件数 }}件。\n",
    )
    examined = office(f"{HEAD}{ROWS}  合计: [3, 400.5]\n", EXAMPLES / "2021.yaml", place)
    assert "N11" not in codes(examined)
    texts = [
        "".join(run.text for run in block.runs)
        for block in build(examined.filing).blocks
        if hasattr(block, "runs")
    ]
    assert "收费400.5元，甲局1件。" in texts


@pytest.mark.parametrize(
    ("table", "code", "words", "line"),
    [
        (HEAD + "  行: [[甲局, 1, 3], [乙局, 2]]\n", "S64", "有 2 格，应当有 3 格", 5),
        (HEAD + "  行: [[甲局, 1, 3], [甲局, 2, 3]]\n", "S65", "甲局", 5),
        (HEAD + "  行: [[甲局, 1, 3], [合计, 1, 3]]\n", "S65", "合计", 5),
        (HEAD + "  行: [[甲局, 1.5, 3]]\n", "S66", "不小于零的整数", 5),
        (HEAD + "  行: [[甲局, -1, 3]]\n", "S66", "-1", 5),
        (HEAD + "  行: [[甲局, 一, 3]]\n", "S04", "“一”", 5),
        (HEAD + "  行: [[甲局, , 3]]\n", "S07", "件数", 5),
        (HEAD + "  行: [[甲局, {备注: 含减免}, 3]]\n", "S40", "只有备注", 5),
        (HEAD + "  行: [{机构: 甲局, 件数: 1}]\n", "S02", "金额", 5),
        (HEAD + "  行: 没有\n", "S03", "每行一项", 5),
        (HEAD + ROWS + "  合计: [3, 400]\n", "B60", "写的是 400，各行之和是 400.5", 6),
        (HEAD + ROWS + "  合计: [3]\n", "S03", "各数列的合计", 6),
        (HEAD + ROWS + "  说明: [甲]\n", "S03", "说明", 6),
        (HEAD + ROWS + "  备考: 甲\n", "S01", "备考", 6),
        (HEAD.replace("种类: 金额", "种类: 金钱") + ROWS, "S62", "金钱", 4),
        (HEAD.replace("列: [机构", "列: [{名称: 机构, 种类: 件数}") + ROWS, "S63", "机构", 4),
        (HEAD.replace("名称: 金额", "名称: 件数") + ROWS, "S61", "件数", 4),
        (HEAD.replace("标题: 各单位收费情况", "标题:") + ROWS, "S02", "标题", 3),
        (HEAD + ROWS + HEAD.replace("\n附表:", "") + ROWS, "S60", "各单位收费情况", 7),
        ("\n附表: 有一张\n", "S03", "每张表一项", 2),
    ],
)
def test_what_is_wrong_is_told_once_with_its_place(table, code, words, line):
    ((found, message, at),) = told(table)
    assert found == code
    assert words in message
    assert at == line


DATES = """
附表:
- 标题: 发布情况
  列: [事项, {名称: 日期, 种类: 日期}, {名称: 复议, 种类: 是否}]
  行: [[规划, %s, %s]]
"""


@pytest.mark.parametrize(
    ("day", "choice", "wrong"),
    [
        ("2024-03-01", "是", []),
        ("2024-02-30", "否", ["日期"]),
        ("3月1日", "否", ["日期"]),
        ("2024-03-01", "有", ["复议"]),
    ],
)
def test_days_and_choices_are_looked_at(day, choice, wrong):
    found = told(DATES % (day, choice))
    assert [code for code, _, _ in found] == ["S66"] * len(wrong)
    assert all(f"的“{column}”" in message for column, (_, message, _) in zip(wrong, found, strict=True))


def test_a_row_out_of_a_sheet_is_mended():
    (finding,) = [
        finding for finding in office(f"{HEAD}  行:\n  - 甲局\t1\t380\n").findings if finding.code == "S64"
    ]
    assert finding.fix.edits[0].text == "[甲局, 1, 380]"


def test_what_is_published_reads_back_as_the_same_tables():
    examined = office(f"{HEAD}{ROWS}  合计: true\n  注: 不含镇街。\n")
    again = examine(read(published(examined.filing).encode(), "office.yaml", EXAMPLES))
    before, after = examined.filing.own_tables[0], again.filing.own_tables[0]
    assert after.kinds == before.kinds
    assert [row.words for row in after.printed] == [row.words for row in before.printed]
    values = [[cell.value for cell in row.cells.values()] for row in before.printed]
    assert [[cell.value for cell in row.cells.values()] for row in after.printed] == values
    assert again.filing.texts["附表.各单位收费情况.注"].scalar.text == "不含镇街。"


def test_a_wide_table_stands_on_a_turned_page():
    columns = ", ".join(f"第{number}类事项办理的情况" for number in range(1, 7))
    cells = ", ".join("按规定办理并且答复" for _ in range(6))
    table = f"\n附表:\n- 标题: 事项\n  列: [机构, {columns}]\n  行: [[甲局, {cells}]]\n"
    blocks = build(office(table).filing).blocks
    assert blocks[-1].landscape
    assert not blocks[0].landscape


def test_a_table_of_too_many_rows_is_told_before_it_is_set():
    rows = "".join(f"  - [第{number}局, 1, 2]\n" for number in range(1001))
    ((code, message, _),) = told(f"{HEAD}  行:\n{rows}")
    assert code == "S17"
    assert "1001 行" in message
