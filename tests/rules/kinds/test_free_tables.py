"""The rows of a free table and the parts that are written below them."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.findings.finding import Finding
from generator.source.read import read
from tests.conftest import EXAMPLES

FREE = (EXAMPLES / "2008.yaml").read_text("utf-8")
PART = "指标: 電子郵件申請, 单位: 件, 数量: 20"


def found(*pairs: tuple[str, str]) -> list[Finding]:
    text = FREE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return list(examine(read(text.encode(), "office.yaml", EXAMPLES)).findings)


def codes(*pairs: tuple[str, str]) -> list[str]:
    return [finding.code for finding in found(*pairs)]


@pytest.mark.parametrize(("number", "sides"), [("21", (1673, 1672)), ("19", (1671, 1672))])
def test_parts_that_do_not_come_to_their_row_are_told_with_both_sides(number, sides):
    (finding,) = (
        finding for finding in found((PART, PART.replace("20", number))) if finding.left is not None
    )
    assert (finding.left, finding.right) == sides
    assert f"1366 + {number} + 12 + 274 = {sides[0]}，相差 1" in finding.detail
    assert finding.cells[0] == "指标统计表.受理申請"
    assert len(finding.cells) == 5


def test_a_blank_part_counts_as_nothing_and_no_rule_breaks_down_on_it():
    blank = (PART, PART.replace("20", "null"))
    assert "F24" not in codes(blank)
    right = codes(blank, ("数量: 1672", "数量: 1652"))
    assert set(codes(blank)) - set(right)
    assert "F24" not in right


def test_figures_that_cannot_be_read_are_not_added_up():
    wrong = codes((PART, PART.replace("20", "二十几")))
    (broken,) = {code for code in wrong if code.startswith("S")}
    assert [code for code in wrong if code != broken and code[0] in "BF"] == []
