"""A form says where the paragraphs of a section stand: at an edge, or in the middle."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.kit.own import Run
from tests.kit.test_foreign_forms import FORMS, filing_of

SIDES = {
    "left": ("Text Left", WD_ALIGN_PARAGRAPH.LEFT),
    "right": ("Text Right", WD_ALIGN_PARAGRAPH.RIGHT),
    "center": ("Text Center", WD_ALIGN_PARAGRAPH.CENTER),
}
WORDS = "全年情况平稳"


def forms(folder: Path, side: str) -> Path:
    """A form whose narrative stands at that side."""
    target = folder / "forms" / "bn-2023"
    target.mkdir(parents=True)
    text = (FORMS / "bn-2023" / "format.yaml").read_text("utf-8")
    old = "heading: 情况说明\n"
    assert old in text
    (target / "format.yaml").write_text(text.replace(old, f"{old}    align: {side}\n"), "utf-8")
    return target.parent


def built(folder: Path, run: Run, side: str, *more: str) -> Path:
    """A filing of it, built; the path without the ending."""
    filing = filing_of("bn-2023", folder / "office.yaml")
    text = filing.read_text("utf-8")
    filing.write_text(f"{text[: text.index('说明:')]}说明: {WORDS}。\n", "utf-8")
    code, _, err = run("build", filing, "--templates", forms(folder, side), "-o", folder, *more)
    assert (code, err) == (0, "")
    return folder / "office"


def edges(path: Path) -> tuple[float, float]:
    """How far the words stand from the left and the right edge of what is printed there."""
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        line = page.search(WORDS)[0]
        return line["x0"] - 28 * 72 / 25.4, page.width - 26 * 72 / 25.4 - line["x1"]


@pytest.mark.parametrize("side", SIDES)
def test_a_word_document_and_the_web_page_say_the_side(side: str, tmp_path: Path, run: Run) -> None:
    path = built(tmp_path, run, side, "--to", "docx,html")
    document = docx.Document(io.BytesIO(path.with_suffix(".docx").read_bytes()))
    (paragraph,) = [each for each in document.paragraphs if each.text.startswith(WORDS)]
    assert paragraph.style is not None
    assert (paragraph.style.name, paragraph.style.paragraph_format.alignment) == SIDES[side]
    assert f'<p class="{side}">{WORDS}' in path.with_suffix(".html").read_text("utf-8")


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_the_pdf_has_it_in_the_middle(engine: str, tmp_path: Path, run: Run) -> None:
    path = built(tmp_path, run, "center", "--to", "pdf", "--engine", engine)
    left, right = edges(path.with_suffix(".pdf"))
    assert left > 100
    assert abs(left - right) < 20  # the full stop behind the words
