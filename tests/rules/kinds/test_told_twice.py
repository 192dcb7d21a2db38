"""What no table has, told with two figures."""

from __future__ import annotations

import pytest

from tests.text.score import judge


def told(text: str) -> list[str]:
    findings, _ = judge("office", {"text": text, "in": "总体情况.主动公开"})
    return [finding.detail or "" for finding in findings if finding.code == "N58"]


@pytest.mark.parametrize(
    ("text", "again", "first"),
    [
        (
            "全年主动公开政府信息3260条。2024年，我办共主动公开政府信息3620条。",
            "主动公开政府信息3620条",
            "主动公开政府信息3260条",
        ),
        ("发布政策解读86篇。做好解读，发布政策解读68篇。", "发布政策解读68", "发布政策解读86"),
        ("收取信息处理费120元。本年收取信息处理费130元。", "收取信息处理费130元", "收取信息处理费120元"),
    ],
)
def test_two_figures_of_one_thing_are_told_with_both_places(text, again, first):
    # The filing itself says that no fee was taken, which is told beside.
    assert [line for line in told(text) if "另一处" not in line] == [f"写了“{again}”，前面写的是“{first}”"]


def test_a_fee_and_none_of_it_are_told_where_the_fee_is():
    assert any("120元" in line and "未收取" in line for line in told("收取信息处理费120元。"))


@pytest.mark.parametrize(
    "text",
    [
        "全年发布政策解读86篇，其中发布政策解读图片40篇。",
        "发布政策解读86篇。上半年发布政策解读40篇。",
        "发布政策解读86篇。县教育局发布政策解读40篇。",
        "发布政策解读86篇。近90篇政策解读发布政策解读约90篇。",
        "召开会议3次。召开会议2次。",
        "发布政策解读86篇、发布政策解读40篇。",
    ],
)
def test_parts_other_times_bodies_and_words_that_name_little_are_no_second_figure(text):
    assert told(text) == []
