"""Whatever characters a text is made of, DOCX, HTML and PDF print the same of it."""

from __future__ import annotations

import io
import re
from functools import cache

import docx
import lxml.html
from fontTools.ttLib import TTFont
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
from tests.conftest import EXAMPLES, ROOT
from tests.outputs import pdf_text, squeeze

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
FIRST, LAST = "甲", "乙"
FACE = ROOT / "styles/fonts/NianbaoSong-Regular.otf"
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
    paper = drawn_alike(pdf_text(files["pdf"]))
    for line in word:
        assert drawn_alike(squeeze(line)) in paper


@cache
def one_glyph() -> dict[int, int]:
    """Characters that the shipped face of texts draws with the glyph of another: alike on paper."""
    first: dict[str, int] = {}
    face = TTFont(FACE, fontNumber=0).getBestCmap()
    return {code: first.setdefault(glyph, code) for code, glyph in sorted(face.items())}


def drawn_alike(text: str) -> str:
    return text.translate(one_glyph())


def test_hardly_any_characters_share_a_glyph():
    shared = [code for code, first in one_glyph().items() if code != first]
    assert 0 < len(shared) < len(one_glyph()) / 10


def test_what_is_drawn_holds_gaps_and_invisible_characters():
    assert printed(ODD) != ODD
    assert len(shipped_characters()) > 9000
