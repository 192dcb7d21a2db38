"""Steps on the disk: cut off, not made, made by others, far too many."""

from __future__ import annotations

import json

import pytest

from generator.workbench import journal as journals
from generator.workbench.journal import Hunk, Journal, Step, hunk_of, read_journal


def step(number: int, what: str = "write", **others) -> Step:
    return Step(what, f"{number}", f"{number + 1}", Hunk(0, "a", "b"), "2025-01-01T00:00:00", **others)


def test_the_stretch_in_which_two_texts_differ_leads_from_one_to_the_other_and_back():
    for old, new in (("", ""), ("abc", "abc"), ("aba", "abaaba"), ("xax", "xx"), ("甲乙", ""), ("aa", "aaa")):
        hunk = hunk_of(old, new)
        assert old[: hunk.at] + hunk.new + old[hunk.at + len(hunk.old) :] == new
        back = hunk.back
        assert new[: back.at] + back.new + new[back.at + len(back.old) :] == old


def test_steps_are_kept_and_read_again(tmp_path):
    kept = (
        Journal(tmp_path / "a" / "x.journal").appended(step(1)).appended(step(2, changes=({"kind": "cell"},)))
    )
    assert read_journal(kept.path, "3").steps == kept.steps


def test_a_step_whose_file_is_still_as_it_was_is_forgotten(tmp_path):
    kept = Journal(tmp_path / "x.journal").appended(step(1)).appended(step(2))
    assert read_journal(kept.path, "2").steps == kept.steps[:1]
    assert read_journal(kept.path, "2").steps == kept.steps[:1]


def test_a_file_that_others_changed_since_keeps_its_steps(tmp_path):
    kept = Journal(tmp_path / "x.journal").appended(step(1)).appended(step(2))
    assert read_journal(kept.path, "other").steps == kept.steps


@pytest.mark.parametrize(
    "rest", [b'{"version": 1, "wh', b"\x00\xff", b"[]\n", b'{"version": 9}\n', b"null\n", b"\n"]
)
def test_what_was_cut_off_or_is_no_step_is_passed_over_and_what_follows_is_whole(tmp_path, rest):
    kept = Journal(tmp_path / "x.journal").appended(step(1))
    kept.path.write_bytes(kept.path.read_bytes() + rest)
    again = read_journal(kept.path, "2")
    assert again.steps == kept.steps
    assert read_journal(again.appended(step(2)).path, "3").steps == (step(1), step(2))


def test_what_is_undone_can_be_made_again_until_something_new_is_typed():
    steps = (step(1), step(2), step(3, "undo", count=1), step(4, "undo", count=1), step(5, "redo", count=1))
    assert Journal(None, steps).counts() == (1, 1)
    assert Journal(None, (*steps, step(6))).counts() == (2, 0)


def test_steps_that_go_together_count_as_one():
    steps = (step(1), step(2, joins=True), step(3, joins=True), step(4))
    assert Journal(None, steps).counts() == (2, 0)


def test_a_journal_that_has_grown_too_long_keeps_the_last_steps(tmp_path, monkeypatch):
    monkeypatch.setattr(journals, "LONGEST", 5000)
    monkeypatch.setattr(journals, "KEPT", 10)
    kept = Journal(tmp_path / "x.journal")
    for number in range(40):
        kept = kept.appended(step(number))
    again = read_journal(kept.path, "40")
    assert again.steps == kept.steps[-10:]
    assert len(kept.path.read_bytes().splitlines()) == 10
    assert json.loads(kept.path.read_bytes().splitlines()[0])["before"] == "30"
