"""Writing in a process of its own, with an end in time and memory, and without a way out to any network.

A style is a program: Typst and Jinja have loops, and Typst loads packages from the internet.  Ours are known
to end; a style that others made is worked in a process that is stopped when it has had enough.  So are
fonts that are handed in, and a draft of what is too long to be set (S17).
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.common import data_folders, limited
from generator.form.limits import limits
from generator.report.blocks import Block, Figures, Heading, Items, Paragraph, TableBlock
from generator.report.build import Report
from generator.writers.failure import CannotWrite
from generator.writers.order import Task
from generator.writers.rendered import rendered
from generator.writers.style.fonts import HANDED_IN
from generator.writers.style.tokens import Style

# A usual report takes two seconds of computing and 200 MB.
LIMITS = limited.Limits(seconds=60, memory=2 * 1024**3)


def is_needed(task: Task) -> bool:
    """Whether a report may have no end where it is set."""
    return is_foreign(task.style) or bool(_fonts(task)) or (task.report.draft and _is_long(task.report))


def is_foreign(style: Style) -> bool:
    """Whether others made it."""
    return style.folder.resolve().parent != data_folders.folder("styles").resolve()


def render(task: Task) -> Mapping[str, bytes]:
    """The files of a task by key; raises what a writer raises, and CannotWrite where they were stopped."""
    try:
        return limited.call(LIMITS, rendered, task)
    except limited.Stopped as why:
        raise CannotWrite(_stopped(task, str(why))) from why


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
        case Figures(figures):
            return [len(figure.caption) for figure in figures]
        case TableBlock():
            return [len(place.printed) for place in block.places]
    return []
