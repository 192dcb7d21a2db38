"""A second person: figures typed again without seeing the first ones; parts read, remarks left."""

from __future__ import annotations

import pytest

from generator.workbench.problem import Problem
from tests.workbench.conftest import Calls

NEW = "申请办理情况.本年新收.自然人"
TEXT = "总体情况.概述"


def test_the_second_entry_shows_nothing_of_the_first_until_it_is_done(call):
    answer = call("twice", file="2021.yaml")
    assert (answer["begun"], answer["cells"], answer["differences"]) == (False, {}, None)
    wanted = answer["missing"]
    answer = call("twice", file="2021.yaml", path=NEW, text="126")
    assert answer["cells"] == {NEW: "126"} and answer["missing"] == wanted - 1
    assert answer["differences"] is None


def test_what_the_second_person_left_empty_is_no_difference_and_is_told_by_itself(call):
    typed = {NEW: "126", "申请办理情况.上年结转.自然人": ""}
    answer = call("twice", file="2021.yaml", cells=typed)
    assert answer["untyped"] is None
    answer = call("twice", file="2021.yaml", done=True)
    assert [(each["path"], each["second"]) for each in answer["differences"]] == [(NEW, "126")]
    left = {each["path"]: each["label"] for each in answer["untyped"]}
    assert len(left) == answer["missing"] > 100 and NEW not in left
    assert left["申请办理情况.上年结转.自然人"] == "「二、上年结转政府信息公开申请数量」的「自然人」"
    again = call("twice", file="2021.yaml", done=False)
    assert (again["done"], again["differences"], again["cells"][NEW]) == (False, None, "126")


def test_differences_are_shown_cell_by_cell_and_what_is_written_otherwise_is_none(call):
    state = call.state()
    closed = {path: cell["value"] for path, cell in state["cells"].items() if cell["state"] == "given"}
    call("twice", file="2021.yaml", cells={**closed, NEW: "126", "申请办理情况.上年结转.自然人": "１３"})
    (difference,) = call("twice", file="2021.yaml", done=True)["differences"]
    assert (difference["path"], difference["first"], difference["second"]) == (NEW, "125", "126")
    call.type(NEW, "126")
    assert call("twice", file="2021.yaml")["differences"] == []
    assert call("twice", file="2021.yaml", drop=True)["begun"] is False


def test_the_second_entry_is_kept_over_sessions_and_changes_no_filing(call):
    before = call.text()
    call("twice", file="2021.yaml", path=NEW, text="1")
    assert Calls(call.folder)("twice", file="2021.yaml")["cells"] == {NEW: "1"}
    assert call.text() == before


def test_a_part_is_marked_as_read_until_it_is_changed(call):
    state = call("mark", file="2021.yaml", path=TEXT, read=True, name="甲")["state"]
    assert state["read"][TEXT]["name"] == "甲" and state["read"][TEXT]["same"]
    call("mark", file="2021.yaml", path="申请办理情况", read=True)
    call.type(NEW, "126")
    read = call.state()["read"]
    assert (read[TEXT]["same"], read["申请办理情况"]["same"]) == (True, False)
    call("mark", file="2021.yaml", path=TEXT, read=False)
    assert TEXT not in call.state()["read"]


def test_remarks_are_left_told_to_other_windows_and_settled(call):
    before = call.text()
    call.events.clear()
    call("remark", file="2021.yaml", place=TEXT, text="这一句再核实", by="w", name="乙")
    assert ("review", {"file": "2021.yaml", "by": "w"}) in call.events
    (remark,) = Calls(call.folder).state()["remarks"]
    assert (remark["place"], remark["text"], remark["name"], remark["done"]) == (
        TEXT,
        "这一句再核实",
        "乙",
        False,
    )
    call("remark", file="2021.yaml", id=remark["id"], done=True)
    assert call.state()["remarks"][0]["done"] is True
    assert call.text() == before


def test_an_empty_remark_and_one_that_is_gone_are_refused(call):
    with pytest.raises(Problem):
        call("remark", file="2021.yaml", place=TEXT, text="  ")
    with pytest.raises(Problem, match="没有这条意见"):
        call("remark", file="2021.yaml", id=7, done=True)


@pytest.mark.slow
def test_nothing_of_it_is_in_any_output(served):
    client = served.client()
    before = {kind: client.get(f"/download/{kind}?file=2021.yaml")[2] for kind in ("docx", "html")}
    client("remark", file="2021.yaml", place=TEXT, text="秘密的意见")
    client("twice", file="2021.yaml", path=NEW, text="9")
    served.workbench.downloads.kept.clear()
    assert {kind: client.get(f"/download/{kind}?file=2021.yaml")[2] for kind in before} == before


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'{"read": 1, "remarks": 2}', b'{"cells": 5}', b"\xff"]
)
def test_what_is_kept_and_cannot_be_understood_is_as_if_nothing_were_kept(call, data):
    folder = call.folder / ".nianbao"
    folder.mkdir(exist_ok=True)
    for ending in (".review", ".second", ".journal"):
        (folder / f"2021.yaml{ending}").write_bytes(data)
    state = call.state()
    assert (state["read"], state["remarks"], state["undo"]) == ({}, [], 0)
    assert call("twice", file="2021.yaml")["cells"] == {}
