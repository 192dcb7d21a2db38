"""What of last year's text is to be looked at before it stands again, and how that is marked, as data."""

from __future__ import annotations

from functools import cache

from generator.common import data_folders
from generator.source.data_file import DataFault, Model, load_model

FILE = "carrying.yaml"


class Carrying(Model):
    """``issuing``: words before the title of a document that was new that year; ``revise``: the mark."""

    issuing: tuple[str, ...]
    revise: str


@cache
def carrying() -> Carrying:
    """That of ``templates/carrying.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, Carrying, DataFault)
