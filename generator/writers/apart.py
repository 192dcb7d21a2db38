"""Writing in a process of its own, with an end in time and memory, and without a way out to any network.

A style is a program: Typst and Jinja have loops, and Typst loads packages from the internet.  Ours are known
to end; a style that others made is worked in a process that is stopped when it has had enough.  So is a
draft of what is too long to be set (S17).
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from generator.common import data_folders
from generator.form.limits import limits
from generator.report.blocks import Block, Heading, Items, Paragraph, TableBlock
from generator.report.build import Report
from generator.writers.failure import CannotWrite
from generator.writers.order import Task
from generator.writers.rendered import rendered
from generator.writers.style.fonts import HANDED_IN
from generator.writers.style.tokens import Style

# Seconds of computing, and of waiting where the machine is busy; a usual report takes two.
SECONDS = 60
PATIENCE = 10
MEMORY = 3 * 1024**3
# What a program that looks for the internet is told to go through; nothing answers there.
NOWHERE = "http://127.0.0.1:9"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); from generator.writers.apart import serve; serve()"
MEMORY_CODE = 3
OUT_OF_MEMORY = (MEMORY_CODE, -6)  # SIGABRT, where it is not Python that asks for memory
OUT_OF_TIME = (-24, -9)  # SIGXCPU, and SIGKILL where that was not heeded


def is_needed(task: Task) -> bool:
    """Whether a report may have no end where it is set."""
    return is_foreign(task.style) or bool(_fonts(task)) or (task.report.draft and _is_long(task.report))


def is_foreign(style: Style) -> bool:
    """Whether others made it."""
    return style.folder.resolve().parent != data_folders.folder("styles").resolve()


def render(task: Task) -> Mapping[str, bytes]:
    """The files of a task by key; raises what a writer raises, and CannotWrite where they were stopped."""
    package = str(Path(__file__).parents[2])
    asked = pickle.dumps((task, SECONDS, MEMORY))
    try:
        process = subprocess.run(
            [sys.executable, "-c", BEGIN, package],
            input=asked,
            capture_output=True,
            env={**os.environ, **dict.fromkeys(PROXIES, NOWHERE), "no_proxy": "", "NO_PROXY": ""},
            timeout=SECONDS * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotWrite(_stopped(task, f"用了 {SECONDS * PATIENCE} 秒还没有排完")) from error
    if process.returncode:
        raise CannotWrite(_stopped(task, _why(process.returncode)))
    made = pickle.loads(process.stdout)  # what our own process wrote
    if isinstance(made, BaseException):
        raise made
    return dict(made)


def _why(code: int) -> str:
    if code in OUT_OF_TIME:
        return f"算了 {SECONDS} 秒还没有排完"
    return f"内存不够（最多用 {MEMORY // 1024**2} MiB）" if code in OUT_OF_MEMORY else "排到一半出了错"


def _stopped(task: Task, why: str) -> str:
    """Why nothing was made, and what is the likeliest cause."""
    if is_foreign(task.style):
        return f"样式 {task.style.folder} 排不出来：{why}，已经停下。它的模板里可能有不会结束的循环"
    if fonts := _fonts(task):
        return f"排不出来：{why}，已经停下。--fonts 里可能有坏的字体：{'、'.join(fonts)}"
    return f"草稿排不出来：{why}，已经停下。先改好 S17 所说的，再生成"


def _fonts(task: Task) -> list[str]:
    """The files of fonts that somebody hands in: what is broken in one shows only when it is used."""
    handed = (face.path.name for face in (*task.fonts.faces, *task.fonts.spare) if face.origin == HANDED_IN)
    return list(dict.fromkeys(handed))


def serve() -> None:
    """In the process: one task from standard input, what came of it to standard output."""
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    task, seconds, memory = pickle.load(sys.stdin.buffer)  # what our own process wrote
    _limit(seconds, memory)
    try:
        made: object = dict(rendered(task))
    except MemoryError:
        os._exit(MEMORY_CODE)
    except Exception as error:
        made = error
    except BaseException:  # where Typst itself stumbles it raises what is no Exception
        os._exit(1)
    sys.stdout.buffer.write(_packed(made))
    sys.stdout.flush()
    os._exit(0)


def _packed(made: object) -> bytes:
    """What came of a task as bytes; an error that cannot travel keeps its words."""
    try:
        data = pickle.dumps(made)
        pickle.loads(data)  # our own
    except Exception:
        return pickle.dumps(CannotWrite(str(made)))
    return data


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: only the patience of who asked has an end
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _follow(parent: int) -> None:
    """Do not outlive who asked."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _is_long(report: Report) -> bool:
    """Whether a report is beyond what may be set."""
    most = limits()
    lengths = [length for block in report.all_blocks for length in _lengths(block)]
    rows = [block.rows for block in report.all_blocks if isinstance(block, TableBlock)]
    return (
        max(lengths, default=0) > most.line or sum(lengths) > most.texts or max(rows, default=0) > most.rows
    )


def _lengths(block: Block) -> list[int]:
    """The characters of each of its lines."""
    match block:
        case Heading(text):
            return [len(text)]
        case Paragraph(runs):
            return [sum(len(run.text) for run in runs)]
        case Items(items):
            return [sum(len(run.text) for run in item) for item in items]
        case TableBlock():
            return [len(place.text) for place in chain(block.places)]
    return []
