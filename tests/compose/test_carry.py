"""What a new year's filing takes from last year's, and what it only shows to be written anew."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.compose.blank import blank
from generator.compose.carry import carried_over
from generator.compose.years import following_year, with_placeholder
from generator.filing.filing import Filing
from generator.filing.read import read
from generator.form.library import SHIPPED
from tests.compose.test_round_trips import CHANGES, EXAMPLES, TABLES, office


@pytest.fixture(scope="module")
def last() -> Filing:
    return office("2021", CHANGES, TABLES)


@pytest.fixture(scope="module")
def text(last) -> str:
    return blank(SHIPPED.find("2021"), carried_over(last, SHIPPED.find("2021"), "2024.yaml"))


def uncommented(text: str) -> str:
    """The filing with everything that is only shown written in: what the comments say one may do."""
    found: list[str] = []
    shown = False
    for line in text.splitlines():
        bare = line.lstrip()
        without = line.replace("# ", "", 1)
        of_head = "去掉行首的" in bare
        found.append(without.partition("    # ")[0] if of_head else without if shown else line)
        announces = bare.startswith("# 上年的“")
        found[-1] = line if announces else found[-1]
        shown = announces or (shown and bare.startswith("# "))
    return "\n".join(found) + "\n"


def test_the_head_stays_and_what_is_a_years_own_is_shown(text):
    assert '\n落款: {印章: "留空位"}\n' in text
    assert '标题: ["{{ 年度 }}年示例市人民政府办公室", "政府信息公开工作年度报告"]' in text
    assert '\n# 文号: "示例办函〔2025〕3号"    # 上年的' in text
    assert '\n# 附件: ["{{ 年度 }}年主动公开目录", "依申请公开流程图"]    # 上年的' in text
    assert "\n发布日期:    #" in text


def test_numbers_are_blank_and_what_was_said_of_them_is_shown(text):
    assert "  行政许可:    # 本年处理决定数量\n  # 上年的备注：“一件事”由县局办理\n" in text
    assert "  # 上年的备注：「本年制发件数」，其中修订4件\n" in text
    assert "231" not in text
    assert '  单位: "件"\n' in text
    assert "  # 注: |\n  #   处罚{{ 主动公开情况.行政处罚 }}件均已公开。\n" in text


def test_a_table_of_its_own_stays_with_its_columns_and_rows_and_no_figure(text):
    assert text.endswith(
        """# 上年的“附表”：核对各列、各行，填这一年的数；不再要的，整张删去
附表:
  - 标题: 收费（2025年）
    列: [机构, {名称: 件数, 种类: 件数}, {名称: 金额, 种类: 金额, 单位: 元}, 用途]
    单位: 元
    行:
      - {机构: 甲局, 件数: , 金额: , 用途: "“一次性”"}
      - {机构: "12345热线", 件数: , 金额: , 用途: }
    合计: true
    # 上年的“说明”，改成这一年的再用：去掉下面各行开头的“# ”
    # 说明: |
    #   单位按预算级次列，收费{{ 附表.“收费（2025年）”.甲局.件数 }}件。
    # 上年的“注”，改成这一年的再用：去掉下面各行开头的“# ”
    # 注: |
    #   表中不含免收的。
  - 标题: 合计写了数的
    列: [机构, {名称: 比率, 种类: 数}]
    行:
      - {机构: 甲局, 比率: }
      - {机构: 乙局, 比率: }
    合计: true
# 上年的“附表”，改成这一年的再用：去掉下面各行开头的“# ”
#   - 标题: 目录
#     列: [名称, {名称: 成文日期, 种类: 日期}, {名称: 有效, 种类: 是否}]
#     行:
#       - ["“示例”办法", 2024-03-01, 是]
#       - [示例细则, ~, 否]
"""
    )


def test_the_new_filing_is_read_and_only_asks_to_be_filled_in(text):
    examined = examine(read(text.encode(), "2025.yaml", EXAMPLES))
    assert examined.filing is not None
    plain = blank(SHIPPED.find("2021"), carried_over(office("2021"), SHIPPED.find("2021"), "2024.yaml"))
    usual = {finding.code for finding in examine(read(plain.encode())).findings}
    assert {finding.code for finding in examined.findings} <= usual
    assert len(examined.filing.own_tables) == 2
    assert {finding.message for finding in examined.findings if "「甲局」有空格" in finding.message}


def test_what_is_shown_may_be_uncommented_as_it_stands(text):
    shown = examine(read(uncommented(text).encode(), "2025.yaml", EXAMPLES))
    again = shown.filing
    assert [table.title for table in again.own_tables] == ["收费（2025年）", "合计写了数的", "目录"]
    assert {"主动公开情况.注", "主动公开情况.说明", "附表.收费（2025年）.注"} <= again.texts.keys()
    assert [name.scalar.text for name in again.lines["附件"]][1] == "依申请公开流程图"


def test_rows_of_a_free_table_stay_without_their_numbers():
    filing = office("2008")
    form = SHIPPED.find("2008")
    text = blank(form, carried_over(filing, form, "2012.yaml"))
    again = examine(read(text.encode(), "2013.yaml", EXAMPLES)).filing
    assert [row.path for row in again.free["指标统计表"]] == [row.path for row in filing.free["指标统计表"]]
    assert filing.free["指标统计表"]
    assert all(cell.value is None for cell in again.free_cells.values())


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("2024年收费", "2025年收费"),
        ("2023年、2024年比较", "2024年、2025年比较"),
        ("二〇二四年收费", "二〇二五年收费"),
        ("二○一九年以来", "二○一九年以来"),
        ("编号12024年", "编号12024年"),
        ("第2024号", "第2024号"),
    ],
)
def test_years_in_names_move_on(words, later):
    assert following_year(words, 2024) == later


def test_a_year_in_a_title_becomes_a_placeholder():
    assert with_placeholder("2024年目录（2023年版）", 2024) == "{{ 年度 }}年目录（2023年版）"
