"""What was put into a filing is said: each change, and what has to be done by hand."""

from __future__ import annotations

import difflib

from generator.cli.screen import put, say
from generator.common.safe_text import harmless
from generator.filing.filing import Filing
from generator.importers.merge_comments import line_of
from generator.importers.merge_sides import Conflict, Merged

# Whose the wordings of a place are.
SIDES = ("生成报告时", "填报里现在", "报告里现在")


def show_merged(path: str, filing: Filing, now: Filing, result: Merged, *, diff: bool) -> None:
    """The changes one a line; with ``diff`` the lines that would be others, on standard output.  ``filing``
    is as it was, ``now`` as it is on the disk."""
    for change in result.changes:
        say(f"  {harmless(change)}", err=diff)
    for note in result.notes:
        say(f"  {harmless(note)}", err=diff)
    for line in result.unplaced:
        say(f"  没有写进去：{harmless(line)}", err=True)
    for conflict in result.conflicts:
        _show_conflict(conflict, line_of(now, conflict))
    _show_end(path, filing.source.text, result, diff=diff)


def _show_conflict(conflict: Conflict, line: int) -> None:
    """A place that both sides changed: where, and the three wordings."""
    at = f"；报告{conflict.at}" if str(conflict.at) else ""
    say(f"  两边都改了：{harmless(conflict.name)}（填报第 {line} 行{at}）", err=True)
    for name, words in zip(SIDES, conflict.wordings, strict=True):
        say(f"    {name}：{harmless(words)}", err=True)


def _show_end(path: str, before: str, result: Merged, *, diff: bool) -> None:
    count = len(result.changes)
    if diff and result.text != before:
        lines = difflib.unified_diff(
            before.splitlines(keepends=True), result.text.splitlines(keepends=True), path, path
        )
        put("".join(lines), nl=False)
    if diff and count:
        say(f"{path}：可以改 {count} 处（没有写）", err=True)
    elif count:
        say(f"{path}：改了 {count} 处，请再用 nianbao check 核对")
    elif not result.conflicts:
        say(f"{path}：没有要改的", err=diff)
    if result.conflicts:
        noted = "" if diff else "，报告的写法记在旁边的注释里"
        say(
            f"{path}：两边都改了的有 {len(result.conflicts)} 处，填报没有动{noted}，"
            "请逐处定下来，定了以后删去那一行注释",
            err=True,
        )
