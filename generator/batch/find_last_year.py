"""Looking through a repository for last year's filings of some authorities, without reading all of it.

A commit hands over the files that it changes, and last year's filing is seldom among them.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from generator.batch.inputs import Input, real, yaml_files
from generator.common.characters import settled
from generator.filing.key import Key
from generator.source.read import SIZE_LIMIT, recoded


def repository_of(folder: Path) -> Path:
    """The top of the repository that a folder lies in; where it lies in none, the folder we run in."""
    here = real(folder)
    top = next((above for above in (here, *here.parents) if (above / ".git").exists()), Path.cwd())
    return _from_here(top)


def _from_here(folder: Path) -> Path:
    """A folder as people would write it where we run."""
    try:
        return Path(os.path.relpath(folder))
    except ValueError:  # on another drive of Windows
        return folder


def search(wanted: Iterable[tuple[Key, Path]], known: Collection[Path]) -> Iterator[Input]:
    """The files that may be a filing of one of these authorities and years, in the repositories of these
    folders."""
    keys: dict[Path, set[Key]] = {}
    for key, folder in wanted:
        keys.setdefault(repository_of(folder), set()).add(key)
    for top, of_top in keys.items():
        yield from candidates(top, of_top, known)


def candidates(top: Path, wanted: Collection[Key], known: Collection[Path]) -> Iterator[Input]:
    """The files below a folder that may be a filing of one of these authorities and years; ``known`` are the
    real paths of those that are at hand.

    A file that says neither the year nor the name is no such filing, and is not read further.
    """
    for file in yaml_files(top):
        if file.path is not None and real(file.path) not in known and _may_be(file.path, wanted):
            yield file


def _may_be(path: Path, wanted: Collection[Key]) -> bool:
    text = _text(path)
    years = [key for key in wanted if str(key.year) in text]
    if not years:
        return False
    words = "".join(settled(text).split())
    return any(key.authority in words for key in years)


def _text(path: Path) -> str:
    """What a file says; nothing where it cannot be opened, which is no business of the filings that look."""
    try:
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT)
    except OSError:
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, _ = recoded(data) or ("", "")
        return text
