"""A drawing keeps the colours of its style to the digit, and nobody sees what is done to the rest."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw, ImageStat

from generator.writers.poster.fewer_colours import MOST, in_fewer_colours

PAPER, INK, SHADE = (255, 255, 255), (166, 28, 28), (241, 244, 249)


def drawn() -> Image.Image:
    """Three colours, and between them every shade that a soft edge can have."""
    large = Image.new("RGB", (1600, 1200), PAPER)
    pen = ImageDraw.Draw(large)
    pen.rectangle((0, 0, 1600, 300), fill=SHADE)
    for number in range(40):
        pen.ellipse((number * 37, number * 23, number * 37 + 250, number * 23 + 190), fill=INK)
        pen.ellipse(
            (number * 37 + 9, number * 23 + 9, number * 37 + 240, number * 23 + 180), fill=(30, 90, number)
        )
    return large.resize((400, 300), Image.Resampling.LANCZOS)


def test_a_common_colour_stays_what_it_is_and_the_rest_nearly():
    before = drawn()
    after = in_fewer_colours(before)
    assert len(before.getcolors(1 << 20)) > 2 * MOST >= 2 * len(after.getcolors())
    common = [colour for count, colour in before.getcolors(1 << 20) if count > 500]
    assert {PAPER, SHADE} <= set(common)
    shown = after.convert("RGB")
    counts = {colour: count for count, colour in shown.getcolors(1 << 20)}
    assert [colour for colour in common if counts.get(colour, 0) < 500] == []
    assert max(ImageStat.Stat(ImageChops.difference(before, shown)).mean) < 1


def test_a_drawing_of_few_colours_is_not_changed_at_all():
    picture = Image.new("RGB", (20, 10), PAPER)
    picture.paste(INK, (3, 3, 9, 9))
    assert in_fewer_colours(picture).convert("RGB").tobytes() == picture.tobytes()
