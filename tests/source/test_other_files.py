"""A file of another sort handed to ``check`` is named, and what to do with it is said."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.source.read import read


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in names:
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("[Content_Types].xml", "word/document.xml"), "Word 文件（DOCX）"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "Excel 文件（XLSX）"),
        (packed("a.yaml"), "压缩包"),
        (packed("word/document.xml")[:60], "Word 文件（DOCX）"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office 文件（DOC、XLS 或 WPS）"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF 文件"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "网页"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
    ],
    ids=["docx", "xlsx", "zip", "cut docx", "doc", "pdf", "html", "png"],
)
def test_a_file_that_is_no_filing_is_named(data, kind):
    (finding,) = read(data).findings
    assert finding.code == "Y20"
    space = " " if kind[0].isascii() else ""
    assert finding.message == f"这是{space}{kind}，不是填报，不能直接核对"
    assert "nianbao new" in finding.help


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + bytes(90), b"lost", "表格".encode()])
@pytest.mark.parametrize("name", ["年报.docx", "台账.XLSX", "a.pdf"])
def test_a_file_that_calls_itself_a_document_and_is_none_is_a_damaged_one(data, name):
    (finding,) = read(data, name).findings
    assert finding.message.startswith(f"这是损坏了的 {name[-4:].strip('.').upper()} 文件，")


def test_a_document_too_large_for_a_filing_is_named_all_the_same():
    (finding,) = read(packed("word/document.xml") + bytes(20_000_000)).findings
    assert finding.code == "Y20"


def test_a_filing_in_text_is_read_on():
    assert read("机关: <b>\n".encode()).findings == ()
