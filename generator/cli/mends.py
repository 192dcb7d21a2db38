"""``nianbao check --fix`` and ``--diff``: the certain mends, written or only shown."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.batch import STDIN, Misuse
from generator.examine import Examined
from generator.files import reason, replace_file
from generator.mending import Change, Look, Mended, mend

BOM = b"\xef\xbb\xbf"
LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Unwritten(Exception):
    """A file that could not be mended; the message is Chinese.  The others go on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left to say of every file, what was done, and what could not be written."""

    results: list[Examined]
    told: str
    unwritten: list[str]


def fix(paths: Sequence[str], results: Sequence[Examined], look: Look) -> Outcome:
    """Write every certain mend into its file; raises Misuse for standard input, which is no file."""
    if STDIN in paths:
        raise Misuse("--fix 不能用于标准输入；先用 --diff 看怎样改，或者给出文件")
    after: list[Examined] = []
    told: list[str] = []
    unwritten: list[str] = []
    for one in results:
        mended = mend(one, look)
        try:
            if mended.changes:
                write(Path(one.document.source.name), one.document.source.text, mended.text)
                told.append(_told(one, mended))
            after.append(mended.examined)
        except Unwritten as why:
            after.append(one)
            unwritten.append(str(why))
    return Outcome(after, "\n\n".join(told), unwritten)


def diff(results: Sequence[Examined], look: Look) -> Outcome:
    """All mends as one unified diff; nothing is written."""
    mended = [(one, mend(one, look)) for one in results]
    return Outcome(list(results), "".join(_diff(one, after) for one, after in mended), [])


def write(path: Path, before: str, after: str) -> None:
    """Put a mended text where the old one stands: encoding, BOM and mode as they were; through links to the file.

    Raises Unwritten, also where the file is no longer the one that was checked.
    """
    try:
        target = path.resolve(strict=True)
        data = target.read_bytes()
        mark = BOM if data.startswith(BOM) else b""
        if data != mark + before.encode():
            raise Unwritten(f"没有改 {path}：核对以后文件又变了，请再运行一次")
        if not os.access(target, os.W_OK):
            raise Unwritten(f"没有改 {path}：文件是只读的")
        replace_file(target, mark + after.encode())
    except OSError as error:
        raise Unwritten(f"没有改 {path}：{reason(error)}") from error


def _told(one: Examined, mended: Mended) -> str:
    name = one.document.source.name
    lines = [f"{name}：改了 {len(mended.changes)} 处"]
    return "\n".join([*lines, *(_line(name, change) for change in mended.changes)])


def _line(name: str, change: Change) -> str:
    old, new = (" ".join(text.split()) for text in (change.old, change.new))
    shown = f"{old} → {new}" if old else f"加上 {new}"
    return f"  {name}:{change.line}: {change.code} {change.title}：{shown}"


def _diff(one: Examined, mended: Mended) -> str:
    """A unified diff that ``patch`` takes; lines keep their own ends."""
    name = one.document.source.name
    old, new = (LINE.findall(text) for text in (one.document.source.text, mended.text))
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def show(outcome: Outcome, *, quiet: bool) -> None:
    """Say what was done: among the findings, or beside them where these are for programs."""
    if outcome.told:
        click.echo(outcome.told + "\n", err=quiet)
