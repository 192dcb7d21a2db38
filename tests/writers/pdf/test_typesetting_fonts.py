"""Typst sees the fonts that were chosen and no others, and reads those of a whole folder once."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.common import data_folders
from generator.writers.pdf.typesetting import _opened
from generator.writers.style.fonts import choose
from generator.writers.style.tokens import find

STYLE = find("gongwen")
SHIPPED = data_folders.folder("styles") / "fonts"


@pytest.fixture
def fonts():
    return choose(STYLE, (), system=False)


def files(links):
    return {path.resolve() for path in links.values()}


def test_the_shipped_fonts_are_opened_where_they_lie_and_once(fonts, tmp_path):
    links, opened = _opened(fonts, tmp_path / "first")
    assert _opened(fonts, tmp_path / "second")[1] is opened
    assert not list(tmp_path.iterdir())
    assert len(opened.fonts()) == 4
    assert {Path(font.path).resolve() for font in opened.fonts()} == files(links)


def moved(fonts, folder):
    """The same fonts, in another folder."""
    roles = {
        role: tuple(replace(face, path=folder / face.path.name) for face in faces)
        for role, faces in fonts.roles.items()
    }
    return replace(fonts, roles=roles)


def test_a_folder_with_other_fonts_beside_is_not_opened_as_a_whole(fonts, tmp_path):
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "fonts"))
    whole = _opened(moved(fonts, folder), tmp_path / "room")[0]
    assert not (tmp_path / "room").exists()
    shutil.copy(folder / "NianbaoKai-Regular.ttf", folder / "Other.ttf")
    links, opened = _opened(moved(fonts, folder), tmp_path / "room")
    assert files(links) == set(whole)
    assert {Path(font.path).resolve() for font in opened.fonts()} == set(whole)


def test_fonts_that_were_changed_are_read_again(fonts, tmp_path):
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "fonts"))
    before = _opened(moved(fonts, folder), tmp_path / "room")[1]
    os.utime(folder / "NianbaoKai-Regular.ttf", (1, 1))
    assert _opened(moved(fonts, folder), tmp_path / "room")[1] is not before
