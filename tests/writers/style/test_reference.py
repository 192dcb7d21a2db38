"""A style that was changed after its reference document was made says so."""

import shutil
from pathlib import Path

import pytest

from generator.common import data_folders
from generator.writers.style.reference import complaints, digest
from generator.writers.style.tokens import find, styles

PLAIN = data_folders.folder("styles") / "plain"


@pytest.fixture
def own(tmp_path) -> Path:
    return Path(shutil.copytree(PLAIN, tmp_path / "我的样式"))


def changed(folder: Path, right: str, other: str) -> None:
    path = folder / "style.yaml"
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, other, 1), "utf-8")


@pytest.mark.parametrize("name", styles())
def test_the_reference_documents_we_ship_were_made_from_their_styles(name):
    style = find(name)
    assert style.reference == digest(style)
    assert complaints(style) == []


def test_a_change_that_word_prints_is_told_with_its_place(own, run):
    changed(own, "size: 12}", "size: 11}")
    (finding,) = complaints(find(str(own)))
    assert (finding.code, finding.file) == ("F33", str(own / "style.yaml"))
    lines = (own / "style.yaml").read_text("utf-8").splitlines()
    assert lines[finding.span.line - 1].startswith("reference")
    assert "F33" in run("doctor", "--style", own)[1]


def test_a_change_that_word_does_not_print_is_none(own):
    changed(own, "scale: ", "scale: 1")
    assert complaints(find(str(own))) == []


def test_writing_the_digest_that_is_told_ends_it(own):
    changed(own, "size: 12}", "size: 11}")
    style = find(str(own))
    changed(own, style.reference, digest(style))
    assert complaints(find(str(own))) == []


def test_a_style_without_a_record_says_nothing(own):
    path = own / "style.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("reference:")], "utf-8")
    changed(own, "size: 12}", "size: 11}")
    assert complaints(find(str(own))) == []
