"""Packages in ZIP: what is in them, without unpacking more than a report can hold."""

from __future__ import annotations

import io
import zipfile
import zlib

from generator.importers.pages import Unreadable

# What all files of a package may come to when they are unpacked, and how many there may be.
LARGEST = 2**28
MANY = 5000
# What a broken or oddly packed one raises.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def parts(data: bytes) -> frozenset[str]:
    """The names of what a package holds; none where it is no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return frozenset(package.namelist())
    except DAMAGED:
        return frozenset()


def unpacked(package: zipfile.ZipFile) -> None:
    """Raises Unreadable for a package that would unpack to more than any report is."""
    entries = package.infolist()
    if len(entries) > MANY or sum(entry.file_size for entry in entries) > LARGEST:
        raise Unreadable(
            f"这个压缩的文件解开来超过 {LARGEST // 2**20} MiB 或者 {MANY} 个文件，不像年度报告，没有读"
        )


def part(package: zipfile.ZipFile, entry: str) -> bytes:
    """A part of the package; nothing where it has none of that name."""
    try:
        return package.read(entry)
    except KeyError:
        return b""
