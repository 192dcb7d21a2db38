"""What the tests of the workbench share: a folder to work in, and a server over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import serve as command
from generator.form.library import SHIPPED
from generator.workbench.bench import Bench, Handed
from generator.workbench.calls import answer
from generator.workbench.sheets import Sheets
from tests.conftest import EXAMPLES
from tests.workbench.serving import Served

HANDED = Handed(command.explained(SHIPPED), command.sentences_json)


class Calls:
    """A bench, called as a page calls it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bench = Bench.at(folder, SHIPPED, HANDED)
        self.events: list[tuple[str, dict]] = []
        self.bench.listeners.append(lambda name, data: self.events.append((name, data)))
        self.sheets = Sheets()

    def __call__(self, call: str, /, **arguments):
        return answer(self.bench, call, arguments, self.sheets)

    def state(self, file="2021.yaml"):
        return self("open", file=file)["state"]

    def write(self, *changes, file="2021.yaml", seen="", by="a"):
        """Changes as (kind, at, was, to)."""
        asked = [dict(zip(("kind", "at", "was", "to"), change, strict=True)) for change in changes]
        return self("write", file=file, seen=seen, by=by, changes=asked)

    def type(self, path, to, *, file="2021.yaml", by="a"):
        """A number typed into a cell by somebody who sees the filing as it is."""
        state = self.state(file)
        was = state["cells"][path]["text"]
        return self.write(("cell", path, was, to), file=file, seen=state["seen"], by=by)

    def text(self, file="2021.yaml"):
        return (self.folder / file).read_bytes().decode()


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a filing and its picture."""
    made = tmp_path / "填报"
    made.mkdir()
    shutil.copy(EXAMPLES / "2021.yaml", made)
    shutil.copytree(EXAMPLES / "图片", made / "图片")
    return made


@pytest.fixture
def call(folder) -> Calls:
    return Calls(folder)


@pytest.fixture
def served(folder) -> Iterator[Served]:
    """The same folder served over HTTP, in this process."""
    with Served(folder) as server:
        yield server
