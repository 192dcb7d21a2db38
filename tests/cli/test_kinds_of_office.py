"""``nianbao check`` of a report in the kinds of file that an office program writes, and of a saved page."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest

from generator.importers.office import PROGRAMS
from tests.cli.test_kinds_of_report import lines, of_kind, parts
from tests.importers.printed import flat

PROGRAM = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
# By its ending: what the report is made of, as what LibreOffice saves it, and of what the places speak.
KINDS = {
    ".doc": (".docx", "doc:MS Word 97"),
    ".wps": (".docx", "doc:MS Word 97"),
    ".rtf": (".docx", "rtf"),
    ".odt": (".docx", "odt"),
    ".ods": (".xlsx", "ods"),
    ".xls": (".xlsx", "xls"),
}


def as_docx(file: Path) -> None:
    """The report as a document that every program opens."""
    document = docx.Document()
    for part in parts():
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        rows = flat(part)
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=False):
                cell.text = text
    document.save(str(file))


def as_xlsx(file: Path) -> None:
    book = openpyxl.Workbook()
    for row in lines():
        book.active.append(row)
    book.save(file)


MADE = {".docx": as_docx, ".xlsx": as_xlsx}


@cache
def saved(ending: str, folder: Path) -> bytes:
    """The report as LibreOffice saves it."""
    source, kind = KINDS[ending]
    file = folder / f"年报{source}"
    MADE[source](file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = [str(PROGRAM), profile, "--headless", "--norestore", "--convert-to", kind]
    subprocess.run([*order, "--outdir", str(folder), str(file)], capture_output=True, timeout=120, check=True)
    made = file.with_suffix(f".{kind.partition(':')[0]}")
    if not made.exists():  # it says nothing of a part that is not there
        pytest.skip(f"LibreOffice is installed without the program that writes {ending}")
    return made.read_bytes()


def as_mhtml() -> bytes:
    """The report as a browser saves a page in one file."""
    body = base64.encodebytes(of_kind(".html")).decode()
    written = (
        "From: <Saved by a browser>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----part"',
        "",
        "------part",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://www.example.gov.cn/gk/nb.html",
        "",
        body,
        "------part--",
        "",
    )
    return "\r\n".join(written).encode()


def checked(run, file: Path) -> dict:
    code, out, _ = run("check", file, "--format", "json")
    assert code == 1
    return json.loads(out)


def assert_told(report: dict, place: str) -> None:
    """What does not balance is told once, at the row that was changed."""
    (broken,) = [finding for finding in report["findings"] if finding["code"] == "B31"]
    assert broken["place"][place] and broken["place"]["row"], broken
    assert all(finding["line"] is None for finding in report["findings"])
    assert (report["filings"][0]["year"], report["filings"][0]["form"]) == (2024, "2021")


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice, which writes these kinds, is not installed")
@pytest.mark.parametrize("ending", KINDS)
def test_what_does_not_balance_is_told_at_its_place_in_a_file_of_an_office_program(run, tmp_path, ending):
    file = tmp_path / f"单位{ending}"
    file.write_bytes(saved(ending, tmp_path))
    assert_told(checked(run, file), "sheet" if KINDS[ending][0] == ".xlsx" else "table")


@pytest.mark.parametrize("ending", [".mhtml", ".mht"])
def test_what_does_not_balance_is_told_at_its_place_in_a_page_saved_in_one_file(run, tmp_path, ending):
    file = tmp_path / f"年报{ending}"
    file.write_bytes(as_mhtml())
    assert_told(checked(run, file), "table")


@pytest.mark.parametrize("ending", [".doc", ".wps", ".rtf", ".odt"])
def test_where_no_office_program_is_installed_it_is_said_what_to_do(run, tmp_path, monkeypatch, ending):
    monkeypatch.setattr("generator.importers.office.PROGRAMS", ())
    file = tmp_path / f"年报{ending}"
    word = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "WordDocument".encode("utf-16-le")
    heads = {".rtf": b"{\\rtf1 }", ".odt": of_odt()}
    file.write_bytes(heads.get(ending, word))
    report = checked(run, file)
    (finding,) = report["findings"]
    assert finding["code"] == "I01"
    assert "另存为 .docx 再读" in finding["message"]


def of_odt() -> bytes:
    """The beginning of a text of OpenDocument."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<office/>")
    return data.getvalue()
