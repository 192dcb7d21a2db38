"""What was put into a filing is said: each change, and what has to be done by hand."""

from __future__ import annotations

import difflib

from generator.cli.screen import put, say
from generator.common.safe_text import harmless
from generator.importers.merge import Merged


def show_merged(path: str, before: str, result: Merged, *, diff: bool) -> None:
    """The changes one a line; with ``diff`` the lines that would be others, on standard output."""
    for change in result.changes:
        say(f"  {harmless(change)}", err=diff)
    for note in result.notes:
        say(f"  {harmless(note)}", err=diff)
    for line in result.unplaced:
        say(f"  没有写进去：{harmless(line)}", err=True)
    count = len(result.changes)
    if not count:
        say(f"{path}：没有要改的", err=diff)
    elif diff:
        lines = difflib.unified_diff(
            before.splitlines(keepends=True), result.text.splitlines(keepends=True), path, path
        )
        put("".join(lines), nl=False)
        say(f"{path}：可以改 {count} 处（没有写）", err=True)
    else:
        say(f"{path}：改了 {count} 处，请再用 nianbao check 核对")
