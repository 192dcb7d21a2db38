"""The workbench's one interface: a call has a name and arguments and gives an answer (docs/workbench.md).

It knows nothing of HTTP: a server carries it, and so can anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.workbench import beginning, cleaning, reading, review, second, writing
from generator.workbench.bench import Bench, Json, word
from generator.workbench.problem import Problem
from generator.workbench.sheets import Sheets

Call = Callable[[Bench, Mapping[str, Any]], Json]

CALLS: dict[str, Call] = {
    "home": reading.home,
    "open": reading.open_filing,
    "rule": reading.rule,
    "sentences": reading.sentences,
    "shown": reading.shown,
    "complete": reading.complete,
    "clean": cleaning.clean,
    "paste": cleaning.paste,
    "write": writing.write,
    "undo": writing.undo,
    "redo": writing.redo,
    "mend": writing.mend,
    "waive": writing.waive,
    "bind": writing.bind_numbers,
    "new": beginning.new,
    "mark": review.mark,
    "remark": review.remark,
    "twice": second.twice,
}


def answer(bench: Bench, name: str, arguments: Mapping[str, Any], sheets: Sheets) -> Json:
    """The answer of a call.  Raises Problem for one that cannot be carried out."""
    if name == "pages":
        return sheets.pages(bench.open(word(arguments, "file")))
    if name not in CALLS:
        raise Problem("没有这种请求", 404)
    return CALLS[name](bench, arguments)
