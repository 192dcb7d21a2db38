"""What is installed is whole: the law, the looks and the fonts travel with the code."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile

import generator
from tests.conftest import EXAMPLES, ROOT, names_in


def test_the_wheel_carries_templates_styles_fonts_and_works_alone(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
        package.extractall(tmp_path / "site")
    for folder in ("templates", "styles"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert len(files) > 3
        assert {f"generator/{path.relative_to(ROOT).as_posix()}" for path in files} <= names
    assert not [name for name in names if name.startswith(("tests/", "examples/", "scripts/"))]
    run = [sys.executable, "-P", "-m", "nianbao", "build", str(EXAMPLES / "2021-city.yaml"), "-o", "out"]
    environment = {"PYTHONPATH": str(tmp_path / "site"), "PATH": "", "LANG": "C.UTF-8"}
    result = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
    assert len(names_in(tmp_path / "out")) == 3


def test_the_version_stands_once_in_effect():
    written = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert written["project"]["version"] == generator.__version__
