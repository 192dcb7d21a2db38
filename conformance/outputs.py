"""Every output of every correct example in every style, in the shipped fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from conformance.verdict import Output
from generator.batch.desk import examine
from generator.filing.filing import Earlier
from generator.filing.read import read_file
from generator.report.build import Report, build
from generator.workbook.plan import exported
from generator.writers.order import Order
from generator.writers.pdf import ENGINES
from generator.writers.poster.render import NothingToShow
from generator.writers.style.tokens import styles
from generator.writers.write import render

EXAMPLES = Path(__file__).parent.parent / "examples"
# The kinds of output and how each is ordered: a DOCX without and with contents, a PDF by its engine.
ORDERS = {
    "docx": {"formats": ("docx",)},
    "contents": {"formats": ("docx",), "contents": True},
    "html": {"formats": ("html",)},
    **{engine: {"formats": ("pdf",), "engine": engine} for engine in ENGINES},
    "poster": {"formats": ("poster",)},
    "xlsx": {"formats": ("xlsx",)},
}
# An example, and those of earlier forms that stand for its years before, oldest first.
YEARS = ("2021", "2014", "2019")
# A workbook has no style.
PLAIN = ("xlsx",)


def reports() -> dict[str, Report]:
    """The report of each example without errors, by the name of its file."""
    found = {}
    for path in sorted(EXAMPLES.glob("*.yaml")):
        examined = examine(read_file(path))
        if examined.filing and not examined.has_errors:
            found[path.stem] = replace(build(examined.filing), workbook=exported(examined.filing))
    return found


def outputs(kinds: Sequence[str] = tuple(ORDERS)) -> Iterator[Output]:
    """Made one after the other, example by example."""
    for name, report in reports().items():
        for number, style in enumerate(styles()):
            for kind in (kind for kind in kinds if not number or kind not in PLAIN):
                with suppress(NothingToShow):  # not every form plans a picture sheet
                    yield output(name, report, style, kind)


def with_years() -> Iterator[Output]:
    """The page of an example that shows the years before, in every style."""
    now, *before = (examine(read_file(EXAMPLES / f"{name}.yaml")).filing for name in YEARS)
    assert now is not None
    earlier = [Earlier(each.source.name, each.year or 0, each) for each in before if each]
    report = build(replace(now, earlier=tuple(earlier)))
    for style in styles():
        yield output("2021-历年", report, style, "html")


def output(example: str, report: Report, style: str, kind: str) -> Output:
    """One output of a report."""
    order = Order(style=style, system_fonts=False, **ORDERS[kind])  # type: ignore[arg-type]
    made = render(report, order)
    data = made["poster.pdf"] if kind == "poster" else next(iter(made.values()))
    return Output(example, style, kind, report, data)
