"""pydantic's verdicts in our words: the one place where they are turned into Chinese.

A verdict is chosen by its type; no sentence of pydantic's is ever shown.  Checks of our own raise
`refusal`, whose words are shown as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.common.did_you_mean import closest, misspelt
from generator.source.nodes import Location

# The type of the verdicts that are our own.
OWN = "refusal"
# What is said for the key where a fault is of the whole that was read.
WHOLE = "内容"
SHOWN = 40
_NUMBER = "应当是一个数"
_WHOLE = "应当是整数，用阿拉伯数字写"
_TEXT = "应当是一段文字；像数字的文字要加引号"
_TRUTH = "应当是 true（是）或 false（否）"
_ITEMS = "应当是用方括号括起来的几项，如 [甲, 乙]"
_NAMED = "下面应当再分项写，每项是“名称: 内容”"
_WORDS = {
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": "数太大",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "string_type": _TEXT,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "tuple_type": _ITEMS,
    "list_type": _ITEMS,
    "too_short": "写得不够：至少要有 {min_length} 项",
    "too_long": "写得太多：最多 {max_length} 项",
    "greater_than": "应当大于 {gt}",
    "greater_than_equal": "应当不小于 {ge}",
    "less_than": "应当小于 {lt}",
    "less_than_equal": "应当不大于 {le}",
    "dict_type": _NAMED,
    "mapping_type": _NAMED,
    "model_type": _NAMED,
    "model_attributes_type": _NAMED,
}
# Verdicts on what sort of thing stands there, which show it no further.
SHAPES = frozenset(
    {"tuple_type", "list_type", "dict_type", "mapping_type", "model_type", "model_attributes_type"}
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing in a file that a model refuses: a key it does not know, one that is missing, a value.

    ``location`` is the path of keys and indices, ``problem`` what is wrong with the value, after its
    key; ``meant`` is the key that an unknown one was most likely written for.
    """

    sort: Literal["unknown", "missing", "value", "shape"]
    location: Location
    key: str
    problem: str = ""
    meant: str = ""

    @property
    def suggestion(self) -> str:
        """「，是不是“…”？」 or nothing."""
        return f"，是不是“{self.meant}”？" if self.meant else ""

    @property
    def words(self) -> dict[str, str]:
        """What fills the holes of a finding's sentence."""
        return {"key": self.key or WHOLE, "suggestion": self.suggestion, "problem": self.problem}


def refusal(words: str) -> PydanticCustomError:
    """What a validator of ours raises; ``words`` say what the value should be, after its key."""
    return PydanticCustomError(OWN, "{words}", {"words": words})


def verdicts(error: ValidationError, model: type[BaseModel]) -> Iterator[Verdict]:
    """Everything a model refuses, each fault once: a key misspelt is not also told as missing."""
    errors = _each_once(error)
    slips = _slips(errors)
    meant = {(*place[:-1], key) for place, key in slips.items()}
    for problem in errors:
        place = _place(problem)
        if problem["type"] == "extra_forbidden":
            yield Verdict("unknown", place, str(place[-1]), meant=slips.get(place) or _near(place, model))
        elif problem["type"] != "missing":
            yield _of_value(problem)
        elif place not in meant:
            yield Verdict("missing", place, str(place[-1]))


def _near(place: Location, model: type[BaseModel]) -> str:
    """The key most like an unknown one of those that may stand in its place."""
    known = [
        field.alias or key for inner in _at(model, place[:-1]) for key, field in inner.model_fields.items()
    ]
    return closest(str(place[-1]), known) or ""


def _at(model: type[BaseModel], place: Location) -> list[type[BaseModel]]:
    """The models that may stand at a path below another; a step that is no field is a key of a dictionary."""
    here = [model]
    for step in place:
        fields = [
            field for inner in here for key, field in inner.model_fields.items() if step in (key, field.alias)
        ]
        here = [below for field in fields for below in _named(field.annotation)] or here
    return here


def _named(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _named(part)]


def _of_value(problem: ErrorDetails) -> Verdict:
    place = _place(problem)
    key = next((str(step) for step in reversed(place) if isinstance(step, str)), "")
    sort: Literal["value", "shape"] = "shape" if problem["type"] in SHAPES else "value"
    return Verdict(sort, place, key, _told(problem))


def _told(problem: ErrorDetails) -> str:
    """What is wrong with a value, chosen by the verdict's type."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == OWN:
        return str(context["words"])
    if kind in {"literal_error", "enum"}:
        choices = _choices(context)
        one_of = "之一" if "、" in choices else ""
        return f"应当是{choices}{one_of}，{_here(problem['input'])}"
    words = _WORDS[kind].format(**context) if kind in _WORDS else "写得不对"
    shown = kind not in SHAPES and not isinstance(problem["input"], list | dict)
    return f"{words}，{_here(problem['input'])}" if shown else words


def _here(given: object) -> str:
    if isinstance(given, list | dict):
        return "这里是几项内容"
    return "还没有填写" if given in (None, "") else f"这里是“{str(given)[:SHOWN]}”"


def _choices(context: Mapping[str, Any]) -> str:
    choices = "、".join(re.findall("'([^']*)'", str(context.get("expected", ""))))
    return f" {choices} " if re.search("[a-z]", choices) else choices


def _slips(errors: list[ErrorDetails]) -> dict[Location, str]:
    """Unknown keys that were most likely meant for a missing one beside them."""
    beside: dict[Location, tuple[list[str], list[str]]] = {}
    for problem in errors:
        place = _place(problem)
        unknown, missing = beside.setdefault(place[:-1], ([], []))
        if problem["type"] == "extra_forbidden":
            unknown.append(str(place[-1]))
        elif problem["type"] == "missing":
            missing.append(str(place[-1]))
    return {
        (*above, key): meant
        for above, (unknown, missing) in beside.items()
        for key, meant in misspelt(unknown, missing, missing).items()
    }


def _each_once(error: ValidationError) -> list[ErrorDetails]:
    """Each place once: where one of several shapes would do, all of them complain.

    Items that are refused are also counted as missing; that is no fault of its own.
    """
    found = {_place(problem): problem for problem in reversed(error.errors(include_url=False))}
    above = {place[:end] for place in found for end in range(len(place))}
    kept = [error for place, error in found.items() if error["type"] != "too_short" or place not in above]
    return list(reversed(kept))


def _place(problem: ErrorDetails) -> Location:
    """The path in the file: what pydantic adds to name a variant is no key."""
    return tuple(
        step for step in problem["loc"] if isinstance(step, int) or not re.search(r"[\[\](]|^str$", step)
    )


def models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A model and every model inside it, each once, the outer before the inner."""
    found: list[type[BaseModel]] = []
    unvisited = [model]
    while unvisited:
        outer = unvisited.pop(0)
        if outer not in found:
            found.append(outer)
            unvisited += [
                inner for field in outer.model_fields.values() for inner in _named(field.annotation)
            ]
    return found
