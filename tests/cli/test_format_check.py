"""``nianbao format check`` tells what is wrong with a form in every form that findings have."""

import json
import shutil
from xml.etree import ElementTree

import pytest

from generator.common import data_folders
from generator.reporters import names

SLIPS = (
    ("level: error", "level: 严重"),
    ("kind: balance", "kind: ballance"),
    ("years: {first: 2021}", "years: {first: 早年}"),
)


@pytest.fixture
def wrong(tmp_path):
    """A folder with a copy of the 2021 form that has three slips, and how often each was made."""
    shutil.copytree(data_folders.folder("templates") / "2021", tmp_path / "2021")
    path = tmp_path / "2021/format.yaml"
    text = path.read_text("utf-8")
    for right, slip in SLIPS:
        assert right in text
        text = text.replace(right, slip, 1)
    path.write_text(text, "utf-8")
    return path


def test_all_faults_of_a_file_are_told_at_once_with_their_places(wrong, run):
    code, out, _ = run("format", "check", "2021", "--templates", wrong.parent.parent, "--format", "json")
    findings = json.loads(out)["findings"]
    lines = wrong.read_text("utf-8").splitlines()
    assert code == 1
    assert {finding["code"] for finding in findings} == {"F03"}
    assert {finding["file"] for finding in findings} == {str(wrong)}
    excerpts = [lines[finding["line"] - 1][finding["column"] - 1 :] for finding in findings]
    assert [words.partition(":")[0] for words in excerpts] == ["first", "level"]


@pytest.mark.parametrize("form", names())
def test_every_form_of_report_has_the_faults(form, wrong, run, tmp_path):
    target = tmp_path / f"out/{form}"
    excerpts = ("format", "check", "2021", "--templates", wrong.parent.parent)
    code, out, _ = run(*excerpts, "--format", form, "--output", f"{form}={target}")
    assert code == 1
    assert "F03" in out
    assert target.read_text("utf-8") == (out if form != "text" else target.read_text("utf-8"))
    if form == "junit":
        assert ElementTree.fromstring(out).get("failures") == "1"
    elif form in {"json", "sarif", "gitlab"}:
        json.loads(out)


def test_a_sound_form_is_sound_in_every_form_of_report(run):
    for form in names():
        assert run("format", "check", "2008", "--format", form)[0] == 0, form


def test_an_output_never_replaces_the_form_itself(wrong, run):
    before = wrong.read_bytes()
    code, _, err = run(
        "format", "check", "2021", "--templates", wrong.parent.parent, "--output", f"json={wrong}"
    )
    assert (code, wrong.read_bytes()) == (2, before)
    assert str(wrong) in err
