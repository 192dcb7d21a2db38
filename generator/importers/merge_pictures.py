"""Pictures of a report that are not those of its filing: told, since a filing only names its pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.filing.filing import Filing
from generator.filing.pictures import ALONE, PICTURE_LINE
from generator.importers.merge_sides import Sides
from generator.importers.said import Said
from generator.report.blocks import Figure, Figures
from generator.report.build import build

# Pictures are held against each other in so few grey squares: programs that save a report pack them anew.
SQUARES = 16
NOISE = 6


def other_pictures(sides: Sides, said: Said) -> Iterator[str]:
    """What is to be put right by hand where a report shows other pictures than its filing: not those that the
    filing got or lost since the report was built."""
    if not said.has_pictures:
        return
    ours = list(_figures(sides.filing))
    shown = list(_captions(sides.base))
    gone = _gone(shown, [figure.caption for figure in ours], said)
    pairs = _pairs(said.pictures, [figure.picture.data for figure in ours])
    for number, data in enumerate(said.pictures, start=1):
        if data and number - 1 not in pairs and number not in gone:
            yield f"报告里的第 {number} 幅图片填报里没有，是新加的或者换过的，请自己放"
    missing = [figure for number, figure in enumerate(ours) if number not in pairs.values()]
    for figure in missing if all(said.pictures) else ():
        if figure.caption in shown:
            yield f"报告里没有找到图片“{figure.caption}”，删去或者换过的，请自己改"


def _pairs(pictures: Sequence[bytes], ours: Sequence[bytes]) -> dict[int, int]:
    """Which picture of the filing each of the report is: the most alike first, since drawings of one hand are
    all alike."""
    differences = sorted(
        (difference, place, number)
        for place, data in enumerate(pictures)
        for number, own in enumerate(ours)
        if data and (difference := _difference(data, own)) is not None
    )
    pairs: dict[int, int] = {}
    for _, place, number in differences:
        if place not in pairs and number not in pairs.values():
            pairs[place] = number
    return pairs


def _gone(shown: Sequence[str], now: Sequence[str], said: Said) -> set[int]:
    """Which pictures of the report the filing has no more, where the report has as many as it was built
    with."""
    if len(shown) != len(said.pictures):
        return set()
    return {number for number, caption in enumerate(shown, start=1) if caption not in now}


def _figures(filing: Filing) -> Iterator[Figure]:
    for block in build(filing, draft=True).all_blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Figures):
            yield from block.figures


def _captions(filing: Filing) -> Iterator[str]:
    """What its pictures are called, in the order of the report, also where they lie nowhere."""
    for text in filing.texts.values():
        for line in filter(ALONE.fullmatch, text.scalar.text.split("\n")):
            yield from (picture["caption"] for picture in PICTURE_LINE.finditer(line))


def _difference(data: bytes, other: bytes) -> int | None:
    """How much two pictures differ in their looks; None where they are not the same."""
    if data == other:
        return 0
    ours, theirs = _squares(data), _squares(other)
    if not ours or not theirs:
        return None
    difference = sum(abs(a - b) for a, b in zip(ours, theirs, strict=True))
    return difference if difference <= NOISE * len(ours) else None


@lru_cache(maxsize=64)
def _squares(data: bytes) -> Sequence[int]:
    """A picture in few grey squares; nothing where it cannot be read."""
    from PIL import Image  # not loaded where a filing is only checked

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            grey = picture.convert("RGBA")
            ground = Image.new("RGBA", grey.size, "white")
            ground.alpha_composite(grey)
            return list(ground.convert("L").resize((SQUARES, SQUARES)).tobytes())
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return []
