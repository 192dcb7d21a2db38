"""A report with its texts changed, character by character: every text that is printed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.common.characters import printed
from generator.filing.narrative.markup import Run
from generator.form.table_grid import Place
from generator.report.around import Head
from generator.report.blocks import (
    Attachments,
    Block,
    Figure,
    Figures,
    Heading,
    Items,
    Paragraph,
    Signature,
    TableBlock,
)

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
        head=_head(report.head, change),
        blocks=tuple(_block(block, change) for block in report.blocks),
        letter=tuple(_block(block, change) for block in report.letter),
    )


def _head(head: Head, change: Change) -> Head:
    return replace(
        head,
        number=change(head.number),
        index=change(head.index),
        subtitle=tuple(map(change, head.subtitle)),
        byline=tuple(map(change, head.byline)),
        days=tuple(map(change, head.days)),
    )


def _block(block: Block, change: Change) -> Block:
    return replace(block, **_changed(block, change))


def _changed(block: Block, change: Change) -> dict[str, Any]:
    """What of a block is text, changed."""
    match block:
        case Heading(text=text):
            changed: dict[str, Any] = {"text": change(text)}
        case Paragraph(runs=runs):
            changed = {"runs": _runs(runs, change)}
        case Items(items=items):
            changed = {"items": tuple(_runs(item, change) for item in items)}
        case Figure(caption=caption):
            changed = {"caption": change(caption)}
        case Figures(figures=figures):
            changed = {"figures": tuple(replace(each, caption=change(each.caption)) for each in figures)}
        case TableBlock(places=places):
            changed = {"places": tuple(_place(place, change) for place in places)}
        case Attachments() | Signature():
            changed = _closing(block, change)
    return changed


def _closing(block: Attachments | Signature, change: Change) -> dict[str, Any]:
    if isinstance(block, Attachments):
        return {"names": tuple(map(change, block.names))}
    return {"authority": change(block.authority), "date": change(block.date)}


def _place(place: Place, change: Change) -> Place:
    """A cell's text, and what is said of it if anything is."""
    remark = change(place.remark) if place.remark else ""
    return replace(place, text=change(place.text), remark=remark)


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
