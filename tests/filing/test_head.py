"""The head of a filing: every field told by its own name, nothing guessed."""

from __future__ import annotations

import pytest

from generator.findings.finding import Span
from tests.conftest import codes


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("年度: 2024", "year: 2024", "S01", "year"),
        ("年度: 2024", '年度: "2024"', "S06", "不加引号"),
        ("年度: 2024", "年度: 2024年", "S06", "四位数"),
        ("年度: 2024", "年度: 2019", "S09", "2021年起"),
        ("年度: 2024", "年度:", "S06", "四位数"),
        ("发布日期: 2025-01-24", "发布日期: 2025-1-24", "S06", "2025-01-24"),
        ("发布日期: 2025-01-24", "发布日期: 2025-02-30", "S06", "存在的日期"),
        ("发布日期: 2025-01-24", "发布日期: 2025年1月24日", "S06", "2025-01-24"),
        ("机关类型: 政府办公室", "机关类型: 办公室", "S06", "政府办公室"),
        ("行政层级: 县级", "行政层级: 区级", "S06", "县级"),
        ("机关: 示例市人民政府办公室", "机关:", "S06", "还没有填写"),
        ("机关: 示例市人民政府办公室", "机关: [甲, 乙]", "S06", "一段文字"),
        ("机关: 示例市人民政府办公室", '机关: "甲\\n乙"', "S06", "一行"),
        ("机关: 示例市人民政府办公室", "编制机关: 甲", "S01", "是不是“机关”"),
        ("机关: 示例市人民政府办公室", "", "S02", "机关"),
        ('格式: "2021"', '格式: "2020"', "S08", "2020"),
        ('格式: "2021"', "", "S02", "格式"),
        ('格式: "2021"', "格式:", "S06", "还没有填写"),
    ],
)
def test_a_wrong_field_is_told_by_name(changed, old, new, code, words):
    examined = changed((old, new))
    assert code in codes(examined)
    assert any(words in finding.message for finding in examined.findings if finding.code == code)


def test_a_link_that_is_no_web_address_is_refused(changed):
    examined = changed(("报告地址: ", "报告地址: javascript:alert(1) # "))
    assert codes(examined) == ["S06"]


def test_an_unknown_field_inside_a_group_is_told_with_the_nearest(changed):
    examined = changed(("邮编:", "邮政编码:"))
    (finding,) = examined.findings
    assert finding.code == "S01"
    assert "是不是“邮编”" in finding.message


def test_a_wrong_head_does_not_hide_what_is_wrong_in_the_tables(changed):
    examined = changed(("年度: 2024", "年度: 去年"), ("行政许可: 0", "行政许可: -1"))
    assert codes(examined) == ["S06", "L01"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('邮编: "000000"', '邮编: "00000"', "S23", "六位数字，加引号，这里是“00000”"),
        ('邮编: "000000"', "邮编: 325２00", "S23", "六位数字"),
        ("gongkai@example.gov.cn\n\n", "gongkai＠example.gov.cn\n\n", "S23", "电子邮箱"),
        ('标识码: "0000000000"', '标识码: "00000000"', "S23", "十个字符"),
        ("域名: www.example.gov.cn", "域名: czj.sample.gov.cn", "S24", "“www.example.gov.cn”"),
    ],
)
def test_what_cannot_be_right_in_the_contact_is_a_warning_at_its_place(changed, old, new, code, words):
    examined = changed((old, new))
    (finding,) = examined.findings
    assert (finding.code, finding.level.value) == (code, "warning")
    assert words in finding.message
    assert not examined.has_errors
    line = examined.document.source.text.splitlines()[finding.span.line - 1]
    assert (
        line[finding.span.column - 1 :]
        .strip('"')
        .startswith(new.partition(": ")[2].strip('"\n') or "gongkai")
    )


@pytest.mark.parametrize("address", ["https://WWW.example.gov.cn:8443/a.html", "http://[x/a.html"])
def test_a_port_or_capitals_make_no_other_host_and_no_host_tells_nothing(changed, address):
    found = changed(
        ("报告地址: https://www.example.gov.cn/zfxxgk/nb/2024.html", f"报告地址: {address}")
    ).findings
    assert found == ()


def test_a_column_of_its_own_is_of_the_same_site(changed):
    assert codes(changed(("域名: www.example.gov.cn", "域名: zwgk.example.gov.cn"))) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "mended"),
    [
        ("发布日期: 2025-01-24", "发布日期: 2025年1月24日", "2025-01-24"),
        ("发布日期: 2025-01-24", "发布日期: 2025/1/24", "2025-01-24"),
        ("发布日期: 2025-01-24", "发布日期: 2025年2月30日", None),
        ("发布日期: 2025-01-24", "发布日期: 24.1.2025", None),
        ("年度: 2024", "年度: 2024年度", "2024"),
        ("年度: 2024", "年度: ２０２４年", "2024"),
        ("年度: 2024", "年度: 去年", None),
        ("行政层级: 县级", "行政层级: 县", "县级"),
        ("行政层级: 县级", "行政层级: 区级", None),
    ],
)
def test_a_field_that_can_mean_one_thing_only_is_mended(changed, old, new, mended):
    (finding,) = changed((old, new)).findings
    assert finding.code == "S06"
    assert (finding.fix.edits[0].text if finding.fix else None) == mended


def test_a_missing_field_is_told_at_the_top_and_one_of_a_waiver_at_its_item(changed):
    (finding,) = changed(("机关: 示例市人民政府办公室", "")).findings
    assert (finding.code, finding.span) == ("S02", Span())
    waivers = "豁免:\n  - {规则: C31, 核对码: bcdfghjk, 理由: 已核对}\n  - {规则: C32, 核对码: bcdfghjk}\n"
    examined = changed(("年度: 2024", f"{waivers}年度: 2024"))
    (finding,) = [finding for finding in examined.findings if finding.code == "S02"]
    assert "C32" in examined.document.source.lines[finding.span.line - 1]
