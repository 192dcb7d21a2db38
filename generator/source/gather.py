"""What lies beside a filing, read before it is loaded: its pictures, last year's filing.

A filing comes from outside and is checked and rendered on machines that are not its office's, so a picture
is only ever a file in the filing's own folder, by its real path, and last year's filing only a YAML file by
a relative path.  Every file is read once: what many filings name, and what is itself a filing of the run.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator.common.atomic_files import reason
from generator.source.nodes import Document
from generator.source.read import read_file

SUFFIXES = (".yaml", ".yml")
# What a path that others wrote may raise: ValueError for what no path can hold, in UTF-8 or at all.
PATH_FAULTS = (OSError, ValueError)
BYTES_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a file that a filing names cannot be had, in Chinese."""

    reason: str


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a run by their real paths, as they were when first asked for; ``read`` is how a filing
    is read."""

    read: Callable[[Path], Document] = read_file
    documents: dict[Path, Document | OSError] = field(default_factory=dict)
    pictures: dict[Path, bytes | Missing] = field(default_factory=dict)

    def document(self, path: Path) -> Document:
        """A filing; raises OSError where it cannot be opened."""
        real = _real(path)
        if real not in self.documents:
            self.documents[real] = self._read(path)
        opened = self.documents[real]
        if isinstance(opened, OSError):
            raise opened
        return opened

    def _read(self, path: Path) -> Document | OSError:
        try:
            return self.read(path)
        except OSError as error:
            return error

    def with_documents(self, documents: Sequence[Document]) -> Files:
        """The same files, with documents in place of what was read where they say they come from."""
        places = ((document.source.folder, document.source.name, document) for document in documents)
        named = {
            (folder / Path(name).name).resolve(): document for folder, name, document in places if folder
        }
        return replace(self, documents={**self.documents, **named})

    def picture(self, folder: Path | None, name: str) -> bytes | Missing:
        """The bytes of a picture that a filing in a folder names."""
        path = _inside(folder, name)
        if isinstance(path, Missing):
            return path
        if path not in self.pictures:
            self.pictures[path] = _picture(path)
        return self.pictures[path]

    def last_year(self, folder: Path | None, name: str) -> Document | Missing:
        """The document of last year's filing that a filing in a folder names."""
        if folder is None:
            return Missing("从标准输入读取的填报没有所在的文件夹")
        if Path(name).is_absolute() or Path(name).suffix not in SUFFIXES:
            return Missing("应当是以 .yaml 结尾的相对路径")
        try:
            path = folder / name
            return _no_file(path) or self.document(path)
        except PATH_FAULTS as error:
            return Missing(reason(error))


def _inside(folder: Path | None, name: str) -> Path | Missing:
    """The real path of a picture, if that is in the folder."""
    if folder is None:
        return Missing("从标准输入读取的填报不能引用图片")
    posix = PurePosixPath(name)
    if not name.strip() or posix.is_absolute() or "\\" in name or re.match("[A-Za-z][A-Za-z0-9+.-]*:", name):
        return Missing("只能用相对路径，分隔符用 /")
    try:
        path = _real(folder / posix)
        return path if path.is_relative_to(_real(folder)) else Missing("不在填报所在的文件夹里")
    except PATH_FAULTS as error:
        return Missing(reason(error))


def _picture(path: Path) -> bytes | Missing:
    try:
        if missing := _no_file(path):
            return missing
        if path.stat().st_size > BYTES_LIMIT:
            return Missing(f"超过 {BYTES_LIMIT // 1024 // 1024} MiB")
        return path.read_bytes()
    except PATH_FAULTS as error:
        return Missing(reason(error))


def _no_file(path: Path) -> Missing | None:
    """Why a path is no ordinary file; what is not there raises OSError, as what may not be looked at does."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return Missing("是文件夹，不是文件")
    return None if stat.S_ISREG(mode) else Missing("不是普通文件")


def _real(path: Path) -> Path:
    """Where a path leads; raises OSError, also for links in a circle, of which Python before 3.13 makes
    another error."""
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
