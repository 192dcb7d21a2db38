"""What a finding of the rule under test says, in the few words that a test compares."""

from __future__ import annotations

from tests.own_form import Found

Wanted = tuple[str, list[str], tuple[object, object]]


def details(found: list[Found]) -> list[Wanted]:
    """Of every finding of the rule its words, its cells, and the two figures that ought to agree."""
    return [
        (finding["detail"], finding["cells"], (finding["left"], finding["right"]))
        for finding in found
        if finding["code"] == "B90"
    ]


def places(found: list[Found]) -> list[tuple[int, int, int]]:
    return [(finding["line"], finding["column"], finding["end_column"]) for finding in found]


def elsewhere(found: list[Found]) -> list[list[tuple[int, str]]]:
    """What each finding points at in another file: the line there and what it says of it."""
    return [[(part["line"], part["words"]) for part in each["related"]] for each in found]
