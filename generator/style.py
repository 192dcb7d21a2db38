"""How a Report looks: the tokens of ``styles/<name>/style.yaml``.

Lengths are millimetres, sizes points.  A token stands once, in the style; CSS, Typst and DOCX all
take it from here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator import resources
from generator.model import DataFault, Model, load_model

MM_PER_POINT = 25.4 / 72


class StyleError(DataFault):
    """A style that is not there or cannot be used; the message is Chinese."""


class Page(Model):
    """The paper and its margins."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """Width of the type area (版心)."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height of the type area."""
        return self.height - self.top - self.bottom


class Grid(Model):
    """How many characters stand on a line and lines on a page."""

    characters: int
    lines: int


class Type(Model):
    """A role of the style's fonts and a size."""

    font: str
    size: float


class PageNumber(Type):
    """``below``: from the foot of the type area to the dashes of the page number."""

    below: float


class Padding(Model):
    """Space inside a table cell."""

    x: float
    y: float


class Dense(Model):
    """What tables with many columns, or many rows, are set in."""

    columns: int
    rows: int
    size: float
    padding: Padding


class TableStyle(Model):
    """Tables: ``rule`` is the thickness of their lines."""

    font: str
    head_font: str
    size: float
    rule: float
    padding: Padding
    dense: Dense


class Draft(Type):
    """The mark across the pages of a draft."""

    text: str
    colour: str


class Bundled(Model):
    """A face of ``styles/fonts``."""

    family: str
    weight: int


class FontRole(Model):
    """Which fonts may serve a role, best first, and the shipped one that always can."""

    families: tuple[str, ...]
    bundled: Bundled
    docx: str
    free: str = ""


class Style(Model):
    """One look."""

    name: str
    description: str
    page: Page
    grid: Grid
    body: Type
    title: Type
    headings: tuple[Type, Type, Type, Type]
    strong: str
    caption: Type
    page_number: PageNumber
    table: TableStyle
    draft: Draft
    fonts: dict[str, FontRole]
    latin: str

    @property
    def pitch(self) -> float:
        """Points from line to line, so that the lines of a page fill the type area."""
        return self.page.text_height / self.grid.lines / MM_PER_POINT

    @property
    def tracking(self) -> float:
        """Points added after every character, so that the characters of a line fill the type area."""
        return self.page.text_width / self.grid.characters / MM_PER_POINT - self.body.size

    @property
    def folder(self) -> Path:
        """Where its stylesheet and templates lie."""
        return resources.folder("styles") / self.name


def styles() -> tuple[str, ...]:
    """The styles there are: every folder of ``styles`` with a ``style.yaml``."""
    return tuple(sorted(path.parent.name for path in resources.folder("styles").glob("*/style.yaml")))


@cache
def find(name: str) -> Style:
    """The style of that name; raises StyleError with the names there are."""
    if name not in styles():
        raise StyleError(f"没有“{name}”这个样式，可用的有：{'、'.join(styles())}")
    path = resources.folder("styles") / name / "style.yaml"
    return load_model(path, Style, StyleError)
