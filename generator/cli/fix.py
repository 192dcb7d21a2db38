"""``nianbao check --fix`` and ``--diff``: the certain mends, written or only shown."""

from __future__ import annotations

import difflib
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.batch.inputs import STDIN, Misuse
from generator.cli import screen
from generator.cli.screen import complain, say
from generator.common.atomic_files import reason, replace_file
from generator.common.safe_text import harmless, visible
from generator.findings.exit_code import Fault, Refusal, attempt
from generator.findings.unseen import shown
from generator.form.library import Library
from generator.rules.examine import Examined
from generator.rules.mends.rounds import Change, Look, Mended, mend

BOM = b"\xef\xbb\xbf"
TWO_NAMES = "没有改 {path}：这个文件有 {names} 个名字（硬链接），改了就分成两份；请先另存一份"
LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Unwritten(Refusal):
    """A file that could not be mended; the message is Chinese.  The others go on."""


@dataclass
class MendedFiles:
    """What there is to say of each file as it stands now, our faults, and the exit code that is asked for."""

    after: list[Examined]
    faults: list[Fault] = field(default_factory=list)
    exit_code: int = 0


def mend_files(
    paths: Sequence[str],
    results: Sequence[Examined],
    look: Look,
    library: Library,
    *,
    write: bool,
    quiet: bool,
) -> MendedFiles:
    """Mend all files and say what was done, or (not ``write``) print one diff of it and leave them alone.

    ``quiet``: standard output is for a program.  Raises Misuse for standard input, which is no file.
    """
    if write and STDIN in paths:
        raise Misuse("--fix 不能用于标准输入；先用 --diff 看怎样改，或者给出文件")
    mends = mend(results, look, library)
    done = MendedFiles([], [mended.fault for mended in mends if mended.fault])
    if not write:
        _show(results, mends)
        return replace(done, after=list(results))
    for result, mended in zip(results, mends, strict=True):
        _put_down(done, result, mended, quiet=quiet)
    return done


def _put_down(done: MendedFiles, result: Examined, mended: Mended, *, quiet: bool) -> None:
    """Write one mended file, and keep what there is to say of it."""
    try:
        fixed = attempt(result.document.source.name, partial(_fixed, result, mended, quiet=quiet))
    except Unwritten as why:
        fixed, done.exit_code = result, 2
        complain(str(why))
    if isinstance(fixed, Fault):
        done.faults.append(fixed)
    else:
        done.after.append(fixed)


def _fixed(result: Examined, mended: Mended, *, quiet: bool) -> Examined:
    if mended.changes:
        name, text = result.document.source.name, result.document.source.text
        put(Path(name), text, mended.text, result.document.source.encoding)
        lines = (_line(name, change) for change in mended.changes)
        for line in [f"{name}：改了 {len(mended.changes)} 处", *lines, ""]:
            say(line, err=quiet)
    return mended.examined


def put(path: Path, before: str, after: str, encoding: str = "utf-8") -> None:
    """Write a mended text where the old one stands, through links: BOM and mode as they were.

    ``encoding``: of the old one; the new one is UTF-8.

    Raises Unwritten, also where the file is no longer the one that was checked.
    """
    try:
        target = path.resolve(strict=True)
        data = target.read_bytes()
        mark = BOM if data.startswith(BOM) else b""
        if data.removeprefix(mark).decode(encoding, "replace") != before:
            raise Unwritten(f"没有改 {path}：核对以后文件又变了，请再运行一次")
        if (names := target.stat().st_nlink) > 1:
            raise Unwritten(TWO_NAMES.format(path=path, names=names))
        if not os.access(target, os.W_OK):
            raise Unwritten(f"没有改 {path}：文件是只读的")
        replace_file(target, mark + after.encode())
    except OSError as error:
        raise Unwritten(f"没有改 {path}：{reason(error)}") from error


def _line(name: str, change: Change) -> str:
    old, new = (" ".join(text.split()) for text in (change.old, change.new))
    # White space would be lost between the words, so it is named where there is nothing else.
    old = shown(old or change.old.strip("\n "))
    words = f"：{old} → {shown(new) or '（删去）'}" if old and (new or not change.new) else ""
    words = words or (f"：加上 {shown(new)}" if new else "")
    return f"  {name}:{change.line}: {change.code} {change.title}{words}"


def _show(results: Sequence[Examined], mends: Sequence[Mended]) -> None:
    """The diff on standard output, so that ``patch`` can take it; how much it mends, beside it."""
    for result, mended in zip(results, mends, strict=True):
        show_diff(result.document.source.name, result.document.source.text, mended.text)
    places = sum(len(mended.changes) for mended in mends)
    files = sum(bool(mended.changes) for mended in mends)
    summary = f"{files} 份填报里有 {places} 处可以代改，还没有写入" if places else "没有可以代改的错"
    complain(summary)


def show_diff(name: str, before: str, after: str) -> None:
    """Print what differs between two texts of a file as a patch."""
    exact = _goes_to_a_file()
    for line in _diff(visible(name), before, after):
        screen.put(line if exact else _harmless(line), nl=False)


def _goes_to_a_file() -> bool:
    """Whether what we print is kept as it is, for ``patch``; elsewhere it is a terminal or a log."""
    try:
        return sys.stdout is not None and stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:
        return False


def _harmless(line: str) -> str:
    """A line of a diff for a terminal or a log: its mark, its text, its own end."""
    text = line.rstrip("\r\n")
    return text[:1] + harmless(text[1:]) + line[len(text) :]


def _diff(name: str, before: str, after: str) -> Iterator[str]:
    """A unified diff; lines keep their own ends."""
    for line in difflib.unified_diff(LINE.findall(before), LINE.findall(after), name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
