"""What is asked of the writers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.report.build import Report
from generator.writers.style.fonts import FontSet
from generator.writers.style.tokens import Style

# What is made where nothing else is asked for.
FORMATS = ("docx", "html", "pdf")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: formats, engine of the PDF, style, and where fonts are looked for.

    ``plain`` leaves the charts out of the web page; ``contents`` puts a list of contents into the DOCX.
    """

    formats: tuple[str, ...] = FORMATS
    engine: str = "typst"
    style: str = "gongwen"
    font_folders: tuple[Path, ...] = ()
    system_fonts: bool = True
    plain: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """All that a writer needs: a report, the style and the fonts it is to be in, and what was ordered.

    ``name`` is that of the files; with it the web page links to those that will lie beside it.
    """

    report: Report
    style: Style
    fonts: FontSet
    order: Order
    name: str = ""
