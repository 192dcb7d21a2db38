"""Waivers accept warnings, for a reason and for the values they were given for, and for nothing else."""

from __future__ import annotations

import re

import pytest

from generator.findings.finding import fingerprint
from generator.rules.examine import Examined
from tests.mended import look, mended

LATE = ("发布日期: 2025-01-24", "发布日期: 2025-02-10")


def sealed(changed, *pairs: tuple[str, str]) -> str:
    """The fingerprint of the one warning that these changes give."""
    (finding,) = changed(*pairs).findings
    return fingerprint(finding)


def waiver(*entries: str) -> tuple[str, str]:
    lines = "\n".join(f"  - {entry}" for entry in entries)
    return ("其他事项: |\n", f"豁免:\n{lines}\n其他事项: |\n")


def codes_and_reasons(examined: Examined) -> list[tuple[str, str]]:
    return [(finding.code, finding.accepted) for finding in examined.findings]


def test_a_warning_is_accepted_for_its_reason(changed):
    seal = sealed(changed, LATE)
    examined = changed(LATE, waiver(f"{{规则: D13, 理由: 当地规定二月底前, 核对码: {seal}}}"))
    assert codes_and_reasons(examined) == [("D13", "当地规定二月底前")]


def test_a_waiver_lapses_when_the_value_changes(changed):
    seal = sealed(changed, LATE)
    later = (LATE[0], "发布日期: 2025-02-11")
    examined = changed(later, waiver(f"{{规则: D13, 理由: 当地规定, 核对码: {seal}}}"))
    assert codes_and_reasons(examined) == [("D13", ""), ("S13", "")]
    assert "请重新核实" in examined.findings[1].message
    assert fingerprint(examined.findings[0]) in examined.findings[1].message


def test_a_waiver_outlives_new_lines_and_other_changes(changed):
    seal = sealed(changed, LATE)
    examined = changed(
        ("统计范围: 本机关", "# 一行注释\n统计范围: 本机关"),
        LATE,
        ("行政许可: 0", "行政许可: 3"),
        waiver(f"{{规则: d13, 理由: 当地规定, 核对码: {seal}}}"),
    )
    assert codes_and_reasons(examined) == [("D13", "当地规定")]


def test_each_of_several_findings_of_one_rule_needs_a_waiver_of_its_own(changed):
    pair = ("其他事项: |\n", "其他事项: |\n  部分公开65件，予以公开44件。\n")
    first, second = changed(pair).findings
    examined = changed(pair, waiver(f"{{规则: N34, 理由: 口径, 核对码: {fingerprint(first)}}}"))
    assert sorted(codes_and_reasons(examined)) == [("N34", ""), ("N34", "口径")]
    assert fingerprint(first) != fingerprint(second)


def test_an_error_is_never_accepted(changed):
    wrong = ("结转下年度: [22, 0, 0, 0, 0, 0]", "结转下年度: [20, 0, 0, 0, 0, 0]")
    seal = sealed(changed, wrong)
    examined = changed(wrong, waiver(f"{{规则: B31, 理由: 就是不平, 核对码: {seal}}}"))
    assert sorted(codes_and_reasons(examined)) == [("B31", ""), ("S14", "")]
    assert examined.has_errors


def test_a_waiver_without_a_seal_has_no_effect_and_is_told_the_seal_to_copy(changed):
    seal = sealed(changed, LATE)
    examined = changed(LATE, waiver("{规则: D13, 理由: 当地规定}"))
    assert codes_and_reasons(examined) == [("D13", ""), ("S15", "")]
    assert seal in examined.findings[1].message
    assert examined.findings[1].fix is None, (
        "nobody but the office can say that its reason is for this finding"
    )


def test_a_waiver_is_for_one_sentence_and_not_for_another_like_it(changed):
    wrong = ("其他事项: |\n", "其他事项: |\n  全年收到政府信息公开申请100件。\n")
    seal = sealed(changed, wrong)
    entry = waiver(f"{{规则: N34, 理由: 口径, 核对码: {seal.upper()}}}")
    assert codes_and_reasons(changed(wrong, entry)) == [("N34", "口径")]
    twice = (wrong[0], wrong[1] + "  全年收到政府信息公开申请100件。\n")
    assert sorted(codes_and_reasons(changed(twice, entry))) == [("N34", ""), ("N34", "口径")]
    elsewhere = ("问题及改进: |\n", "问题及改进: |\n  全年收到政府信息公开申请100件。\n")
    assert sorted(codes_and_reasons(changed(wrong, elsewhere, entry))) == [("N34", ""), ("N34", "口径")]


def test_a_waiver_is_not_called_useless_while_its_figures_cannot_be_read(changed):
    stock = ("制发: 20, 废止: 8, 现行有效: 231", "制发: 20, 废止: 8, 现行有效: 11")
    seal = sealed(changed, stock)
    entry = waiver(f"{{规则: L21, 理由: 自然失效1件, 核对码: {seal}}}")
    assert codes_and_reasons(changed(stock, entry)) == [("L21", "自然失效1件")]
    broken = (stock[0], "制发: 20, 废止: 8件, 现行有效: 11")
    assert [code for code, _ in codes_and_reasons(changed(broken, entry))] == ["S04"]


def test_the_same_figure_written_otherwise_keeps_its_waiver(changed):
    much = ("行政事业性收费: 0", "行政事业性收费: 1000001")
    seal = sealed(changed, much)
    entry = waiver(f"{{规则: L23, 理由: 属实, 核对码: {seal}}}")
    assert codes_and_reasons(changed((much[0], "行政事业性收费: 1000001.0"), entry)) == [("L23", "属实")]


def test_a_waiver_of_a_rule_that_does_not_apply_is_told(changed):
    assert codes_and_reasons(changed(waiver("{规则: D11, 理由: 当地规定}"))) == [("S13", "")]


def test_a_waiver_with_an_unknown_rule_is_told_with_the_nearest(changed):
    (finding,) = changed(waiver("{规则: D31, 理由: 当地规定}")).findings
    assert finding.code == "S16"
    assert "是不是" in finding.message


def test_an_accepted_warning_does_not_fail_a_strict_check(run, tmp_path, example_text, changed):
    seal = sealed(changed, LATE)
    entry = waiver(f"{{规则: D13, 理由: 当地规定, 核对码: {seal}}}")
    text = example_text.replace(*LATE).replace(*entry)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "（图略）", text)
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    assert run("check", "--strict", tmp_path / "a.yaml")[0] == 0
    (tmp_path / "a.yaml").write_text(text.replace(seal, "bcdfghjk"), "utf-8")
    assert run("check", "--strict", tmp_path / "a.yaml")[0] == 1
    assert run("check", tmp_path / "a.yaml")[0] == 0


def test_a_waiver_of_a_wrong_contact_is_for_that_contact_alone(changed):
    postcode = ('邮编: "000000"', '邮编: "00"')
    seal = sealed(changed, postcode)
    entry = waiver(f"{{规则: S23, 理由: 境外地址, 核对码: {seal}}}")
    assert codes_and_reasons(changed(postcode, entry)) == [("S23", "境外地址")]
    other = (postcode[0], '邮编: "00000"')
    assert codes_and_reasons(changed(other, entry)) == [("S23", ""), ("S13", "")]


def test_a_waiver_of_words_lost_in_a_comment_is_for_those_words_alone(changed):
    lost = ("机关: 示例市人民政府办公室", "机关: 示例市人民政府办公室 #1")
    seal = sealed(changed, lost)
    entry = waiver(f"{{规则: S11, 理由: 是注释, 核对码: {seal}}}")
    assert codes_and_reasons(changed(lost, entry)) == [("S11", "是注释")]
    assert codes_and_reasons(changed((lost[0], lost[1] + "2"), entry)) == [("S11", ""), ("S13", "")]


PASTED = "{规则: D13, 核对码: SEAL, 理由: 当地规定}"


def pasted(lines: str, seal: str) -> tuple[str, str]:
    return ("其他事项: |\n", f"{lines.replace('LINE', PASTED).replace('SEAL', seal)}\n其他事项: |\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines", ["豁免: LINE", "豁免:\n  LINE", "豁免:\n  - LINE", "豁免:\n- LINE", "豁免: [LINE]"]
)
def test_the_line_of_the_message_works_wherever_it_is_pasted(changed, lines):
    seal = sealed(changed, LATE)
    assert codes_and_reasons(changed(LATE, pasted(lines, seal))) == [("D13", "当地规定")]


@pytest.mark.slow
@pytest.mark.parametrize("lines", ["豁免: - LINE", "豁免:\n  LINE\n  LINE"])
def test_what_cannot_be_read_as_pasted_is_told_how_to_write_the_dash_and_mended(changed, example_text, lines):
    seal = sealed(changed, LATE)
    old, new = pasted(lines, seal)
    codes = [code for code, _ in codes_and_reasons(changed(LATE, (old, new)))]
    assert set(codes) == {"D13", "Y22"}
    after = look(mended(example_text.replace(*LATE).replace(old, new)).text)
    assert codes_and_reasons(after) == [("D13", "当地规定")]


@pytest.mark.slow
@pytest.mark.parametrize("reason", ["…", "……", "——", "、", '"?"', "无", "无。", "同上", "待 补", "1"])
def test_dots_and_words_that_say_nothing_are_no_reason(changed, reason):
    seal = sealed(changed, LATE)
    examined = changed(LATE, waiver(f"{{规则: D13, 理由: {reason}, 核对码: {seal}}}"))
    assert sorted(codes_and_reasons(examined)) == [("D13", ""), ("S26", "")]
