"""What all writers of an order make of a task."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from generator.writers import find
from generator.writers.order import Task


def rendered(task: Task) -> Mapping[str, bytes]:
    """The files of a task by key, in memory."""
    forms = task.order.formats
    # Typst works outside the interpreter's lock, so a PDF is set while the others are written.
    with ThreadPoolExecutor(max_workers=max(1, len(forms))) as pool:
        written = list(pool.map(lambda form: find(form).render(task), forms))
    return {key: data for files in written for key, data in files.items()}
