"""How long a filing may be, as data: what is longer is told before anything is set."""

from __future__ import annotations

from functools import cache

from generator.common import data_folders
from generator.source.data_file import DataFault, Model, load_model

FILE = "limits.yaml"


class Limits(Model):
    """Characters of a printed line, of all texts together, of a field of the head or a word of a table; rows
    of a free table."""

    line: int
    texts: int
    words: int
    rows: int


@cache
def limits() -> Limits:
    """Those of ``templates/limits.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, Limits, DataFault)
