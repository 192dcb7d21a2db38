"""The sheet that nobody sees: the filing that a workbook was made of, to be held against what it says now."""

from __future__ import annotations

import json

from generator.report.sheets import ORIGIN, Box, Look, Sheet

# A cell of a spreadsheet holds 32,767 characters.
PIECE = 30_000


def origin_sheet(text: str) -> Sheet:
    """A filing's text in pieces, one below the other, so written that no program trims or folds them."""
    written = json.dumps(text, ensure_ascii=False).replace(" ", r"\u0020")
    pieces = [written[start : start + PIECE] for start in range(0, len(written), PIECE)]
    boxes = tuple(Box(row, 0, Look.NOTE, piece) for row, piece in enumerate(pieces))
    return Sheet(ORIGIN, boxes, (10.0,), hidden=True)
