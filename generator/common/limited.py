"""A function called in a process of its own, with an end in time and memory and no way to any network."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")
# What a program that looks for the internet is told to go through; nothing answers there.
NOWHERE = "http://127.0.0.1:9"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
# Where the machine is busy, it may take so many times the seconds of computing.
PATIENCE = 10
BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); from generator.common.limited import serve; serve()"
MEMORY_CODE = 3
OUT_OF_MEMORY = (MEMORY_CODE, -6)  # SIGABRT, where it is not Python that asks for memory
OUT_OF_TIME = (-24, -9)  # SIGXCPU, and SIGKILL where that was not heeded


class Stopped(Exception):
    """A call that was not finished, and why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of computing and bytes of memory that a call may take."""

    seconds: int
    memory: int


def call(limits: Limits, function: Callable[..., Made], *arguments: object) -> Made:
    """What a function of a module makes; raises what it raises, and Stopped.

    Function, arguments and what it makes travel by pickle.
    """
    try:
        process = subprocess.run(
            [sys.executable, "-c", BEGIN, str(Path(__file__).parents[2])],
            input=pickle.dumps((limits, function, arguments)),
            capture_output=True,
            env={**os.environ, **dict.fromkeys(PROXIES, NOWHERE), "no_proxy": "", "NO_PROXY": ""},
            timeout=limits.seconds * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Stopped(f"等了 {limits.seconds * PATIENCE} 秒还没有做完") from error
    if process.returncode:
        raise Stopped(_why(process.returncode, limits))
    made, fault = pickle.loads(process.stdout)
    if fault is not None:
        raise fault
    return made  # type: ignore[no-any-return]  # what the function made


def _why(code: int, limits: Limits) -> str:
    if code in OUT_OF_TIME:
        return f"算了 {limits.seconds} 秒还没有做完"
    return f"内存不够（最多用 {limits.memory // 1024**2} MiB）" if code in OUT_OF_MEMORY else "做到一半出了错"


def serve() -> None:
    """In the process: one call from standard input, what came of it to standard output."""
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    limits, function, arguments = pickle.load(sys.stdin.buffer)
    _limit(limits)
    try:
        answer = pickle.dumps((function(*arguments), None))
    except MemoryError:
        os._exit(MEMORY_CODE)
    except Exception as error:
        answer = pickle.dumps((None, _able_to_travel(error)))
    except BaseException:  # where Typst itself stumbles it raises what is no Exception
        os._exit(1)
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()
    os._exit(0)


def _able_to_travel(error: Exception) -> Exception:
    """An error that can be packed and unpacked; one that cannot keeps its words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(str(error))
    return error


def _limit(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows: only the patience of who asked has an end
        return
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _follow(parent: int) -> None:
    """Do not outlive who asked."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
