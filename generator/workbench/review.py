"""The calls of those who read a filing: marking parts as read, leaving remarks and settling them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from generator.workbench.bench import SHORT, Bench, Json, window, word
from generator.workbench.kept_review import keep, kept_of, part_digest
from generator.workbench.opened import Opened
from generator.workbench.problem import Problem

MOST, LONGEST, LONGEST_NAME = 1000, 2000, 40


def mark(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """Mark a part as read, or take that back."""
    opened, place = bench.open(word(arguments, "file")), word(arguments, "path")[:SHORT]
    with bench.saver.alone(opened.file):
        kept = kept_of(bench.folder, opened)
        kept["read"].pop(place, None)
        if arguments.get("read"):
            name = _name(arguments)
            kept["read"][place] = {"name": name, "time": _now(), "of": part_digest(opened, place)}
        keep(bench.folder, opened, kept)
    return _answer(bench, opened, window(arguments))


def remark(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """Leave a remark, or settle one."""
    opened = bench.open(word(arguments, "file"))
    with bench.saver.alone(opened.file):
        kept = kept_of(bench.folder, opened)
        if "id" in arguments:
            found = [each for each in kept["remarks"] if each["id"] == arguments["id"]]
            if not found:
                raise Problem("没有这条意见了", 404)
            found[0]["done"] = bool(arguments.get("done"))
        else:
            kept["remarks"].append(_new(arguments, kept["remarks"]))
        keep(bench.folder, opened, kept)
    return _answer(bench, opened, window(arguments))


def _new(arguments: Mapping[str, Any], others: list[Json]) -> Json:
    text = word(arguments, "text").strip()
    if not text or len(text) > LONGEST or len(others) >= MOST:
        raise Problem("意见写一两句话就好：空的、太长的留不下")
    number = max((each["id"] for each in others), default=0) + 1
    place = word(arguments, "place")[:SHORT]
    return {
        "id": number,
        "place": place,
        "text": text,
        "name": _name(arguments),
        "time": _now(),
        "done": False,
    }


def _name(arguments: Mapping[str, Any]) -> str:
    return word(arguments, "name", "").strip()[:LONGEST_NAME]


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


def _answer(bench: Bench, opened: Opened, by: str) -> Json:
    bench.tell("review", {"file": opened.file, "by": by})
    return {"state": bench.state(opened), "conflicts": [], "written": True}
