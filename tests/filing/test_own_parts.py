"""Parts that an office named itself are told once, and become headings in one text where that is clear."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.rules.mends.rounds import mend
from generator.source.read import read
from tests.conftest import EXAMPLES
from tests.filing.test_passages import examined, with_own

NAMED = """\
总体情况:
  概述: |
    全年收到申请134件。

    逐件审查。
  一、聚焦重点，扩大公开: |
    全年公开信息300条。
      网站专栏及时更新。
  加强培训: 开展培训2期。
  监督保障: |-
    接受监督。

"""
AS_ONE = """\
总体情况: |
  全年收到申请134件。

  逐件审查。
  （一）聚焦重点，扩大公开
  全年公开信息300条。
    网站专栏及时更新。
  （二）加强培训
  开展培训2期。
  （三）监督保障
  接受监督。

"""
IN_OVERVIEW = """\
总体情况:
  概述: |-
    （一）聚焦重点，扩大公开
    全年公开信息300条，逐件审查，网站更新。
    （二）规范办理。收到申请134件，开展培训。
"""


def mended(text: str) -> str:
    (result,) = mend([examined(text)], lambda documents: list(map(examine, documents)))
    return result.text


def told(own: str):
    (finding,) = [finding for finding in examined(with_own(own)).findings if finding.code[0] in "SY"]
    return finding


def test_parts_of_ones_own_are_one_finding_that_says_where_each_goes():
    finding = told(NAMED)
    assert finding.code == "S50"
    assert "缺少主动公开、依申请公开、政府信息管理、平台建设" in finding.message
    first, second = finding.detail.splitlines()
    assert "“一、聚焦重点，扩大公开”（第" in first
    assert "也可以放进“主动公开”一项" in first
    assert "也可以放进“监督保障”一项" in second


def test_the_mend_makes_them_headings_of_one_text():
    assert mended(with_own(NAMED)) == with_own(AS_ONE)
    assert examined(with_own(AS_ONE)).findings == ()


def test_a_text_with_headings_in_the_part_without_one_becomes_the_text():
    finding = told(IN_OVERVIEW)
    assert finding.code == "S50"
    assert "“概述”里的文字直接写在“总体情况: |”下面" in finding.detail
    text = IN_OVERVIEW.replace("总体情况:\n  概述: |-\n", "总体情况: |\n").replace("\n    ", "\n  ")
    assert mended(with_own(IN_OVERVIEW)) == with_own(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("总体情况:\n", "总体情况:    # 自拟\n"),
        ("  概述: |\n", "  概述: |    # 可以省略\n"),
        ("  加强培训: 开展培训2期。\n", "  加强培训: 开展培训2期。    # 核过\n"),
        ("  加强培训: 开展培训2期。\n", "  # 核过\n  加强培训: 开展培训2期。\n"),
        ("  加强培训: 开展培训2期。\n", '  加强培训: "开展培训2期。"\n'),
        ("  加强培训: 开展培训2期。\n", "  加强培训: [开展培训2期。]\n"),
        ("  加强培训: 开展培训2期。\n", f"  {'加强培训' * 20}: 开展培训2期。\n"),
        ("  监督保障: |-\n", "  监督保障: 甲。\n  概述二: 乙。\n  监督保障二: |-\n"),
    ],
)
def test_where_something_would_be_lost_or_unclear_it_is_told_and_not_mended(old, new):
    assert old in NAMED
    text = with_own(NAMED.replace(old, new, 1))
    found = [finding for finding in examined(text).findings if finding.code == "S50"]
    assert len(found) == 1
    if "概述二" not in new:
        assert found[0].fix is None
        assert mended(text) == text


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        (NAMED.replace("  监督保障: |-", "  监督保彰: |-"), ["S50"]),
        ("总体情况:\n  概述: |\n    全年公开信息300条。\n", ["S02"] * 5),
    ],
)
def test_slips_and_gaps_are_told_as_before(own, codes):
    found = [finding.code for finding in examined(with_own(own)).findings if finding.code[0] == "S"]
    assert found == codes


def test_one_key_too_many_beside_all_parts_is_told_as_such():
    text = (EXAMPLES / "2021.yaml").read_text("utf-8").replace("  监督保障: |", "  亮点: 甲。\n  监督保障: |")
    codes = [finding.code for finding in examine(read(text.encode(), "a.yaml", EXAMPLES)).findings]
    assert codes == ["S01"]
