"""A style is its own folder: links out of it and packages from the internet are refused, with their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.common import data_folders
from generator.writers.style.reaching_out import refused
from generator.writers.style.tokens import StyleError, find, styles
from tests.conftest import EXAMPLES

GOOD = str(EXAMPLES / "2021.yaml")


@pytest.fixture
def own(tmp_path) -> Path:
    return Path(shutil.copytree(data_folders.folder("styles") / "gongwen", tmp_path / "own"))


def codes(folder: Path) -> list[str]:
    with pytest.raises(StyleError) as fault:
        find(str(folder))
    return [finding.code for finding in fault.value.findings]


def test_a_package_is_refused_with_its_file_and_line(own, run):
    path = own / "report.typ"
    path.write_text(path.read_text("utf-8") + '#import "@preview/cetz:0.3.0": canvas\n', "utf-8")
    line = len(path.read_text("utf-8").splitlines())
    code, _, err = run("build", GOOD, "--style", own, "-o", own.parent / "out")
    assert code == 2
    assert f"{path}:{line}:9: F34 样式要用 Typst 的包“@preview/cetz:0.3.0”，不能用" in err
    assert not (own.parent / "out").exists()


def test_a_package_in_any_file_of_typst_is_refused(own):
    (own / "parts").mkdir()
    (own / "parts/a.typ").write_text('#include "@local/a:1.0.0"\n', "utf-8")
    assert codes(own) == ["F34"]


def test_a_link_out_of_the_folder_is_refused_whatever_it_is_called(own, tmp_path, run):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    (own / "report.css").unlink()
    (own / "report.css").symlink_to(secret)
    code, out, err = run("build", GOOD, "--style", own, "-o", tmp_path / "out", "--to", "html")
    assert code == 2
    assert "SECRET" not in out + err
    assert f"{own / 'report.css'}:1:1: F35 样式里的“report.css”是链接" in err


def test_links_of_folders_in_circles_and_of_the_style_itself_are_refused_too(own, tmp_path):
    (own / "more").symlink_to(tmp_path)
    assert codes(own) == ["F35"]
    (own / "more").unlink()
    (own / "loop").symlink_to("loop")
    assert codes(own) == ["F35"]
    (own / "loop").unlink()
    shutil.move(own / "style.yaml", tmp_path / "style.yaml")
    (own / "style.yaml").symlink_to(tmp_path / "style.yaml")
    assert codes(own) == ["F35"]


def test_a_link_within_the_folder_is_none_of_these(own):
    shutil.move(own / "report.css", own / "own.css")
    (own / "report.css").symlink_to("own.css")
    assert find(str(own)).file("report.css").is_file()


def test_a_style_may_itself_be_reached_by_a_link(own, tmp_path):
    (tmp_path / "link").symlink_to(own)
    assert find(str(tmp_path / "link")).name


def test_our_own_styles_ask_for_nothing():
    for name in styles():
        assert refused(data_folders.folder("styles") / name) == []
    assert len(styles()) == 2
