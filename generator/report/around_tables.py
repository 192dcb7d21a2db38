"""What the office says around a table, as blocks: before it, right above it, below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.filing.filing import Filing
from generator.filing.narrative.markup import Run
from generator.form import reserved
from generator.report.blocks import NOTE, UNIT, Block, Heading, Paragraph
from generator.report.prose import narrative
from generator.source.nodes import Scalar


def before_table(filing: Filing, path: str, unit: Scalar | None) -> Iterator[Block]:
    """What is said before a table, and the line right above it."""
    for block in narrative(filing, f"{path}.{reserved.BEFORE}"):
        # A table has no parts, so what looks like the heading of one is a paragraph.
        yield _plain(block) if isinstance(block, Heading) else block
    if unit:
        yield Paragraph((Run(_named(reserved.UNIT, unit.text.strip())),), UNIT)


def below_table(filing: Filing, path: str) -> Iterator[Block]:
    """What is said below a table, in the type of notes."""
    for number, block in enumerate(narrative(filing, f"{path}.{reserved.BELOW}")):
        if not isinstance(block, Heading | Paragraph):
            yield block
            continue
        runs = block.runs if isinstance(block, Paragraph) else (Run(block.text),)
        first = replace(runs[0], text=_named(reserved.BELOW, runs[0].text)) if number == 0 else runs[0]
        yield Paragraph((first, *runs[1:]), NOTE, origin=block.origin)


def _plain(heading: Heading) -> Paragraph:
    return Paragraph((Run(heading.text),), origin=heading.origin)


def _named(name: str, words: str) -> str:
    """A line with its name before it, where the office has not written that itself."""
    return words if words.startswith(name) else f"{name}：{words}"
