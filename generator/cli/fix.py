"""``nianbao check --fix`` and ``--diff``: the certain mends, written or only shown."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.batch.inputs import STDIN, Misuse
from generator.common.atomic_files import reason, replace_file
from generator.form.library import Library
from generator.rules.examine import Examined
from generator.rules.mends.rounds import Change, Look, Mended, mend

BOM = b"\xef\xbb\xbf"
LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Unwritten(Exception):
    """A file that could not be mended; the message is Chinese.  The others go on."""


def mend_files(
    paths: Sequence[str],
    results: Sequence[Examined],
    look: Look,
    library: Library,
    *,
    write: bool,
    quiet: bool,
) -> tuple[list[Examined], bool]:
    """Mend all files and say what was done, or (not ``write``) print one diff of it and leave them alone.

    Returns what there is to say of each file as it stands now, and whether all could be written.
    ``quiet``: standard output is for a program.  Raises Misuse for standard input, which is no file.
    """
    if write and STDIN in paths:
        raise Misuse("--fix 不能用于标准输入；先用 --diff 看怎样改，或者给出文件")
    mends = mend(results, look, library)
    if not write:
        _show(results, mends)
        return list(results), True
    after: list[Examined] = []
    written = True
    for result, mended in zip(results, mends, strict=True):
        try:
            after.append(_fixed(result, mended, quiet=quiet))
        except Unwritten as why:
            after.append(result)
            written = False
            click.echo(f"nianbao：{why}", err=True)
    return after, written


def _fixed(result: Examined, mended: Mended, *, quiet: bool) -> Examined:
    if mended.changes:
        name, text = result.document.source.name, result.document.source.text
        put(Path(name), text, mended.text, result.document.source.encoding)
        lines = (_line(name, change) for change in mended.changes)
        click.echo("\n".join([f"{name}：改了 {len(mended.changes)} 处", *lines, ""]), err=quiet)
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
        if not os.access(target, os.W_OK):
            raise Unwritten(f"没有改 {path}：文件是只读的")
        replace_file(target, mark + after.encode())
    except OSError as error:
        raise Unwritten(f"没有改 {path}：{reason(error)}") from error


def _line(name: str, change: Change) -> str:
    old, new = (" ".join(text.split()) for text in (change.old, change.new))
    shown = f"：{old} → {new}" if old else f"：加上 {new}" if new else ""
    return f"  {name}:{change.line}: {change.code} {change.title}{shown}"


def _show(results: Sequence[Examined], mends: Sequence[Mended]) -> None:
    """The diff on standard output, so that ``patch`` can take it; how much it mends, beside it."""
    pairs = list(zip(results, mends, strict=True))
    click.echo("".join(part for result, mended in pairs for part in _diff(result, mended)), nl=False)
    places = sum(len(mended.changes) for mended in mends)
    files = sum(bool(mended.changes) for mended in mends)
    summary = f"{files} 份填报里有 {places} 处可以代改，还没有写入" if places else "没有可以代改的错"
    click.echo(f"nianbao：{summary}", err=True)


def _diff(result: Examined, mended: Mended) -> Iterator[str]:
    """A unified diff; lines keep their own ends."""
    name = result.document.source.name
    old, new = (LINE.findall(text) for text in (result.document.source.text, mended.text))
    for line in difflib.unified_diff(old, new, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
