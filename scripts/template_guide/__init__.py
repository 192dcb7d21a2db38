"""The reference part of templates/README.md: every key of the models, with its meaning from keys.yaml."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.form.format import Format
from generator.form.local_pack import Pack
from generator.form.practice import Practice
from generator.rules import kinds as found_kinds
from generator.source.verdicts import models

KEYS = Path(__file__).parent / "keys.yaml"
TITLES = {
    "Format": "format.yaml 的顶层",
    "Years": "years",
    "HeadField": "fields 的每一项",
    "Periods": "periods",
    "PeriodPart": "periods 下 parts 的每一期",
    "Kind": "kinds 的每一种",
    "Section": "sections 的每一章",
    "Part": "parts 的每一部分",
    "Table": "table",
    "Block": "blocks 的每一块",
    "Column": "columns 的每一列",
    "Row": "rows 的每一行",
    "Computed": "computed",
    "FreeTable": "free",
    "Carry": "carries 的每一项",
    "Predecessor": "predecessors 的每一项",
    "Pair": "pairs 的每一对",
    "TableWords": "vocabulary 的每一项",
    "Sense": "vocabulary 的 rows、columns 的每一项",
    "Every": "vocabulary 的 every 的每一项",
    "Ratio": "vocabulary 的 ratios 的每一项",
    "Shares": "vocabulary 的 shares",
    "WholeWords": "shares 的 words 的每一项",
    "Plan": "overview",
    "Measure": "figures、items、parts 的每一项",
    "ChartPlan": "charts 的每一幅图",
    "Stack": "stacks 的每一条",
    "Rule": "rules 的每一条（各种规则都有的键）",
    "Practice": "通行规则文件的顶层",
    "Pack": "地方规则文件的顶层",
    "AddedSection": "地方规则的 sections（写法同格式的一章）",
    "AddedParts": "地方规则的 parts",
}
TYPES = {str: "文字", int: "整数", bool: "true/false"}


def reference() -> str:
    """The tables of keys, as Markdown."""
    meanings = yaml.safe_load(KEYS.read_text(encoding="utf-8"))
    return "\n".join([*_of_models(meanings), *_of_kinds(meanings)])


def named_models() -> Iterator[tuple[str, str, type[BaseModel]]]:
    """Every model with its name in keys.yaml and its title here."""
    known = {model.__name__: model for model in (*models(Format), *models(Practice), *models(Pack))}
    for name, title in TITLES.items():
        yield name, title, known[name]
    for kind, module in kinds().items():
        for number, model in enumerate(models(module.Options)):
            yield (f"{kind}.{model.__name__}" if number else kind), "", model


def kinds() -> dict[str, Any]:
    """The kinds of rule, by name."""
    return {
        module.name: importlib.import_module(f"{found_kinds.__name__}.{module.name}") for module in _modules()
    }


def _modules() -> list[pkgutil.ModuleInfo]:
    return sorted(pkgutil.iter_modules(found_kinds.__path__), key=lambda module: module.name)


def _of_models(meanings: dict[str, dict[str, str]]) -> Iterator[str]:
    for name, title, model in named_models():
        if title:
            yield from ("", f"### {title}", "", *_table(model, meanings[name]))


def _of_kinds(meanings: dict[str, dict[str, str]]) -> Iterator[str]:
    yield from (
        "",
        "### 各种规则（kind）另有的键",
        "",
        "| kind | 键 | 写什么 | 必写 | 含义 |",
        "| --- | --- | --- | --- | --- |",
    )
    for name, title, model in named_models():
        if title:
            continue
        start = name if "." not in name else f"{name.partition('.')[0]} 的 {_holder(name)}"
        rows = [f"| {start} | {row}" for row in _rows(model, meanings[name])]
        yield from rows or [f"| {start} | | | | 没有另外的键：必写的文字都要有字 |"]


def _holder(name: str) -> str:
    kind, _, inner = name.partition(".")
    options = kinds()[kind].Options
    return next(key for key, field in options.model_fields.items() if inner in str(field.annotation))


def _table(model: type[BaseModel], meanings: dict[str, str]) -> Iterator[str]:
    yield from ("| 键 | 写什么 | 必写 | 含义 |", "| --- | --- | --- | --- |")
    yield from (f"| {row}" for row in _rows(model, meanings))


def _rows(model: type[BaseModel], meanings: dict[str, str]) -> Iterator[str]:
    for key, field in model.model_fields.items():
        needed = "是" if field.is_required() else ""
        shape = ("文字或" if field.metadata and get_origin(field.annotation) is tuple else "") + _shape(
            field.annotation
        )
        yield f"`{key}` | {shape} | {needed} | {meanings[key]}{_default(field)} |"


def _default(field: FieldInfo) -> str:
    default = field.default
    return f"（默认 {default}）" if type(default) is int or default in ("equal",) else ""


def _shape(annotation: Any) -> str:
    origin, inside = get_origin(annotation), get_args(annotation)
    if annotation in TYPES:
        return TYPES[annotation]
    if origin is tuple:
        return f"列表（{_shape(inside[0])}）"
    if origin is dict:
        return "映射"
    if origin is Literal or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        values = inside or [part.value for part in annotation]
        return "、".join(str(value) for value in values if value)
    if inside:
        return "或".join(dict.fromkeys(_shape(name) for name in inside if name is not type(None)))
    return "映射" if isinstance(annotation, type) and issubclass(annotation, BaseModel) else "数"
