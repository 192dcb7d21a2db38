"""Patterns and lists of files stand for the same filings as the files themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch.inputs import Misuse, inputs
from tests.conftest import EXAMPLES

GOOD = (EXAMPLES / "2021-city.yaml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("填报/甲/a.yaml", "填报/乙/a.yaml", "填报/b.yml", "填报/甲/.隐.yaml", "填报/甲/c.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(GOOD, "utf-8")
    return tmp_path


def found(*paths: str) -> list[tuple[str, str]]:
    return [(str(file.path), str(file.name)) for file in inputs(paths)]


def test_a_pattern_stands_for_what_fits_it_and_keeps_files_of_one_name_apart(folder):
    assert found("填报/**/*.yaml") == [("填报/乙/a.yaml", "乙/a"), ("填报/甲/a.yaml", "甲/a")]
    assert found("填报/?/a.yaml") == found("填报/**/*.yaml")
    assert found("填报/*.yml") == [("填报/b.yml", "b")]


def test_a_list_has_a_path_on_each_line(folder):
    Path("名单.txt").write_text("\ufeff# 两份\n填报/甲/a.yaml\n\n填报/乙/a.yaml\n", "utf-8")
    assert found("@名单.txt") == [("填报/甲/a.yaml", "甲/a"), ("填报/乙/a.yaml", "乙/a")]
    Path("名单.txt").write_bytes("填报/甲/a.yaml\n填报/b.yml\n".encode("gb18030"))
    assert found("@名单.txt") == [("填报/甲/a.yaml", "甲/a"), ("填报/b.yml", "b")]


def test_a_file_with_such_a_name_is_that_file(folder):
    for name in ("@名单.yaml", "[a].yaml"):
        Path(name).write_text(GOOD, "utf-8")
        assert found(name) == [(name, name.removesuffix(".yaml"))]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("填报/*.nothing", "没有符合 填报/*.nothing 的文件"),
        ("@没有.txt", "打不开名单 没有.txt：没有这个文件"),
        ("@空.txt", "名单里没有写文件"),
        ("@错.txt", r"没有这个文件或文件夹：填报/没有.yaml（写在名单 错.txt 里）"),
    ],
)
def test_what_stands_for_nothing_is_misuse(folder, path, words):
    Path("空.txt").write_text("# 无\n", "utf-8")
    Path("错.txt").write_text("填报/b.yml\n填报/没有.yaml\n", "utf-8")
    with pytest.raises(Misuse, match=words.replace("*", r"\*")):
        inputs([path])
