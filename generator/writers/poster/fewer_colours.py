"""A drawing in as many colours as one byte a pixel can tell apart, each common one as it is.

The picture sheet has a dozen colours of its style and about a thousand shades where these meet at the edges
of letters.  Pillow's own choice looks at every pixel several times and took longer than setting the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import cast

from PIL import Image

MOST = 256
# Shades that differ by less are one: what nobody sees, and as finely as Pillow looks for the nearest colour.
_STEP = 4
_LEVELS = [level - level % _STEP for level in range(256)]
Colour = tuple[int, int, int]


def in_fewer_colours(picture: Image.Image) -> Image.Image:
    """An RGB picture with a palette: of shades next to each other the commonest, in place of rare ones the
    nearest."""
    shades = dict(_commonest(picture))
    palette = Image.new("P", (1, 1))
    palette.putpalette(list(chain.from_iterable(shades)))
    drawn = picture.point(_LEVELS * 3).quantize(palette=palette, dither=Image.Dither.NONE)
    drawn.putpalette(list(chain.from_iterable(shades.values())))
    return drawn


def _commonest(picture: Image.Image) -> Iterator[tuple[Colour, Colour]]:
    """The coarse shades that are most of the picture, each with the colour that is most of it there."""
    counts: Counter[Colour] = Counter()
    first: dict[Colour, Colour] = {}
    found = cast("list[tuple[int, Colour]]", picture.getcolors(picture.width * picture.height))
    for count, colour in sorted(found, reverse=True):
        red, green, blue = colour
        shade = _LEVELS[red], _LEVELS[green], _LEVELS[blue]
        counts[shade] += count
        first.setdefault(shade, colour)
    for shade, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        yield shade, first[shade]
