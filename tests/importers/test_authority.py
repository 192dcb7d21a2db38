"""Kind and level of an authority, read off its name: what is sure is right, what is not is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.form.authorities import authorities
from generator.form.library import SHIPPED
from generator.importers.authority import FILE, Names, kind_and_level
from generator.importers.extract import extract
from generator.importers.readers.text import read
from generator.source.data_file import DataFault, load_model
from tests.conftest import ROOT

GOVERNMENT, OFFICE, DEPARTMENT, ZONE, TOWN = "人民政府", "政府办公室", "政府部门", "派出机关", "乡镇街道"
NATION, PROVINCE, CITY, COUNTY, LOCAL = authorities().names("level")
# What is told of a name: "" where it is open or only proposed.
SURE = {
    "示例省人民政府": (GOVERNMENT, PROVINCE),
    "示例自治区人民政府": (GOVERNMENT, PROVINCE),
    "示例特别行政区政府": (GOVERNMENT, PROVINCE),
    "示例省人民政府办公厅": (OFFICE, PROVINCE),
    "示例省财政厅": (DEPARTMENT, PROVINCE),
    "示例自治区公安厅": (DEPARTMENT, PROVINCE),
    "示例省发展和改革委员会": (DEPARTMENT, PROVINCE),
    "示例省市场监督管理局": (DEPARTMENT, PROVINCE),
    "示例省示例州人民政府": (GOVERNMENT, ""),
    "示例自治州人民政府": (GOVERNMENT, CITY),
    "示例自治州水利局": (DEPARTMENT, CITY),
    "示例盟教育局": (DEPARTMENT, CITY),
    "示例盟行政公署": (ZONE, CITY),
    "示例地区行政公署": (ZONE, CITY),
    "示例市人民政府": (GOVERNMENT, ""),
    "示例市人民政府办公室": (OFFICE, ""),
    "示例市政府办公室": (OFFICE, ""),
    "示例市财政局": (DEPARTMENT, ""),
    "示例市城市管理局": (DEPARTMENT, ""),
    "示例市市场监督管理局": (DEPARTMENT, ""),
    "示例市卫健委": (DEPARTMENT, ""),
    "示例市人民政府国有资产监督管理委员会": (DEPARTMENT, ""),
    "示例市人民政府外事办公室": (DEPARTMENT, ""),
    "示例市发展和改革委员会（示例市能源局）": (DEPARTMENT, ""),
    "示例省天津市人民政府": (GOVERNMENT, PROVINCE),
    "北京市人民政府": (GOVERNMENT, PROVINCE),
    "石家庄市人民政府": (GOVERNMENT, CITY),
    "景德镇市教育局": (DEPARTMENT, CITY),
    "示例省吉林市水务局": (DEPARTMENT, CITY),
    "津市市人民政府": (GOVERNMENT, COUNTY),
    "示例省江油市教育局": (DEPARTMENT, COUNTY),
    "示例市示例市人民政府": (GOVERNMENT, COUNTY),
    "示例自治州示例市水利局": (DEPARTMENT, COUNTY),
    "示例县人民政府": (GOVERNMENT, COUNTY),
    "示 例 县 人 民 政 府": (GOVERNMENT, COUNTY),
    "示例自治县人民政府办公室": (OFFICE, COUNTY),
    "示例旗民政局": (DEPARTMENT, COUNTY),
    "示例自治旗司法局": (DEPARTMENT, COUNTY),
    "示例区人民政府": (GOVERNMENT, COUNTY),
    "示例市示例区审计局": (DEPARTMENT, COUNTY),
    "上海市示例区人民政府办公室": (OFFICE, COUNTY),
    "示例县乡村振兴局": (DEPARTMENT, COUNTY),
    "示例县民族宗教事务局": (DEPARTMENT, COUNTY),
    "示例镇人民政府": (TOWN, LOCAL),
    "示例市示例县示例乡人民政府": (TOWN, LOCAL),
    "新乡市示例镇人民政府": (TOWN, LOCAL),
    "示例苏木人民政府": (TOWN, LOCAL),
    "示例街道办事处": (TOWN, LOCAL),
    "示例区示例街道办": (TOWN, LOCAL),
    "示例镇政府": (TOWN, LOCAL),
    "示例经济技术开发区管理委员会": (ZONE, ""),
    "示例市示例新区管委会": (ZONE, ""),
    "示例工业园区管委会": (ZONE, ""),
    "财政部": (DEPARTMENT, NATION),
    "中华人民共和国财政部": (DEPARTMENT, NATION),
    "国家税务总局": (DEPARTMENT, NATION),
    "国务院办公厅": (OFFICE, NATION),
    "国家税务总局示例市税务局": ("", ""),
    "景德镇人民政府": ("", ""),
    "古镇人民政府": ("", ""),
    "示例新区人民政府": ("", ""),
    "示例新区财政局": ("", ""),
    "示例山风景名胜区管理委员会": ("", ""),
    "示例县示例镇人民政府办公室": ("", ""),
    "示例市城市规划局": ("", ""),
    "示例市都市规划局": ("", ""),
    "示例县供电局": ("", ""),
    "示例市气象局": ("", ""),
    "示例市公安局示例分局": ("", ""),
    "示例市公安局示例派出所": ("", ""),
    "示例县示例镇司法所": ("", ""),
    "示例市政务服务中心": ("", ""),
    "示例市住房公积金管理委员会": ("", ""),
    "示例市住房公积金管理中心": ("", ""),
    "中共示例市委办公室": ("", ""),
    "示例市委网络安全和信息化委员会办公室": ("", ""),
    "示例市人民代表大会常务委员会": ("", ""),
    "示例社区居民委员会": ("", ""),
    "示例市残疾人联合会": ("", ""),
    "示例省人民政府驻示例办事处": ("", ""),
    "示例县人民政府、示例县人民政府办公室": ("", ""),
    "示例市人民政府和示例市人民政府办公室": ("", ""),
    "示例市示例小学": ("", ""),
    "示例县": ("", ""),
    "人民政府": ("", ""),
    "局": ("", ""),
    "": ("", ""),
}


def sure(name: str) -> tuple[str, str]:
    """What is taken as certain."""
    kind, level = (guess.values[0] if guess.sure else "" for guess in kind_and_level(name))
    return kind, level


@pytest.mark.parametrize(("name", "expected"), SURE.items())
def test_what_a_name_says_is_taken_and_nothing_more(name, expected):
    assert sure(name) == expected


def test_the_names_of_the_table_are_many():
    assert len(SURE) > 80


@given(st.text("示例省市县区镇州盟旗开发新城人民政府委员会局办公室街道财政", max_size=14))
def test_any_words_are_read_and_a_sure_value_is_one_of_those_there_are(name):
    for guess, field in zip(kind_and_level(name), ("authority_kind", "level"), strict=True):
        assert set(guess.values) <= set(authorities().names(field))
        assert not guess.sure or len(guess.values) == 1


@given(
    st.sampled_from("甲乙丙丁戊己庚辛"), st.sampled_from("市县区旗"), st.sampled_from(["财政局", "民政局"])
)
def test_the_level_of_a_department_is_that_of_its_place(letter, word, body):
    level = sure(f"示{letter}{word}{body}")[1]
    assert level == ("" if word == "市" else COUNTY)


def test_the_data_names_only_kinds_and_levels_that_a_head_may_have():
    names = load_model(ROOT / "templates" / FILE, Names, DataFault)
    kinds = {each.kind for each in (*names.bodies, *names.national)}
    levels = {each.level for each in (*names.places, *names.national)} | set(names.cities) | {names.below}
    assert kinds <= set(authorities().names("authority_kind"))
    assert levels | set(names.unknown) <= set(authorities().names("level"))
    every = [city for cities in names.cities.values() for city in cities]
    assert len(every) == len(set(every)) > 600


def imported(authority: str):
    lines = [
        f"{authority}2024年政府信息公开工作年度报告",
        "一、总体情况",
        "本机关按照条例的要求公开政府信息，没有其他情况需要说明。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "没有突出的问题，今后继续按照要求做好政府信息公开工作。",
    ]
    return extract(read("\n".join(lines).encode()), "年报.txt", SHIPPED)


def test_what_is_sure_is_written_and_told_once_without_doubt():
    report = imported("示例县财政局")
    assert "\n机关类型: 政府部门\n" in report.text
    assert "\n行政层级: 县级\n" in report.text
    told = [finding for finding in report.findings if finding.code == "I50"]
    assert [finding.message for finding in told] == [
        "机关类型是政府部门、行政层级是县级，是按机关的名称“示例县财政局”写的"
    ]


def test_a_city_of_which_the_level_is_not_known_is_left_open_with_what_it_may_be():
    report = imported("示例市财政局")
    line = next(line for line in report.text.split("\n") if line.startswith("行政层级:"))
    assert line.split("#")[0].strip() == "行政层级:"
    assert "存疑：可能是市级，也可能是县级" in line
    assert "I51" in {finding.code for finding in report.findings}


def test_what_is_only_likely_is_written_and_doubted():
    report = imported("示例县供电局")
    line = next(line for line in report.text.split("\n") if line.startswith("机关类型:"))
    assert line.startswith("机关类型: 政府部门")
    assert "存疑" in line
    assert {"I24", "I26"} <= {finding.code for finding in report.findings}
