"""How a Report looks: the tokens of ``styles/<name>/style.yaml``.

Lengths are millimetres, sizes points.  A token stands once, in the style; CSS, Typst and DOCX all
take it from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import PrivateAttr

from generator.common import data_folders
from generator.common.did_you_mean import closest, nearest
from generator.findings.finding import Finding
from generator.source.data_file import DataFault, DataFile, Model, line_of
from generator.source.nodes import Location
from generator.writers.style import reaching_out
from generator.writers.style.colours import Colour, Colours
from generator.writers.style.misfits import misfits

MM_PER_POINT = 25.4 / 72
# The style that lends a folder every file the folder does not bring itself.
BASE = "gongwen"


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

    @property
    def turned(self) -> Page:
        """The page turned, the head of what is printed to the left edge of the paper (GB/T 9704, 7.4)."""
        edges = {"top": self.left, "bottom": self.right, "left": self.bottom, "right": self.top}
        return Page(width=self.height, height=self.width, **edges)

    def holding(self, *, landscape: bool) -> Page:
        """The page as it lies, or turned."""
        return self.turned if landscape else self


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
    """Tables: ``rule`` is the thickness of their lines; ``remarks`` to numbers stand in their cells,
    ``below`` the table as numbered notes, or wherever they ``fit``."""

    font: str
    head_font: str
    size: float
    rule: float
    padding: Padding
    dense: Dense
    remarks: Literal["fit", "cells", "below"] = "fit"


class Draft(Type):
    """The mark across the pages of a draft."""

    text: str
    colour: Colour


class Reading(Model):
    """Text on a screen: ``scale`` in per cent of the reader's own size, ``leading`` in lines,
    ``measure`` (the widest the page becomes) in characters of that size."""

    scale: float
    leading: float
    measure: float


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


Day = Literal["published", "signed"]


class Style(Model):
    """One look.  ``reference`` is the digest of what its reference document was made from; ``days`` are those
    that stand below the title on paper."""

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
    colours: Colours
    screen: Reading
    fonts: dict[str, FontRole]
    days: tuple[Day, ...] = ()
    latin: str = ""
    reference: str = ""
    _folder: Path = PrivateAttr()
    _file: DataFile = PrivateAttr()

    def placed(self, file: DataFile) -> None:
        """Told its file and, with it, its folder."""
        self._file, self._folder = file, file.path.parent

    def written_at(self, place: Location, code: str, /, **words: str) -> Finding:
        """A finding on what stands at a path of its file."""
        return self._file.at(place, code, **words)

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
        return self._folder

    def file(self, name: str) -> Path:
        """A file of the style: its own, or where it has none that of the base style.

        Its reference document must be its own: another's would not have its fonts and sizes.
        """
        own = self.folder / name
        return own if own.is_file() else data_folders.folder("styles") / BASE / name

    def roles(self) -> Iterator[tuple[Location, str]]:
        """Where a role of the fonts is named, and which."""
        yield from (((*place, "font"), text.font) for place, text in self._types())
        yield from ((("page_number", "font"), self.page_number.font), (("draft", "font"), self.draft.font))
        yield ("strong",), self.strong
        yield from ((("table", "font"), self.table.font), (("table", "head_font"), self.table.head_font))

    def sizes(self) -> Iterator[tuple[Location, float]]:
        """What is set at the pitch of the grid, and its size."""
        yield from (((*place, "size"), text.size) for place, text in self._types())

    def _types(self) -> Iterator[tuple[Location, Type]]:
        yield from ((("body",), self.body), (("title",), self.title), (("caption",), self.caption))
        yield from ((("headings", number), text) for number, text in enumerate(self.headings))


def styles() -> tuple[str, ...]:
    """The styles there are: every folder of ``styles`` with a ``style.yaml``."""
    return tuple(sorted(path.parent.name for path in data_folders.folder("styles").glob("*/style.yaml")))


def find(name: str) -> Style:
    """A style by its name, or by the path of a folder of one's own; raises StyleError.

    A shipped name means the shipped style; write ``./name`` for a folder of that name.
    """
    if name in styles():
        return _shipped(name)
    folder = Path(name)
    if folder.is_dir():
        return load_style(folder)
    raise StyleError(
        f"没有“{name}”这个样式{_guess(name)}可用的有：{'、'.join(styles())}；也可以写一个样式文件夹的路径"
    )


def _guess(name: str) -> str:
    return nearest(name, styles()) if closest(name, styles()) else "，"


@cache
def _shipped(name: str) -> Style:
    return load_style(data_folders.folder("styles") / name)


def load_style(folder: Path) -> Style:
    """The style in a folder; raises StyleError where it has no ``style.yaml`` or that says what cannot be."""
    path = folder / "style.yaml"
    if not path.is_file():
        raise StyleError(f"{folder} 不是样式文件夹：里面没有 style.yaml")
    _refuse(reaching_out.refused(folder))
    file = DataFile(path)
    style, findings = file.load(Style)
    if style is None:
        _refuse(findings)
    assert style is not None
    _refuse(misfits(file, style))
    return style


def _refuse(findings: list[Finding]) -> None:
    if findings:
        raise StyleError("\n".join(map(line_of, findings)), findings)
