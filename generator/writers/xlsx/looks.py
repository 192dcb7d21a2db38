"""How the boxes of a workbook look, in the words of XlsxWriter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.report.sheets import Look

FACE = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
LINED = {**FACE, "border": 1, "border_color": "#7f7f7f"}
MIDDLE = {"align": "center"}
SHADE, PALE, GREY = "#e7e6e6", "#f2f2f2", "#595959"
RED = {"bg_color": "#ffc7ce", "font_color": "#9c0006", "bold": True}
OPEN = {"locked": False}


def looks() -> Mapping[Look, dict[str, Any]]:
    """The look of every kind of box; what may be filled in is not locked."""
    return {
        Look.TITLE: {**FACE, "font_size": 14, "bold": True, "text_wrap": False},
        Look.NOTE: {**FACE, "font_color": GREY, "valign": "top"},
        Look.HEAD: {**LINED, **MIDDLE, "bg_color": SHADE, "bold": True},
        Look.LABEL: {**LINED, "bg_color": PALE},
        Look.FIGURE: {**LINED, **MIDDLE, **OPEN},
        Look.TOTAL: {**LINED, **MIDDLE, "bg_color": SHADE},
        Look.WORDS: {**LINED, **OPEN, "num_format": "@", "valign": "top"},
        Look.LAST: {**LINED, **MIDDLE, "font_color": GREY, "bg_color": PALE},
        Look.CHECK: {**LINED, **MIDDLE, "bg_color": PALE, "italic": True},
        Look.STATE: {**LINED, **MIDDLE},
    }
