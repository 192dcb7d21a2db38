"""The schema for editors: fresh, and of one mind with the reader about shapes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from generator import format as formats
from generator import resources
from generator.schema import schema
from tests.conftest import CORRECT


@pytest.mark.parametrize("version", formats.versions())
def test_the_schema_beside_the_format_is_fresh(version):
    path = resources.folder("templates") / version / "schema.json"
    assert json.loads(path.read_text("utf-8")) == schema(formats.find(version)), (
        f"run: nianbao schema {version} > {path}"
    )


def test_every_example_names_its_schema():
    assert CORRECT
    for path in CORRECT:
        first = path.read_text("utf-8").splitlines()[0]
        name = first.rpartition("$schema=")[2]
        assert (path.parent / name).is_file(), first


def test_every_row_and_part_has_a_title():
    told = schema(formats.find("2021"))
    titles = [one["title"] for one in told["properties"]["申请办理情况"]["properties"].values()]
    assert titles[0] == "一、本年新收政府信息公开申请数量"
    assert len(titles) == 10


def test_the_schema_command_gives_the_same(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "generator", "schema", "2021"], capture_output=True, check=True
    )
    assert json.loads(result.stdout.decode()) == schema(formats.find("2021"))
