"""Whatever characters a text is made of, DOCX, HTML and PDF print the same of it."""

from __future__ import annotations

import io
import re

import docx
import lxml.html
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.common.characters import printed
from generator.common.shipped_characters import shipped_characters
from generator.report.build import build
from generator.source.read import read
from generator.writers.order import Order
from generator.writers.printable import missing
from generator.writers.style.fonts import choose
from generator.writers.style.tokens import find
from generator.writers.write import render
from tests.conftest import EXAMPLES
from tests.outputs import pdf_text, squeeze

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
BAR, DASH = "\u2015", "\u2014"
FIRST, LAST = "甲", "乙"
# What is invisible, wide, narrow, a look-alike, or a mark of some program.
ODD = (
    "\t  \u00a0\u2003\u3000\u200b\u200d\u2060\u00ad\u200e\ufe0f\u2f2f\u2ea0\uf9dce\u0301\uf0b7"
    "*_`~<>&\"'\\[]()!|#$@%^=+-–—…·“”‘’①℃½²"
)
# What no font has is told, and refused for paper; a placeholder is no text.
SHIPPED = sorted(sign for sign in shipped_characters() if not sign.isspace() and sign not in "{}")
CHARACTERS = st.sampled_from(ODD) | st.sampled_from(SHIPPED)
LINES = st.lists(st.text(CHARACTERS, max_size=12), min_size=20, max_size=40)


def lines_of(texts: list[str]) -> list[str]:
    return [text for text in texts if text.startswith(FIRST) and text.endswith(LAST)]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(LINES)
def test_docx_html_and_pdf_print_the_same_of_odd_text(drawn):
    inner = "".join(f"  {FIRST}{line}{LAST}\n" for line in drawn)
    text = TEXT.replace("其他事项: |\n", f"其他事项: |\n{inner}", 1)
    filing = examine(read(text.encode(), "office.yaml", EXAMPLES)).filing
    assert filing is not None
    report = build(filing)
    assume(not missing(report, "pdf", choose(find("gongwen"), system=False)))
    files = render(report, Order(("docx", "html", "pdf"), system_fonts=False))
    word = lines_of([paragraph.text for paragraph in docx.Document(io.BytesIO(files["docx"])).paragraphs])
    page = lxml.html.document_fromstring(files["html"].decode())
    # A browser closes up blanks, tabs and line breaks (CSS Text 3, 4.1.1), and nothing else.
    web = lines_of(
        [re.sub("[ \t\n]+", " ", paragraph.text_content()).strip(" ") for paragraph in page.iter("p")]
    )
    assert len(word) == len(drawn)
    assert web == word
    # The shipped faces draw a horizontal bar with the glyph of the dash, and paper has no more than that.
    paper = pdf_text(files["pdf"]).replace(BAR, DASH)
    for line in word:
        assert squeeze(line).replace(BAR, DASH) in paper


def test_what_is_drawn_holds_gaps_and_invisible_characters():
    assert printed(ODD) != ODD
    assert len(shipped_characters()) > 9000
