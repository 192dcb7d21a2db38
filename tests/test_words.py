"""docs/words.md tells the truth: what is said to stand somewhere stands there, under its name."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "words.md").read_text("utf-8")
# Where a path of the page begins: modules without `generator/`, a form's file without its folder.
BEGINNINGS = ("", "generator/", "templates/*/")


@dataclass(frozen=True)
class Word:
    """A row of the page: the word, the classes that bear it, and the paths where it stands."""

    name: str
    stands: str
    classes: tuple[str, ...]
    paths: tuple[str, ...]


def words() -> list[Word]:
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows]
    return [
        Word(
            row[1],
            row[3],
            _quoted(row[1], "[A-Z][A-Za-z]+"),
            _quoted(row[3], r"[\w<>*./-]*[./][\w<>*./-]*"),
        )
        for row in cells
        if len(row) == 4 and row[3] not in {"stands in", "---"}
    ]


def _quoted(text: str, kind: str) -> tuple[str, ...]:
    return tuple(re.findall(f"`({kind})`", text))


def files(path: str) -> list[Path]:
    """What a path of the page leads to; a name in ``<>`` stands for any."""
    pattern = re.sub("<[^>]*>", "*", path)
    return [found for beginning in BEGINNINGS for found in ROOT.glob(beginning + pattern)]


def classes_in(path: Path) -> set[str]:
    """The classes of a module, or of all modules of a folder."""
    modules = path.rglob("*.py") if path.is_dir() else [path] if path.suffix == ".py" else []
    trees = [ast.parse(module.read_text("utf-8")) for module in modules]
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def test_the_page_has_words_with_paths_and_classes():
    assert len(words()) > 50
    assert sum(len(word.paths) for word in words()) > 50
    assert sum(len(word.classes) for word in words()) > 15


@pytest.mark.parametrize("word", words(), ids=lambda word: word.name)
def test_a_word_stands_where_the_page_says(word):
    assert word.paths or word.stands == "the folder's name"
    nowhere = [path for path in word.paths if not files(path)]
    assert not nowhere
    there = {name for path in word.paths for file in files(path) for name in classes_in(file)}
    assert set(word.classes) <= there


def test_a_path_that_leads_nowhere_is_seen():
    assert files("form/format.py")
    assert files("templates/<version>/format.yaml")
    assert not files("form/formats.py")
    assert "Format" in classes_in(files("form/format.py")[0])
