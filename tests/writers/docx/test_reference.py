"""The reference documents of others: what they bring along is kept, what is none is refused in words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from generator.common import data_folders
from generator.writers.docx.render import word_file
from generator.writers.failure import CannotWrite
from generator.writers.style.tokens import find

STYLE = find("gongwen")


@pytest.fixture(scope="module")
def report(reports):
    return reports["2021"]


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """The reference document of a style that stands in the place of the shipped one."""
    reference = tmp_path / "reference.docx"
    reference.write_bytes((data_folders.folder("styles") / "gongwen" / "reference.docx").read_bytes())
    monkeypatch.setattr(type(STYLE), "folder", property(lambda self: tmp_path))
    return reference


def changed(path: Path, name: str, old: str, new: str) -> None:
    """The package again, with one part changed."""
    with zipfile.ZipFile(path) as package:
        parts = {each: package.read(each).decode() for each in package.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for each, content in parts.items():
            package.writestr(each, content)


def test_its_own_header_stays_and_the_mark_of_a_draft_is_put_into_it(own, report):
    document = docx.Document(str(own))
    document.sections[0].header.paragraphs[0].text = "示例市政府信息公开年度报告"
    document.save(str(own))
    section = docx.Document(io.BytesIO(word_file(replace(report, draft=True), STYLE))).sections[0]
    headers = (section.header, section.even_page_header)
    assert [each.paragraphs[0].text for each in headers] == ["示例市政府信息公开年度报告", ""]
    assert [len(list(each._element.iter(qn("w:pict")))) for each in headers] == [1, 1]


def test_prefixes_of_its_own_do_no_harm(own, report):
    """Other programs call the namespaces of Word otherwise."""
    with zipfile.ZipFile(own) as package:
        plain = package.read("word/document.xml").decode()
    other = re.sub(r"\br:(?=id)", "q:", re.sub(r"\bw:", "n:", plain))
    other = other.replace("xmlns:w=", "xmlns:n=").replace("xmlns:r=", "xmlns:q=")
    changed(own, "word/document.xml", plain, other)
    made = docx.Document(io.BytesIO(word_file(report, STYLE)))
    assert len(made.tables) == 3
    assert made.sections[0].page_width.mm == pytest.approx(STYLE.page.width, abs=0.1)


def test_a_style_that_is_missing_is_named(own, report):
    changed(own, "word/styles.xml", 'w:val="Table Text"', 'w:val="Table Words"')
    with pytest.raises(CannotWrite, match="没有名为 Table Text 的样式"):
        word_file(report, STYLE)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/document.xml", "<w:sectPr>", "<w:sectPr"),
        ("word/document.xml", "w:body>", "w:rump>"),
        ("word/_rels/document.xml.rels", "relationships/styles", "relationships/style"),
        ("_rels/.rels", 'officeDocument"', 'spreadsheet"'),
    ],
)
def test_what_is_no_whole_document_is_refused(own, report, name, old, new):
    changed(own, name, old, new)
    with pytest.raises(CannotWrite, match="不是完好的 Word 文件"):
        word_file(report, STYLE)


@pytest.mark.parametrize("wrong", [b"", b"not a package", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_is_refused(own, report, wrong):
    own.write_bytes(wrong)
    with pytest.raises(CannotWrite, match="不是完好的 Word 文件"):
        word_file(report, STYLE)


def test_a_reference_that_is_changed_is_read_again(own, report):
    before = word_file(report, STYLE)
    changed(own, "word/document.xml", 'w:top="2098"', 'w:top="2099"')
    after = word_file(report, STYLE)
    tops = [docx.Document(io.BytesIO(data)).sections[0].top_margin.twips for data in (before, after)]
    assert tops == [2098, 2099]
