"""Files put at an address that fsspec knows: ``s3://bucket/2024``, ``sftp://host/folder``.

What is seen there is whole: stores of objects take each file in one go, to others it is written beside and
moved into place.  The library, and what a scheme needs besides, are imported only where an address is given
(extra ``cluster``).  An address may hold a secret: it is shown without, and no error's own words are
repeated, for they may quote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Any, TypeVar

from generator.common.atomic_files import BESIDE
from generator.writers.failure import CannotWrite
from generator.writers.manifest import FOLDER, NOTHING, Manifest, digest, understood

Made = TypeVar("Made")
Asked = TypeVar("Asked")
_TOP = PurePosixPath()
# So many files are under way at once.
AT_ONCE = 4
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
ABSENT = "写到 {scheme}:// 要用 fsspec，这里没有装：pip install 'nianbao[cluster]'"
UNKNOWN = "不认识 {scheme}://；能用的有 s3、gs、az、sftp 等，见 fsspec 的说明"
LACKING = "写到 {scheme}:// 要用的库这里没有装：{words}"
READ_ONLY = "{scheme}:// 只能读，不能写"
NOT_WHOLE = "{scheme}:// 不能把文件整份放好再换名，写到那里可能让人看到写了一半的文件"
# Where a file that is put is there whole or not at all.
OBJECTS = frozenset(
    ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "ocilake", "oss", "obs", "tos", "memory")
)
# Who and what stands before a host; a password may hold a slash itself.
_SECRET = re.compile(r"^(?:[^/@]*:.*|[^/@]*)@")
# How what the libraries raise is called where a key is missing, wrong, or not enough.
_DENIED = re.compile(r"Permission|Credential|Auth|Forbidden|Denied|Signature")
_REFUSED = re.compile(r"AccessDenied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch|\b40[13]\b")


class Unusable(Exception):
    """An address at which nothing can be put, and why, in Chinese."""


@dataclass(frozen=True, slots=True, repr=False)
class Remote:
    """A folder, or a file, at an address: ``base`` as it was given, with whatever secret it holds, and the
    path below it."""

    base: str
    path: PurePosixPath = _TOP

    def __truediv__(self, below: object) -> Remote:
        return Remote(self.base, self.path / str(below).replace("\\", "/"))

    def __str__(self) -> str:
        """Without what may be secret."""
        scheme, _, rest = self.base.partition("://")
        shown = f"{scheme}://{_SECRET.sub('***@', rest.partition('?')[0])}".rstrip("/")
        return f"{shown}/{self.path}" if self.path.parts else shown

    __repr__ = __str__

    @property
    def name(self) -> str:
        """The last part."""
        return self.path.name

    @property
    def scheme(self) -> str:
        """How its files are reached."""
        return self.base.partition("://")[0].lower()


# Where files go: a folder of this machine, or one at an address.
Folder = Path | Remote


def open_store(folder: Remote) -> None:
    """Look whether something can be put there, before anything is done.  Raises Unusable."""
    scheme = folder.scheme
    try:
        store, path = _store(folder.base)
    except ImportError as error:
        if error.name == "fsspec":
            raise Unusable(ABSENT.format(scheme=scheme)) from error
        raise Unusable(LACKING.format(scheme=scheme, words=_package(scheme))) from error
    except ValueError as error:
        raise Unusable(UNKNOWN.format(scheme=scheme)) from error
    except Exception as error:
        raise Unusable(f"{folder}：{why(error)}") from error
    _refuse_unsound(store, scheme)
    try:
        with suppress(FileNotFoundError):
            store.cat_file(f"{path}/{FOLDER}/-")
    except Exception as error:
        raise Unusable(f"{folder}：{why(error)}") from error


def _refuse_unsound(store: Any, scheme: str) -> None:
    from fsspec import AbstractFileSystem

    if scheme in OBJECTS:
        return
    kind = type(store)
    if kind._open is AbstractFileSystem._open or scheme in {"http", "https", "github", "zip", "tar", "data"}:
        raise Unusable(READ_ONLY.format(scheme=scheme))
    if kind.mv is AbstractFileSystem.mv:
        raise Unusable(NOT_WHOLE.format(scheme=scheme))


def _package(scheme: str) -> str:
    """What has to be installed for a scheme."""
    from fsspec.registry import known_implementations

    known = known_implementations.get(scheme, {})
    package = known.get("class", "").partition(".")[0]
    return f"pip install {package}" if package != "fsspec" else str(known.get("err", scheme))


@lru_cache(maxsize=4)
def _store(base: str) -> tuple[Any, str]:
    """What reaches an address, and the path there."""
    from fsspec.core import url_to_fs

    # What lists folders remembers them; what is asked here is always what is there now.
    store, path = url_to_fs(base)
    return store, str(path).rstrip("/")


def place_away(
    made: Mapping[str, bytes],
    folder: Remote,
    name: str,
    refuse: Callable[[Manifest, Mapping[str, str]], None],
    origin: tuple[str, str],
) -> None:
    """Put files into a folder, and with them what is remembered of them under that name: their ``origin`` is
    the filing and a digest of all it rests on.  ``refuse`` is asked about what stands there.  Raises
    CannotWrite.

    The manifest goes first and knows both what stands there and what is to come, as in a folder: whenever
    the rest is interrupted, each file is one of the two.
    """
    try:
        manifest, found = look(folder, name, made)
        refuse(manifest, found)
        manifest = manifest.with_files(made, found, *origin)
        _put(folder / FOLDER / f"{name}.json", manifest.written())
        _each(folder, _put_into(folder), made.items())
    except CannotWrite:
        raise
    except Exception as error:
        raise CannotWrite(f"写不到 {folder}：{why(error)}") from error


def look(folder: Remote, name: str, files: Iterable[str]) -> tuple[Manifest, dict[str, str]]:
    """What is remembered of a report, and the digest of each of its files as it stands there."""
    files = list(files)
    paths = [folder / FOLDER / f"{name}.json", *(folder / file for file in files)]
    remembered, *data = _each(folder, _read, paths)
    found = {file: NOTHING if each is None else digest(each) for file, each in zip(files, data, strict=True)}
    return understood(Path(FOLDER, f"{name}.json"), remembered or b""), found


def is_as_made(folder: Remote, name: str, files: Iterable[str], made_from: str) -> bool:
    """Whether every file of a report stands there as it was made, of what is there now.  Raises
    CannotWrite."""
    try:
        manifest, found = look(folder, name, files)
    except Exception as error:
        raise CannotWrite(f"读不到 {folder}：{why(error)}") from error
    return all(manifest.is_current(file, digest, made_from) for file, digest in found.items())


def _put_into(folder: Remote) -> Callable[[tuple[str, bytes]], None]:
    return lambda file: _put(folder / file[0], file[1])


def _put(target: Remote, data: bytes) -> None:
    """One file, whole or not at all."""
    store, top = _store(target.base)
    path = f"{top}/{target.path}"
    if target.scheme in OBJECTS:
        store.pipe_file(path, data)
        return
    folder = path.rpartition("/")[0]
    store.makedirs(folder, exist_ok=True)
    beside = f"{folder}/{BESIDE}{token_hex(8)}"
    try:
        store.pipe_file(beside, data)
        store.mv(beside, path)
    except BaseException:
        with suppress(Exception):
            store.rm_file(beside)
        raise


def _read(path: Remote) -> bytes | None:
    """What stands there; None where nothing does."""
    store, top = _store(path.base)
    try:
        return bytes(store.cat_file(f"{top}/{path.path}"))
    except (FileNotFoundError, IsADirectoryError):
        return None


def _each(folder: Remote, ask: Callable[[Asked], Made], of: Iterable[Asked]) -> list[Made]:
    """What comes of each; at once where that can be, since most of it is waiting."""
    store, _ = _store(folder.base)
    if not store.async_impl:
        return [ask(each) for each in of]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(ask, of))


def why(error: BaseException) -> str:
    """What is in the way, in Chinese, without the words of the error."""
    name = type(error).__name__
    if isinstance(error, PermissionError) or _DENIED.search(name) or _REFUSED.search(str(error)):
        return "没有权限（请看密钥和授权）"
    if isinstance(error, FileNotFoundError):
        return "没有这个桶或文件夹"
    if isinstance(error, NotImplementedError):
        return "只能读，不能写"
    return f"连不上，或者中途断了（{name}）"
