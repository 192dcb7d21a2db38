"""Our own words around a report, in its language: ``templates/labels.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from generator.common import data_folders
from generator.report.language import SIMPLIFIED, TRADITIONAL
from generator.source.data_file import DataFault, Model, load_model


class Labels(Model):
    """The words of one language.  ``columns``: the heads of the numbers as CSV; ``files``: other forms."""

    skip: str
    source: str
    published: str
    signed: str
    index: str
    attachments: str
    downloads: str
    contents: str
    charts: str
    history: str
    year: str
    form: str
    nothing: str
    blank: str
    picture: str
    filing: str
    numbers: str
    table: str
    scroll: str
    files: Mapping[str, str]
    columns: tuple[str, ...]


class _Languages(Model):
    simplified: Labels = Field(alias="zh-CN")
    traditional: Labels = Field(alias="zh-Hant")

    def of(self, language: str) -> Labels:
        return {SIMPLIFIED: self.simplified, TRADITIONAL: self.traditional}[language]


@cache
def labels(language: str) -> Labels:
    """The words for a report in a language (see `report.language`)."""
    return load_model(data_folders.folder("templates") / "labels.yaml", _Languages, DataFault).of(language)
