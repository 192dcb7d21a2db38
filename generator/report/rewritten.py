"""A report with its texts changed, character by character: every text that is printed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.common.characters import printed
from generator.filing.narrative.markup import Run
from generator.report.blocks import Block, Figure, Figures, Heading, Items, Paragraph, TableBlock

if TYPE_CHECKING:
    from generator.report.build import Report

# The printer's mark for a type that is missing.
GETA = "〓"

Change = Callable[[str], str]


def without(report: Report, characters: Iterable[str]) -> Report:
    """The report with 〓, the printer's mark for a missing type, for each of these characters.

    For drafts only: what no font has must neither stop a draft nor vanish from it.
    """
    missing = str.maketrans(dict.fromkeys(characters, GETA))
    return rewritten(report, lambda text: text.translate(missing)) if missing else report


def settled(report: Report) -> Report:
    """The report as all writers print it: odd characters in their one reading, every gap a single blank.

    A web page closes a run of blanks up and Typst drops a tab; a DOCX would keep both.
    """
    header = report.header.model_copy(update={"authority": printed(report.header.authority)})
    return replace(rewritten(report, printed), header=header)


def rewritten(report: Report, change: Change) -> Report:
    """The report with every printed text changed."""
    return replace(
        report,
        title=tuple(map(change, report.title)),
        blocks=tuple(_block(block, change) for block in report.blocks),
        letter=tuple(_block(block, change) for block in report.letter),
    )


def _block(block: Block, change: Change) -> Block:
    match block:
        case Heading(text=text):
            return replace(block, text=change(text))
        case Paragraph(runs=runs):
            return replace(block, runs=_runs(runs, change))
        case Items(items=items):
            return replace(block, items=tuple(_runs(item, change) for item in items))
        case Figure(caption=caption):
            return replace(block, caption=change(caption))
        case Figures(figures=figures):
            return replace(
                block, figures=tuple(replace(each, caption=change(each.caption)) for each in figures)
            )
        case TableBlock(places=places):
            return replace(block, places=tuple(replace(place, text=change(place.text)) for place in places))


def _runs(runs: tuple[Run, ...], change: Change) -> tuple[Run, ...]:
    return tuple(replace(run, text=change(run.text)) for run in runs)


def printed_text(report: Report) -> str:
    """Every character that a report prints, each once."""
    seen: dict[str, None] = {}

    def take(text: str) -> str:
        seen.update(dict.fromkeys(text))
        return text

    rewritten(report, take)
    return "".join(seen)
