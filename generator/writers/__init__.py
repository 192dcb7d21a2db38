"""A report as files.  Every folder here that has a module ``render`` is a writer.  Found by name.

The folder's own ``__init__`` says what the writer makes: ``TITLE``, as it is called to users, and in
``FILES`` each file's key and the end of its name.  What it needs for making them is imported by
``render`` only, for who wants a web page needs no Word.  A writer that sets text in our fonts has a module
``printed`` besides, with ``text(report)``: what it prints of a report.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from importlib.util import find_spec
from types import ModuleType
from typing import Protocol, cast

from generator.report.build import Report
from generator.writers.order import Order, Task

ENTRY = "render"
PRINTED = "printed"


class Writer(Protocol):
    """What the module ``render`` of a writer's folder has."""

    def render(self, task: Task) -> Mapping[str, bytes]:
        """The files of a report, by the keys of the writer's ``FILES``."""


def names() -> tuple[str, ...]:
    """The writers there are."""
    folders = [module.name for module in pkgutil.iter_modules(__path__) if module.ispkg]
    return tuple(name for name in folders if find_spec(f"{__name__}.{name}.{ENTRY}"))


def find(name: str) -> Writer:
    """The writer of that name; raises ModuleNotFoundError."""
    return cast(Writer, importlib.import_module(f"{__name__}.{name}.{ENTRY}"))


def title(name: str) -> str:
    """What a writer makes, as it is called to users."""
    return str(_folder(name).TITLE)


def printed_text(name: str, report: Report) -> str:
    """What a writer sets in our fonts of a report; nothing where it is set elsewhere."""
    module = f"{__name__}.{name}.{PRINTED}"
    return str(importlib.import_module(module).text(report)) if find_spec(module) else ""


def file_names(name: str, order: Order) -> dict[str, str]:
    """The files an order makes for a filing of that name, by key: ``docx``, …, ``poster.png``."""
    return {key: name + ending for form in order.formats for key, ending in _folder(form).FILES.items()}


def _folder(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")
