"""The Python API, as the README shows it and as a stranger's process meets it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

import generator
from tests.conftest import EXAMPLES, ROOT, names_in

NAMES = ("examine", "load", "check", "build", "write", "read", "read_file")


def fresh(script: str, folder) -> str:
    """What a new process prints that carries out a script."""
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_example_of_the_readme_runs_as_it_stands(readme, tmp_path):
    (script,) = re.findall(r"```python\n(.*?)```", (ROOT / readme).read_text("utf-8"), re.DOTALL)
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "2021.yaml").rename(tmp_path / "2024.yaml")
    out = fresh(
        f"{script}\nprint(len(findings), len(examine(document).findings), filing.header.year)", tmp_path
    )
    assert out == "0 0 2024\n"
    assert names_in(tmp_path / "out") == ["2024.docx", "2024.html", "2024.pdf"]


@pytest.mark.parametrize("turned", range(len(NAMES)))
def test_the_names_are_functions_in_every_order_and_after_every_module(turned, tmp_path):
    order = (*NAMES[turned:], *NAMES[:turned])
    script = (
        f"import importlib, pkgutil\n"
        f"order = {order!r}\n"
        "def kinds():\n"
        "    space = {}\n"
        "    for name in order:\n"
        "        exec(f'from generator import {name}', space)\n"
        "    return [type(space[name]).__name__ for name in order]\n"
        "first = kinds()\n"
        "import generator\n"
        "modules = [module.name for module in pkgutil.walk_packages(generator.__path__, 'generator.')]\n"
        "for name in modules:\n"
        "    importlib.import_module(name) if '__main__' not in name else None\n"
        "print({*first, *kinds()}, len(modules) > 100)\n"
    )
    assert fresh(script, tmp_path) == "{'function'} True\n"


def test_no_public_name_is_a_folder_of_the_package():
    folders = {path.stem for path in (ROOT / "generator").iterdir()}
    assert len(generator.__all__) > 10
    assert not folders & set(generator.__all__)
    assert all(getattr(generator, name) for name in generator.__all__)
