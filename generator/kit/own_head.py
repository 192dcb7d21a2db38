"""Whether the fields of the head that a form has for itself can stand beside the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.findings.finding import Finding
from generator.form.format import Format
from generator.form.header import KEYS
from generator.source.data_file import DataFile
from generator.source.nodes import Location

NAME = re.compile(r"[^\W\d]\w*")
# What stands in braces in a line of the form and is no field.
TAKEN = ("序号", "上年")


def check(file: DataFile, form: Format) -> Iterator[Finding]:
    """F71 for keys that cannot be used, or are used twice."""
    places: list[tuple[Location, str]] = [
        (("fields", number, "key"), field.key) for number, field in enumerate(form.fields)
    ]
    if form.periods:
        places.insert(0, (("periods", "key"), form.periods.key))
    seen: set[str] = set()
    for place, key in places:
        if not NAME.fullmatch(key):
            problem = "只能有汉字、字母、数字，不能以数字开头，否则引用不了"
        elif key in KEYS or key in TAKEN:
            problem = "各版格式的表头里已经有了，换一个名称"
        elif key in seen:
            problem = "写了两次"
        else:
            seen.add(key)
            continue
        yield file.at(place, "F71", key=key, problem=problem)
