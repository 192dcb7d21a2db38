"""What people write for many files, a pattern or a list in a file, becomes the paths that it stands for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.common.atomic_files import reason
from generator.findings.exit_code import Refusal
from generator.source.read import SIZE_LIMIT, recoded

LIST = "@"
# How a line of a list begins that is a remark.
REMARK = "#"


class Misuse(Refusal):
    """A call that cannot be carried out as it was made; the message is Chinese.  Exit code 2."""


@dataclass(frozen=True, slots=True)
class Written:
    """A path as it was meant: ``top`` is the folder that it was found below, where it was found."""

    path: str
    top: Path | None = None


def meant(paths: Sequence[str]) -> Iterator[Written]:
    """Each path; for a pattern (``填报/**/*.yaml``) the files that fit it in the order of their names, for
    ``@名单.txt`` those that stand in the list, one a line.  Raises Misuse where there is none.

    A file whose own name looks like a pattern or a list is that file.
    """
    for path in paths:
        if os.path.lexists(path):
            yield Written(path)
        elif path.startswith(LIST):
            yield from _listed(Path(path.removeprefix(LIST)))
        elif glob.has_magic(path):
            yield from _fitting(path)
        else:
            yield Written(path)


def _fitting(pattern: str) -> Iterator[Written]:
    """The files that fit; as the shell has it, no name that begins with a dot."""
    parts = Path(pattern).parts
    first = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    top = Path(*parts[:first])
    try:
        found = sorted(path for path in top.glob("/".join(parts[first:])) if path.is_file())
    except (ValueError, OSError) as error:
        raise Misuse(f"通配写得不对：{pattern}") from error
    seen = [path for path in found if not any(part[0] == "." for part in path.relative_to(top).parts)]
    if not seen:
        raise Misuse(f"没有符合 {pattern} 的文件")
    yield from (Written(str(path), top) for path in seen)


def _listed(file: Path) -> Iterator[Written]:
    lines = [line.strip() for line in _text(file).splitlines()]
    paths = [line for line in lines if line and not line.startswith(REMARK)]
    if not paths:
        raise Misuse(f"名单里没有写文件：{file}")
    top = _common(paths)
    for path in paths:
        if not os.path.lexists(path):
            raise Misuse(f"没有这个文件或文件夹：{path}（写在名单 {file} 里）")
        yield Written(path, top)


def _common(paths: Sequence[str]) -> Path | None:
    """The folder that all of them lie in, so that two of one name stay apart below the output folder."""
    try:
        return Path(os.path.commonpath([str(Path(path).parent) for path in paths]))
    except ValueError:  # some absolute and some not, or on other drives
        return None


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(SIZE_LIMIT)
    except OSError as error:
        raise Misuse(f"打不开名单 {file}：{reason(error)}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        again = recoded(data)
        if again is None:
            raise Misuse(f"名单 {file} 不是文本") from None
        return again[0]
