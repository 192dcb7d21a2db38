"""What a writer sets in our fonts is said in its own folder, and nowhere else."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from generator import writers
from generator.batch.desk import examine
from generator.report.build import build
from generator.source.read import read
from generator.writers.printable import missing, printable
from generator.writers.style.fonts import choose
from generator.writers.style.tokens import find

RARE = "\U00020089"  # in no shipped face
FOLDER = Path(writers.__file__).parent


@pytest.fixture
def report(example_text):
    filing = examine(read(example_text.replace("机关: 示例市", f"机关: 示例{RARE}市", 1).encode())).filing
    assert filing is not None
    return build(filing, draft=True)


@pytest.fixture
def fonts():
    return choose(find("gongwen"), system=False)


def test_what_is_set_in_our_fonts_lacks_a_rare_character_and_the_rest_lacks_nothing(report, fonts):
    lacking = {name: missing(report, name, fonts) for name in writers.names()}
    assert lacking == {"docx": (), "html": (), "pdf": (RARE,), "poster": (RARE,), "xlsx": ()}


def test_a_new_writer_is_asked_what_it_prints_without_a_change_elsewhere(
    tmp_path, monkeypatch, report, fonts
):
    folder = tmp_path / "banner"
    folder.mkdir()
    (folder / "__init__.py").write_text('TITLE = "横幅"\nFILES = {"banner": ".txt"}\n')
    (folder / "render.py").write_text('def render(task):\n    return {"banner": b""}\n')
    monkeypatch.setattr(writers, "__path__", [*writers.__path__, str(tmp_path)])
    assert "banner" in writers.names()
    assert missing(report, "banner", fonts) == ()
    (folder / "printed.py").write_text("def text(report):\n    return report.full_title\n")
    importlib.invalidate_caches()
    assert missing(report, "banner", fonts) == (RARE,)
    drafted, _ = printable(report, "banner", fonts)
    assert RARE not in drafted.full_title
    assert "〓" in drafted.full_title


def test_every_writer_that_sets_text_in_our_fonts_says_what_it_prints():
    taking = {name for name in writers.names() if "printable" in _imported(FOLDER / name / "render.py")}
    assert taking == {name for name in writers.names() if (FOLDER / name / "printed.py").is_file()}
    assert taking


def _imported(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
