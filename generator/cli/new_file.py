"""Writing the file that a command was asked for, without losing another."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.batch.inputs import Misuse
from generator.cli.screen import complain, say
from generator.common.atomic_files import identities, identity, is_stream, reason, replace_file
from generator.common.safe_text import whole
from generator.compose.blank import schema_beside
from generator.filing.filing import Filing
from generator.form.format import Format
from generator.form.json_schema import is_schema, schema
from generator.rules.bounds import number_bounds

# Nothing that we make again is longer; what is, is not read to see whether it is ours.
LIMIT = 2**26


def write_new(output: str, text: str, read: Iterable[Path], *, force: bool) -> None:
    """Write ``text`` to a file and say so; what was ``read`` for it is never written over.

    Raises Misuse.
    """
    if whole(text) != text:
        raise Misuse("填报里要写上年填报的文件名，而这个文件名（或它的文件夹名）不是 UTF-8 编码的；请先改名")
    write_new_bytes(output, text.encode(), read, force=force)


def write_new_bytes(output: str, data: bytes, read: Iterable[Path], *, force: bool) -> None:
    """The same for what is no text.  Raises Misuse."""
    target = Path(output)
    _refuse_input(target, read)
    if os.path.lexists(target) and not is_stream(target) and not force:
        raise Misuse(f"{output} 已经存在；要覆盖请加 --force")
    _write(target, data)


def write_again(
    output: str, text: str, read: Iterable[Path], is_ours: Callable[[str], bool], *, force: bool
) -> None:
    """Write what can be made again at any time: over an earlier one, which ``is_ours`` knows, and over
    nothing else.

    Raises Misuse.
    """
    target = Path(output)
    _refuse_input(target, read)
    if not force and not _may_be_replaced(target, text, is_ours):
        raise Misuse(f"{output} 已经存在，不是以前这样生成的；要覆盖请加 --force")
    _write(target, text.encode())


def write_schema(output: str, form: Format) -> None:
    """Put the schema that a new filing's first line names where the line says, beside the filing.

    It serves an editor only: where it cannot be written, or something else stands there, that is said and no
    more.
    """
    if is_stream(Path(output)):
        return
    target, text = Path(output).parent / schema_beside(form), schema_text(form)
    if not _may_be_replaced(target, text, is_schema):
        complain(f"{target} 不是程序生成的，没有动它；编辑器的提示可能不对")
        return
    try:
        replace_file(target, text.encode())
    except OSError as error:
        complain(f"编辑器用的 {target} 没有写成：{reason(error)}；填报不受影响")


def schema_text(form: Format) -> str:
    """The schema of a form as it stands in a file."""
    return json.dumps(schema(form, number_bounds(form)), ensure_ascii=False, indent=2) + "\n"


def pictures_to_move(filing: Filing, output: str | None) -> Iterator[str]:
    """That pictures lie beside the old filing, where the new one lies elsewhere."""
    here = filing.source.folder
    if output and filing.pictures and here and Path(output).parent.resolve() != here.resolve():
        yield f"文字里的图片要一并放到新填报旁边：{'、'.join(filing.pictures)}"


def _may_be_replaced(target: Path, text: str, is_ours: Callable[[str], bool]) -> bool:
    """Whether nothing stands there, or one of ours; what cannot be read is somebody's work."""
    if not os.path.lexists(target) or is_stream(target) or target.is_dir():
        return True  # a folder is told where it is written to
    try:
        if target.stat().st_size > LIMIT:
            return False
        found = target.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return False
    return not found.strip() or found == text or is_ours(found)


def _refuse_input(target: Path, read: Iterable[Path]) -> None:
    if identity(target) in identities(read):
        raise Misuse(f"{target} 正是要读的文件，写上去它就没有了（加 --force 也不行）；请换一个文件名")


def _write(target: Path, data: bytes) -> None:
    try:
        replace_file(target, data)
    except OSError as error:
        raise Misuse(f"写不到 {target}：{reason(error)}") from error
    say(f"已生成 {target}")
