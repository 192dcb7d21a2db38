"""Every number has a name in the words of the printed form, and no two have the same."""

from __future__ import annotations

import pytest

from generator.form.labels import LONG, labels
from generator.form.library import Library
from generator.form.table_tree import Block, Column, Row, Table

SHIPPED = Library()
FIRST = "「一、本年新收政府信息公开申请数量」"


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_no_two_numbers_of_a_form_are_called_the_same(version):
    form = SHIPPED.find(version)
    for name in (form.labels.short, lambda path: form.labels.name(path).words):
        names = [name(path) for path in form.addresses]
        assert len(set(names)) == len(names)
    assert form.addresses or version == "2008"


@pytest.mark.parametrize(
    ("version", "path", "words"),
    [
        ("2021", "申请办理情况.本年新收.总计", f"{FIRST}的「总计」"),
        ("2021", "申请办理情况.不予公开.国家秘密.自然人", "「1.属于国家秘密」的「自然人」"),
        ("2021", "主动公开情况.行政许可", "「行政许可」的「本年处理决定数量」"),
        ("2021", "申请办理情况.不予公开", "「（三）不予公开」"),
        ("2021", "申请办理情况.其他处理.其他", "「3.其他」"),
        ("2014", "统计表.依申请公开情况.收到申请数.总数", "「（一）收到申请数」"),
        ("2014", "统计表.行政复议数量.被依法纠错数", "「四、行政复议数量」中「（二）被依法纠错数」"),
        ("2014", "统计表.行政诉讼数量.被依法纠错数", "「五、行政诉讼数量」中「（二）被依法纠错数」"),
    ],
)
def test_a_number_is_called_by_its_printed_labels(version, path, words):
    name = SHIPPED.find(version).labels.name(path)
    assert (name.address, name.words) == (path, words)


def test_a_long_label_is_cut_among_others_and_whole_by_itself():
    known = SHIPPED.find("2021").labels
    path = "申请办理情况.其他处理.逾期不补正.自然人"
    assert known.short(path) == "「1.申请人无正当理由逾期不补正…」的「自然人」"
    assert "不再处理其政府信息公开申请" in known.name(path).words
    form = SHIPPED.find("2021")
    longest = max(len(part) for path in form.addresses for part in known.short(path).split("的「"))
    assert longest <= LONG + len("「」")


def test_what_all_numbers_share_is_said_once():
    known = SHIPPED.find("2021").labels
    rows = ("申请办理情况.本年新收", "申请办理情况.上年结转")
    assert known.in_lane([f"{row}.自然人" for row in rows]) == (
        "「自然人」",
        [FIRST, "「二、上年结转政府信息公开申请数量」"],
    )
    assert known.in_lane([f"{rows[0]}.{name}" for name in ("自然人", "总计")]) == (
        FIRST,
        ["「自然人」", "「总计」"],
    )
    assert known.in_lane([f"{rows[0]}.自然人", f"{rows[1]}.总计"])[0] == ""


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (("申请办理情况.不予公开.国家秘密",), "「1.属于国家秘密」（填报里写作“国家秘密”）"),
        (("复议诉讼情况.行政复议",), "「行政复议」"),
        (("主动公开情况.规章", "废止"), "「规章」的「本年废止件数」（填报里写作“废止”）"),
        (("申请办理情况.本年新收", "自然人", "其他"), f"{FIRST}的「自然人」、「其他」"),
    ],
)
def test_what_was_left_out_is_called_as_it_is_to_be_written_too(paths, words):
    assert SHIPPED.find("2021").labels.missing(*paths).words == words


def test_a_label_that_stands_twice_in_groups_of_one_name_is_called_by_all_its_groups():
    def group(key: str, label: str, *rows: Row) -> Row:
        return Row(key=key, label=label, rows=rows)

    rows = (
        group("一", "甲", group("内", "子", Row(key="数", label="件　数"))),
        group("二", "乙", group("内", "子", Row(key="数", label="件　数"))),
    )
    table = Table(kind="件数", widths=(1, 1), blocks=(Block(columns=(Column(label="数量"),), rows=rows),))
    found = labels({"表": table})
    assert found.name("表.一.内.数").words == "「甲」中「件 数」"
    assert found.name("表.二.内.数").words == "「乙」中「件 数」"
