"""A section that is one text: passages under the office's own headings stand for the parts of the form."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.batch.desk import examine
from generator.report.build import Heading, Paragraph, build
from generator.rules.text.patterns import found, texts
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
START, END = TEXT.index("总体情况:"), TEXT.index("# 表二")
OWN = """\
总体情况: |
  2024年，本办公室落实《条例》，围绕行政规范性文件集中公开开展工作。
  （一）扩大公开，加强政策解读
  全年主动公开政府信息300条。
  1.公开文件
  发布文件20件。
  （二）规范办理，依法答复。全年新收申请{{ 申请办理情况.本年新收.总计 }}件，均依法答复。
  （三）加强平台和监督
  网站专栏设置四个板块，全年培训2期，拟公开的信息逐件审查。
  （四）推进试点
  开展目录试点。

"""
ASPECTS = "政府信息管理、政府信息公开平台建设、监督保障"


def with_own(own: str = OWN) -> str:
    return TEXT[:START] + own + TEXT[END:]


def examined(text: str):
    return examine(read(text.encode(), "office.yaml", EXAMPLES))


def read_for(part: str, own: str = OWN) -> list[str]:
    filing = examined(with_own(own)).filing
    return [text.scalar.text.strip().partition("\n")[0] for text in texts(filing, [f"总体情况.{part}"])]


def test_one_text_is_accepted_and_printed_as_written():
    result = examined(with_own())
    assert result.findings == ()
    blocks = build(result.filing).blocks
    headings = [(block.text, block.level) for block in blocks if isinstance(block, Heading)]
    start = headings.index(("一、总体情况", 1))
    assert headings[start : start + 6] == [
        ("一、总体情况", 1),
        ("（一）扩大公开，加强政策解读", 2),
        ("1.公开文件", 3),
        ("（三）加强平台和监督", 2),
        ("（四）推进试点", 2),
        ("二、主动公开政府信息情况", 1),
    ]
    paragraphs = ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]
    assert "（二）规范办理，依法答复。全年新收申请134件，均依法答复。" in paragraphs


@pytest.mark.parametrize(
    ("part", "first"),
    [
        ("概述", ["2024年，本办公室落实《条例》，围绕行政规范性文件集中公开开展工作。"]),
        ("主动公开", ["（一）扩大公开，加强政策解读"]),
        (
            "依申请公开",
            ["（二）规范办理，依法答复。全年新收申请{{ 申请办理情况.本年新收.总计 }}件，均依法答复。"],
        ),
        ("平台建设", ["（三）加强平台和监督"]),
        ("监督保障", ["（三）加强平台和监督"]),
        ("政府信息管理", ["2024年，本办公室落实《条例》，围绕行政规范性文件集中公开开展工作。"]),
    ],
)
def test_a_rule_on_a_part_reads_the_passage_under_its_heading_or_all_of_it(part, first):
    assert read_for(part) == first


def test_without_a_heading_every_part_is_the_whole_text():
    assert read_for("监督保障", "总体情况: 全年公开信息300条。\n") == ["全年公开信息300条。"]
    whole = examined(with_own("总体情况: 全年公开信息300条。\n")).filing
    assert [text.path for text in texts(whole, ["总体情况", "总体情况.监督保障"])] == ["总体情况"]


def test_what_is_found_in_a_passage_is_told_at_its_line():
    own = OWN.replace("全年培训2期", "全年培训2期，工作考核成绩良好")
    text = with_own(own).replace("机关类型: 政府办公室", "机关类型: 人民政府")
    found = [finding for finding in examined(text).findings if finding.code == "N41"]
    assert [finding.detail for finding in found] == ["总体情况 / 监督保障：没有写到社会评议、责任追究结果"]
    # What stands in another passage counts for another part.
    other = text.replace("开展目录试点。", "开展目录试点，社会评议良好，没有责任追究。")
    assert "N41" in [finding.code for finding in examined(other).findings]
    here = text.replace("全年培训2期", "全年培训2期，社会评议良好，没有责任追究")
    assert "N41" not in [finding.code for finding in examined(here).findings]


def test_what_a_rule_finds_in_a_passage_is_located_in_the_file():
    text = with_own()
    (place,) = found(examined(text).filing, ["总体情况.依申请公开"], ["134件，均依法"])
    line = text.splitlines()[place.span.line - 1]
    assert (
        line[place.span.column - 1 : place.span.end_column - 1]
        == "{{ 申请办理情况.本年新收.总计 }}件，均依法"
    )
    assert list(found(examined(text).filing, ["总体情况.依申请公开"], ["四个板块"])) == []


def test_aspects_that_are_not_spoken_of_are_one_warning():
    own = "总体情况: |\n  全年公开信息300条，收到申请134件。\n"
    (finding,) = examined(with_own(own)).findings
    assert (finding.code, finding.detail) == ("N87", f"没有写到{ASPECTS}")


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        ("总体情况:\n", ["S03"]),
        ("总体情况: |\n\n", ["S03"]),
        ("总体情况: [甲, 乙]\n", ["S03"]),
        ("总体情况: “主动公开”300条，推进平台，收到申请，审查信息，开展培训。\n", []),
    ],
)
def test_other_values_are_told_or_read(own, codes):
    assert [finding.code for finding in examined(with_own(own)).findings] == codes


def test_the_data_that_is_published_is_read_back_the_same():
    report = build(examined(with_own()).filing)
    again = examined(report.data)
    assert again.findings == ()
    assert build(again.filing).blocks == report.blocks


def test_a_new_filing_says_that_it_may_be_and_takes_last_years_text_with_its_headings(run, tmp_path):
    assert "也可以不分项，写成一篇文字" in run("new", "2021")[1]
    last = tmp_path / "2024.yaml"
    last.write_text(with_own(), "utf-8")
    out = run("new", "2021", "--from", last)[1]
    heads = (
        "（一）扩大公开，加强政策解读",
        "（二）规范办理，依法答复",
        "（三）加强平台和监督",
        "（四）推进试点",
    )
    text = examined(out).filing.texts["总体情况"].scalar.text
    assert [head for head in heads if head in text] == list(heads)
    assert "\n  监督保障: |" not in out


def test_a_filing_that_is_converted_keeps_it_as_one_text(run, tmp_path):
    last = tmp_path / "2024.yaml"
    last.write_text(with_own(), "utf-8")
    out = run("convert", last, "--to", "2021")[1]
    assert examined(out).filing.texts["总体情况"].scalar == replace(
        examined(with_own()).filing.texts["总体情况"].scalar,
        span=examined(out).filing.texts["总体情况"].scalar.span,
    )
    assert "\n  监督保障: |" not in out


def test_an_editor_takes_both_shapes():
    schema = json.loads((EXAMPLES.parent / "templates/2021/schema.json").read_text("utf-8"))
    section = schema["properties"]["总体情况"]
    assert section["type"] == ["object", "string"]
    assert "监督保障" in section["required"]
