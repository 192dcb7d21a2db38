"""What no font can print stops the PDF and the picture sheet, never the others, and never a draft."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document

from generator.batch.desk import examine
from generator.report.build import build
from generator.report.rewritten import GETA
from generator.source.read import read
from generator.writers.order import Order
from generator.writers.style.fonts import choose
from generator.writers.style.tokens import find
from generator.writers.write import render
from tests.conftest import EXAMPLES, names_in
from tests.outputs import pdf_text

RARE = "\U00020089"  # in no shipped face
FREE = EXAMPLES / "2008.yaml"


def filed(tmp_path, text: str):
    path = tmp_path / "office.yaml"
    # Its picture lies beside the example only.
    path.write_text(re.sub(r"(?m)^ *!\[.*\n", "", text), "utf-8")
    return path


def with_rare_row() -> str:
    text = FREE.read_text("utf-8")
    assert "指标: 行政訴訟," in text
    return text.replace("指标: 行政訴訟,", f"指标: 行政訴訟{RARE},", 1)


def test_docx_and_html_are_written_where_the_pdf_cannot_be_and_that_is_said(tmp_path, run, example_text):
    path = filed(tmp_path, example_text.replace("其他事项: |\n", f"其他事项: |\n  在{RARE}里。\n", 1))
    code, out, _ = run(
        "build", path, "-o", tmp_path / "out", "--bundled-fonts", "--to", "docx,html,pdf,poster"
    )
    assert code == 1
    assert "没有生成 PDF" in out
    made = sorted(Path(name).suffix for name in names_in(tmp_path / "out"))
    assert made == [".docx", ".html", ".pdf", ".png", ".svg"]
    assert not (tmp_path / "out" / "office.pdf").exists()
    assert RARE in (tmp_path / "out" / "office.html").read_text("utf-8")
    assert any(RARE in paragraph.text for paragraph in Document(tmp_path / "out" / "office.docx").paragraphs)


def test_a_title_that_cannot_be_printed_stops_the_picture_sheet_too(tmp_path, run, example_text):
    path = filed(tmp_path, example_text.replace("机关: 示例市", f"机关: 示例{RARE}市", 1))
    code, out, _ = run("build", path, "-o", tmp_path, "--bundled-fonts", "--to", "pdf,poster")
    assert code == 1
    assert "没有生成 PDF、图解" in out
    assert [file.name for file in tmp_path.iterdir()] == ["office.yaml"]


def test_nothing_is_refused_where_only_docx_and_html_are_asked_for(tmp_path, run, example_text):
    path = filed(tmp_path, example_text.replace("机关: 示例市", f"机关: 示例{RARE}市", 1))
    code, out, _ = run("build", path, "-o", tmp_path, "--to", "docx,html")
    assert code == 0
    assert "N21" not in out


def test_a_draft_is_made_though_a_row_of_a_free_table_cannot_be_printed(tmp_path, run):
    path = filed(tmp_path, with_rare_row())
    code, out, err = run("build", path, "-o", tmp_path, "--bundled-fonts", "--draft", "--to", "docx,html,pdf")
    assert (code, err) == (0, "")
    assert "N21" in out
    assert {Path(name).suffix for name in names_in(tmp_path)} == {".yaml", ".docx", ".html", ".pdf"}


def test_in_a_draft_the_missing_character_leaves_its_mark_in_every_kind_of_text_of_the_pdf():
    text = with_rare_row().replace("一）規範網站欄目", f"一）規範{RARE}網站欄目", 1)
    text = text.replace("机关: 示例市", f"机关: 示例{RARE}市", 1).replace(
        "  - 通過網站", f"  - {RARE}通過網站", 1
    )
    text = text.replace("1.設立意見信箱", f"1.設立{RARE}意見信箱", 1)
    examined = examine(read(text.encode(), "office.yaml", EXAMPLES))
    report = build(examined.filing, draft=True)
    printed = pdf_text(render(report, Order(("pdf",), system_fonts=False))["pdf"])
    for mark in (f"示例{GETA}市", f"規範{GETA}網站", f"{GETA}通過", f"設立{GETA}意見", f"訴訟{GETA}"):
        assert mark in printed
    assert RARE not in printed
    assert choose(find("gongwen"), system=False).spare == ()
