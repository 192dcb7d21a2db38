"""Numbers of rows that an office named itself, in its sentences: quotes, or letters and figures alone."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.filing.narrative.expression import parse, quoted_name
from generator.filing.read import read
from generator.report.build import build
from tests.conftest import EXAMPLES

TABLES = """
附表:
- 标题: 各单位（2024年）收取 信息处理费
  列: [机构, {名称: 件数, 种类: 件数}, {名称: 金额, 种类: 金额, 单位: 元}]
  行:
  - [市教育局（本级）, 1, 380.50]
  - ["12345热线·办", 2, 20]
  - [v2.0系统, 3, 0]
  - ["“一网”办", 4, 0]
  合计: true
- 标题: 重名
  列: [机构, {名称: 件数, 种类: 件数}]
  行: [[甲局-, 5], [（甲局）, 6]]
"""
BEGIN = "附表.“各单位（2024年）收取 信息处理费”"


def office(words: str):
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    assert "其他事项: |\n" in text
    text = text.replace("其他事项: |\n", f"其他事项: |\n  核对{words}件。\n", 1)
    return examine(read(f"{text}{TABLES}".encode(), "office.yaml", EXAMPLES))


def printed(words: str) -> str:
    examined = office(words)
    assert not [finding for finding in examined.findings if finding.code.startswith("N1")], words
    texts = [
        "".join(run.text for run in getattr(block, "runs", ())) for block in build(examined.filing).blocks
    ]
    (line,) = [text for text in texts if text.startswith("核对")]
    return line


@pytest.mark.parametrize(
    ("path", "figure"),
    [
        (f"{BEGIN}.“市教育局（本级）”.件数", "1"),
        (f"{BEGIN}.「12345热线·办」.件数", "2"),
        (f'{BEGIN}."v2.0系统".件数', "3"),
        (f"{BEGIN}.'“一网”办'.件数", "4"),
        (f"{BEGIN}.合计.件数", "10"),
        (f"{BEGIN}.“市教育局（本级）”.件数 + {BEGIN}.“v2.0系统”.件数", "4"),
        ("附表.各单位2024年收取信息处理费.市教育局本级.件数", "1"),
        ("附表.“各单位(2024年)收取信息处理费”.“市教育局(本级)”.件数", "1"),
        ("附表.重名.“甲局-”.件数", "5"),
    ],
)
def test_names_with_marks_are_quoted_or_written_without_the_marks(path, figure):
    assert printed(f"{{{{ {path} }}}}") == f"核对{figure}件。"


@pytest.mark.parametrize(
    ("path", "spelt"),
    [
        ("附表.各单位（2024年）收取 信息处理费.市教育局（本级）.件数", f"{BEGIN}.“市教育局（本级）”.件数"),
        ("附表.各单位（2024年）收取 信息处理费.v2.0系统.件数", f"{BEGIN}.“v2.0系统”.件数"),
        ("附表.各单位（2024年）收取 信息处理费.12345热线·办.件数 | 汉字", f"{BEGIN}.“12345热线·办”.件数"),
    ],
)
def test_names_without_their_quotes_are_told_and_mended(path, spelt):
    (finding,) = [
        finding for finding in office(f"{{{{ {path} }}}}").findings if finding.code in ("N10", "N11")
    ]
    assert spelt in finding.message
    (edit,) = finding.fix.edits
    assert edit.text == spelt


def test_a_slip_in_a_name_is_told_with_the_way_to_write_the_nearest():
    (finding,) = [
        finding
        for finding in office("{{ 附表.各单位2024年收取信息处理费.市教育局本机.件数 }}").findings
        if finding.code == "N11"
    ]
    assert "，是不是“附表.“各单位（2024年）收取 信息处理费”.“市教育局（本级）”.件数”？" in finding.message
    assert finding.fix is None


def test_letters_that_two_rows_share_mean_neither():
    (finding,) = [
        finding for finding in office("{{ 附表.重名.甲局.件数 }}").findings if finding.code == "N11"
    ]
    assert finding.fix is None


@pytest.mark.parametrize("name", ["甲局", "甲（本级）", "2024年", "“一网”", "a.b", "甲 乙", '"甲"'])
def test_a_name_is_read_back_as_it_is_written(name):
    path = parse(f" {quoted_name(name)} ").root
    assert path.name == name
    assert path.end - path.position == len(quoted_name(name))
