"""The PDF by the engine that was asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Protocol, cast

from generator.report.build import Report
from generator.writers.order import Task
from generator.writers.printable import printable
from generator.writers.style.fonts import FontSet
from generator.writers.style.tokens import Style


class Engine(Protocol):
    """What the module of an engine has."""

    def render(self, report: Report, style: Style, fonts: FontSet) -> bytes:
        """The PDF of a report."""


def render(task: Task) -> Mapping[str, bytes]:
    """The PDF; raises CannotWrite where the engine is missing or will not set the report."""
    engine = cast(Engine, importlib.import_module(f"{__package__}.{task.order.engine}"))
    report, fonts = printable(task.report, "pdf", task.fonts)
    return {"pdf": engine.render(report, task.style, fonts)}
