"""Links in every output: two that lead to one address are two, and one behind a backslash is none."""

from __future__ import annotations

import io

import docx
import lxml.html
import pytest
from docx.oxml.ns import qn

from generator.batch.desk import examine
from generator.filing.narrative.markup import Run, runs
from generator.report.build import build
from generator.report.prose import settle
from generator.source.read import read
from tests.conftest import EXAMPLES
from tests.journeys.test_agreement import output

ADDRESS = "https://www.example.gov.cn/nb/"
LINE = f"见[年报]({ADDRESS})[专栏]({ADDRESS})，写作\\[年报]({ADDRESS})。"
TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8").replace("其他事项: |\n", f"其他事项: |\n  {LINE}\n", 1)


@pytest.fixture(scope="module")
def report():
    examined = examine(read(TEXT.encode(), "office.yaml", EXAMPLES))
    assert examined.findings == ()
    return build(examined.filing)


def test_each_link_has_its_address_behind_it(report):
    (line,) = [
        "".join(run.text for run in getattr(block, "runs", ()))
        for block in report.blocks
        if "年报" in str(block) and "写作" in str(block)
    ]
    assert line == f"见年报（{ADDRESS}）专栏（{ADDRESS}），写作[年报]({ADDRESS})。"


def test_each_is_a_link_of_its_own_on_the_page_and_in_the_document(report):
    page = lxml.html.document_fromstring(output(report, "html").decode())
    found = page.get_element_by_id("main").xpath(f".//p/a[@href='{ADDRESS}']")
    assert [link.text_content() for link in found] == [f"年报（{ADDRESS}）", f"专栏（{ADDRESS}）"]
    document = docx.Document(io.BytesIO(output(report, "docx")))
    (paragraph,) = [each for each in document.paragraphs if each.text.startswith("见年报")]
    links = paragraph._p.findall(qn("w:hyperlink"))
    assert ["".join(text.text for text in link.iter(qn("w:t"))) for link in links] == [
        f"年报（{ADDRESS}）",
        f"专栏（{ADDRESS}）",
    ]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (rf"\[年报]({ADDRESS})", f"[年报]({ADDRESS})"),
        (r"\[年报](附件)", "[年报](附件)"),
        (r"\[年报]", r"\[年报]"),
        (r"D:\[甲]", r"D:\[甲]"),
    ],
)
def test_a_backslash_before_a_link_makes_it_text_and_any_other_is_text(written, printed):
    assert runs(written) == (Run(printed),)


def test_an_address_that_is_its_own_words_is_printed_once(report):
    filing = examine(read(TEXT.encode(), "office.yaml", EXAMPLES)).filing
    assert "".join(run.text for run in settle(filing, f"[{ADDRESS}]({ADDRESS})")) == ADDRESS
