"""Writers are found by their folders, are all of one shape, and keep what their folders promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import writers
from generator.writers.order import FORMATS, Order
from generator.writers.pdf import ENGINES
from generator.writers.write import render, write
from tests.made import report


def test_the_writers_are_the_folders_that_have_an_entry():
    folder = Path(writers.__file__).parent
    assert set(writers.names()) == {path.parent.name for path in folder.glob("*/render.py")}
    assert set(FORMATS) < set(writers.names())
    assert "style" not in writers.names()


def test_what_is_no_writer_is_not_found():
    with pytest.raises(ModuleNotFoundError):
        writers.find("style")


@pytest.mark.parametrize("name", writers.names())
def test_a_writer_gives_just_the_files_that_its_folder_names(name):
    order = Order((name,), system_fonts=False)
    files = render(report("2021"), order)
    assert files
    assert set(files) == set(writers.file_names("年报", order))
    assert all(files.values())


def test_no_two_writers_make_files_of_the_same_name():
    names = writers.file_names("{年报}", Order(writers.names()))
    assert len(set(names.values())) == len(names) >= 6
    assert all(name.startswith("{年报}") for name in names.values())


def test_files_come_in_the_order_asked_for(tmp_path):
    order = Order(("pdf", "html", "docx"), system_fonts=False)
    assert list(render(report("2021"), order)) == ["pdf", "html", "docx"]
    assert [path.suffix for path in write(report("2021"), tmp_path, "年报", order)] == [
        ".pdf",
        ".html",
        ".docx",
    ]


def test_an_order_of_nothing_makes_nothing(tmp_path):
    assert write(report("2021"), tmp_path, "年报", Order(())) == ()
    assert not list(tmp_path.iterdir())


def test_every_engine_is_a_module_of_the_folder_of_the_pdf():
    folder = Path(writers.__file__).parent / "pdf"
    assert len(ENGINES) == 2
    assert all((folder / f"{engine}.py").is_file() for engine in ENGINES)
