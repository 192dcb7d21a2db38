"""Finding a format by the word that was typed, and the files of all that are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.batch.inputs import Misuse
from generator.form.format import Format, FormatError
from generator.form.library import Library


def find_format(version: str, library: Library) -> Format:
    """The format of that version; raises Misuse with the version that is meant and those there are."""
    try:
        return library.find(version)
    except KeyError:
        known = f"可用的有：{'、'.join(library.versions())}"
        raise Misuse(f"没有“{version}”这一版格式{library.meant(version)}（{known}）") from None
    except FormatError as error:
        raise Misuse(f"格式文件有误：{error}") from error


def files_of(library: Library) -> Iterator[Path]:
    """The files that forms and packs are read from."""
    for version in library.versions():
        yield from library.folder_of(version).glob("*.yaml")
    yield from map(library.practice_path, library.practice_names())
    yield from map(library.pack_path, library.pack_names())
