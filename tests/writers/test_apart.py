"""What others made is worked in a process that ends in time and memory and reaches no network."""

from __future__ import annotations

import shutil
import socket
import threading
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from generator.common import data_folders, limited
from generator.filing.narrative.markup import Run
from generator.form.limits import limits
from generator.report.blocks import Paragraph
from generator.writers import apart
from generator.writers.failure import CannotWrite
from generator.writers.order import Order, Task
from generator.writers.style import fonts
from generator.writers.style.tokens import find
from generator.writers.write import render

LOOP = "for a in range(100000) { for b in range(100000) { let x = a * b } }"


@pytest.fixture
def own(tmp_path) -> Path:
    return Path(shutil.copytree(data_folders.folder("styles") / "gongwen", tmp_path / "own"))


def before(path: Path, words: str, ours: Path | None = None) -> None:
    """Put words before a file of the style."""
    path.write_text(words + (ours or path).read_text("utf-8"), "utf-8")


def task(report, style: str = "gongwen", *folders: Path) -> Task:
    found = find(style)
    return Task(report, found, fonts.choose(found, folders, system=False), Order(style=style))


@pytest.mark.slow
def test_a_style_of_others_makes_the_same_files_byte_for_byte(own, reports):
    order = Order(("pdf", "html"), system_fonts=False)
    ours = render(reports["2021"], order)
    assert apart.is_needed(task(reports["2021"], str(own)))
    assert render(reports["2021"], replace(order, style=str(own))) == ours


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "html"])
def test_an_endless_loop_is_stopped_and_the_style_named(form, own, reports, monkeypatch):
    monkeypatch.setattr(apart, "LIMITS", replace(apart.LIMITS, seconds=3))
    before(own / "report.typ", f"#{LOOP}\n")
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    before(own / "report.html.j2", loop, data_folders.folder("templates") / "report.html.j2")
    began = monotonic()
    with pytest.raises(CannotWrite, match=r"算了 3 秒还没有做完.*不会结束的循环") as stopped:
        render(reports["2021"], Order((form,), style=str(own)))
    assert str(own) in str(stopped.value)
    assert monotonic() - began < 60


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("report.typ", "#let l = range(100000)\n#for a in range(500) { l = l + l }\n"),
        (
            "report.html.j2",
            "{% set n = namespace(x='a' * 99999) %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}"
            "{% endfor %}",
        ),
    ],
)
def test_memory_without_end_is_stopped_too(file, words, own, reports, monkeypatch):
    monkeypatch.setattr(apart, "LIMITS", replace(apart.LIMITS, memory=1024**3))
    folder = data_folders.folder("templates" if file.endswith("j2") else "styles/gongwen")
    before(own / file, words, folder / file)
    with pytest.raises(CannotWrite, match=r"内存不够（最多用 1024 MiB）"):
        render(reports["2021"], Order(("html" if file.endswith("j2") else "pdf",), style=str(own)))


@pytest.mark.slow
def test_a_package_that_hides_its_name_is_not_loaded_from_the_internet(own, reports, monkeypatch):
    """Typst goes where it is told to go for the internet, and there is nobody."""
    with socket.create_server(("127.0.0.1", 0)) as nowhere:
        asked: list[bytes] = []

        def listen():
            connection, _ = nowhere.accept()
            with connection:
                asked.append(connection.recv(100))

        threading.Thread(target=listen, daemon=True).start()
        monkeypatch.setattr(limited, "NOWHERE", f"http://127.0.0.1:{nowhere.getsockname()[1]}")
        before(own / "report.typ", '#import ("@" + "preview/cetz:0.3.0")\n')
        with pytest.raises(CannotWrite, match="不联网，不能用 @ 开头的包"):
            render(reports["2021"], Order(("pdf",), style=str(own)))
    assert asked[0].startswith(b"CONNECT packages.typst.org")


@pytest.mark.slow
def test_a_mistake_in_a_template_is_told_as_it_is_without(own, reports):
    before(own / "report.typ", "#nothing\n")
    with pytest.raises(CannotWrite, match="没有“nothing”这个名称"):
        render(reports["2021"], Order(("pdf",), style=str(own)))


def test_our_own_styles_are_set_here(reports):
    assert not apart.is_needed(task(reports["2021"]))
    assert not apart.is_needed(task(reports["2021"], "plain"))
    assert not apart.is_needed(task(reports["2021"], str(data_folders.folder("styles") / "plain")))


def test_fonts_that_are_handed_in_are_used_apart(reports, tmp_path):
    assert not apart.is_needed(task(reports["2021"], "gongwen", tmp_path))
    shutil.copy(data_folders.folder("styles") / "fonts/NianbaoKai-Regular.ttf", tmp_path)
    handed = task(reports["2021"], "gongwen", tmp_path)
    assert apart.is_needed(handed)
    assert "NianbaoKai-Regular.ttf" in apart._stopped(handed, "")


def test_a_draft_of_what_is_too_long_is_set_apart(reports):
    report = reports["2021"]
    for length, needed in ((limits().line, False), (limits().line + 1, True)):
        long = replace(report, blocks=(*report.blocks, Paragraph((Run("字" * length),))))
        assert not apart.is_needed(task(long))  # told before it comes here
        assert apart.is_needed(task(replace(long, draft=True))) is needed
    many = replace(report, draft=True, blocks=(Paragraph((Run("字" * 9999),)),) * (limits().texts // 9000))
    assert apart.is_needed(task(many))
