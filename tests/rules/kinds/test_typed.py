"""What belongs in the head is told where it is typed into the text, and moved there if it has one reading."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.report.blocks import Attachments, Signature
from generator.report.build import build
from generator.rules.mends.rounds import mend
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
LAST = "没有其他需要报告的事项。"
DAY = "发布日期: 2025-01-24"
NAME = "示例市人民政府办公室"


def look(texts):
    return [examine(document) for document in texts]


def examined(end: str = "", head: str = "", begin: str = ""):
    text = TEXT.replace(DAY, f"{DAY}{head}", 1)
    assert text.count(f"  {LAST}\n") == 1
    text = text.replace(
        f"  {LAST}\n", f"  {LAST}\n" + "".join(f"  {line}\n" for line in end.split("\n") if line)
    )
    text = text.replace(
        "引言: |\n", "引言: |\n" + "".join(f"  {line}\n" for line in begin.split("\n") if line), 1
    )
    return examine(read(text.encode(), "office.yaml", EXAMPLES))


def mended(result):
    (after,) = mend([result], look)
    assert after.examined.findings == ()
    return after


SIGNED = [
    (f"{NAME}\n2025年1月24日", "true"),
    (f"　　{NAME}\n　　2025 年 1 月 24 日", "true"),
    (f"**{NAME}**\n2025年01月24日", "true"),
    (f"{NAME}（盖章）\n二〇二五年一月二十四日", "true"),
    (f"{NAME}　　2025.1.24", "true"),
    (f"落款：{NAME}\n日期：2025-1-24", "true"),
    (f"2025年1月22日\n{NAME}", "{日期: 2025-01-22}"),
    ("{{ 机关 }}\n{{ 发布日期 }}", "true"),
    (f"{NAME}\n２０２５年１月２４日\n（此件公开发布）", "true"),
    ("示例市\n人民政府办公室\n2025年1月24日", "true"),
    ("示例市\n人民政府\n办公室（盖章）\n2025年1月24日", "true"),
    ("示例市人民\n政府办公室　　2025年1月24日", "true"),
    (f"来源：{NAME} 发布时间：2025-01-24", "true"),
]


@pytest.mark.parametrize(("lines", "value"), SIGNED)
def test_a_signature_of_the_authority_itself_becomes_a_field_of_the_head(lines, value):
    result = examined(lines)
    (finding,) = result.findings
    assert (finding.code, finding.level.value) == ("N76", "warning")
    assert finding.detail.endswith(f"在表头写一行：落款: {value}")
    assert finding.span.line == result.document.source.text.split("\n").index(f"  {LAST}") + 2
    text = mended(result).text
    assert f"\n落款: {value}\n" in text
    assert "　　" not in text.split(LAST)[1]
    blocks = build(examine(read(text.encode(), "office.yaml", EXAMPLES)).filing).blocks
    assert isinstance(blocks[-1], Signature)
    assert blocks[-1].authority == NAME


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("示例市财政局\n2025年1月24日", '{机关: "示例市财政局"}'),
        (f"{NAME}\n2024年1月24日", "{日期: 2024-01-24}"),
        (f"{NAME}\n2025年2月24日", "{日期: 2025-02-24}"),
        (f"{NAME}\n2025年1月", "true"),
        ("2025年1月24日", "true"),
        (NAME, "true"),
        ("示例市政务公开领导小组（章）", '{机关: "示例市政务公开领导小组"}'),
        ("示例市财政局\n示例市税务局\n2025年1月24日", '{机关: "示例市财政局 示例市税务局"}'),
        (f"示例市税务局\n{NAME}\n2025年1月24日", f'{{机关: "示例市税务局 {NAME}"}}'),
    ],
)
def test_a_signature_that_may_mean_another_is_told_and_left(lines, value):
    (finding,) = examined(lines).findings
    assert finding.code == "N76"
    assert finding.detail.endswith(f"落款: {value}")
    assert finding.fix is None


@pytest.mark.parametrize(
    "lines",
    [
        "收费办法施行于2021年1月1日",
        "- 2025年1月24日",
        "本报告由办公室负责解释",
        "2025年1月24日前办结申请3件。",
        "联系电话：0000-00000000",
        "请向示例市财政局询问，2025年1月24日",
    ],
)
def test_a_sentence_is_no_signature(lines):
    assert "N76" not in [finding.code for finding in examined(lines).findings]


def test_a_signature_that_is_in_the_head_too_would_be_printed_twice():
    (finding,) = examined(f"{NAME}\n2025年1月24日", head="\n落款: true").findings
    assert "会印两次" in finding.detail
    text = mended(examined(f"{NAME}\n2025年1月24日", head="\n落款: true")).text
    assert text == TEXT.replace(DAY, f"{DAY}\n落款: true", 1)


def test_a_narrative_that_is_nothing_else_is_left_as_it_is():
    text = TEXT.replace(DAY, DAY + "\n", 1)
    cut = text.index("其他事项: |\n")
    result = examine(
        read((text[:cut] + f"其他事项: |\n  {NAME}\n  2025年1月24日\n").encode(), "a.yaml", EXAMPLES)
    )
    (finding,) = [finding for finding in result.findings if finding.code == "N76"]
    assert finding.fix is None


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("附件：1.主动公开目录\n2.申请流程图", ["主动公开目录", "申请流程图"]),
        ("附件:主动公开目录。", ["主动公开目录"]),
        ("附件1：主动公开目录；\n附件2：申请流程图；", ["主动公开目录", "申请流程图"]),
        ("附件：\n1、主动公开目录\n2、申请流程图", ["主动公开目录", "申请流程图"]),
    ],
)
def test_names_of_attachments_become_a_field_of_the_head(lines, names):
    result = examined(lines)
    # That a colon is narrow is told too (N84).
    (finding,) = [each for each in result.findings if each.code != "N84"]
    assert finding.code == "N77"
    blocks = build(mended(result).examined.filing).blocks
    assert blocks[-1] == Attachments(tuple(names))


def test_attachments_and_a_signature_below_them_both_go():
    result = examined(f"附件：主动公开目录\n{NAME}\n2025年1月24日")
    assert [finding.code for finding in result.findings] == ["N77", "N76"]
    blocks = build(mended(result).examined.filing).blocks
    assert blocks[-2:] == (Attachments(("主动公开目录",)), Signature(NAME, "2025年1月24日"))


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("示例办函〔2025〕3号", "文号", "示例办函〔2025〕3号"),
        ("文号：示例办函〔2025〕3号", "文号", "示例办函〔2025〕3号"),
        ("索引号：000000000/2025-00003", "索引号", "000000000/2025-00003"),
    ],
)
def test_a_number_typed_at_the_beginning_becomes_a_field_of_the_head(line, field, value):
    result = examined(begin=line)
    (finding,) = result.findings
    assert finding.code == "N78"
    assert mended(result).text == TEXT.replace(DAY, f'{DAY}\n{field}: "{value}"', 1)


def test_the_title_typed_at_the_beginning_goes_and_another_title_stays():
    assert mended(examined(begin=f"{NAME}2024年政府信息公开工作年度报告")).text == TEXT
    (finding,) = examined(begin=f"2024年{NAME}政府信息公开工作年度报告").findings
    assert (finding.code, finding.fix) == ("N78", None)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("2025年1月24日", "{位置: 文首}"),
        ("（2025年1月24日）", "{位置: 文首}"),
        ("发布日期：2025-01-24", "{位置: 文首}"),
        (f"{NAME}\n2025年1月24日", "{位置: 文首}"),
        ("示例市\n人民政府办公室\n二〇二五年一月二十四日", "{位置: 文首}"),
        (f"{NAME}　2025年1月22日", "{日期: 2025-01-22, 位置: 文首}"),
        (f"2025年1月22日\n{NAME}", "{日期: 2025-01-22, 位置: 文首}"),
    ],
)
def test_a_day_below_the_title_becomes_a_signature_at_the_head(lines, value):
    result = examined(begin=lines)
    (finding,) = result.findings
    assert (finding.code, finding.span.line) == ("N79", TEXT.split("\n").index("引言: |") + 2)
    assert finding.detail.endswith(f"在表头写一行：落款: {value}")
    assert mended(result).text == TEXT.replace(DAY, f"{DAY}\n落款: {value}", 1)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("2025年1月22日", "{日期: 2025-01-22, 位置: 文首}"),
        ("2025年1月", "{位置: 文首}"),
        ("示例市财政局 2025年1月24日", '{机关: "示例市财政局", 位置: 文首}'),
    ],
)
def test_a_day_below_the_title_that_may_mean_another_is_told_and_left(lines, value):
    (finding,) = examined(begin=lines).findings
    assert finding.code == "N79"
    assert finding.detail.endswith(f"落款: {value}")
    assert finding.fix is None


def test_a_day_below_a_typed_title_goes_with_it():
    result = examined(begin=f"{NAME}2024年政府信息公开工作年度报告\n2025年1月24日")
    assert [finding.code for finding in result.findings] == ["N78", "N79"]
    assert mended(result).text == TEXT.replace(DAY, f"{DAY}\n落款: {{位置: 文首}}", 1)


@pytest.mark.parametrize(
    "lines", ["2024年1月1日至2024年12月31日", "截至2024年12月31日。", "（2024年1月1日—12月31日）"]
)
def test_a_period_below_the_title_is_no_day(lines):
    assert "N79" not in [finding.code for finding in examined(begin=lines).findings]


def test_a_day_that_the_head_prints_below_the_title_would_be_printed_twice():
    result = examined(begin="2025年1月24日", head="\n落款: {位置: 文首}")
    assert "会印两次" in result.findings[0].detail
    assert mended(result).text == TEXT.replace(DAY, f"{DAY}\n落款: {{位置: 文首}}", 1)


@pytest.mark.parametrize(
    "written",
    ["[主动公开目录，申请流程图]", "主动公开目录、申请流程图、收费明细表", "[甲局主动公开目录；申请流程图]"],
)
def test_several_attachments_in_one_name_are_told(written):
    (finding,) = [
        finding for finding in examined(head=f"\n附件: {written}").findings if finding.code == "S29"
    ]
    assert "写成 [甲目录, 乙流程图] 这样" in finding.detail


@pytest.mark.parametrize(
    "written", ["[教育、卫生领域公开目录]", "[许可、处罚事项清单, 流程图]", "[主动公开目录]"]
)
def test_a_name_with_a_comma_of_its_own_is_one_attachment(written):
    assert "S29" not in [finding.code for finding in examined(head=f"\n附件: {written}").findings]
