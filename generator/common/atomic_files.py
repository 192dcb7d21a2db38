"""Files written whole or not at all: beside first, then moved into place."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.common import leftovers

# How the names begin of what stands beside a file while it is being replaced.
BESIDE = ".nianbao-"


def replace_file(target: Path, data: bytes) -> None:
    """Write one file; a crash leaves the old one as it was."""
    replace_files({target: data})


class Changed(OSError):
    """Somebody has written the file since it was read."""


def replace_seen(target: Path, data: bytes, seen: bytes) -> None:
    """Write one file that holds what was ``seen``, and no other: what stands there is looked at last of all.

    Raises Changed where it is another; then it is as it was.  Raises OSError.
    """
    beside = _write_beside(target, data)
    old: Path | None = None
    try:
        old = _keep(target)
        if old is None or old.read_bytes() != seen:
            raise Changed(errno.EAGAIN, os.strerror(errno.EAGAIN), str(target))
        beside.replace(target)
        if old.read_bytes() != seen:  # written into while it was replaced
            old.replace(target)
            raise Changed(errno.EAGAIN, os.strerror(errno.EAGAIN), str(target))
        _settle(target.parent)
    finally:
        beside.unlink(missing_ok=True)
        if old is not None:
            old.unlink(missing_ok=True)


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write several files: all beside their places first, and only then each into its place, in order.

    Where one cannot be moved into its place, those that were are put back.  What is no ordinary file (a
    device, a pipe) is written to and never replaced.  Raises OSError.
    """
    refuse_folders(files)
    streams = {target: data for target, data in files.items() if is_stream(target)}
    prepared: list[tuple[Path, Path]] = []
    kept: list[tuple[Path, Path | None]] = []
    try:
        for target, data in files.items():
            if target not in streams:
                prepared.append((_write_beside(target, data), target))
        for beside, target in prepared:
            kept.append((target, _keep(target)))
            beside.replace(target)
        for folder in {target.parent for _, target in prepared}:
            _settle(folder)
        for target, data in streams.items():
            target.write_bytes(data)
    except BaseException:
        _put_back(kept)
        raise
    finally:
        for path in [beside for beside, _ in prepared] + [old for _, old in kept if old]:
            path.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the disk know the names in a folder, so that a power cut does not take the moves back."""
    with suppress(OSError):  # not every system opens folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_folders(targets: Iterable[Path]) -> None:
    """Raise IsADirectoryError where a folder stands in a file's place."""
    for target in targets:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))


def is_stream(target: Path) -> bool:
    """Whether something stands there that is neither a file nor a folder: /dev/null, a pipe."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


Identity = tuple[int, int]


def identity(path: Path) -> Identity | None:
    """What is the same for every name of one file: links, other spellings; None where nothing is there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def identities(paths: Iterable[Path]) -> frozenset[Identity]:
    """The files that stand at these paths."""
    return frozenset(found for path in paths if (found := identity(path)) is not None)


def _keep(target: Path) -> Path | None:
    """A second name for the file that stands there, so that it can be put back."""
    if not os.path.lexists(target):
        return None
    old = target.parent / f"{leftovers.prefix(BESIDE)}{secrets.token_hex(4)}"
    try:
        os.link(target, old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # not every disk has second names
        _copy(target, old)
    return old


def _copy(target: Path, old: Path) -> None:
    try:
        shutil.copy2(target, old, follow_symlinks=False)
    except BaseException:
        old.unlink(missing_ok=True)
        raise


def _put_back(kept: list[tuple[Path, Path | None]]) -> None:
    for target, old in kept:
        if old is not None:
            old.replace(target)
        else:
            target.unlink(missing_ok=True)


REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "那里已有同名的文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "那里已有同名的文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOTEMPTY: "那里有一个不空的文件夹",
    errno.EFBIG: "文件太大",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EIO: "磁盘读写出错",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.EBUSY: "正被别的程序使用",
    errno.ETXTBSY: "正被别的程序使用",
    errno.EXDEV: "不能跨磁盘移动",
    errno.EINVAL: "文件名或路径里有不能用的字",
    errno.EPIPE: "读的一方已经离开",
    errno.ETIMEDOUT: "等得太久，没有回音",
    errno.ESTALE: "网络磁盘上的文件已经变了",
    errno.EILSEQ: "文件名里有系统认不出的字",
    errno.EBADF: "已经关闭",
    errno.EHOSTDOWN: "网络磁盘没有回应",
    errno.EMLINK: "链接太多",
    errno.EAGAIN: "现在读不到，请再试一次",
}


def reason(error: Exception) -> str:
    """Why a file could not be opened or written: in Chinese, or by the system's own number of it.  What has
    no number (a name the system cannot write, a pipe in place of a file) is known by its class."""
    if isinstance(error, shutil.SpecialFileError):
        return "不是普通文件"
    if isinstance(error, ValueError):
        return REASONS[errno.EILSEQ if isinstance(error, UnicodeError) else errno.EINVAL]
    if isinstance(error, PermissionError) and (lock := _lock_of(error)):
        return f"这个文件正在 Word、WPS 或 Excel 里开着（旁边有 {lock}），请先关掉它"
    number = (error.errno if isinstance(error, OSError) else None) or 0
    return REASONS.get(number, f"系统不许（{errno.errorcode.get(number, '原因不明')}）")


def _lock_of(error: OSError) -> str:
    """The file by which an office program says that it has a file open: 「~$…」 (of a long name without its
    first letters) or 「.~lock.…#」; nothing where there is none."""
    for name in filter(None, (error.filename2, error.filename)):
        path = Path(os.fsdecode(name))
        locks = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
        for lock in locks:
            if path.with_name(lock).exists():
                return lock
    return ""


def _write_beside(target: Path, data: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    leftovers.clear(target.parent.resolve(), BESIDE)
    handle, name = tempfile.mkstemp(prefix=leftovers.prefix(BESIDE), dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            _keep_owner(target, file.fileno())
        beside.chmod(_mode(target))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _keep_owner(target: Path, handle: int) -> None:
    """What takes the place of a file belongs to whom that belonged, as far as we may give things away."""
    with suppress(OSError, AttributeError):  # nothing is there yet; Windows has no such owners
        there = target.stat()
        os.fchown(handle, there.st_uid, there.st_gid)


def _mode(target: Path) -> int:
    """That of the file which stands there; a new one (mkstemp makes it private) is like its neighbours."""
    return stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
