"""The workbook that goes with a report, or else its tables as they are printed."""

from __future__ import annotations

from collections.abc import Mapping

from generator.writers.order import Task
from generator.writers.xlsx.file import file_of
from generator.writers.xlsx.printed_tables import printed_tables


def render(task: Task) -> Mapping[str, bytes]:
    """One file."""
    return {"xlsx": file_of(task.report.workbook or printed_tables(task.report))}
