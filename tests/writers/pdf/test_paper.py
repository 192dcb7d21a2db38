"""No glyph of any page stands off the paper or the type area: each is measured by a reader of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from generator.batch.desk import load
from generator.report.build import Report, build
from generator.source.read import read
from generator.writers.order import Order
from generator.writers.pdf import ENGINES
from generator.writers.style.tokens import MM_PER_POINT, find, styles
from generator.writers.write import render
from tests.conftest import CORRECT, EXAMPLES
from tests.journeys.test_agreement import tables
from tests.outputs import pdf_tables

engines = pytest.mark.parametrize("engine", ENGINES)
# How far a glyph may reach over the edges of the type area, in points: half a mark that hangs, a rule's half.
OVER = 9.0

NAMES = (
    "示例市示例县行政审批服务和公共资源交易管理局（示例县政务服务管理办公室、示例县营商环境建设促进中心）",
    "示例省示例藏族羌族自治州阿坝·示例县人民政府",
    "阿" * 60,
    "Example" * 9,
    "示例" + "…" * 50,
)
TEXTS = (
    "满意" + "□" * 90,
    "联系人" + "…" * 90 + "示例科",
    "—" * 90,
    "https://www.example.gov.cn/" + "a" * 120 + "/zfxxgk",
    "邮箱" + "gongkai" * 15 + "@example.gov.cn",
    "数" + "1234567890" * 2 + "，" * 40,
    "）》”" * 30,
    "（《“" * 30,
    "（一）" + "甲" * 70,
    "1." + "很长的小标题" * 15,
    "- 列表" + "·" * 60,
    "**" + "强调" * 60 + "**",
)
NUMBERS = (("本年新收: [125,", "本年新收: [98765432125,"), ("行政许可: 0", "行政许可: 987654321098765"))


def report_of(text: str, name: str = "office.yaml") -> Report:
    filing = load(read(text.encode(), name, EXAMPLES)).filing
    assert filing is not None
    return build(filing, draft=True)


def hostile() -> Iterator[tuple[str, str]]:
    """The first example with what does not fit in its name, its texts and its numbers."""
    example = (EXAMPLES / "2021.yaml").read_text(encoding="utf-8")
    for number, name in enumerate(NAMES):
        yield f"name-{number}", example.replace("机关: 示例市人民政府办公室", f"机关: {name}", 1)
    lines = "".join(f"  {text}\n" for text in TEXTS)
    yield "texts", example.replace("其他事项: |\n", f"其他事项: |\n{lines}", 1)
    for old, new in NUMBERS:
        assert old in example
        example = example.replace(old, new, 1)
    yield "numbers", example


HOSTILE = dict(hostile())


def glyphs_off(pdf: bytes, style: str) -> list[str]:
    """Every glyph that stands off the paper, or at the sides off the type area, with its page."""
    page_style = find(style).page
    found, count = [], 0
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            turned = page.width > page.height
            left, right = (
                (page_style.bottom, page_style.top) if turned else (page_style.left, page_style.right)
            )
            low, high = left / MM_PER_POINT - OVER, page.width - right / MM_PER_POINT + OVER
            for char in page.chars:
                count += 1
                across = char["x0"] >= 0 and char["x1"] <= page.width
                on_paper = across and char["top"] >= 0 and char["bottom"] <= page.height
                mark = char["size"] > 60  # across the page of a draft
                if not (on_paper and (mark or (low <= char["x0"] and char["x1"] <= high))):
                    found.append(f"{page.page_number}: {char['text']} {char['x0']:.0f}–{char['x1']:.0f}")
    assert count > 500
    return found


def printed(report: Report, engine: str, style: str) -> bytes:
    order = Order(("pdf",), engine=engine, style=style, system_fonts=False)
    return render(report, order)["pdf"]


@engines
@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_every_glyph_of_every_example_stands_on_the_paper(path: Path, style: str, engine: str) -> None:
    report = report_of(path.read_text(encoding="utf-8"), path.name)
    assert glyphs_off(printed(report, engine, style), style) == []


@pytest.mark.slow
@engines
@pytest.mark.parametrize("name", HOSTILE)
def test_every_glyph_of_a_hostile_filing_stands_on_the_paper(name: str, engine: str) -> None:
    assert glyphs_off(printed(report_of(HOSTILE[name]), engine, "gongwen"), "gongwen") == []


@engines
@pytest.mark.parametrize("word", ["<script>alert(1)</script>", "ABCDEFGHIJ0123456789" * 4, "…" * 50])
def test_a_word_wider_than_its_cell_stays_in_its_cell(word: str, engine: str) -> None:
    example = (EXAMPLES / "2008.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("单位: 件, 数量: 1366", f"单位: {word}, 数量: 1366"),
        ("指标: 信函申請", f"指标: {word}信函"),
    ):
        assert old in example
        example = example.replace(old, new, 1)
    report = report_of(example)
    assert pdf_tables(printed(report, engine, "gongwen")) == tables(report)
