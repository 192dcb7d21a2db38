"""The pages of a report as they will print, to be looked at: an SVG each, and what stands where on it."""

from __future__ import annotations

from generator.common import limited
from generator.report.build import Report
from generator.writers import apart
from generator.writers.failure import CannotWrite
from generator.writers.order import Order, Task
from generator.writers.pdf.spots import Sheet
from generator.writers.printable import printable
from generator.writers.style import fonts, tokens
from generator.writers.style.days import with_days
from generator.writers.style.remarks import with_remarks


def pages(report: Report, order: Order) -> tuple[Sheet, ...]:
    """The pages that the default engine would make of a report.

    Raises StyleError, FontError or CannotWrite.
    """
    style = tokens.find(order.style)
    faces = fonts.choose(style, order.font_folders, system=order.system_fonts)
    task = Task(with_days(with_remarks(report, style), style), style, faces, order)
    if not apart.is_needed(task):
        return _set(task)
    try:
        return limited.call(apart.LIMITS, _set, task)
    except limited.Stopped as why:
        raise CannotWrite(f"排版没有做完：{why}") from why


def _set(task: Task) -> tuple[Sheet, ...]:
    from generator.writers.pdf import typst  # whoever asks for no pages needs no engine

    report, faces = printable(task.report, "pdf", task.fonts)
    return typst.pages(report, task.style, faces)
