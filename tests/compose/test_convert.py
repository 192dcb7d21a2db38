"""Figures moved between forms: what means the same is carried over, the rest is told, nothing is invented."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.compose.convert import convert, is_related
from generator.filing.filing import State
from generator.form.library import SHIPPED
from generator.source.read import read, read_file
from tests.conftest import EXAMPLES


def filing(name: str):
    found = examine(read_file(EXAMPLES / f"{name}.yaml")).filing
    assert found is not None
    return found


def again(text: str):
    found = examine(read(text.encode())).filing
    assert found is not None
    return found


def test_what_means_the_same_is_carried_over_to_the_later_form():
    old = filing("2019")
    new = again(convert(old, SHIPPED.find("2021")).text)
    for path in ("申请办理情况.本年新收.自然人", "申请办理情况.部分公开.总计", "复议诉讼情况.行政复议.维持"):
        assert new.value(path) == old.value(path)
    assert new.value("主动公开情况.行政处罚") == old.value("主动公开情况.行政处罚.处理决定") == 998
    assert new.header.authority == old.header.authority
    assert new.header.year == 2019


def test_what_has_no_counterpart_is_told_and_left_blank():
    converted = convert(filing("2019"), SHIPPED.find("2021"))
    assert (
        "「规范性文件」：「本年新制作数量」 14，「本年新公开数量」 14，「对外公开总数量」 14"
        in converted.lost
    )
    assert "「政府集中采购」：「采购项目数量」 190，「采购总金额」 12399万元" in converted.lost
    cells = again(converted.text).cells
    assert cells["主动公开情况.行政规范性文件.现行有效"].state is State.BLANK
    assert cells["主动公开情况.行政事业性收费"].state is State.BLANK


def test_no_number_is_invented():
    """Every number of the new filing is one of the old filing's, at the place that corresponds."""
    old = filing("2019")
    converted = convert(old, SHIPPED.find("2021"))
    new = again(converted.text)
    given = [cell for cell in new.cells.values() if cell.state is State.GIVEN]
    assert len(given) == converted.carried > 140
    for cell in given:
        there = cell.path if cell.path in old.cells else f"{cell.path}.处理决定"
        assert cell.value == old.cells[there].value


def test_a_figure_that_the_new_form_splits_is_left_to_the_office():
    text = (
        (EXAMPLES / "2019.yaml").read_text("utf-8").replace("  其他处理: 0", "  其他处理: [4, 1, 0, 0, 0, 0]")
    )
    converted = convert(again(text), SHIPPED.find("2021"))
    assert converted.spread[0] == (
        "「（六）其他处理」的「自然人」 4：要分到 「1.申请人无正当理由逾期不补正…」、"
        "「2.申请人逾期未按收费通知要求缴纳费用…」、「3.其他」"
    )
    assert len(converted.spread) == 2
    cells = again(converted.text).cells
    assert cells["申请办理情况.其他处理.其他.自然人"].state is State.BLANK


def test_what_the_earlier_form_joins_is_summed():
    old = filing("2021")
    converted = convert(old, SHIPPED.find("2019"))
    new = again(converted.text)
    assert new.value("申请办理情况.其他处理.自然人") == 13
    assert new.cells["主动公开情况.行政许可.上年项目"].state is State.BROKEN
    assert any(line.startswith("「行政规范性文件」") for line in converted.lost)


def test_forms_that_say_nothing_of_each_other_are_refused(run):
    assert not is_related(SHIPPED.find("2014"), SHIPPED.find("2021"))
    code, _, err = run("convert", EXAMPLES / "2014.yaml", "--to", "2021")
    assert code == 2
    assert "没有写明两版的数如何对应" in err


def test_the_command_writes_the_filing_and_gives_an_account(run, tmp_path):
    target = tmp_path / "new.yaml"
    code, out, _ = run("convert", EXAMPLES / "2019.yaml", "--to", "2021", "-o", target)
    assert code == 0
    assert "没有对应、没有搬的数：" in out
    assert "注意：2021 版用于2021年起，这份填报是 2019 年度的。" in out
    assert again(target.read_text("utf-8")).header.format == "2021"
    assert "已经存在" in run("convert", EXAMPLES / "2019.yaml", "--to", "2021", "-o", target)[2]
    code, out, err = run("convert", EXAMPLES / "2019-errors.yaml", "--to", "2021")
    assert out.startswith("# yaml-language-server: $schema=.nianbao/schema/2021.json\n")
    assert "这份填报有错误" in err


@pytest.mark.parametrize("name", ["2019", "2021", "2021-city"])
def test_a_form_is_its_own_counterpart(name):
    old = filing(name)
    converted = convert(old, old.format)
    new = again(converted.text)
    assert converted.lost == converted.spread == ()
    assert {path: cell.value for path, cell in new.cells.items()} == {
        path: cell.value for path, cell in old.cells.items()
    }
