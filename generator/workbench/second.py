"""Entering twice: a second person types the figures without seeing the first; then both are compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.common.atomic_files import reason, replace_file
from generator.filing.numerals import plain_number
from generator.workbench.bench import Bench, Json, window, word
from generator.workbench.changes import CELL, typed_places
from generator.workbench.opened import Opened
from generator.workbench.problem import Problem

ENDING = ".second"
LONGEST = 200


def twice(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """How far the second entry is; with a ``path`` a figure of it, ``done`` compares (or goes on where it is
    false), ``drop`` forgets it."""
    opened = bench.open(word(arguments, "file"))
    with bench.saver.alone(opened.file):
        kept = _kept(bench, opened)
        if arguments.get("drop"):
            kept = {"cells": {}, "done": False}
        elif "path" in arguments or "cells" in arguments:
            _take(opened, kept, arguments)
        elif "done" in arguments:
            kept["done"] = bool(arguments["done"])
        else:
            return _answer(opened, kept)
        _keep(bench, opened, kept)
    bench.tell("review", {"file": opened.file, "by": window(arguments)})
    return _answer(opened, kept)


def _take(opened: Opened, kept: Json, arguments: Mapping[str, Any]) -> None:
    """Figures of the second person, one or a block."""
    form = opened.known_form
    given = arguments.get("cells") or {word(arguments, "path"): word(arguments, "text")}
    if not isinstance(given, dict):
        raise Problem("请求不完整：缺少 cells")
    for path, text in given.items():
        if path not in form.places or not isinstance(text, str) or len(text) > LONGEST:
            raise Problem(f"这份填报里没有“{str(path)[:LONGEST]}”这一处", 404)
        kept["cells"][path] = text.strip()


def _wanted(opened: Opened) -> list[str]:
    """The cells that both have to type: all but those that are worked out."""
    places = opened.known_form.places
    return [path for path, cell in places.items() if not (cell.open_row or cell.open_column)]


def _answer(opened: Opened, kept: Json) -> Json:
    cells: dict[str, str] = kept["cells"]
    missing = [path for path in _wanted(opened) if not cells.get(path)]
    return {
        "begun": bool(cells),
        "done": bool(kept["done"]),
        "cells": cells,
        "missing": len(missing),
        "differences": _differences(opened, cells) if kept["done"] else None,
        "untyped": _untyped(opened, missing) if kept["done"] else None,
    }


def _untyped(opened: Opened, missing: Sequence[str]) -> list[Json]:
    """The cells that the second person has not typed: they are not compared, and are none that differ."""
    labels = opened.known_form.labels
    return [{"path": path, "label": labels.short(path)} for path in missing]


def _differences(opened: Opened, cells: Mapping[str, str]) -> list[Json]:
    """The cells that both have typed, or only the second, and in which they do not have the same."""
    form, typed = opened.known_form, typed_places(opened.known_form, opened.document)
    pairs = [(path, typed[CELL, path], cells.get(path, "")) for path in form.places]
    return [
        {"path": path, "label": form.labels.short(path), "first": first, "second": second}
        for path, first, second in pairs
        if second and _settled(first) != _settled(second)
    ]


def _settled(text: str) -> str:
    """A figure whatever it was typed with."""
    return plain_number(text) or text.strip()


def _kept(bench: Bench, opened: Opened) -> Json:
    empty: Json = {"cells": {}, "done": False}
    try:
        value = json.loads(bench.folder.beside(opened.path, ENDING).read_bytes())
        return {"cells": dict(value["cells"]), "done": bool(value["done"])}
    except (OSError, ValueError, TypeError, KeyError):
        return empty


def _keep(bench: Bench, opened: Opened, kept: Json) -> None:
    data = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    try:
        replace_file(bench.folder.beside(opened.path, ENDING), data)
    except OSError as error:
        raise Problem(f"没有写进去：{reason(error)}", 409) from error
