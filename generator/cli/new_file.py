"""Writing the filing that a command was asked for, without losing another."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.batch.inputs import Misuse
from generator.cli.screen import say
from generator.common.atomic_files import identities, identity, is_stream, reason, replace_file


def write_new(output: str, text: str, read: Iterable[Path], *, force: bool) -> None:
    """Write ``text`` to a file and say so; what was ``read`` for it is never written over.

    Raises Misuse.
    """
    target = Path(output)
    if identity(target) in identities(read):
        raise Misuse(f"{output} 正是要读的文件，写上去它就没有了（加 --force 也不行）；请换一个文件名")
    if os.path.lexists(target) and not is_stream(target) and not force:
        raise Misuse(f"{output} 已经存在；要覆盖请加 --force")
    try:
        replace_file(target, text.encode())
    except OSError as error:
        raise Misuse(f"写不到 {output}：{reason(error)}") from error
    say(f"已生成 {output}")
