"""Findings of every sort, made by hand, for the tests of the reporters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.batch.desk import examine
from generator.findings.exit_code import Unopened
from generator.findings.finding import Edit, Finding, Fix, Level, Place, Span, in_order
from generator.rules.examine import Examined
from generator.source.nodes import Document, Mapping, Source
from generator.source.read import LINE_BREAK, read_file
from tests.conftest import EXAMPLES

CLOSED = Unopened("填报/打不开.yaml", "没有权限")

WARNING = Finding(
    code="N01",
    level=Level.WARNING,
    message="上年结转应当等于上年的结转下年度",
    span=Span(35, 10, 35, 12),
    detail="「自然人」：「二、上年结转政府信息公开申请数量」 13，上年的「四、结转下年度继续办理」 12，相差 1",
    cells=("申请办理情况.上年结转.自然人",),
    marks=(Span(35, 10, 35, 12),),
    values=("13",),
    basis="国办公开办函〔2021〕30号",
    help="核对上年的年度报告。",
    related=(Place(Span(61, 11, 61, 13), "上年的结转下年度", "上年/办公室.yaml"),),
)
ACCEPTED = replace(WARNING, code="L01", accepted="机构改革，职能划转", related=())
INFO = Finding("N01", Level.INFO, "这一部分较上年没有变化", Span(20, 3, 22, 5), stops=False)
MENDED = Finding(
    code="S04",
    level=Level.ERROR,
    message="应当是数字",
    span=Span(28, 9, 28, 11),
    fix=Fix("把全角数字改成半角", (Edit(Span(28, 9, 28, 11), "12"),)),
)
OUTSIDE = Finding("X99", Level.WARNING, "本地的要求", Span(1, 1, 1, 2))


def every_sort() -> list[Examined]:
    """The example with mistakes, with further findings of every sort; and a correct filing."""
    bad = examine(read_file(Path("examples/2021-errors.yaml")))
    more = (WARNING, ACCEPTED, INFO, MENDED, OUTSIDE)
    findings = in_order([*bad.findings, *more], bad.document.source.name)
    assert len(findings) > 15
    return [replace(bad, findings=findings), examine(read_file(EXAMPLES / "2021-city.yaml"))]


def one_line(text: str, *findings: Finding, name: str = "填报.yaml") -> Examined:
    """A document of that text, of which just these findings are told."""
    source = Source(name, text, tuple(LINE_BREAK.split(text)))
    return Examined(Document(source, Mapping({}, {}, Span())), None, in_order(findings, name))
