"""The picture of docs/architecture.md, held by the imports themselves: arrows point down."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator"

PICTURE = ROOT / "docs" / "architecture.md"


def layers() -> list[tuple[str, ...]]:
    """The rows of the table of layers, from the top down: the folders of each."""
    rows = re.findall(r"^\| [1-9] \| ([^|]+) \|", PICTURE.read_text(encoding="utf-8"), re.MULTILINE)
    return [tuple(re.findall(r"`(\w+)/`", row)) for row in rows]


LAYERS = layers()
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
WRITERS_ONLY = (
    *("jinja2", "docx", "typst", "weasyprint", "lxml", "pikepdf", "pypdfium2", "python_calamine"),
    *("markdown_it", "fontTools", "rich", "PIL", "watchfiles", "anyio", "xlsxwriter"),
    *("starlette", "uvicorn", "h11"),
)


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in ("__main__.py",)]


def unit(path: Path) -> str:
    """The folder of a module, which is what has a layer."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """Dotted names below ``generator`` that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "generator":
            below = (node.module or "").split(".")[1:]
            names = [".".join([*below, alias.name]) for alias in node.names]
            found |= set(names) if not below else {".".join(below)} | set(names)
        elif isinstance(node, ast.Import):
            found |= {alias.name[10:] for alias in node.names if alias.name.startswith("generator.")}
    return found


def test_every_folder_has_one_of_nine_layers_and_no_module_stands_beside_them():
    assert len(LAYERS) == 9
    units = {unit(path) for path in modules()} - {"__init__"}
    assert units == set(LEVEL)
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_each_of_the_five_steps_is_a_file_of_that_name_with_a_function_of_that_name():
    text = PICTURE.read_text(encoding="utf-8")
    steps = re.findall(r"^\| (\w+) \| `([\w/]+)\.py` \|", text, re.MULTILINE)
    assert [step for step, _ in steps] == ["read", "load", "check", "build", "write"]
    for step, path in steps:
        tree = ast.parse((PACKAGE / f"{path}.py").read_text(encoding="utf-8"))
        assert step in {element.name for element in tree.body if isinstance(element, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("folder", "must_have"),
    [
        ("rules/kinds", {"Options", "check"}),
        ("reporters", {"report"}),
        ("importers/readers", {"accepts", "read"}),
    ],
)
def test_a_folder_that_is_searched_holds_nothing_else(folder, must_have):
    found = [path for path in (PACKAGE / folder).glob("*.py") if path.name != "__init__.py"]
    assert len(found) > 4
    for path in found:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {element.name for element in tree.body if isinstance(element, ast.FunctionDef | ast.ClassDef)}
        assert must_have <= names, path.name


def test_imports_point_down():
    wrong, seen = [], 0
    for path in modules():
        if unit(path) == "__init__":
            continue
        for name in imported(path):
            target = name.split(".")[0]
            if target not in LEVEL:
                continue
            seen += 1
            if target != unit(path) and LEVEL[target] <= LEVEL[unit(path)]:
                wrong.append((str(path.relative_to(PACKAGE)), name))
    assert seen > 80
    assert wrong == []


def test_rules_and_writers_have_never_heard_of_each_other():
    for floor, other in (("rules", "writers"), ("writers", "rules"), ("reporters", "writers")):
        paths = [path for path in modules() if unit(path) == floor]
        assert paths
        assert not [path for path in paths for name in imported(path) if name.split(".")[0] == other]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "formats", "rules"])
def test_checking_never_loads_what_only_writers_need(command, tmp_path):
    arguments = [command, "examples/2021-city.yaml"] if command == "check" else [command]
    script = (
        "import sys\n"
        f"sys.argv = ['nianbao', *{arguments!r}]\n"
        "from generator.cli import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        f"print([name for name in {WRITERS_ONLY!r} if name in sys.modules])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"
