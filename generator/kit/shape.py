"""Whether a format file has the keys and values it may have: pydantic's verdict in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.common.did_you_mean import misspelt, nearest
from generator.form.format import Format
from generator.form.local_pack import Pack
from generator.form.practice import Practice
from generator.form.rule import Rule
from generator.kit.problem import Draft, Location, Problem
from generator.rules.kinds import UnknownKind, kind_module
from generator.source import nodes

_WORDS = {
    "int_type": "应当是整数",
    "int_parsing": "应当是整数",
    "string_type": "应当是一段文字（数字样的文字要加引号）",
    "bool_type": "应当是 true 或 false",
    "bool_parsing": "应当是 true 或 false",
    "tuple_type": "应当是列表",
    "dict_type": "应当是“键: 值”的映射",
    "model_type": "应当是“键: 值”的映射",
    "model_attributes_type": "应当是“键: 值”的映射",
    "string_pattern_mismatch": "写法不对",
    "decimal_parsing": "应当是数",
}


Loaded = TypeVar("Loaded", Format, Pack, Practice)


def load(draft: Draft, model: type[Loaded]) -> tuple[Loaded | None, list[Problem]]:
    """The Format, or the pack, of a draft, or None with everything that is wrong with its shape."""
    if problems := list(draft.unreadable()):
        return None, problems
    try:
        return model.model_validate(nodes.to_plain(draft.document.root)), []
    except ValidationError as error:
        return None, list(_problems(draft, (), error, model))


def of_rules(draft: Draft, rules: Sequence[Rule]) -> Iterator[Problem]:
    """Rules of a kind that does not exist, and rules whose keys are not those of their kind."""
    for number, rule in enumerate(rules):
        try:
            module = kind_module(rule.kind)
        except UnknownKind as fault:
            yield draft.at(("rules", number, "kind"), f"{rule.code}：{fault}")
            continue
        try:
            module.Options.model_validate(rule.options)
        except ValidationError as error:
            place = ("rules", number)
            yield from _problems(draft, place, error, module.Options, f"{rule.code}：")


def _problems(
    draft: Draft, above: Location, error: ValidationError, model: type[BaseModel], start: str = ""
) -> Iterator[Problem]:
    """Every fault once: a key misspelt is not also told as missing."""
    errors = _errors(error)
    slips = _slips(errors)
    for one in errors:
        place = _place(one)
        if place in slips:
            told = f"不认识的键“{place[-1]}”，是不是“{slips[place]}”？"
        elif one["type"] == "missing" and (place[:-1], place[-1]) in {
            (slip[:-1], meant) for slip, meant in slips.items()
        }:
            continue
        else:
            told = _told(one, model)
        yield draft.at((*above, *place), start + told)


def _slips(errors: list[ErrorDetails]) -> dict[Location, str]:
    """Unknown keys that were most likely meant for a missing one beside them."""
    beside: dict[Location, tuple[list[str], list[str]]] = {}
    for one in errors:
        place = _place(one)
        unknown, missing = beside.setdefault(place[:-1], ([], []))
        if one["type"] == "extra_forbidden":
            unknown.append(str(place[-1]))
        elif one["type"] == "missing":
            missing.append(str(place[-1]))
    return {
        (*above, key): meant
        for above, (unknown, missing) in beside.items()
        for key, meant in misspelt(unknown, missing, missing).items()
    }


def _errors(error: ValidationError) -> list[ErrorDetails]:
    """Each place once: where one of several shapes would do, all of them complain."""
    found = {_place(one): one for one in reversed(error.errors(include_url=False))}
    return list(reversed(found.values()))


def _place(one: ErrorDetails) -> Location:
    """The path in the file: what pydantic adds to name a variant is no key."""
    return tuple(
        step for step in one["loc"] if isinstance(step, int) or not re.search(r"[\[\](]|^str$", step)
    )


def _told(one: ErrorDetails, model: type[BaseModel]) -> str:
    key = next((str(step) for step in reversed(_place(one)) if isinstance(step, str)), "")
    match one["type"]:
        case "missing":
            return f"缺少“{key}”"
        case "extra_forbidden":
            return f"不认识的键“{key}”{nearest(key, _keys(model))}"
        case "literal_error" | "enum":
            return f"“{key}”应当是 {_choices(one)} 之一，这里是“{one['input']}”"
        case kind if kind in _WORDS:
            return f"“{key}”{_WORDS[kind]}，这里是“{str(one['input'])[:40]}”"
        case _:
            return f"“{key}”不对：{one['msg']}"


def _choices(one: ErrorDetails) -> str:
    return str(one.get("ctx", {}).get("expected", "")).replace(" or ", "、").replace(", ", "、")


def _keys(model: type[BaseModel]) -> set[str]:
    """All the keys that a model and the models inside it know."""
    return {key for one in models(model) for key in one.model_fields}


def models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A model and every model inside it, each once, the outer before the inner."""
    found: list[type[BaseModel]] = []
    waiting: list[Any] = [model]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one not in found:
                found.append(one)
                waiting += [field.annotation for field in one.model_fields.values()]
        else:
            waiting += getattr(one, "__args__", ())
    return found
