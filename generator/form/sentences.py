"""Sentences with which the narratives of a first report may begin, as data beside a form.

``templates/<version>/sentences.yaml``: for each narrative a text with placeholders that is true whatever the
tables say, and others for certain circumstances.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.form.format import FormatError
from generator.form.library import Library
from generator.source.data_file import Model, load_model

# Their file, beside a form's.
FILE = "sentences.yaml"


class Other(Model):
    """Words for certain circumstances; ``when`` says which, to whoever chooses."""

    when: str
    text: str


class Ready(Model):
    """The sentences of one narrative, by its path; ``others`` may stand in their place or beside them."""

    at: str
    text: str
    others: tuple[Other, ...] = ()


class Sentences(Model):
    """All that a form has."""

    sentences: tuple[Ready, ...]


def sentences_of(version: str, library: Library) -> tuple[Ready, ...]:
    """The ready sentences of a form; none where it has no file of them.

    Raises KeyError for an unknown version, FormatError for a broken file.
    """
    path = library.folder_of(version) / FILE
    return _load(path, path.stat().st_mtime_ns) if path.is_file() else ()


@cache
def _load(path: Path, _: int) -> tuple[Ready, ...]:
    return load_model(path, Sentences, FormatError).sentences
