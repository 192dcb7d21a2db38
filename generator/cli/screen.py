"""What a command says: safe in a terminal and in a log; the work goes on when nobody reads it."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from generator.common.atomic_files import reason
from generator.common.safe_text import harmless
from generator.findings.unseen import shown

# Why standard output could not take all that was said.
_lost: list[str] = []


def say(line: str, *, err: bool = False) -> None:
    """Print one line; whatever names it holds, no escape reaches a terminal and no command a CI system."""
    put(harmless(line), err=err)


def complain(text: str) -> None:
    """Say what is in the way, on standard error: the first line under our name."""
    first, *rest = text.split("\n")
    for line in (f"nianbao：{first}", *rest):
        put(harmless(shown(line)), err=True)


def put(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print text as it is.  Once the reader has gone (head, less), what more there is to say goes nowhere; a
    full disk is told when all is done."""
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, nl=nl, err=err)
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        _lost.append(reason(error))


def ended(code: int) -> int:
    """The exit code of a run that comes to ``code``; says what was lost on the way."""
    _flush()
    if not _lost:
        return code
    complain(f"结果没有写全：{_lost[0]}")
    _lost.clear()
    return max(code, 2)


def _flush() -> None:
    """What libraries of ours left in the buffer, so that Python does not stumble over it when it ends."""
    if sys.stdout is not None:
        put("", nl=False)


def _silence(stream: TextIO | None) -> None:
    """Let a stream end in nothing: what is left in its buffer could not be flushed either."""
    try:
        if stream is not None:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
    except OSError:
        pass  # no file of the system's
