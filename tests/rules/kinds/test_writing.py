"""Slips of writing are told where they stand, and mended where there is one reading."""

from __future__ import annotations

from time import process_time

import pytest

from generator.batch.desk import examine
from generator.rules.mends.rounds import mend
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
PLACE = "其他事项: |\n"
CODES = ("N66", "N67", "N68", "N69", "N80", "N81", "N82", "N83", "N84")


def with_lines(*lines: str) -> str:
    assert PLACE in TEXT
    return TEXT.replace(PLACE, PLACE + "".join(f"  {line}\n" for line in lines))


def found(*lines: str):
    findings = examine(read(with_lines(*lines).encode())).findings
    return [finding for finding in findings if finding.code in CODES]


def told(*lines: str) -> list[tuple[str, str]]:
    written = with_lines(*lines).split("\n")
    return [(finding.code, words(finding.span, written)) for finding in found(*lines)]


def words(span, lines: list[str]) -> str:
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def mended(*lines: str) -> str:
    document = read(with_lines(*lines).encode())
    (result,) = mend([examine(document)], lambda documents: list(map(examine, documents)))
    return result.text


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("全年**接待咨询**300次（数据待核实）。", "N68", "（数据待核实）"),
        ("{{ 年度 }}年接待咨询XX人次。", "N68", "XX"),
        ("按照规定的的程序办理。", "N80", "的的"),
        ("依法答复，，说明理由。", "N81", "，，"),
        ("{{ 年度 }}年，答复书“逐件登记。", "N82", "“"),
        ("一是登记；二是审查；四是答复。", "N83", "四"),
        ("依法答复,说明理由。", "N84", ","),
    ],
)
def test_a_slip_is_told_where_it_stands(line, code, place):
    assert told(line) == [(code, place)]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["按照规定的的程序办理，已已答复。"], ["按照规定的程序办理，已答复。"]),
        (["及时回应关切及时回应关切，答复咨询。"], ["及时回应关切，答复咨询。"]),
        (["依法答复，，说明理由、。"], ["依法答复，说明理由。"]),
        (
            ["{{ 年度 }}年,依法答复(含电话答复);说明理由."],
            ["{{ 年度 }}年，依法答复（含电话答复）；说明理由。"],
        ),
        (["落实“最多跑一次“改革。"], ["落实“最多跑一次”改革。"]),
        (["推行”一网通办”服务。"], ["推行“一网通办”服务。"]),
        (
            ["1.登记，一次告知。", "2.审查，逐项说明。", "2.答复，按时送达。"],
            ["1.登记，一次告知。", "2.审查，逐项说明。", "3.答复，按时送达。"],
        ),
        (["①登记，①审查，②答复。"], ["①登记，②审查，③答复。"]),
        (["全年举办业务培训2期。全年举办业务培训2期。"], ["全年举办业务培训2期。"]),
        (["逐月通报答复情况，逐月通报答复情况，一并考核。"], ["逐月通报答复情况，一并考核。"]),
        (
            ["每季度检查一次专栏，发现内容过期的当天改正。"] * 2,
            ["每季度检查一次专栏，发现内容过期的当天改正。"],
        ),
    ],
)
def test_what_has_one_reading_is_mended_to_it(lines, wanted):
    assert found(*lines)
    assert mended(*lines) == with_lines(*wanted)


@pytest.mark.parametrize(
    "line",
    [
        "全年接待咨询XX人次（数据待核实）。",
        "公开公开属性由科室确定，工作工作安排合理。",
        "依法答复。，说明理由。。。",
        "依据《条例办理，“逐件登记。",
        "一是登记；二是审查；四是答复。",
        '推行"一网通办服务。',
    ],
)
def test_what_may_be_read_otherwise_is_left_to_the_office(line):
    assert mended(line) == with_lines(line)


def test_half_width_marks_are_one_remark_that_says_how_many_there_are():
    (finding,) = found("依法答复,说明理由,逐件登记(含电话登记)并说明.", "另有3件,按时办结。")
    assert finding.level.value == "info"
    assert finding.detail == "半角的逗号 3 处，半角的句点 1 处，半角的括号 1 处"
    assert len(finding.related) == 4


def test_a_paragraph_is_told_with_the_place_of_its_first():
    line = "每季度检查一次专栏，发现内容过期的当天改正。"
    (finding,) = found(line, "其间没有发生舆情。", line)
    (place,) = finding.related
    assert finding.span.line - place.span.line == 2
    assert finding.fix is None


LENGTH = 200_000


@pytest.mark.parametrize(
    "much",
    [
        "（" * LENGTH,
        "）" * LENGTH,
        "（《）" * (LENGTH // 6) + "》" * (LENGTH // 2),
        "“（" * (LENGTH // 2),
        "依法答复说明理由。" * (LENGTH // 9),
        "\n  ".join(["依法公开政府信息，按时答复全部申请并说明理由。"] * (LENGTH // 26)),
        "一是登记；" * (LENGTH // 5),
        "公" * LENGTH,
        "公开" * (LENGTH // 2),
        "，" * LENGTH,
        "答复," * (LENGTH // 3),
        "(答" * (LENGTH // 2),
        "[?" * (LENGTH // 2),
    ],
    ids=lambda much: much[:6],
)
def test_long_texts_are_read_in_time_that_goes_with_their_length(much):
    began = process_time()
    findings = examine(read(with_lines(much).encode())).findings
    spent = process_time() - began
    assert not {finding.detail for finding in findings if finding.code == "F24"}
    assert spent < 30, spent
