"""The judges' shape, what they are fed, what is measured; they themselves run in `make conformance`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.shared import Mm

from conformance import geometry_page, word
from conformance.checkers import checkers
from conformance.collected import collected
from conformance.geometry import measure
from conformance.outputs import ORDERS, outputs, reports, with_years
from conformance.pages import Line, Page, PrintedTable, pages
from conformance.parts import HERE, WHEELS
from conformance.run import SHOWN, Hearing, hear
from conformance.standard import Demand, faults, standard
from conformance.verdict import Fault, Output, Verdict
from generator.report.build import Heading, Report, TableBlock
from generator.writers.order import Order
from generator.writers.pdf import ENGINES
from generator.writers.style.tokens import styles
from generator.writers.write import render
from tests.conftest import CORRECT, ROOT
from tests.made import printed_by
from tests.pins import pins

# ---------------------------------------------------------------- judges


def test_every_judge_has_the_same_shape_and_every_kind_of_output_a_judge():
    judged = set()
    for checker in checkers():
        assert checker.TITLE
        assert callable(checker.check)
        assert callable(checker.faults)
        judged |= set(checker.KINDS)
    assert len(checkers()) >= 8
    assert judged == set(ORDERS) >= {"docx", "html", *ENGINES}


def test_every_correct_example_is_judged_in_every_style():
    made = {(name.example, name.style, name.kind) for name in outputs(("html",))}
    assert made == {(path.stem, style, "html") for path in CORRECT for style in styles()}
    assert set(reports()) == {path.stem for path in CORRECT}


def test_a_page_with_the_years_before_is_judged_too():
    pages_of_years = [output.data.decode() for output in with_years()]
    assert len(pages_of_years) == len(styles())
    assert all('<aside class="overview history"' in page for page in pages_of_years)


def test_pages_and_workbooks_of_a_collecting_are_judged_too():
    made = {(output.example, output.kind) for output in collected()}
    assert {("收报-index", "html"), ("收报-数据", "xlsx"), ("收报-示例甲市人民政府", "xlsx")} <= made
    assert len([kind for _, kind in made if kind == "html"]) >= 2


class Judge:
    """A judge that finds what it is told to find."""

    TITLE = "假想"
    KINDS = ("html",)

    def __init__(self, failures: tuple[str, ...], planted: tuple[str, ...] | None) -> None:
        self.failures, self.planted = failures, planted

    def check(self, given):
        for item in given:
            yield Verdict(item, "标准", 1, (*self.failures, *((item.data.decode(),) if item.data else ())))

    def faults(self, output):
        for sign in self.planted or ():
            yield Fault("错误", output.changed(sign.encode()), sign)


def heard(judge: Judge, report: Report) -> Hearing:
    (hearing,) = hear((judge,), (Output("例", "gongwen", "html", report, b""),))
    return hearing


def test_a_judge_that_overlooks_its_fault_or_says_nothing_fails_the_run(reports):
    report = reports["2021"]
    assert heard(Judge((), ("故意",)), report).failures == ()
    blind = Judge((), ("故意",))
    blind.check = lambda given: (Verdict(word, "标准", 1) for word in given)
    assert "没有发现故意放进" in heard(blind, report).failures[0]
    assert "什么也没有核对" in heard(Judge((), None), report).failures[0]
    mute = Judge((), ("故意",))
    mute.check = lambda given: iter(())
    assert any("没有结论" in failure for failure in heard(mute, report).failures)


def test_of_many_failures_the_first_are_told_and_all_are_counted(reports):
    hearing = heard(Judge(tuple("一二三四五六七八"), ("故意",)), reports["2021"])
    assert len(hearing.failures) == SHOWN + 1
    assert hearing.failures[-1].endswith("另有3处")
    assert hearing.count == 8


def test_pins_are_exact_and_name_no_registry():
    lock = (HERE / "package-lock.json").read_text("utf-8")
    packages = json.loads(lock)["packages"]
    assert len(packages) > 5
    assert all("integrity" in package for name, package in packages.items() if name)
    assert "://" not in lock
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    assert wanted
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted.values())
    assert {name.lower() for name in WHEELS} <= set(pins(HERE / "constraints.txt"))


# ---------------------------------------------------------------- measures


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_every_printed_page_is_as_the_standard_demands(path, engine, reports, weasyprint_runs):
    report = reports[path.stem]
    found = measure(pages(printed_by(engine, report)), report)
    count, failures = faults(standard().of("gongwen"), found)
    assert failures == ()
    assert count >= 20


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_the_docx_says_of_its_page_what_the_standard_demands(path, reports):
    data = render(reports[path.stem], Order(("docx",)))["docx"]
    count, failures = faults(standard().of("gongwen", file=True), word.page(data), file=True)
    assert failures == ()
    assert count >= 20


def test_a_docx_with_another_margin_is_told(reports):
    document = docx.Document(BytesIO(render(reports["2021"], Order(("docx",)))["docx"]))
    document.sections[0].left_margin = Mm(35)
    target = BytesIO()
    document.save(target)
    _, failures = faults(standard().of("gongwen", file=True), word.page(target.getvalue()), file=True)
    assert [failure.split("：")[0] for failure in failures] == ["订口", "版心宽（满行两端）", "每行字数"]


def test_what_cannot_be_measured_is_a_failure_unless_a_report_need_not_have_it():
    wanted = [Demand(of="a", what="甲", clause="1", value="是")]
    wanted += [Demand(of="b", what="乙", clause="1", value="是", optional=True)]
    assert faults(iter(wanted), {}) == (0, ("甲：量不出来",))
    assert faults(iter(wanted), {"a": "否", "b": "是"}) == (2, ("甲：应为是，量得否",))


def test_every_word_of_the_standard_is_in_the_page_of_measures():
    text = geometry_page.PAGE.read_text("utf-8")
    for demand in (*standard().demands, *standard().always):
        assert f"| {demand.clause} | {demand.what} | {demand.value} |" in text
    assert "✗" not in text
    assert all(path.stem in text for path in CORRECT), "运行 make geometry"


# ---------------------------------------------------------------- headings left alone, rows cut, tables torn


def line(text: str, baseline: float) -> Line:
    return Line(text, baseline, 28.0, 180.0, "NianbaoSong-Regular", 16.0)


def printed(*sheets: tuple[tuple[Line, ...], tuple[PrintedTable, ...]]) -> tuple[Page, ...]:
    return tuple(
        Page(210, 297, (*lines, line(f"— {number} —", 271.0)), (), tables, 28.0)
        for number, (lines, tables) in enumerate(sheets, start=1)
    )


@pytest.fixture
def short(reports) -> Report:
    """A title, a heading and a table of four rows under one head row."""
    report = reports["2021"]
    table = next(block for block in report.blocks if isinstance(block, TableBlock))
    blocks = (Heading("一、甲", 1, "s1"), replace(table, rows=4, head_rows=1, caption="甲"))
    return replace(report, title=("报告",), blocks=blocks)


BODY = tuple(line("正文", 60.0 + 10 * number) for number in range(15))
TITLE = line("报告", 41.0)


def measured(report: Report, *sheets: tuple[tuple[Line, ...], tuple[PrintedTable, ...]]) -> dict:
    found = measure(printed(*sheets), report)
    return {name: found[name] for name in ("lone_headings", "cut_rows", "whole_tables", "number_order")}


def test_a_whole_table_below_its_heading_is_right(short):
    found = measured(short, ((TITLE, *BODY, line("一、甲", 210.0)), (PrintedTable(4, 215, 240),)))
    assert found == {
        "lone_headings": "没有", "cut_rows": "没有", "whole_tables": "是", "number_order": "是",
    }  # fmt: skip


def test_a_heading_alone_at_the_foot_of_a_page_is_told(short):
    found = measured(
        short, ((TITLE, *BODY, line("一、甲", 210.0)), ()), (BODY[:3], (PrintedTable(4, 90, 120),))
    )
    assert found["lone_headings"] == "第1页“一、甲”"


def test_a_table_torn_over_pages_that_one_could_hold_is_told(short):
    lines = (TITLE, *BODY, line("一、甲", 210.0))
    found = measured(short, (lines, (PrintedTable(2, 215, 240),)), (BODY[:3], (PrintedTable(3, 90, 120),)))
    assert found["whole_tables"] == "“甲”分在2页"
    assert found["cut_rows"] == "没有"


def test_a_row_cut_by_the_end_of_a_page_is_told(short):
    lines = (TITLE, *BODY, line("一、甲", 210.0))
    found = measured(short, (lines, (PrintedTable(3, 215, 240),)), (BODY[:3], (PrintedTable(3, 90, 120),)))
    assert found["cut_rows"] == "“甲”印出5行，应为4行"


def test_a_page_number_out_of_order_is_told(short):
    sheets = printed(((TITLE, *BODY, line("一、甲", 210.0)), (PrintedTable(4, 215, 240),)))
    wrong = replace(sheets[0], lines=(*sheets[0].lines[:-1], line("— 3 —", 271.0)))
    assert measure((wrong,), short)["number_order"] == "第1页"


def test_the_run_is_called_by_ci_before_the_tests():
    calls = re.findall(r"^make (\w+)$", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert calls == ["lint", "conformance", "test"]
