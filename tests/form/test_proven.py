"""Data files of ours that are not examined again by whoever uses them: the list is true, and nothing rests on
it but time."""

import shutil

import pytest

from generator.common import data_folders
from generator.form.library import SHIPPED, Library
from generator.rules.soundness import faults
from generator.source import nodes, proven
from generator.source.read import read_file
from scripts import make_proven

FILES = make_proven.files()


def test_the_list_is_as_the_script_makes_it():
    assert len(FILES) > 20
    assert (make_proven.TEMPLATES / proven.FILE).read_text("utf-8") == make_proven.listing()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_is_listed_has_no_fault_and_is_read_as_strictly_read(path):
    strict = read_file(path)
    assert not strict.findings
    assert proven.is_proven(path.read_bytes())
    assert proven.plain_of(path.read_bytes()) == nodes.to_plain(strict.root)


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_every_rule_of_a_form_that_is_listed_is_sound_on_it(version):
    form = SHIPPED.find(version)
    assert form.proven == form.rules != ()
    assert [rule.code for rule in form.rules if faults(rule, form)] == []


def test_a_form_that_was_changed_is_examined_like_anybody_elses(tmp_path):
    own = tmp_path / "2021"
    shutil.copytree(data_folders.folder("templates") / "2021", own)
    same = Library((tmp_path,)).find("2021")
    assert same.proven == same.rules  # to the byte the same
    with (own / "format.yaml").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert Library((tmp_path,)).find("2021").proven == ()


def test_a_rule_that_was_changed_since_is_not_taken_for_the_one_that_was_proven():
    form = SHIPPED.find("2021")
    changed = form.model_copy(update={"sections": form.sections[:-1]})
    assert changed.proven == ()
    other = form.model_copy(update={"rules": (form.rules[0].model_copy(update={"kind": "x"}),)})
    assert not set(map(id, other.rules)) & set(map(id, other.proven))
