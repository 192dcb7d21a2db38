"""Lines of titles and heads: whole words, few lines, an even shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.writers.style.line_breaks import broken, title_lines, width
from generator.writers.style.tokens import find
from generator.writers.style.words import CLOSING, OPENING, words

ROOM = 20.1  # of a title in GB/T 9704: 22 points in 156 mm
REPORT = "2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("示例市人民政府办公室", ("示例市人民政府办公室",)),
        (
            "示例市示例县行政审批服务和公共资源交易管理局（示例县政务服务管理办公室）",
            ("示例市示例县行政审批服务和", "公共资源交易管理局", "（示例县政务服务管理办公室）"),
        ),
        (
            "示例省示例藏族羌族自治州阿坝·示例县人民政府",
            ("示例省示例藏族羌族自治州", "阿坝·示例县人民政府"),
        ),
        (
            "示例市示例区人力资源和社会保障局（示例区外国专家局）",
            ("示例市示例区人力资源和社会保障局", "（示例区外国专家局）"),
        ),
        (
            "新疆生产建设兵团第一师示例市人民政府国有资产监督管理委员会",
            ("新疆生产建设兵团第一师示例市", "人民政府国有资产监督管理委员会"),
        ),
        (
            "示例市住房和城乡建设局关于2024年政府信息公开工作情况的报告",
            ("示例市住房和城乡建设局关于", "2024年政府信息公开工作情况的报告"),
        ),
    ],
)
def test_a_long_title_is_broken_where_the_sense_allows(name: str, lines: tuple[str, ...]) -> None:
    assert broken(name, ROOM, width(REPORT)) == lines


@pytest.mark.parametrize(
    ("head", "room", "lines"),
    [
        ("自然人", 3.0, ("自然人",)),
        ("商业企业", 2.9, ("商业", "企业")),
        ("社会公益组织", 2.9, ("社会", "公益", "组织")),
        ("（三）不予公开", 4.0, ("（三）", "不予公开")),
        ("三、本年度办理结果", 3.3, ("三、", "本年度", "办理", "结果")),
        ("政府信息公开", 2.0, ("政府", "信息", "公开")),
    ],
)
def test_a_narrow_head_is_broken_between_words(head: str, room: float, lines: tuple[str, ...]) -> None:
    assert broken(head, room) == lines


def test_the_lines_of_a_title_are_those_of_the_style_s_paper() -> None:
    title = ("示例省示例藏族羌族自治州阿坝·示例县人民政府", REPORT)
    assert [len(lines) for lines in title_lines(title, find("gongwen"))] == [2, 1]
    assert [len(lines) for lines in title_lines(title, find("plain"))] == [1, 1]


SIGNS = st.text(
    st.sampled_from("示例市县人民政府办公室和局（）、，《》2024abc·政府信息公开阿坝州"), max_size=120
)


@given(SIGNS, st.floats(2, 30))
def test_no_text_is_lost_and_no_line_is_too_wide(text: str, room: float) -> None:
    lines = broken(text, room)
    assert "".join(lines) == text
    assert all(width(line) <= room for line in lines)


@given(SIGNS, st.sampled_from([0.0, 10.0, 18.0]))
def test_where_a_word_fits_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    text: str, below: float
) -> None:
    lines = broken(text, 60.0, below)
    if max(map(width, words(text)), default=0.0) <= 60:
        assert not [line for line in lines[1:] if line[0] in CLOSING]
        assert not [line for line in lines[:-1] if line[-1] in OPENING]
