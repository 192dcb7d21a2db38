"""Which reader a source is for, by what it holds and not by its name; each in a process with an end."""

from __future__ import annotations

import importlib
import io
import pkgutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath, PurePosixPath
from types import MappingProxyType
from typing import Protocol, cast

from generator.common.limited import Limits, Stopped, call
from generator.importers import readers
from generator.importers.decoded import decoded
from generator.importers.office import as_docx
from generator.importers.pages import Pages, Unreadable
from generator.importers.saved_page import Beside, pictures_beside
from generator.importers.zip_parts import DAMAGED, parts, unpacked

LIMITS = Limits(seconds=60, memory=2**31)
# A report is a few megabytes; a scan of many pages some dozens.
LARGEST = 2**27
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCUMENT, ENCRYPTED = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
PASSWORD = "这个文件有密码，请先去掉密码再读"
# So many files of a package are read.
FILES = 60
# Those that say by their bytes what they are go before those that may be anything.
FIRST = ("pdf", "docx", "workbook", "mhtml")
LAST = ("csv", "text")
# Of this kind, pictures may lie beside the file.
PAGE = "html"


class Reader(Protocol):
    """What a module of ``readers`` has."""

    ENDINGS: tuple[str, ...]

    def accepts(self, data: bytes) -> bool:
        """Whether the bytes are of its kind."""

    def read(self, data: bytes) -> Pages:
        """The pages; raises Unreadable."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be a report, or one of those in a package; ``beside`` gives what lies with it."""

    name: str
    data: bytes
    beside: Beside | None = None


def names() -> tuple[str, ...]:
    """The readers there are, in the order in which they are asked."""
    found = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    middle = [name for name in found if name not in (*FIRST, *LAST)]
    return tuple(name for name in (*FIRST, *middle, *LAST) if name in found)


def find(name: str) -> Reader:
    """The reader of that name."""
    return cast(Reader, importlib.import_module(f"{readers.__name__}.{name}"))


def endings() -> frozenset[str]:
    """The endings of files that may be reports."""
    own = (ending for name in names() for ending in find(name).ENDINGS)
    return frozenset({*own, ".doc", ".wps", ".rtf", ".odt", ".zip"})


def sources(source: Source) -> Iterator[Source]:
    """The source itself, or what is in it where it is a package of files; raises Unreadable."""
    if not _is_package(source.data):
        yield source
        return
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        unpacked(package)
        entries = [entry for entry in package.infolist() if _is_file(entry)]
        if len(entries) > FILES:
            raise Unreadable(f"这个压缩包里有 {len(entries)} 个文件，最多读 {FILES} 个")
        if not entries:
            raise Unreadable("这个压缩包里没有可以读的报告；里面还有压缩包的，先解开再读")
        for entry in entries:
            beside = _in_package(package, PurePosixPath(_named(entry)).parent)
            yield Source(f"{source.name}/{_named(entry)}", _unpacked(package, entry), beside)


def read_source(source: Source) -> Pages:
    """The pages of a source, in a process of its own; raises Unreadable."""
    data = source.data
    if len(data) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST // 2**20} MiB，不像年度报告，没有读")
    if not data.strip():
        raise Unreadable("文件是空的")
    if data.startswith(PICTURES):
        raise Unreadable("这是图片，里面的字和数读不出来；请用原来的 Word 文件、网页或者带文字的 PDF")
    ending = PurePath(source.name).suffix.lower()
    if wanted := _for_office(data):
        data = as_docx(data, wanted)
    try:
        kind = _reader(data, ending)
        files = pictures_beside(decoded(data), source.beside) if kind == PAGE and source.beside else {}
        return call(LIMITS, read_as, kind, data, files)
    except Stopped as error:
        raise Unreadable(f"读到一半停下了：{error}") from error


def read_as(name: str, data: bytes, files: Mapping[str, bytes] = MappingProxyType({})) -> Pages:
    """What a reader makes of the bytes, of a page with the pictures that lie beside it; raises Unreadable."""
    try:
        pages = _page(data, files) if files else find(name).read(data)
    except RecursionError as error:
        raise Unreadable("这个文件一层套一层，套得太深，没有读") from error
    if not pages.blocks:
        raise Unreadable("这个文件里没有文字")
    return replace(pages, meta=dict(pages.meta))


def _page(data: bytes, files: Mapping[str, bytes]) -> Pages:
    """A web page with the pictures that lie beside it."""
    from generator.importers.readers.html import read_text

    return read_text(decoded(data), files)


def _reader(data: bytes, ending: str) -> str:
    """The reader for these bytes; the ending decides only between those that take any text."""
    if data.startswith((b"PK\x03\x04", OLE)) and not (parts(data) or find("workbook").accepts(data)):
        raise Unreadable("这个文件是坏的，没有传完整或者损坏了")
    for name in names():
        reader = find(name)
        if reader.accepts(data) and not (name in LAST and ending in find("csv").ENDINGS):
            return name
        if name == "csv" and ending in reader.ENDINGS and find("text").accepts(data):
            return name
    raise Unreadable("认不出这是哪一种文件；能读的有 Word、网页、PDF、Excel、CSV 和文本")


def _for_office(data: bytes) -> str:
    """The ending under which an office program reads a document that only it can read; nothing for others."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise Unreadable(PASSWORD)
        return ".doc" if DOCUMENT in data else ""
    if data.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    return ".odt" if data.startswith(b"PK") and b"opendocument.text" in data[:200] else ""


def _is_package(data: bytes) -> bool:
    """Whether it is a ZIP of files, and not a document that is packed in one."""
    held = parts(data) if data.startswith(b"PK") else frozenset()
    return bool(held) and not held & {"[Content_Types].xml", "mimetype"}


def _is_file(entry: zipfile.ZipInfo) -> bool:
    path = PurePath(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not entry.is_dir() and not hidden and path.suffix.lower() in endings() - {".zip"}


def _in_package(package: zipfile.ZipFile, folder: PurePosixPath) -> Beside:
    """The files that lie in a package below a folder of it."""
    names = {PurePosixPath(_named(entry)): entry for entry in package.infolist()}

    def data_of(place: PurePosixPath) -> bytes:
        entry = names.get(folder / place)
        return _unpacked(package, entry) if entry else b""

    return data_of


def _named(entry: zipfile.ZipInfo) -> str:
    """The name of a file; Windows writes it in the encoding of the country."""
    if entry.flag_bits & 0x800:
        return entry.filename
    return entry.filename.encode("cp437", "replace").decode("gb18030", "replace")


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return package.read(entry)
    except RuntimeError as error:  # zipfile's word for a password
        raise Unreadable(PASSWORD) from error
    except DAMAGED as error:
        raise Unreadable("这个压缩包是坏的，没有传完整或者损坏了") from error
