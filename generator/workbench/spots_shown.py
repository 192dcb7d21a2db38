"""Where on the pages everything of a filing is printed, for a page that leads from a finding to it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.filing.filing import Filing
from generator.report.blocks import Origin
from generator.source.nodes import locate
from generator.writers.pdf.spots import Sheet, Spot

# The number of a page, left, top, right and bottom in points, the line of the file (0: none of its own).
Area = list[float]


def spots_shown(filing: Filing, sheets: Sequence[Sheet]) -> dict[str, list[Area]]:
    """The places of a filing, each with the areas where it is printed; what stands on one line of the file
    is one area on each page."""
    found: dict[str, dict[tuple[int, int], Area]] = {}
    for page, sheet in enumerate(sheets):
        for spot in sheet.spots:
            line = _line(filing, spot.origin)
            areas, area = found.setdefault(spot.origin.path, {}), _area(page, spot, line)
            areas[page, line] = _both(areas[page, line], area) if (page, line) in areas else area
    return {path: list(areas.values()) for path, areas in found.items()}


def _area(page: int, spot: Spot, line: int) -> Area:
    edges = (spot.x, spot.y, spot.x + spot.width, spot.y + spot.height)
    return [page, *(round(edge, 1) for edge in edges), line]


def _both(one: Area, other: Area) -> Area:
    """The area around two."""
    page, left, top, right, bottom, line = one
    return [
        page,
        *(min(left, other[1]), min(top, other[2]), max(right, other[3]), max(bottom, other[4])),
        line,
    ]


def _line(filing: Filing, origin: Origin) -> int:
    """The line of the file where a text goes on from a character."""
    if origin.path not in filing.texts:
        return 0
    scalar, start = filing.texts[origin.path].scalar, origin.start
    if not scalar.text:
        return scalar.span.line
    return locate(filing.document.source, scalar, start, start + 1).line
