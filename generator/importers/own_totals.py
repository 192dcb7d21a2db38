"""Sums of a workbook of ours that somebody typed over: told, since they are never taken."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.filing.filing import State
from generator.filing.given import form_of
from generator.filing.load import load
from generator.filing.numbers import figure
from generator.filing.read import read
from generator.findings.finding import Finding
from generator.form.library import Library
from generator.importers.doubts import doubt
from generator.importers.tables import Tables


def typed_over(text: str, tables: Tables, library: Library) -> Iterator[Finding]:
    """The sums that the sheets show and that are not those of the filing ``text``."""
    document = read(text.encode())
    filing = load(document, form_of(document.root, library)).filing
    for path, cell in filing.cells.items() if filing else ():
        taken = tables.cells.get(path)
        if taken is None or cell.state is not State.COMPUTED or cell.value is None:
            continue
        if taken.figure.is_known and Fraction(taken.figure.number) != cell.value:
            name = filing.format.labels.short(path) if filing else path
            yield doubt("I45", taken.at, path, cell=name, printed=taken.text, sum=figure(cell))
