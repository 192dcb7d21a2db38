"""What is kept beside a filing of those who read it: parts marked as read, and remarks.  Never in outputs."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from generator.common.atomic_files import reason, replace_file
from generator.workbench.changes import CELL, FREE, TEXT, typed_places
from generator.workbench.folder import Folder
from generator.workbench.opened import Opened
from generator.workbench.problem import Problem

Json = dict[str, Any]
ENDING = ".review"


def review_shown(folder: Folder, opened: Opened) -> Json:
    """The marks, each with whether the part is still as it was read, and the remarks."""
    kept = kept_of(folder, opened)
    read = {
        place: {"name": mark["name"], "time": mark["time"], "same": mark["of"] == part_digest(opened, place)}
        for place, mark in kept["read"].items()
    }
    return {"read": read, "remarks": kept["remarks"]}


def part_digest(opened: Opened, place: str) -> str:
    """What a part, or a table, held when it was read."""
    form = opened.form
    places = typed_places(form, opened.document) if form else {}
    inside = [
        (kind, at, text)
        for (kind, at), text in places.items()
        if kind in (CELL, TEXT, FREE) and (at == place or at.startswith(f"{place}."))
    ]
    return sha256(json.dumps(inside, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def kept_of(folder: Folder, opened: Opened) -> Json:
    """What was kept; nothing where that cannot be understood."""
    empty: Json = {"read": {}, "remarks": []}
    try:
        value = json.loads(folder.beside(opened.path, ENDING).read_bytes())
        whole = isinstance(value["read"], dict) and isinstance(value["remarks"], list)
        return {"read": value["read"], "remarks": value["remarks"]} if whole else empty
    except (OSError, ValueError, TypeError, KeyError):
        return empty


def keep(folder: Folder, opened: Opened, kept: Json) -> None:
    """Keep it.  Raises Problem."""
    data = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    try:
        replace_file(folder.beside(opened.path, ENDING), data)
    except OSError as error:
        raise Problem(f"没有写进去：{reason(error)}", 409) from error
