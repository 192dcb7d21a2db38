"""What tells of a person is told with its place, and shown in part only."""

from __future__ import annotations

from time import process_time

import pytest

from generator.batch.desk import examine
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
PLACE = "其他事项: |\n"
IDENTITY = "330399190001010011"


def found(line: str, text: str = TEXT):
    assert PLACE in text
    whole = text.replace(PLACE, f"{PLACE}  {line}\n")
    examined = examine(read(whole.encode()))
    return [finding for finding in examined.findings if finding.code.startswith("P")], whole.split("\n")


def words(finding, lines):
    span = finding.span
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("line", "code", "private"),
    [
        (f"证件号{IDENTITY}。", "P01", IDENTITY),
        (f"{{{{ 年度 }}}}年，**证件号{IDENTITY}**。", "P01", IDENTITY),
        ("来电13800000000反映。", "P02", "13800000000"),
        ("来电１３８００００００００反映。", "P02", "１３８００００００００"),
        ("退至6222000000000000004。", "P03", "6222000000000000004"),
        ("答复已发至a.b@qq.com。", "P04", "a.b@qq.com"),
        ("申请人：王小五，要求公开档案。", "P05", "王小五"),
    ],
)
def test_it_is_told_where_it_stands(line, code, private):
    findings, lines = found(line)
    assert [(finding.code, words(finding, lines)) for finding in findings] == [(code, private)]


@pytest.mark.parametrize(
    "line", [f"证件号{IDENTITY}。", "来电13800000000反映。", "申请人：王小五，要求公开。"]
)
def test_the_finding_does_not_repeat_it(line):
    findings, _ = found(line)
    assert len(findings) == 1
    told = "".join((findings[0].message, findings[0].detail, findings[0].help))
    assert not any(private in told for private in (IDENTITY, "13800000000", "王小五"))
    assert "*" in told


def test_a_number_that_the_head_gives_as_the_offices_is_told_nowhere():
    contact = TEXT.replace('电话: "0000-00000000"', '电话: "138 0000 0000"')
    assert [finding.code for finding in found("来电13800000000反映。")[0]] == ["P02"]
    assert found("来电13800000000反映。", contact)[0] == []


def test_it_is_told_in_a_table_of_the_text_and_in_the_names_of_attachments():
    table = f"| 编号 | 证件 |\n  | --- | --- |\n  | 甲 | {IDENTITY} |"
    assert [finding.code for finding in found(table)[0]] == ["P01"]
    attached = TEXT.replace("总体情况:\n", f"附件: [登记表{IDENTITY}]\n总体情况:\n", 1)
    assert [finding.code for finding in found("如上。", attached)[0]] == ["P01"]


@pytest.mark.parametrize(
    "much",
    ["1" * 60_000, "330399" * 10_000, "张三的" * 20_000, "a@" * 30_000, "申请人" * 20_000, "62 " * 20_000],
)
def test_a_long_text_of_what_looks_like_it_is_read_in_time(much):
    began = process_time()
    found(much)
    assert process_time() - began < 10
