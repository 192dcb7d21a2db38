"""What a run that was killed left behind: files and folders of ours that nobody will come back for.

Their names say which machine and which process made them, so that the next run can tell its own dead from
another run's living.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

# Of another machine's files (on a shared disk) we know nothing but their age.
OLD = 24 * 60 * 60
_MACHINE = sha256(platform.node().encode()).hexdigest()[:6]


def prefix(stem: str) -> str:
    """How the names of what this process makes for a while begin; ``stem`` says what for."""
    return f"{stem}{_MACHINE}-{os.getpid()}-"


@cache
def clear(folder: Path, stem: str) -> None:
    """Remove from a folder what runs left there that are no more; once in a run is enough."""
    name = re.compile(rf"{re.escape(stem)}([0-9a-f]{{6}})-([0-9]{{1,10}})-\w+")
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            match = name.fullmatch(entry.name)
            if match and _is_dead(match[1], int(match[2]), entry):
                _remove(entry)


def _is_dead(machine: str, process: int, entry: os.DirEntry[str]) -> bool:
    # On Windows asking after a process would end it.
    if machine != _MACHINE or sys.platform == "win32":
        return time.time() - entry.stat(follow_symlinks=False).st_ctime > OLD
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        with suppress(OSError):
            Path(entry.path).unlink()
