"""Finding a format by the word that was typed, and the files of all that are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.batch.inputs import Misuse
from generator.common.did_you_mean import nearest
from generator.filing.filing import Filing
from generator.form.format import Format, FormatError
from generator.form.library import Library
from generator.form.local_pack import Pack, extended


def find_format(version: str, library: Library) -> Format:
    """The format of that version; raises Misuse with the version that is meant and those there are."""
    try:
        return library.find(version)
    except KeyError:
        known = f"可用的有：{'、'.join(library.versions())}"
        raise Misuse(f"没有“{version}”这一版格式{library.meant(version)}（{known}）") from None
    except FormatError as error:
        raise Misuse(f"格式文件有误：{error}") from error


def find_extended(version: str, library: Library) -> Format:
    """The same with what the local packs of the run add to it, those that serve it; raises Misuse also for a
    pack that is none or is broken."""
    form = find_format(version, library)
    packs = (_pack(name, library) for name in library.packs)
    return extended(form, tuple(pack for pack in packs if version in pack.versions))


def with_packs(filing: Filing, library: Library) -> Library:
    """The library with the local rules that a filing names, whose sections and fields are its own too."""
    local = filing.header.local if filing.header else None
    if local is None or local in library.packs or local not in library.pack_names():
        return library
    return replace(library, packs=(local, *library.packs))


def _pack(name: str, library: Library) -> Pack:
    try:
        return library.find_pack(name)
    except KeyError:
        raise Misuse(f"没有“{name}”这份地方规则{nearest(name, library.pack_names())}") from None
    except FormatError as error:
        raise Misuse(f"地方规则“{name}”的文件有误：{error}") from error


def files_of(library: Library) -> Iterator[Path]:
    """The files that forms and packs are read from."""
    for version in library.versions():
        yield from library.folder_of(version).glob("*.yaml")
    yield from map(library.practice_path, library.practice_names())
    yield from map(library.pack_path, library.pack_names())
