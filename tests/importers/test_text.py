"""Headings, head and end of a report, as offices write them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from generator.importers.sources import Source, read_source
from tests.importers.printed import PERIOD, TITLE, figures, imported, numbers, page, read_page, report, tables
from tests.importers.test_round_trip import output

SECTIONS = {
    "四、政府信息公开行政复议、行政诉讼情况": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、存在的主要问题及改进情况": "五、政府信息公开工作存在的主要问题及改进情况",
    "二、主动公开政府信息情况": "二、政府信息主动公开情况",
}


def with_text(*lines: str, at: str = "一、总体情况") -> list:
    """The report with these lines in the place of a section's sentence."""
    parts = report()
    place = parts.index(at)
    return [*parts[: place + 1], *lines, *parts[place + 2 :]]


def read_parts(parts: list):
    return imported(read_page(page(parts)))


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_heading_worded_otherwise_is_known_and_told(heading):
    parts = [SECTIONS[heading] if part == heading else part for part in report()]
    result = read_parts(parts)
    (told,) = [finding for finding in result.findings if finding.code == "I22"]
    assert SECTIONS[heading] in told.message
    assert numbers(result) == figures()
    assert SECTIONS[heading] not in result.text


def test_text_that_goes_on_behind_its_heading_is_kept():
    parts = with_text("概述一句。")
    parts[parts.index("一、总体情况")] = "一、总体情况2024年，本机关认真执行条例。"
    assert "  2024年，本机关认真执行条例。" in read_parts(parts).text


PARTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")


@pytest.mark.parametrize(
    "shape", ["（{0}）{1}", "（{0}）{1}情况", "（{0}）{1}方面。正文{1}。", "{0}是{1}情况。正文{1}。"]
)
def test_parts_are_known_by_their_headings(shape):
    lines = [shape.format("一二三四五"[number], name) for number, name in enumerate(PARTS)]
    text = "\n".join(read_parts(with_text(*lines)).text.split("\n"))
    for key in ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"):
        assert f"\n  {key}: |" in text
    if "正文" in shape:
        assert "    正文监督保障。" in text


def test_headings_of_an_offices_own_make_one_text():
    result = read_parts(with_text("（一）抓组织领导", "全年开会两次。", "（二）抓队伍", "培训三期。"))
    assert "总体情况: |\n  （一）抓组织领导\n  全年开会两次。\n  （二）抓队伍\n  培训三期。" in result.text


@pytest.mark.parametrize(
    ("title", "authority"),
    [
        (TITLE, "示例市人民政府办公室"),
        ("2024年示例市财政局政府信息公开工作年度报告", "示例市财政局"),
        ("示例县教育局2024年度政府信息公开年报", "示例县教育局"),
        ("示例市人民政府信息公开工作年度报告（2024年度）", "示例市人民政府"),
        ("2024年示例市人民政府信息公开工作年度报告", "示例市人民政府"),
    ],
)
def test_authority_and_year_are_read_from_the_title(title, authority):
    text = read_parts([title, *report()[1:]]).text
    assert f'\n机关: "{authority}"' in text
    assert "\n年度: 2024" in text


def test_a_title_of_another_year_than_the_period_is_told():
    result = read_parts([TITLE.replace("2024", "2023"), *report()[1:]])
    assert "I25" in {finding.code for finding in result.findings}


def test_number_contact_signature_day_and_attachments_are_read():
    contact = "联系地址：示例市示例路1号；邮编：000000；电话：0000-00000000；电子邮箱：gk@example.gov.cn。"
    end = ["附件：1.主动公开目录", "2.申请流程图", "示例市人民政府办公室", "2025年1月22日"]
    text = read_parts([TITLE, "示例办函〔2025〕3号", PERIOD, contact, *report()[2:], *end]).text
    assert '\n文号: "示例办函〔2025〕3号"' in text
    assert (
        '{地址: "示例市示例路1号", 邮编: "000000", 电话: "0000-00000000", 电子邮箱: "gk@example.gov.cn"}'
        in text
    )
    assert "\n落款: true" in text
    assert "\n发布日期: 2025-01-22    # 存疑" in text
    assert '\n附件: ["主动公开目录", "申请流程图"]' in text


def test_a_list_of_contents_is_no_section():
    contents = [section for section in report() if isinstance(section, str) and section[1:2] == "、"]
    result = read_parts([TITLE, "目录", *contents, PERIOD, *report()[2:]])
    assert numbers(result) == figures()
    assert PERIOD in result.text
    assert result.text.count("没有其他需要说明的情况") == len(contents) - len(tables())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_old_documents_are_read_through_libreoffice(kind, tmp_path):
    (tmp_path / "a.docx").write_bytes(output("2021", "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    data = (tmp_path / f"a.{kind}").read_bytes()
    assert numbers(imported(read_source(Source(f"年报.{kind}", data)))) == figures()
