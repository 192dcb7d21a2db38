"""The picture of docs/architecture.md, held by the imports themselves: arrows point down."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator"

# From the top down.  A module may import from lower layers and from beside itself in its package.
LAYERS = (
    ("cli",),
    ("rulebook", "kit"),
    ("batch", "writers", "reporters", "cases", "mending"),
    ("together",),
    ("convert",),
    ("examine", "blank", "schema"),
    ("waivers", "report", "rules"),
    ("overview",),
    ("loading", "tables", "blocks"),
    ("narrative", "free"),
    ("cells", "texts", "pictures", "fonts", "previous", "counterpart", "gaps", "schema_rows", "contact"),
    ("filing",),
    ("header", "grid", "style", "quantity", "local"),
    ("format",),
    ("rule", "lineage", "plan", "tree"),
    ("model", "edits"),
    ("reading", "dump", "unknown", "numerals", "excerpt", "extract"),
    ("nodes", "files", "sfnt", "outcome"),
    ("findings", "suggest", "resources", "plain"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
WRITERS_ONLY = (
    *("jinja2", "docx", "typst", "weasyprint", "lxml", "pikepdf"),
    *("markdown_it", "fontTools", "rich", "PIL", "watchfiles", "anyio"),
)


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in ("__main__.py",)]


def unit(path: Path) -> str:
    """The layer's name for a module: its top package or itself."""
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
            found |= {one.name[10:] for one in node.names if one.name.startswith("generator.")}
    return found


def test_every_module_has_a_layer():
    units = {unit(path) for path in modules()} - {"__init__"}
    assert len(units) > 15
    assert units == set(LEVEL)


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
    for one, other in (("rules", "writers"), ("writers", "rules"), ("reporters", "writers")):
        paths = [path for path in modules() if unit(path) == one]
        assert paths
        assert not [path for path in paths for name in imported(path) if name.split(".")[0] == other]


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
