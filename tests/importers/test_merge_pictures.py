"""Pictures of a web page and of a PDF are held against those of the filing, as those of a Word file are."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode

import pytest

from generator.batch.desk import examine
from generator.filing.read import read
from generator.report.build import build
from generator.writers.order import Order
from generator.writers.write import render
from tests.conftest import EXAMPLES
from tests.importers.test_merge_beside import square
from tests.importers.test_merge_sources import filing_at, original, output

NAME = "2021-full"
PICTURE = "规范性文件公开流程"
LINE = f"![{PICTURE}](图片/{PICTURE}.png) "
IMAGE = re.compile(r'(<img[^>]*src=")data:image/[^"]*("[^>]*>)')
__all__ = ["filing_at"]  # a fixture


def on_a_page(change) -> bytes:
    """The web page with its first picture changed."""
    page, count = IMAGE.subn(change, output(NAME, "html").decode(), count=1)
    assert count == 1
    return page.encode()


def exchanged(image: re.Match[str]) -> str:
    return f"{image[1]}data:image/png;base64,{b64encode(square()).decode()}{image[2]}"


def as_pdf(folder, text: str) -> bytes:
    """The PDF of a filing, with the pictures that lie in a folder."""
    filing = examine(read(text.encode(), f"{NAME}.yaml", folder)).filing
    assert filing is not None
    return render(build(filing, draft=True), Order(("pdf",), "typst", system_fonts=False))["pdf"]


def pdf_with_another_picture(tmp_path) -> bytes:
    folder = tmp_path / "别处"
    shutil.copytree(EXAMPLES / "图片", folder / "图片")
    (folder / "图片" / f"{PICTURE}.png").write_bytes(square())
    return as_pdf(folder, original(NAME)[0])


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_pictures_that_are_the_same_are_no_change(run, filing_at, kind):
    file = filing_at(NAME)
    report = file.with_name(f"年报.{kind}")
    report.write_bytes(output(NAME, kind))
    code, out, err = run("import", report, "--into", file)
    assert "图片" not in out + err
    assert code == 0


@pytest.mark.parametrize(
    ("kind", "made", "message"),
    [
        ("html", lambda _: on_a_page(exchanged), "报告里的第 1 幅图片填报里没有"),
        ("html", lambda _: on_a_page(lambda image: ""), f"报告里没有找到图片“{PICTURE}”"),
        ("pdf", pdf_with_another_picture, "报告里的第 1 幅图片填报里没有"),
        ("pdf", pdf_with_another_picture, f"报告里没有找到图片“{PICTURE}”"),
    ],
)
def test_a_picture_that_was_exchanged_or_taken_out_is_told(run, filing_at, tmp_path, kind, made, message):
    report = tmp_path / f"改过.{kind}"
    report.write_bytes(made(tmp_path))
    file = filing_at(NAME)
    code, out, err = run("import", report, "--into", file)
    assert message in out + err
    assert file.read_text("utf-8") == original(NAME)[0]
    assert code == 1


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_picture_that_only_the_filing_lost_since_is_not_told(run, filing_at, kind):
    file = filing_at(NAME)
    file.write_text(original(NAME)[0].replace(LINE, ""), encoding="utf-8")
    report = file.with_name(f"年报.{kind}")
    report.write_bytes(output(NAME, kind))
    code, out, err = run("import", report, "--into", file)
    assert "图片" not in out + err
    assert code == 0
