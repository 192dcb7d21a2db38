"""Sources that are broken, locked, or meant to hurt: a sentence for each, in bounded time."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pikepdf
import pytest

from generator.form.library import SHIPPED
from generator.importers.extract import extract
from generator.importers.pages import Unreadable
from generator.importers.sources import Source, read_as, read_source, sources
from tests.importers.printed import docx, page, paragraph, report, word_table
from tests.importers.test_readers import workbook
from tests.importers.test_round_trip import output

SECONDS = 30


def refused(name: str, data: bytes) -> str:
    """What is said of a source that cannot be read."""
    begun = time.monotonic()
    with pytest.raises(Unreadable) as why:
        for source in sources(Source(name, data)):
            read_source(source)
    assert time.monotonic() - begun < SECONDS
    return str(why.value)


def test_a_package_that_unpacks_to_more_than_any_report_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(2**28 + 1))
        package.writestr("[Content_Types].xml", "<Types/>")
    assert len(buffer.getvalue()) < 2**20
    assert "解开来超过" in refused("年报.docx", buffer.getvalue())


def test_entities_are_neither_blown_up_nor_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", "utf-8")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "哈"}">' for n in range(12))
    for doctype, entity in (
        (f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>', "&x;"),
        (f"<!DOCTYPE d [{entities}]>", "&e11;"),
    ):
        body = docx(paragraph("正文") + paragraph("此处"))
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            text = package.read("word/document.xml").decode().replace("此处", entity)
        data = docx("", {"word/document.xml": doctype + text})
        begun = time.monotonic()
        try:
            pages = read_source(Source("年报.docx", data))
        except Unreadable:
            continue
        assert time.monotonic() - begun < SECONDS
        assert "秘密" not in "".join(each.text for each in pages.paragraphs)


@pytest.mark.parametrize("way", ["docx", "typst"])
def test_a_file_that_was_not_sent_whole_is_told(way):
    data = output("2021-full", way)
    words = refused(f"年报.{way}", data[: len(data) // 2])
    assert "坏的" in words or "没有文字" in words or "认不出" in words


def test_a_package_without_reports_says_so_and_none_within_it_is_opened():
    def packed(name: str, data: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr(name, data)
        return buffer.getvalue()

    inner = packed("年报.html", page(report()).encode())
    for name, data in (("里.zip", inner), ("../../年报.html", page(report()).encode()), ("图.png", b"x")):
        assert "没有可以读的报告" in refused("报告.zip", packed(name, data))


def test_texts_longer_or_wider_than_any_report_are_refused_at_once():
    for text in ("|" * 3_000_000, "a\tb\n" * 150_000):
        assert "不像年度报告" in refused("年报.md", text.encode())


def test_a_locked_file_is_told():
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(output("2021-full", "typst"))) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "密码" in refused("年报.pdf", locked.getvalue())
    office = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "密码" in refused("年报.docx", office)


def test_pages_without_letters_are_a_scan():
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, "PDF")
    assert "扫描件" in refused("年报.pdf", picture.getvalue())


def test_a_pdf_of_hundreds_of_pages_is_refused():
    many = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(500):
            document.add_blank_page()
        document.save(many)
    assert "500 页" in refused("年报.pdf", many.getvalue())


def test_a_hundred_thousand_pieces_of_lines_take_bounded_time():
    drawn = io.BytesIO()
    pieces = b"".join(
        b"%d %d m %d %d l S\n" % (x % 500, x // 500, x % 500 + 1, x // 500) for x in range(100_000)
    )
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(pieces)
        document.save(drawn)
    assert "没有文字" in refused("年报.pdf", drawn.getvalue())


def test_spans_beyond_all_measure_are_cut():
    wide = "<td colspan='9999' rowspan='9999'>甲</td><td>1</td>"
    table = f"<table><tr>{wide}</tr><tr><td>2</td></tr></table>"
    pages = read_source(Source("a.html", page([]).replace("</div>", f"{table}<p>字</p></div>").encode()))
    assert sum(len(row) for grid in pages.grids for row in grid.rows) < 10**6


def test_what_is_nested_without_end_is_refused_or_read():
    deep = docx("<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300)
    for data in (b"<div>" * 20000 + "字".encode(), deep):
        try:
            read_source(Source("a.html", data))
        except Unreadable as why:
            assert str(why)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.docx", b"", "空的"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(90), "图片"),
        ("程序.docx", b"MZ" + bytes(range(256)) * 8, "认不出"),
        ("空.xlsx", workbook({"表": []}), "空的"),
        ("空.docx", docx(""), "没有文字"),
    ],
)
def test_what_is_none_is_said_to_be_none(name, data, words):
    assert words in refused(name, data)


BODY = paragraph("一、总体情况") + word_table([["规章", "1", "0", "11"], ["行政许可", "12"]])
SHEET = {"表": [["规章", "1", "0", "11"], ["行政许可", "12"]]}
# What is changed, and how it is made a source again.
SEEDS = {
    "docx": (docx(BODY), bytes),
    "docx within": (BODY.encode(), lambda data: docx(data.decode("utf-8", "replace"))),
    "html": (page(report()).encode(), bytes),
    "workbook": (workbook(SHEET), bytes),
    "csv": ("规章,1,0,11\n行政许可,12\n".encode(), bytes),
    "text": ("一、总体情况\n规章 | 1 | 0 | 11\n行政许可 | 12\n".encode(), bytes),
}


@pytest.mark.parametrize("kind", SEEDS)
def test_a_source_with_bytes_changed_is_read_or_refused_and_never_a_fault(kind):
    seed, made = SEEDS[kind]
    chance = random.Random(kind)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(60):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data))
            data[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        try:
            pages = read_as(kind.split(" ")[0], made(bytes(data)))
        except Unreadable:
            outcomes["refused"] += 1
            continue
        outcomes["read"] += 1
        extract(pages, "x", SHIPPED)
    assert sum(outcomes.values()) == 60
    assert outcomes["read"] or kind in ("docx", "workbook")
