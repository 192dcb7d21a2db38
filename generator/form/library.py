"""The library of forms: finding a version among the folders of templates."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from generator.common import data_folders as resources
from generator.form.format import Format, FormatError
from generator.source.data_file import load_model

FILE = "format.yaml"


# Folders with formats of one's own, as many as the system's search path may name.
ENVIRONMENT = "NIANBAO_TEMPLATES"


def folders() -> tuple[Path, ...]:
    """Where formats lie: the folders that NIANBAO_TEMPLATES names, then our own.

    A version found in an earlier folder goes before the same version in a later one.
    """
    named = named_folders()
    for folder in named:
        if not folder.is_dir():
            raise FormatError(f"模板文件夹不存在：{folder}")
    return (*named, resources.folder("templates"))


def named_folders() -> tuple[Path, ...]:
    """The folders that NIANBAO_TEMPLATES names, whether they are there or not."""
    return tuple(Path(one) for one in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if one)


def versions() -> tuple[str, ...]:
    """The versions there are, oldest first: every folder of templates with a ``format.yaml``."""
    found = {path.parent.name for folder in folders() for path in folder.glob(f"*/{FILE}")}
    return tuple(sorted(found))


def folder_of(version: str) -> Path:
    """The folder of that version; raises KeyError for an unknown one."""
    if version not in versions():
        raise KeyError(version)
    return next(folder / version for folder in folders() if (folder / version / FILE).is_file())


def find(version: str) -> Format:
    """The Format of that version.  Raises KeyError for an unknown one, FormatError for a broken one."""
    path = folder_of(version) / FILE
    return _load(path, path.stat().st_mtime_ns)


@cache
def _load(path: Path, _: int) -> Format:
    """Read once, and again when the file has changed."""
    return load_format(path)


def load_format(path: Path) -> Format:
    """Read one ``format.yaml``; raises FormatError with file, line and column."""
    return load_model(path, Format, FormatError)
