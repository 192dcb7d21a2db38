"""The head of a workbook of ours: each field is written as the model of the head has it."""

from __future__ import annotations

import pytest

from generator.form.head_fields import head_fields
from generator.form.library import SHIPPED
from generator.importers.own_fields import head_lines

FORM = SHIPPED.find("2021")


@pytest.mark.parametrize(
    ("key", "text", "written"),
    [
        ("机关", "示例市财政局", '"示例市财政局"'),
        ("年度", "2024", "2024"),
        ("年度", "2024年", "2024"),
        ("年度", "去年: [", '"去年: ["'),
        ("发布日期", "2025/1/24", "2025-01-24"),
        ("发布日期", "2025年1月24日", "2025-01-24"),
        ("发布日期", "2025-02-30", '"2025-02-30"'),
        ("标题", "一行", '"一行"'),
        ("标题", "一行\n又一行", '["一行", "又一行"]'),
        ("附件", "甲目录\n\n乙图", '["甲目录", "乙图"]'),
        ("落款", "是", "true"),
        ("落款", "示例市财政局", '"示例市财政局"'),
        ("文号", "是", '"是"'),
    ],
)
def test_a_field_is_written_as_it_is_meant(key, text, written):
    assert dict(head_lines(FORM, {key: text})) == {key: written}


def test_fields_of_a_group_stand_in_braces_days_as_days():
    lines = dict(
        head_lines(FORM, {"落款.机关": "示例市财政局", "落款.日期": "2025.1.2", "网站.标识码": "0000000001"})
    )
    assert lines == {"落款": '{机关: "示例市财政局", 日期: 2025-01-02}', "网站": '{标识码: "0000000001"}'}


def test_what_a_field_holds_is_asked_of_the_model():
    held = {field.path: field for field in head_fields(FORM)}
    assert [path for path, field in held.items() if field.holds("array") and path != "豁免"] == [
        "标题",
        "副标题",
        "附件",
    ]
    assert [path for path, field in held.items() if field.holds("date")] == ["发布日期", "落款.日期"]
    assert [path for path, field in held.items() if field.holds("boolean")] == ["落款"]
    assert "本机关" in held["统计范围"].choices
    assert {path for path, field in held.items() if field.required} == {
        *("格式", "机关", "机关类型", "行政层级", "年度", "发布日期")
    }
