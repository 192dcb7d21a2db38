"""NOTICE.md says of everything that is shipped or installed under which licence it comes."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import PackageNotFoundError, metadata

import yaml

from tests.conftest import ROOT
from tests.pins import pins

NOTICE = (ROOT / "NOTICE.md").read_text("utf-8")
# An expression of SPDX.
LICENCE = re.compile(r"[A-Za-z0-9.-]+(?: (?:OR|AND) [A-Za-z0-9.-]+)*")
ROWS = dict(re.findall(r"^\| ([a-z][a-z0-9-]+) \| (.+) \|$", NOTICE, re.MULTILINE))


def test_every_package_that_is_installed_to_run_is_listed_with_its_licence():
    assert ROWS.keys() == pins(ROOT / "constraints.txt").keys()
    assert all(
        re.fullmatch(r"[A-Za-z0-9.-]+(?: (?:OR|AND) [A-Za-z0-9.-]+)*", words) for words in ROWS.values()
    )


def test_the_licences_are_those_that_the_packages_state():
    stated = {name: words for name in ROWS if (words := _stated(name))}
    assert len(stated) > 10
    assert {name: ROWS[name] for name in stated} == stated


def _stated(name: str) -> str | None:
    try:
        return metadata(name).get("License-Expression")
    except PackageNotFoundError:
        return None  # another interpreter's


def test_every_font_is_listed_and_its_licence_is_there_in_full():
    faces = yaml.safe_load((ROOT / "styles" / "fonts" / "fonts.yaml").read_text("utf-8"))["faces"]
    assert {face["file"] for face in faces} == {
        path.name for path in (ROOT / "styles" / "fonts").iterdir() if path.suffix in (".otf", ".ttf")
    }
    for face in faces:
        assert f"`styles/fonts/{face['file']}` | {face['upstream']['name']} | OFL-1.1" in NOTICE
        licence = (ROOT / "styles" / "fonts" / face["licence"]).read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_notice_and_the_licences_travel_with_the_wheel_and_the_source(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,), (source,) = tmp_path.glob("*.whl"), tmp_path.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as package:
        (name,) = (name for name in package.namelist() if name.endswith("licenses/NOTICE.md"))
        assert package.read(name).decode() == NOTICE
        assert sum("licenses/styles/fonts/OFL-" in name for name in package.namelist()) == 3
    with tarfile.open(source) as package:
        names = {name.partition("/")[2] for name in package.getnames()}
    assert {"LICENSE", "NOTICE.md", "constraints.txt", "constraints-dev.txt"} <= names
