"""All that a filing prints is there again when it is written anew, and what has no place is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.batch.desk import examine
from generator.compose.convert import convert
from generator.filing.filing import Filing
from generator.filing.read import read, read_file
from generator.form.library import SHIPPED
from generator.report.build import Report, build
from tests.conftest import CORRECT, EXAMPLES

# What real reports print beside their numbers, in the words of nobody.
BESIDE = """
  说明: |
    许可数为全局各科室{{ 主动公开情况.行政许可 }}件。
    **不含**委托事项。
  注: |
    处罚{{ 主动公开情况.行政处罚 }}件均已公开。"""
OTHER = """  收费{{ 附表.“收费（2024年）”.合计.金额 }}元，见附表。
  | 科室 | 件数 |
  | 甲科 | 3 |
"""
HEAD = """发布日期: 2025-01-24
文号: 示例办函〔2025〕3号
索引号: "000000000/2025-00003"
标题: ["{{ 年度 }}年示例市人民政府办公室", 政府信息公开工作年度报告]
副标题: （按《政府信息公开条例》第五十条编制）
落款: {日期: 2025-01-22, 印章: 留空位}
附件: ["{{ 年度 }}年主动公开目录", 依申请公开流程图]"""
CHANGES = (
    ("发布日期: 2025-01-24", HEAD),
    (
        "制发: 20, 废止: 8, 现行有效: 231}",
        "制发: {数: 20, 备注: 其中修订4件}, 废止: 8, 现行有效: 231}\n  单位: 件",
    ),
    ("  行政许可: 0", "  行政许可: {数: 0, 备注: '“一件事”由县局办理'}" + BESIDE),
    ("  本年新收: [125, 2, 0, 0, 0, 7]", "  本年新收: [125, 2, 0, 0, 0, 7, {数: 134, 备注: 含转来1件}]"),
    (
        "  办理结果总计: [116, 2, 0, 0, 0, 7, 125]",
        "  办理结果总计: [116, 2, 0, 0, 0, {数: 7, 备注: 均为律师}, 125]",
    ),
    ("其他事项: |\n", f"其他事项: |\n{OTHER}"),
)
TABLES = """
附表:
- 标题: 收费（2024年）
  列: [机构, {名称: 件数, 种类: 件数}, {名称: 金额, 种类: 金额, 单位: 元}, 用途]
  单位: 元
  说明: 单位按预算级次列，收费{{ 附表.“收费（2024年）”.甲局.件数 }}件。
  行: [[甲局, 1, {数: 380.50, 备注: 含减免}, '“一次性”'], ["12345热线", 2, 20, ""]]
  合计: true
  注: 表中不含免收的。
- 标题: 目录
  列: [名称, {名称: 成文日期, 种类: 日期}, {名称: 有效, 种类: 是否}]
  行: [[“示例”办法, 2024-03-01, 是], [示例细则, , 否]]
- 标题: 合计写了数的
  列: [机构, {名称: 比率, 种类: 数}]
  行: [[甲局, -1.50], [乙局, 2]]
  合计: [0.5]
"""


def office(name: str, changes=(), added: str = "") -> Filing:
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return examined(text + added)


def examined(text: str) -> Filing:
    result = examine(read(text.encode(), "office.yaml", EXAMPLES))
    assert not result.has_errors, [finding for finding in result.findings if finding.level == "error"]
    return result.filing


def printed(filing: Filing) -> Report:
    """The report but for the data that goes with it, which holds rows in the way they were written."""
    return replace(build(filing), data="")


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_a_filing_written_anew_prints_the_same(path):
    filing = examine(read_file(path)).filing
    again = examined(convert(filing, filing.format).text)
    assert printed(again) == printed(filing)


def test_so_does_one_with_everything_that_may_stand_beside_numbers():
    filing = office("2021", CHANGES, TABLES)
    converted = convert(filing, filing.format)
    again = examined(converted.text)
    assert printed(again) == printed(filing)
    assert converted.lost == converted.unplaced == converted.typed == ()
    assert sum(bool(cell.remark) for cell in again.cells.values()) == 4
    assert again.own_tables[0].rows[0].cells["金额"].remark.text == "含减免"
    assert {path: cell.value for path, cell in again.free_cells.items()} == {
        path: cell.value for path, cell in filing.free_cells.items()
    }


def test_texts_go_to_another_form_with_its_names_for_their_numbers():
    words = (
        "总体情况: |\n  处罚{{ 主动公开情况.行政处罚.处理决定 }}件，"
        "采购{{ 主动公开情况.政府集中采购.总金额 }}，"
        "新收{{ 申请办理情况.本年新收.总计 }}件，不予公开{{ 申请办理情况.不予公开.合计.总计 }}件。\n"
    )
    attached = ("发布日期:", "附件: ['目录（{{ 主动公开情况.行政处罚.处理决定 }}件）']\n发布日期:")
    filing = office("2019", [("总体情况: |\n", words), attached])
    converted = convert(filing, SHIPPED.find("2021"))
    first = converted.text.split("总体情况: |\n")[1].splitlines()[0]
    assert first == (
        "  处罚{{ 主动公开情况.行政处罚 }}件，采购12399万元，新收{{ 申请办理情况.本年新收.总计 }}件，"
        "不予公开{{ 申请办理情况.不予公开.合计.总计 }}件。"
    )
    assert ("{{ 主动公开情况.政府集中采购.总金额 }}", "12399万元") in converted.typed
    assert '附件: "目录（{{ 主动公开情况.行政处罚 }}件）"' in converted.text
    assert converted.unplaced == ()


def test_parts_become_one_text_under_their_headings():
    filing = office("2021", CHANGES, TABLES)
    converted = convert(filing, SHIPPED.find("2019"))
    result = examine(read(converted.text.encode(), "office.yaml", EXAMPLES)).filing
    text = result.texts["总体情况"].scalar.text
    assert [line for line in text.splitlines() if line.startswith("（")] == [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]
    assert "{{ 主动公开情况.行政规范性文件.制发 }}" not in text  # the earlier form has no such number
    assert ("{{ 主动公开情况.行政规范性文件.制发 }}", "20") in converted.typed
    assert len(result.own_tables) == 3
    note = result.texts["主动公开情况.注"].scalar.text.strip()
    assert note == "处罚{{ 主动公开情况.行政处罚.处理决定 }}件均已公开。"
    assert any("其中修订4件" in line for line in converted.lost)
    assert "「行政许可」" not in "".join(converted.lost)
    assert result.cells["主动公开情况.行政许可.处理决定"].remark.text == "“一件事”由县局办理"


def test_what_has_no_place_is_told_and_kept_as_a_comment(run, tmp_path):
    """A section of a city's own, and texts beside a table that the other form does not have."""
    filing = office("2021")
    form = filing.format.model_copy(
        update={"sections": tuple(section for section in filing.format.sections if section.key != "其他事项")}
    )
    converted = convert(filing, form)
    assert converted.unplaced == ("其他事项（文字抄在新填报的末尾）",)
    first = filing.texts["其他事项"].scalar.text.splitlines()[0]
    assert f"# 其他事项: |\n#   {first}\n" in converted.text


def test_the_command_finds_last_years_filing_and_names_what_to_move(run, tmp_path):
    (tmp_path / "图片").mkdir()
    for name in (EXAMPLES / "图片").iterdir():
        (tmp_path / "图片" / name.name).write_bytes(name.read_bytes())
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    last = text.replace("年度: 2024", "年度: 2023").replace("2025-01-24", "2024-01-24")
    (tmp_path / "2023.yaml").write_text(last, "utf-8")
    text = text.replace("发布日期:", "上年填报: 2023.yaml\n发布日期:", 1)
    quote = "  上年新收{{ 上年.申请办理情况.本年新收.总计 }}件。\n"
    text = text.replace("其他事项: |\n", f"其他事项: |\n{quote}", 1)
    (tmp_path / "2024.yaml").write_text(text, "utf-8")
    target = tmp_path / "新" / "2024.yaml"
    target.parent.mkdir()
    code, out, err = run("convert", tmp_path / "2024.yaml", "--to", "2021", "-o", target)
    assert code == 0, err
    written = target.read_text("utf-8")
    assert '上年填报: "../2023.yaml"' in written
    assert "上年新收{{ 上年.申请办理情况.本年新收.总计 }}件" in written
    assert "文字里的图片要一并放到新填报旁边：图片/" in out
