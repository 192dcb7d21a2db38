"""Days below the title on paper: where a style wants them, and on the web page always."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from generator.report.build import Report
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.style.days import with_days
from generator.writers.style.tokens import StyleError, find
from generator.writers.write import render
from tests.outputs import docx_lines, html_lines, pdf_text

BOTH = "发布日期：2025年1月24日　成文日期：2025年1月22日"
STYLE = find("gongwen")


@pytest.fixture(scope="module")
def report(reports: dict[str, Report]) -> Report:
    return reports["2021-full"]


def wanted(report: Report, *days: str) -> tuple[str, ...]:
    return with_days(report, STYLE.model_copy(update={"days": days})).head.days


def style(folder: Path, days: str) -> str:
    """A style of one's own that is ours but for its days."""
    shutil.copytree(STYLE.folder, folder / "own")
    file = folder / "own" / "style.yaml"
    file.write_text(f"days: {days}\n{file.read_text('utf-8')}", "utf-8")
    return str(folder / "own")


def test_a_style_without_a_wish_prints_none(report):
    assert with_days(report, STYLE) is report


def test_each_day_is_printed_in_the_order_of_the_style(report):
    assert wanted(report, "published", "signed") == (BOTH,)
    assert wanted(report, "signed") == ("成文日期：2025年1月22日",)
    assert wanted(report, "published") == ("发布日期：2025年1月24日",)


def test_a_day_that_stands_there_already_is_not_said_twice(report, reports):
    same = replace(report, head=replace(report.head, signed=datetime.date(2025, 1, 24)))
    assert wanted(same, "published", "signed") == ("发布日期：2025年1月24日",)
    assert wanted(same, "signed") == ("成文日期：2025年1月24日",)
    at_head = replace(report, head=replace(report.head, byline=("示例市自然资源局", "2025年1月22日")))
    assert wanted(at_head, "signed") == ()
    assert wanted(reports["2021"], "signed") == ()  # nobody signs


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_every_output_has_them_below_the_title_and_the_page_has_them_once(report, tmp_path, engine):
    order = Order(("docx", "html", "pdf"), engine, style(tmp_path, "[published, signed]"), system_fonts=False)
    try:
        made = render(report, order)
    except CannotWrite as why:
        pytest.skip(str(why))
    line = "".join(BOTH.split())
    lines = docx_lines(made["docx"])
    assert lines.index(line) == lines.index("（按《政府信息公开条例》第五十条编制）") + 1
    assert line in "".join(pdf_text(made["pdf"]).split())
    page = lxml.html.document_fromstring(made["html"].decode())
    (paper,) = page.xpath("//p[@class='below paper']")
    assert paper.text_content() == BOTH
    assert "@media screen" in made["html"].decode().split(".paper { display: none; }")[0]
    assert line in html_lines(made["html"])


def test_without_them_the_outputs_are_as_before(report):
    html = render(report, Order(("html",), system_fonts=False))["html"].decode()
    assert "paper {" not in html
    assert "below paper" not in html
    page = lxml.html.document_fromstring(html)
    (about,) = page.xpath("//p[@class='about']")
    assert [day.get("datetime") for day in about.iter("time")] == ["2025-01-24", "2025-01-22"]


def test_any_other_word_is_refused(tmp_path):
    with pytest.raises(StyleError, match="days"):
        find(style(tmp_path, "[filed]"))
