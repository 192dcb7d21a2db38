"""Every output of every correct example in every style, in the shipped fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from conformance.verdict import Output
from generator.examine import examine
from generator.reading import read_file
from generator.report import Report, build
from generator.style import styles
from generator.writers import ENGINES, Order, render

EXAMPLES = Path(__file__).parent.parent / "examples"
# The kinds of output and how each is ordered.
ORDERS = {
    "docx": {"formats": ("docx",)},
    "html": {"formats": ("html",)},
    **{engine: {"formats": ("pdf",), "engine": engine} for engine in ENGINES},
}


def reports() -> dict[str, Report]:
    """The report of each example without errors, by the name of its file."""
    found = {}
    for path in sorted(EXAMPLES.glob("*.yaml")):
        examined = examine(read_file(path))
        if examined.filing and not examined.has_errors:
            found[path.stem] = build(examined.filing)
    return found


def outputs(kinds: Sequence[str] = tuple(ORDERS)) -> Iterator[Output]:
    """Made one after the other, example by example."""
    for name, report in reports().items():
        for style in styles():
            for kind in kinds:
                yield output(name, report, style, kind)


def output(example: str, report: Report, style: str, kind: str) -> Output:
    """One output of a report."""
    order = Order(style=style, system_fonts=False, **ORDERS[kind])  # type: ignore[arg-type]
    (data,) = render(report, order).values()
    return Output(example, style, kind, report, data)
