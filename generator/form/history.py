"""Which numbers of the forms, one after the other, are the same thing over the years, as data."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from generator.common import data_folders
from generator.source.data_file import DataFault, Model, load_model

FILE = "history.yaml"


class HistoryLine(Model):
    """One figure over the years: for every version of a form that has it the expression it comes from; a
    version that is not named has no such figure.  ``note`` says where what is counted has changed."""

    label: str
    unit: str = ""
    values: Annotated[dict[str, str], Field(min_length=1)]
    note: str = ""


class History(Model):
    """All of them."""

    lines: Annotated[tuple[HistoryLine, ...], Field(min_length=1)]


@cache
def history() -> History:
    """That of ``templates/history.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, History, DataFault)
