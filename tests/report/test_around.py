"""What a report prints around its sections, from the head of its filing."""

from __future__ import annotations

import datetime

import pytest

from generator.batch.desk import examine
from generator.filing.read import read
from generator.report.blocks import Attachments, Heading, Signature, TableBlock
from generator.report.build import build
from tests.conftest import EXAMPLES, codes

NAME = "示例市人民政府办公室"


def report_of(head: str, example: str = "2021"):
    text = (EXAMPLES / f"{example}.yaml").read_text("utf-8")
    start = text.index("\n", text.index("发布日期:")) + 1
    examined = examine(read(f"{text[:start]}{head}\n{text[start:]}".encode(), "a.yaml", EXAMPLES))
    assert not examined.has_errors, examined.findings
    return build(examined.filing)


@pytest.mark.parametrize(
    ("written", "signature"),
    [
        ("true", Signature(NAME, "2025年1月24日")),
        ("示例市财政局", Signature("示例市财政局", "2025年1月24日")),
        ("{日期: 2025-01-02}", Signature(NAME, "2025年1月2日")),
        ("{印章: 留空位, 位置: 文末}", Signature(NAME, "2025年1月24日", seal=True)),
        ("{机关: 示例市财政局, 日期: 2025-01-20}", Signature("示例市财政局", "2025年1月20日")),
    ],
)
def test_what_is_left_out_of_a_signature_is_the_filings_own(written, signature):
    report = report_of(f"落款: {written}")
    assert report.blocks[-1] == signature
    assert report.head.byline == ()


@pytest.mark.parametrize("written", ["false", ""])
def test_a_report_that_is_not_signed_ends_with_its_text(written):
    report = report_of(f"落款: {written}")
    assert not any(isinstance(block, Signature) for block in report.blocks)
    assert report.head.signed is None


def test_a_report_that_is_signed_at_its_head_is_not_signed_at_its_end():
    report = report_of("落款: {位置: 文首, 日期: 2025-01-20}")
    assert report.head.byline == (NAME, "2025年1月20日")
    assert report.head.signed == datetime.date(2025, 1, 20)
    assert not any(isinstance(block, Signature) for block in report.blocks)


@pytest.mark.parametrize("example", ["2014", "2008"])
def test_attachments_and_signature_stand_before_the_annex_of_the_form(example):
    blocks = report_of("落款: true\n附件: [甲目录, 乙图]", example).blocks
    kinds = [type(block) for block in blocks]
    foot = kinds.index(Attachments)
    assert kinds[foot + 1] is Signature
    assert isinstance(blocks[foot + 2], Heading)
    assert TableBlock not in kinds[:foot]
    assert TableBlock in kinds[foot:]


def test_only_several_attachments_have_numbers():
    assert Attachments(("甲",)).marks == ("",)
    assert Attachments(("甲", "乙")).marks == ("1.", "2.")


@pytest.mark.parametrize("example", ["2021", "2019", "2014", "2008"])
def test_a_title_of_the_offices_own_takes_the_place_of_the_forms(example):
    report = report_of('标题: ["{{ 年度 }}年某某", 公开工作报告]\n副标题: "（{{ 机关 }}）"', example)
    assert report.title == (f"{report.header.year}年某某", "公开工作报告")
    assert report.head.subtitle == (f"（{report.header.authority}）",)


def test_a_placeholder_in_a_title_that_leads_nowhere_is_told_in_its_place():
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    text = text.replace("发布日期: 2025-01-24", '发布日期: 2025-01-24\n标题: "{{ 年度 }}年{{ 机构 }}报告"')
    examined = examine(read(text.encode(), "a.yaml", EXAMPLES))
    assert codes(examined) == ["N11"]
    (finding,) = examined.findings
    line = text.split("\n")[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == "机构"
