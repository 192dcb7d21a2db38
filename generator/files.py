"""Files written whole or not at all: beside first, then moved into place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_file(target: Path, data: bytes) -> None:
    """Write one file; a crash leaves the old one as it was."""
    replace_files({target: data})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write several files: all beside their places first, and only then each into its place."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for target, data in files.items():
            waiting.append((_write_beside(target, data), target))
        for beside, target in waiting:
            beside.replace(target)
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)


def _write_beside(target: Path, data: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files private; a report is as readable as its neighbours.
        beside.chmod(0o666 & ~_umask())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
