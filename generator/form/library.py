"""The library of forms: finding a version, or a pack of rules, among the folders of templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.common import data_folders
from generator.form.format import Format, FormatError
from generator.form.local_pack import FOLDER, Pack
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

    def versions(self) -> tuple[str, ...]:
        """The versions there are, oldest first: every folder of templates with a ``format.yaml``."""
        found = {path.parent.name for folder in self.places() for path in folder.glob(f"*/{FILE}")}
        return tuple(sorted(found))

    def folder_of(self, version: str) -> Path:
        """The folder of that version; raises KeyError for an unknown one."""
        if version not in self.versions():
            raise KeyError(version)
        return next(folder / version for folder in self.places() if (folder / version / FILE).is_file())

    def find(self, version: str) -> Format:
        """The Format of that version.  Raises KeyError for an unknown one, FormatError for a broken one."""
        path = self.folder_of(version) / FILE
        return _load_format(path, path.stat().st_mtime_ns)

    def pack_names(self) -> tuple[str, ...]:
        """The local packs there are."""
        found = {path.stem for folder in self.places() for path in (folder / FOLDER).glob("*.yaml")}
        return tuple(sorted(found))

    def pack_path(self, name: str) -> Path:
        """The file of a pack; raises KeyError for an unknown one."""
        if name not in self.pack_names():
            raise KeyError(name)
        files = (folder / FOLDER / f"{name}.yaml" for folder in self.places())
        return next(path for path in files if path.is_file())

    def find_pack(self, name: str) -> Pack:
        """The pack of that name.  Raises KeyError for an unknown one, FormatError for a broken one."""
        path = self.pack_path(name)
        return _load_pack(path, path.stat().st_mtime_ns)


# What comes with the product, and no more.
SHIPPED = Library()


@cache
def _load_format(path: Path, _: int) -> Format:
    """Read once, and again when the file has changed."""
    return load_format(path)


@cache
def _load_pack(path: Path, _: int) -> Pack:
    return load_model(path, Pack, FormatError)


def load_format(path: Path) -> Format:
    """Read one ``format.yaml``; raises FormatError with file, line and column."""
    return load_model(path, Format, FormatError)
