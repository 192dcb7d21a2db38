"""Step five, *write*: a Report in a Style becomes files: html, pdf, docx, and a picture sheet (poster).

All files of a report are made in memory first and moved into place together: either every format
is new, or none is.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.common.atomic_files import reason, replace_files
from generator.report.build import Report
from generator.writers import file_names, find
from generator.writers.failure import CannotWrite
from generator.writers.order import Order, Task
from generator.writers.style import fonts, tokens


def write(report: Report, folder: Path, name: str, order: Order | None = None) -> tuple[Path, ...]:
    """Write a report as ``folder/name.docx`` and so on; returns the paths.

    Raises StyleError, FontError or CannotWrite; in every case no file has been touched.
    """
    order = order or Order()
    names = file_names(name, order)
    files = {folder / names[key]: data for key, data in render(report, order, name).items()}
    try:
        replace_files(files)
    except OSError as error:
        raise CannotWrite(f"写不到 {folder}：{reason(error)}") from error
    return tuple(files)


def render(report: Report, order: Order, name: str = "") -> Mapping[str, bytes]:
    """The files of a report by key, in memory.

    With a ``name`` the page links to the other files of the same order, which will lie beside it.
    """
    style = tokens.find(order.style)
    faces = fonts.choose(style, order.font_folders, system=order.system_fonts)
    task = Task(report, style, faces, order, name)
    # Typst works outside the interpreter's lock, so a PDF is set while the others are written.
    with ThreadPoolExecutor(max_workers=max(1, len(order.formats))) as pool:
        written = list(pool.map(lambda form: find(form).render(task), order.formats))
    return {key: data for files in written for key, data in files.items()}
