"""The library of forms: finding a version, or a pack of rules, among the folders of templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shlex import quote

from generator.common import data_folders
from generator.common.did_you_mean import nearest
from generator.form import practice
from generator.form.format import Format, FormatError
from generator.form.local_pack import FOLDER, Pack
from generator.form.practice import Practice, practised
from generator.source.data_file import load_model

FILE = "format.yaml"


@dataclass(frozen=True, slots=True)
class Library:
    """Where forms and packs are looked for, and which packs go on every filing.

    ``folders`` are those of one's own: a version found in an earlier folder goes before the same version in
    a later one, and all of them before ours.  It is a value that is handed down: nothing below the command
    line looks into the environment.
    """

    folders: tuple[Path, ...] = ()
    packs: tuple[str, ...] = ()

    def places(self) -> tuple[Path, ...]:
        """All folders, ours last; raises FormatError for one that is not there."""
        for folder in self.folders:
            if not folder.is_dir():
                raise FormatError(f"模板文件夹不存在：{folder}")
        return (*self.folders, data_folders.folder("templates"))

    @property
    def options(self) -> str:
        """How these folders are named on the command line, for a command that a message offers."""
        return "".join(f" --templates {quote(str(folder))}" for folder in self.folders)

    def versions(self) -> tuple[str, ...]:
        """The versions there are, oldest first: every folder of templates with a ``format.yaml``."""
        found = {path.parent.name for folder in self.places() for path in folder.glob(f"*/{FILE}")}
        return tuple(sorted(found))

    def serving(self, year: int) -> tuple[str, ...]:
        """The versions that a report for that year is written in; a broken one serves none."""
        return tuple(version for version in self.versions() if self._serves(version, year))

    def _serves(self, version: str, year: int) -> bool:
        try:
            return year in self.find_own(version).years
        except FormatError:
            return False

    def meant(self, word: str) -> str:
        """What to say after a word that is no version: which serves that year, or is most like it."""
        year = re.fullmatch(r"\s*(\d{4})(?:年度?)?\s*", word)
        serving = self.serving(int(year[1])) if year else ()
        if year and serving:
            return f"；{int(year[1])} 年度的报告用“{'”或“'.join(serving)}”这一版"
        return nearest(word, self.versions())

    def folder_of(self, version: str) -> Path:
        """The folder of that version; raises KeyError for an unknown one."""
        if version not in self.versions():
            raise KeyError(version)
        return next(folder / version for folder in self.places() if (folder / version / FILE).is_file())

    def find(self, version: str) -> Format:
        """The Format of that version with the practice that serves it.

        Raises KeyError for an unknown one, FormatError for a broken one or a broken pack.
        """
        packs = tuple(_dated(path) for _, path in sorted(self._files(practice.FOLDER).items()))
        return _practised(*_dated(self.folder_of(version) / FILE), packs)

    def find_own(self, version: str) -> Format:
        """The Format of that version as its file says, with no rules but its own; raises as `find`."""
        return _load_format(*_dated(self.folder_of(version) / FILE))

    def practice_names(self) -> tuple[str, ...]:
        """The packs of practice there are."""
        return self._names(practice.FOLDER)

    def practice_path(self, name: str) -> Path:
        """The file of a pack of practice; raises KeyError for an unknown one."""
        return self._path(practice.FOLDER, name)

    def find_practice(self, name: str) -> Practice:
        """The pack of practice of that name; raises as `find_pack`."""
        return _load_practice(*_dated(self.practice_path(name)))

    def pack_names(self) -> tuple[str, ...]:
        """The local packs there are."""
        return self._names(FOLDER)

    def pack_path(self, name: str) -> Path:
        """The file of a pack; raises KeyError for an unknown one."""
        return self._path(FOLDER, name)

    def find_pack(self, name: str) -> Pack:
        """The pack of that name.  Raises KeyError for an unknown one, FormatError for a broken one."""
        return _load_pack(*_dated(self.pack_path(name)))

    def _names(self, below: str) -> tuple[str, ...]:
        return tuple(sorted(self._files(below)))

    def _path(self, below: str, name: str) -> Path:
        return self._files(below)[name]

    def _files(self, below: str) -> dict[str, Path]:
        """The packs of a folder by name, of two of one name the one that goes before the other."""
        found = (path for folder in reversed(self.places()) for path in (folder / below).glob("*.yaml"))
        return {path.stem: path for path in found if path.is_file()}


# What comes with the product, and no more.
SHIPPED = Library()


def _dated(path: Path) -> tuple[Path, int]:
    """A file and when it was changed, so that what was made of it is made again then."""
    return path, path.stat().st_mtime_ns


@cache
def _load_format(path: Path, _: int) -> Format:
    return load_format(path)


@cache
def _practised(path: Path, changed: int, packs: tuple[tuple[Path, int], ...]) -> Format:
    form = _load_format(path, changed)
    whole = practised(form, (_load_practice(*pack) for pack in packs))
    whole.prove()
    return whole


@cache
def _load_practice(path: Path, _: int) -> Practice:
    return load_model(path, Practice, FormatError)


@cache
def _load_pack(path: Path, _: int) -> Pack:
    return load_model(path, Pack, FormatError)


def load_format(path: Path) -> Format:
    """Read one ``format.yaml``; raises FormatError with file, line and column."""
    return load_model(path, Format, FormatError)
