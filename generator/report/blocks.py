"""What a report is made of: headings, paragraphs, lists, pictures, tables; all text settled, no looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.filing.filing import Picture
from generator.filing.narrative.markup import Run
from generator.form.table_grid import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """What of a filing is printed somewhere: the path of a cell, a text or a section; of a text, from which
    character on."""

    path: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Printed:
    """What every block says of its page.  ``landscape``: it stands on a page that is turned, together with
    the blocks beside it that do.  ``origin``: nothing that is printed depends on it."""

    landscape: bool = field(default=False, kw_only=True)
    origin: Origin | None = field(default=None, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Heading(Printed):
    """Level 1 is a section of the form (一、), 2 to 4 what stands below it; ``id`` is its anchor.

    ``page``: it begins a new page.
    """

    text: str
    level: int
    id: str
    page: bool = False


# How a note stands below a table or a picture: in smaller type.
NOTE = "note"
UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Paragraph(Printed):
    """One paragraph; ``align`` left or right: it stands at that edge, without indent; or in the middle.

    What belongs to a table is set in its type: a `NOTE` below it, the line of its `UNIT` right above it.
    """

    runs: tuple[Run, ...]
    align: str = ""


@dataclass(frozen=True, slots=True)
class Items(Printed):
    """A list without numbers."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure(Printed):
    """A picture and its caption, which is also its text alternative."""

    caption: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class Figures(Printed):
    """Pictures side by side, each with its caption."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TableBlock(Printed):
    """A table: every place of its grid with its text, in reading order.

    ``caption`` names it for those who do not see it; ``widths`` are proportions of grid columns.
    """

    id: str
    caption: str
    columns: int
    rows: int
    head_rows: int
    widths: tuple[int, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Attachments(Printed):
    """The names of what is published with the report, as it says at its end."""

    names: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands before each name: a number where there are several (GB/T 9704—2012, 7.3.4)."""
        several = len(self.names) > 1
        return tuple(f"{number}." if several else "" for number, _ in enumerate(self.names, start=1))


@dataclass(frozen=True, slots=True)
class Signature(Printed):
    """Who signs and the day, at the end; ``seal``: room is left for one."""

    authority: str
    date: str
    seal: bool = False


Block = Heading | Paragraph | Items | Figure | Figures | TableBlock | Attachments | Signature
