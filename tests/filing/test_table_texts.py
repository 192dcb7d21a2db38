"""What stands beside the rows of a table: texts before and below it, and the line of its unit."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.filing.read import read
from generator.filing.texts import load_texts
from tests.conftest import EXAMPLES, codes

TABLE = "申请办理情况:\n"
NEW = "  本年新收: [125, 2, 0, 0, 0, 7]\n"


def test_texts_beside_a_table_are_texts_of_the_filing(changed):
    beside = "  说明: |\n    收到{{ 申请办理情况.本年新收.总计 }}件。\n  单位: 件\n  注: 数量含上年度。\n"
    examined = changed((TABLE, TABLE + beside))
    assert codes(examined) == codes(changed())
    assert examined.filing.texts["申请办理情况.注"].scalar.text == "数量含上年度。"
    assert examined.filing.units["申请办理情况"].text == "件"


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("说明: [甲, 乙]", "S03", "申请办理情况.说明"),
        ("注: {一: 甲}", "S03", "申请办理情况.注"),
        ("单位: [件]", "S03", "申请办理情况.单位"),
        ("说明: 共{{ 申请办理情况.没有.总计 }}件。", "N11", "没有"),
        ("注: 数量含上年度\u200b的案件。", "N22", "申请办理情况.注"),
        ("单位: 件\u200b", "N22", "申请办理情况.单位"),
        ("注解: 数量含上年度。", "S01", "注解"),
    ],
)
def test_what_is_wrong_beside_a_table_is_told_with_its_place(changed, line, code, words):
    examined = changed((TABLE + "  # 自然人", f"{TABLE}  {line}\n  # 自然人"))
    (finding,) = [found for found in examined.findings if found.code not in codes(changed())]
    assert finding.code == code
    assert words in finding.message
    assert finding.span.column > 2


def test_an_odd_character_in_a_remark_is_told_like_one_in_a_text(changed):
    examined = changed(("行政许可: 0", "行政许可:\n    数: 0\n    备注: 含\u200b变更"))
    (finding,) = [found for found in examined.findings if found.code == "N22"]
    assert "备注" in finding.message
    assert finding.fix is not None


def test_marks_that_mean_nothing_in_a_remark_are_told(changed):
    examined = changed((NEW, NEW.replace("125", "{数: 125, 备注: 其中<b>网上</b>100件}")))
    assert set(codes(examined)) - set(codes(changed()))


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("  单位：件\n", "  单位: 件\n"),
        ("  注：数量含上年度。\n", "  注: 数量含上年度。\n"),
        ("  说明: ｜\n    文字。\n", "  说明: |\n    文字。\n"),
        ("  注:数量含上年度。\n", "  注: 数量含上年度。\n"),
    ],
)
def test_slips_in_what_stands_beside_a_table_are_mended(run, tmp_path, example_text, slip, right):
    path = tmp_path / "office.yaml"
    path.write_text(example_text.replace(TABLE, TABLE + slip, 1), "utf-8")
    run("check", "--fix", path)
    assert TABLE + right in path.read_text("utf-8")


@pytest.mark.parametrize("slip", ["{数：125，备注：其中网上100件}", "{数:125, 备注:其中网上100件}"])
def test_slips_in_a_remark_are_mended(run, tmp_path, example_text, slip):
    path = tmp_path / "office.yaml"
    path.write_text(example_text.replace(NEW, NEW.replace("125", slip), 1), "utf-8")
    run("check", "--fix", path)
    assert "[{数: 125, 备注: 其中网上100件}, 2, 0, 0, 0, 7]" in path.read_text("utf-8")


def test_a_row_under_a_wrong_name_is_still_read_with_a_chinese_colon(run, tmp_path, example_text):
    path = tmp_path / "office.yaml"
    path.write_text(example_text.replace("  本年新收: [125", "  本年新收到：[125", 1), "utf-8")
    _, out, _ = run("check", path)
    assert "本年新收到" in out
    assert "Y03" not in out


FREE = (EXAMPLES / "2008.yaml").read_text("utf-8")
ROWS = FREE.partition("指标统计表:\n")[2]


def with_texts(beside: str) -> str:
    indented = "".join(f"  {line}\n" if line.strip() else "\n" for line in ROWS.splitlines())
    return FREE.replace(f"指标统计表:\n{ROWS}", f"指标统计表:\n{beside}  行:\n{indented}")


def test_a_free_table_may_have_texts_beside_its_rows():
    text = with_texts("  说明: 截至12月31日。\n  单位: 件\n  注: 含上年度。\n")
    examined = examine(read(text.encode()))
    before = examine(read(FREE.encode()))
    assert codes(examined) == codes(before)
    assert list(examined.filing.free_cells) == list(before.filing.free_cells)
    assert set(load_texts(examined.filing.format, examined.document)[0]) >= {
        "指标统计表.说明",
        "指标统计表.注",
    }


def test_a_free_table_with_texts_and_without_rows_lacks_them():
    text = FREE.replace(f"指标统计表:\n{ROWS}", "指标统计表:\n  说明: 截至12月31日。\n")
    told = [finding for finding in examine(read(text.encode())).findings if finding.code == "S02"]
    assert any("指标统计表.行" in finding.message for finding in told)
