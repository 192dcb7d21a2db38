"""What stands in quotes is nobody's to judge: a colon, a `#`, quotes of the other sort, in braces or not."""

from __future__ import annotations

import pytest

from generator.source.slips.values import without_comment
from tests.mended import EXAMPLE, FULL, look

# Something that keeps YAML from reading the file: only then are its lines read one by one.
SLIP = ("行政许可: 0", "行政许可：0")
REASONS = [
    '"口径: 调整 # 见说明"',
    "'口径: 调整 # 见说明'",
    '"他说：“口径: 调整 # 见说明”，都看过"',
    '"口径\\": 调整 # 见说明"',
    "'口径'': 调整 # 见说明'",
]
WAYS = [
    "豁免:\n  - {{规则: N05, 理由: {}}}\n",
    "豁免:\n  - {{理由: {}, 规则: N05}}\n",
    "豁免: [{{规则: N05, 理由: {}}}]\n",
    "豁免:\n  - {{规则: N05, 理由: {},   # 说明：[见下\n     核对码: abc}}\n",
    "豁免:\n  - 规则: N05\n    理由: {}   # 说明\n",
]


def codes_of(text: str) -> list[str]:
    return [finding.code for finding in look(text).findings if finding.code in {"Y03", "Y14", "Y15", "Y18"}]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("reason", REASONS)
def test_signs_in_quotes_are_not_taken_for_a_comment_nor_for_an_open_bracket(way, reason):
    text = EXAMPLE.replace(*SLIP)
    assert text != EXAMPLE and "豁免:" not in text and text.count("其他事项:") == 1
    added = text.replace("其他事项:", way.format(reason) + "其他事项:")
    assert codes_of(text) == ["Y14"]
    assert codes_of(added) == ["Y14"]


def test_a_bracket_that_is_open_before_a_comment_is_told_and_closed_before_it():
    text = FULL.replace(
        "本年新收: [125, 2, 0, 0, 0, 7, 134]", "本年新收: [125, 2, 0, 0, 0, 7, 134   # 含补录"
    )
    assert text != FULL
    (slip,) = [finding for finding in look(text).findings if finding.code == "Y18"]
    assert slip.fix is not None
    (edit,) = slip.fix.edits
    assert edit.text == "]" and text.split("\n")[edit.span.line - 1][: edit.span.column - 1].endswith("134")


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ('"甲\\" # 乙"  # 丙', '"甲\\" # 乙"'),
        ("'甲'' # 乙' # 丙", "'甲'' # 乙'"),
        ('"甲 # 乙', '"甲 # 乙'),
        ('甲"乙 # 丙"', '甲"乙'),
        ("甲#乙 # 丙", "甲#乙"),
        ("# 丙", ""),
    ],
)
def test_a_comment_begins_where_yaml_has_it_begin(value, left):
    assert without_comment(value) == left
