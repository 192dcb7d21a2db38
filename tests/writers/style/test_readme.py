"""styles/README.md, done literally: its commands run, its changes made, each seen in all three outputs."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import lxml.html
import pdfplumber
import pytest
from docx.shared import Pt, RGBColor

from generator.writers.style.tokens import MM_PER_POINT
from tests.conftest import ROOT

COPY = "我的样式"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every block of the README has been carried out, from the first to the last."""
    room = tmp_path_factory.mktemp("styles")
    shutil.copytree(ROOT / "styles", room / "styles", ignore=shutil.ignore_patterns("fonts"))
    for name in ("scripts", "examples"):
        shutil.copytree(ROOT / name, room / name, ignore=shutil.ignore_patterns("__pycache__"))
    blocks = BLOCK.findall((ROOT / "styles/README.md").read_text("utf-8"))
    assert [kind for kind, _ in blocks] == ["sh", "diff", "diff", "diff", "diff", "diff", "sh", "sh"]
    for kind, text in blocks:
        if kind == "sh":
            _run(text, room)
        else:
            _change(text, room / COPY)
    return room


def _run(text: str, room: Path) -> None:
    programs = {"python": [sys.executable], "nianbao": [sys.executable, "-m", "generator"]}
    for line in text.splitlines():
        first, *rest = shlex.split(line)
        if first == "nianbao":
            _in_word(room / COPY / "reference.docx")
            rest.append("--bundled-fonts")
        command = [*programs.get(first, [first]), *rest]
        result = subprocess.run(
            command,
            cwd=room,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr


def _in_word(reference: Path) -> None:
    """What step 7 says to do in Word."""
    document = docx.Document(str(reference))
    document.styles["Heading 1"].paragraph_format.space_before = Pt(6)
    document.save(str(reference))


def _change(text: str, folder: Path) -> None:
    name, *changes = text.splitlines()
    file = folder / name.removeprefix("--- ")
    content = file.read_text("utf-8")
    old = [line[1:] for line in changes if line.startswith("-")]
    new = [line[1:] for line in changes if line.startswith("+")]
    assert len(old) == len(new) > 0
    for before, after in zip(old, new, strict=True):
        assert content.count(f"{before}\n") == 1, before
        content = content.replace(f"{before}\n", f"{after}\n")
    file.write_text(content, "utf-8")


# ---------------------------------------------------------------- DOCX


@pytest.fixture(scope="module")
def document(done: Path) -> docx.document.Document:
    return docx.Document(str(done / "out/2021.docx"))


def test_the_document_has_the_margins_fonts_colours_and_the_heading_of_the_readme(document) -> None:
    section = document.sections[0]
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (32, 22)
    normal, heading, title = (document.styles[name] for name in ("Normal", "Heading 1", "Title"))
    assert 'w:eastAsia="宋体"' in normal.element.xml
    assert 'w:eastAsia="楷体_GB2312"' in heading.element.xml
    assert heading.font.size == Pt(18)
    assert heading.font.color.rgb == RGBColor(0x1F, 0x3D, 0x7A)
    assert title.font.color.rgb == RGBColor(0x9B, 0x1C, 0x1C)


def test_the_tables_of_the_document_have_the_rules_and_the_shade_of_the_readme(document) -> None:
    borders = document.styles["Report Table"].element.xml
    assert borders.count('w:color="5B6470"') == 6
    fills = [
        element.get(docx.oxml.ns.qn("w:fill"))
        for element in document.element.body.iter(docx.oxml.ns.qn("w:shd"))
    ]
    assert len(fills) > 40
    assert set(fills) == {"EEF2F8"}


def test_what_was_changed_in_word_is_in_the_document(document) -> None:
    assert document.styles["Heading 1"].paragraph_format.space_before == Pt(6)


# ---------------------------------------------------------------- web page


def test_the_page_has_the_margins_fonts_colours_and_the_heading_of_the_readme(done: Path) -> None:
    css = lxml.html.parse(str(done / "out/2021.html"), lxml.html.HTMLParser(encoding="utf-8")).findtext(
        ".//style"
    )
    assert "margin: 37.0mm 22.0mm 35.0mm 32.0mm;" in css
    assert re.search(r"^body \{[^}]*var\(--宋体\)", css, re.MULTILINE)
    assert re.search(r"^h2 \{ font-family: var\(--楷体\)", css, re.MULTILINE)
    assert "h2 { font-size: 18.0pt; }" in css
    assert "--title: #9b1c1c; --heading: #1f3d7a;" in css
    assert "border-bottom: 1px solid var(--heading)" in css
    assert "border-color: #5b6470" in css
    assert "background: #eef2f8" in css


# ---------------------------------------------------------------- PDF


@pytest.fixture(scope="module")
def pages(done: Path) -> Iterator[list]:
    with pdfplumber.open(io.BytesIO((done / "out/2021.pdf").read_bytes())) as pdf:
        yield pdf.pages


def _colour(char: dict) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in char["non_stroking_color"])


def test_the_pdf_has_the_margins_of_the_readme(pages) -> None:
    left = min(char["x0"] for page in pages for char in page.chars if abs(char["size"] - 16) < 0.1)
    assert left * MM_PER_POINT == pytest.approx(32, abs=0.7)


def test_the_pdf_has_the_heading_of_the_readme_in_its_font_size_and_colour(pages) -> None:
    headings = [char for page in pages for char in page.chars if abs(char["size"] - 18) < 0.1]
    assert "".join(char["text"] for char in headings).startswith("一、总体情况二、")
    assert {char["fontname"].split("+")[1].split("-")[0] for char in headings} == {"NianbaoKai"}
    assert {_colour(char) for char in headings} == {"#1f3d7a"}


def test_the_pdf_has_the_title_and_the_shade_of_the_readme_in_their_colours(pages) -> None:
    title = [char for char in pages[0].chars if abs(char["size"] - 22) < 0.1]
    assert len(title) > 20
    assert {_colour(char) for char in title} == {"#9b1c1c"}
    fills = [rect for page in pages for rect in page.rects if rect["fill"] and _colour(rect) == "#eef2f8"]
    assert len(fills) > 40


def test_the_originals_are_as_they_were(done: Path) -> None:
    for name in ("style.yaml", "report.css", "reference.docx"):
        assert (done / "styles/gongwen" / name).read_bytes() == (ROOT / "styles/gongwen" / name).read_bytes()
