"""Local packs: a province's or city's own rules on top of a national form, as data.

A pack is one file, ``templates/local/<name>.yaml``, with rules only and the cases that prove them.  What it
asks for is never law of the whole country, so none of its rules may call itself official.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import model_validator

from generator.form import library
from generator.form.format import Format, FormatError
from generator.form.rule import Rule
from generator.source.data_file import Model, load_model

FOLDER = "local"
# Names of packs that apply to every filing, as ``--local`` sets them.
ENVIRONMENT = "NIANBAO_LOCAL"


class Pack(Model):
    """Rules of one place.  ``versions`` are those of the form they go on.

    ``base`` makes a correct filing out of that of the form's cases, ``cases`` prove the rules with it.
    """

    name: str
    description: str
    basis: str
    versions: tuple[str, ...]
    rules: tuple[Rule, ...]
    base: Any = None
    cases: tuple[Any, ...] = ()

    @model_validator(mode="after")
    def _is_local(self) -> Pack:
        if any(rule.official for rule in self.rules):
            raise ValueError("地方规则不是全国格式里印明的，official 应当是 false")
        return self


def names() -> tuple[str, ...]:
    """The packs there are."""
    found = {path.stem for folder in library.folders() for path in (folder / FOLDER).glob("*.yaml")}
    return tuple(sorted(found))


def path_of(name: str) -> Path:
    """The file of a pack; raises KeyError for an unknown one."""
    if name not in names():
        raise KeyError(name)
    files = (folder / FOLDER / f"{name}.yaml" for folder in library.folders())
    return next(path for path in files if path.is_file())


def find(name: str) -> Pack:
    """The pack of that name.  Raises KeyError for an unknown one, FormatError for a broken one."""
    path = path_of(name)
    return _load(path, path.stat().st_mtime_ns)


@cache
def _load(path: Path, _: int) -> Pack:
    return load_model(path, Pack, FormatError)


def asked_for() -> tuple[str, ...]:
    """The packs that apply to every filing."""
    return tuple(one for one in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if one)


def extended(format: Format, packs: tuple[Pack, ...]) -> Format:
    """The format with the rules of packs after its own."""
    more = tuple(rule for pack in packs for rule in pack.rules)
    return format.model_copy(update={"rules": (*format.rules, *more)}) if more else format
