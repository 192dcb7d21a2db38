"""Loading is pure: what it needs is handed in."""

from __future__ import annotations

import builtins
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator.batch.desk import Desk
from generator.filing.given import Given, form_of
from generator.filing.last_year import LastYear
from generator.filing.load import Loaded, load
from generator.filing.read import read, read_file
from generator.source.gather import Missing
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")


@pytest.fixture
def nothing_beside(monkeypatch):
    """Nothing can be opened or looked up, and the environment cannot be asked."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("loading looked beside")

    class Closed(dict):
        __getitem__ = get = __contains__ = __iter__ = refuse

    def close() -> None:
        for module in (builtins, io, os):
            monkeypatch.setattr(module, "open", refuse)
        for name in ("stat", "listdir", "scandir"):
            monkeypatch.setattr(os, name, refuse)
        monkeypatch.setattr(os, "environ", Closed())

    return close, monkeypatch.undo


def loaded_with_nothing_beside(nothing_beside, document, given) -> Loaded:
    close, undo = nothing_beside
    load(document, given)  # what is read once, the catalogue of findings say, has been read
    close()
    try:
        with pytest.raises(AssertionError):
            Path(EXAMPLES / "2021.yaml").read_bytes()
        return load(document, given)
    finally:
        undo()


def test_load_neither_opens_a_file_nor_asks_the_environment(nothing_beside):
    text = TEXT.replace("年度: 2024", "年度: 2024\n上年填报: last.yaml\n地方规则: 示例市", 1)
    assert "![" in text
    document = read(text.encode(), "office.yaml", EXAMPLES)
    last = read(TEXT.replace("年度: 2024", "年度: 2023", 1).encode(), "last.yaml", EXAMPLES)
    alone = load(last, form_of(last.root)).filing
    given = replace(Desk().gather(document), last=LastYear("last.yaml", alone))
    loaded = loaded_with_nothing_beside(nothing_beside, document, given)
    assert loaded.findings == ()
    assert loaded.filing is not None
    assert loaded.filing.previous is alone
    assert len(loaded.filing.pictures) == len(given.pictures) > 0
    assert {"D91", "N91"} <= {rule.code for rule in loaded.filing.format.rules}


def test_what_could_not_be_had_is_told(nothing_beside):
    text = TEXT.replace("年度: 2024", "年度: 2024\n上年填报: 去年.yaml", 1)
    document = read(text.encode(), "a.yaml", EXAMPLES)
    gathered = Desk().gather(document)
    assert gathered.last == LastYear("去年.yaml", None, "没有这个文件或文件夹")
    given = replace(gathered, pictures={name: Missing("打不开") for name in gathered.pictures})
    loaded = loaded_with_nothing_beside(nothing_beside, document, given)
    assert sorted({finding.code for finding in loaded.findings}) == ["C01", "N20"]
    assert all("打不开" in finding.message for finding in loaded.findings if finding.code == "N20")


def test_without_a_form_there_is_no_filing_but_what_was_found_is_told():
    document = read_file(EXAMPLES / "2021.yaml")
    problem = form_of(read(b"a: 1").root).findings
    assert load(document, Given(None, problem)) == Loaded(None, problem)


def test_of_a_text_without_a_tree_only_what_reading_found_is_told():
    form = form_of(read_file(EXAMPLES / "2021.yaml").root).format
    document = read(b"\xff\xfe\x00")
    assert document.findings
    assert form is not None
    assert load(document, Given(form)) == Loaded(None, document.findings)


def test_words_that_are_lost_as_a_comment_are_told_as_they_stand():
    text = TEXT.replace("机关: 示例市人民政府办公室", "机关: 示例市人民政府办公室 #2楼", 1)
    document = read(text.encode(), "office.yaml", EXAMPLES)
    found = load(document, Desk().gather(document)).findings
    assert [(finding.code, finding.evidence) for finding in found] == [("S11", ("机关", "#2楼"))]


@pytest.mark.parametrize(("version", "mends"), [("2021", True), ("1999", False)])
def test_a_filing_in_another_encoding_is_read_where_it_names_a_form(version, mends):
    text = TEXT.replace('格式: "2021"', f'格式: "{version}"', 1)
    assert version in text
    document = read(text.replace("—", "-").encode("gb18030"), "office.yaml", EXAMPLES)
    assert document.findings[0].code == "Y01"
    assert (document.findings[0].fix is not None) is mends
    assert bool(document.root.entries) is mends


@pytest.mark.parametrize(("slip", "mended"), [("行政许可：0", "行政许可: 0"), ("行政许可:0", "行政许可: 0")])
def test_a_slip_is_mended_where_the_text_then_has_every_key_on_its_line(slip, mended):
    document = read(TEXT.replace("行政许可: 0", slip, 1).encode(), "office.yaml", EXAMPLES)
    assert len(document.findings) == 1
    (finding,) = document.findings
    assert finding.fix is not None
    line = document.source.lines[finding.span.line - 1]
    for edit in reversed(finding.fix.edits):
        line = line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
    assert line.strip().startswith(mended)
