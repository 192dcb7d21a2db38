"""The web page with what is printed around the report."""

from __future__ import annotations

from collections.abc import Mapping

from generator.writers import file_names
from generator.writers.html.page import Extras, web_page
from generator.writers.order import Task


def render(task: Task) -> Mapping[str, bytes]:
    """The page, with its charts unless it is to be plain, and links to the files beside it."""
    siblings = file_names(task.name, task.order) if task.name else {}
    extras = Extras(charts=not task.order.plain, siblings=tuple(siblings.items()))
    return {"html": web_page(task.report, task.style, extras).encode()}
