"""CSV as Excel opens it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_text(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows in UTF-8 with BOM, and no cell of text that would be run as a formula."""
    data = io.BytesIO()
    text = io.TextIOWrapper(data, encoding="utf-8-sig", newline="")
    write_csv(text, rows)
    text.flush()
    return data.getvalue()


def write_csv(text: TextIO, rows: Iterable[Sequence[str]]) -> None:
    """The same into an open text."""
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(text: str) -> str:
    return text if NUMBER.fullmatch(text) or not text.startswith(FORMULA) else f"'{text}"
