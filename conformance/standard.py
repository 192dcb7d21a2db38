"""The demands of ``gbt9704.yaml``, and what a measure is against them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from conformance.geometry import Measures
from conformance.parts import HERE, Missing
from generator.source.data_file import DataFault, Model, load_model


class Demand(Model):
    """One measure: a number between ``least`` and ``most``, or a text."""

    of: str
    what: str
    clause: str
    value: str | int
    least: float | None = None
    most: float | None = None
    shipped: str = ""
    docx: str = ""
    optional: bool = False
    printed: bool = False

    def wanted(self, *, file: bool = False) -> str:
        """The text that a page, or the DOCX file itself, must have here."""
        return (self.docx if file else self.shipped) or str(self.value)

    def met(self, found: float | str, *, file: bool = False) -> bool:
        """Whether the measure is as demanded; a stand-in font counts as what it stands for."""
        if self.least is None or self.most is None:
            return found == self.wanted(file=file)
        return isinstance(found, int | float) and self.least <= found <= self.most


class Standard(Model):
    """The standard, the styles that claim it, and what every style must do."""

    name: str
    styles: tuple[str, ...]
    demands: tuple[Demand, ...]
    always: tuple[Demand, ...]

    def of(self, style: str, *, file: bool = False) -> Iterator[Demand]:
        """What a style must meet in print, or in the DOCX file itself."""
        if style in self.styles:
            yield from (demand for demand in self.demands if not (file and demand.printed))
        yield from () if file else self.always


@cache
def standard() -> Standard:
    """Read once; raises Missing where the file is broken."""
    try:
        return load_model(HERE / "gbt9704.yaml", Standard, DataFault)
    except DataFault as fault:
        raise Missing(str(fault)) from fault


def faults(demands: Iterator[Demand], found: Measures, *, file: bool = False) -> tuple[int, tuple[str, ...]]:
    """How many demands were measured, and which are not met."""
    failures: list[str] = []
    count = 0
    for demand in demands:
        if demand.of in found:
            count += 1
            if not demand.met(found[demand.of], file=file):
                failures.append(
                    f"{demand.what}：应为{demand.wanted(file=file)}，量得{_shown(found[demand.of])}"
                )
        elif not demand.optional:
            failures.append(f"{demand.what}：量不出来")
    return count, tuple(failures)


def _shown(value: float | str) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
