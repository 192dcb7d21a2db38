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
