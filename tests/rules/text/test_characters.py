"""Odd characters are told in every text of a filing, with their code point and place, and mended."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.findings.finding import Level
from generator.rules.mends.rounds import mend
from generator.source.read import read
from tests.conftest import EXAMPLES

FREE = (EXAMPLES / "2008.yaml").read_text("utf-8")
RARE = "\U00020089"  # in no shipped face
# A piece of each kind of text, with the place for a character.
PLACES = {
    "机关": ("机关: 示例|市", "机关"),
    "站名": ("名称: 示例|市人民政府", "网站.名称"),
    "正文": ("本報告|依據", "引言"),
    "小标题": ("（一）規範|網站欄目", "概述"),
    "列表": ("- 公開|行政規範性文件", "主动公开"),
    "自拟表的行": ("指标: 行政訴|訟,", "指标统计表.指标"),
    "自拟表的单位": ("指标: 行政複議, 单位: 件|", "指标统计表.单位"),
}


def with_character(piece: str, character: str) -> str:
    old = piece.replace("|", "")
    assert old in FREE
    return FREE.replace(old, piece.replace("|", character), 1)


def examined(text: str):
    return examine(read(text.encode(), "office.yaml", EXAMPLES))


def findings_of(text: str, code: str):
    return [finding for finding in examined(text).findings if finding.code == code]


@pytest.mark.slow
@pytest.mark.parametrize(("piece", "path"), PLACES.values(), ids=PLACES)
def test_an_invisible_character_is_told_in_every_kind_of_text_and_taken_out(piece, path):
    text = with_character(piece, "\u200b")
    (finding,) = findings_of(text, "N22")
    assert finding.level is Level.WARNING
    assert f"“{path}”里有看不见的零宽空格（U+200B）" in finding.message
    line = text.splitlines()[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == "\u200b"
    (mended,) = mend([examined(text)], lambda documents: list(map(examine, documents)))
    assert mended.text == FREE


@pytest.mark.parametrize(("piece", "path"), PLACES.values(), ids=PLACES)
def test_what_no_shipped_font_has_is_a_warning_in_every_kind_of_text(piece, path):
    (finding,) = findings_of(with_character(piece, RARE), "N24")
    assert finding.level is Level.WARNING
    assert f"“{path}”里的“{RARE}”（U+20089）" in finding.message
    assert finding.fix is None


@pytest.mark.slow
@pytest.mark.parametrize(("piece", "path"), PLACES.values(), ids=PLACES)
def test_a_character_that_is_lost_is_an_error_in_every_kind_of_text(piece, path):
    text = with_character(piece, "\ufffd")
    (finding,) = findings_of(text, "N23")
    assert finding.level is Level.ERROR
    assert path in finding.message
    assert findings_of(text, "N24") == []


def test_many_of_one_character_in_one_text_are_one_finding_and_one_mend():
    head, body = FREE.split("引言:", 1)
    text = f"{head}引言:{body.replace('，', '，' + chr(0xA0))}"
    findings = findings_of(text, "N22")
    assert len(findings) > 5
    assert len({finding.message for finding in findings}) == len(findings)
    (mended,) = mend([examined(text)], lambda documents: list(map(examine, documents)))
    texts = mended.text.split("\n#")[0] + mended.text.split("引言:")[1].split("\n#")[0]
    assert "\u00a0" not in texts
    assert "， 附指標統計表" in mended.text


def test_what_stands_as_an_escape_is_told_and_left_for_the_office():
    text = FREE.replace("机关: 示例市人民政府", '机关: "示例市\\u200b人民政府"')
    (finding,) = findings_of(text, "N22")
    assert finding.fix is None


def test_the_characters_of_figures_are_left_to_the_readers_of_figures():
    assert findings_of(FREE.replace("数量: 253557", "数量: 253\u200b557"), "N22") == []


def test_what_is_never_printed_needs_no_font():
    assert (
        findings_of(FREE + f"豁免:\n  - {{规则: L21, 核对码: bcdfghjk, 理由: {RARE}局已核实}}\n", "N24") == []
    )


def test_twins_are_known_though_a_name_holds_what_cannot_be_seen(run, tmp_path):
    (tmp_path / "a.yaml").write_text(FREE, "utf-8")
    (tmp_path / "b.yaml").write_text(with_character("机关: 示例|市", "\u00ad"), "utf-8")
    _, out, _ = run("check", tmp_path)
    assert out.count("S12") >= 2


def test_what_no_font_has_is_shown_at_the_character_itself_and_once_for_all_texts():
    text = with_character("本報告|依據", RARE).replace(
        "名称: 示例市人民政府", f"名称: 示例市{RARE}人民政府", 1
    )
    (finding,) = findings_of(text, "N24")
    lines = text.split("\n")
    assert lines[finding.span.line - 1][finding.span.column - 1 : finding.span.end_column - 1] == RARE


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\ue000"])
def test_what_is_told_as_odd_is_not_told_again_as_lacking_in_the_fonts(character):
    text = with_character("本報告|依據", character)
    assert len(findings_of(text, "N22") + findings_of(text, "N23")) == 1
    assert findings_of(text, "N24") == []


def test_the_mend_says_what_is_taken_out_or_what_it_becomes_and_every_other_place_is_shown():
    text = with_character("本報告|依據", "\u200b").replace("開展", "開\u200b展")
    (finding, *_) = findings_of(text, "N22")
    assert finding.fix is not None
    assert finding.fix.title == "删去看不见的 U+200B"
    (space,) = findings_of(with_character("本報告|依據", "\u00a0"), "N22")
    assert space.fix is not None
    assert space.fix.title == "U+00A0 改为“ ”"


def test_a_second_place_of_an_odd_character_in_one_text_is_shown_beside_the_first():
    text = with_character("本報告|依據", "\u200b")
    place = text.index("本報告\u200b依據") + 4
    twice = text[: place + 2] + "\u200b" + text[place + 2 :]
    (finding,) = findings_of(twice, "N22")
    (other,) = finding.related
    assert (other.span.line, other.span.column) == (finding.span.line, finding.span.column + 3)


@pytest.mark.parametrize(("times", "count"), [(1, ""), (2, "，共 2 处"), (3, "，共 3 处")])
def test_it_is_said_how_often_an_invisible_character_stands_in_a_text(changed, times, count):
    words = "甲" + "\u200b乙" * times
    examined = changed(("其他事项: |\n", f"其他事项: |\n  {words}。\n"))
    (finding,) = [finding for finding in examined.findings if finding.code == "N22"]
    assert finding.message == f"“其他事项”里有看不见的零宽空格（U+200B{count}）"
