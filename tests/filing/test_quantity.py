"""Signed numbers and amounts with a unit: read exactly, printed as they should be, refused when in doubt."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.common.data_folders import folder
from generator.filing.narrative.placeholders import resolve
from generator.filing.narrative.scanning import scan
from generator.filing.numbers import figure, parse_quantity
from generator.findings.finding import Span
from generator.form.format import Kind
from generator.form.library import SHIPPED
from generator.kit.cases import load_cases
from generator.source.nodes import Scalar

COUNT = SHIPPED.find("2019").kinds["件数"]
CHANGE = SHIPPED.find("2019").kinds["增减"]
MONEY = SHIPPED.find("2019").kinds["金额"]


def read(text: str, kind: Kind, style: str = ""):
    return parse_quantity(Scalar(text, Span(), style), kind)


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [("+459", 459, "+459"), ("459", 459, "+459"), ("-2", -2, ""), ("0", 0, "")],
)
def test_a_change_is_printed_with_its_sign(text, value, printed):
    assert read(text, CHANGE) == (value, printed)


@pytest.mark.parametrize("text", ["+0", "++3", "+-3", "+", "增3", "+3项", "+010"])
def test_a_change_written_in_any_other_way_is_refused(text):
    assert read(text, CHANGE) == (None, "")


def test_a_plain_count_takes_no_plus_sign():
    assert read("+3", COUNT) == (None, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12399万元", 123990000),
        ("251000元", 251000),
        ("1.5亿元", 150000000),
        ("0.000001万元", Decimal("0.01")),
        ("0", 0),
        ("0元", 0),
    ],
)
def test_an_amount_is_read_in_its_unit(text, value):
    assert read(text, MONEY)[0] == value


def test_an_amount_is_printed_as_it_was_written():
    assert read("12399万元", MONEY)[1] == "12399万元"
    assert read("12399.50万元", MONEY)[1] == "12399.50万元"


@pytest.mark.parametrize(
    "text", ["12399", "12,399万元", "约3万元", "3万", "万元", "3 万元", "3万元元", "1e3元"]
)
def test_an_amount_that_is_not_sure_is_refused(text):
    assert read(text, MONEY) == (None, "")


def test_an_amount_in_quotes_is_text():
    assert read("3万元", MONEY, style='"') == (None, "")


@given(st.decimals(0, 10**15 - 1, places=12), st.sampled_from(list(MONEY.units)))
def test_every_amount_is_exact_in_its_base_unit(amount, unit):
    value, _ = read(f"{amount:f}{unit}", MONEY)
    assert value is not None
    assert Fraction(value) == Fraction(amount) * MONEY.units[unit]


def said(text: str) -> str:
    filing = examine(load_cases(folder("templates") / "2019/cases.yaml").filing).filing
    assert filing is not None
    (placeholder,) = scan(text)
    return resolve(filing, placeholder)


def test_an_amount_stands_in_a_sentence_as_in_its_table_and_counts_in_its_base_unit():
    row = "主动公开情况.政府集中采购"
    assert said("{{ " + row + ".总金额 }}") == "12399万元"
    assert said("{{ " + row + ".总金额 | 千分位 }}") == "123,990,000"
    assert said("{{ " + f"{row}.总金额 / {row}.项目数量 | 小数(2)" + " }}") == "652578.95"


def test_a_change_stands_in_a_sentence_as_a_bare_number():
    assert said("增加{{ 主动公开情况.行政处罚.增减 }}项") == "459"


def test_the_figures_of_a_filing_are_printed_with_sign_and_unit():
    cells = examine(load_cases(folder("templates") / "2019/cases.yaml").filing).filing.cells
    row = [figure(cells[f"主动公开情况.行政许可.{name}"]) for name in ("上年项目", "增减", "处理决定")]
    assert row == ["49", "-2", "4016"]
    assert figure(cells["主动公开情况.行政处罚.增减"]) == "+459"
    assert figure(cells["主动公开情况.政府集中采购.总金额"]) == "12399万元"
