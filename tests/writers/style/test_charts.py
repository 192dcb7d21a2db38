"""Drawings of charts: every number written, nothing outside, lengths in proportion."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.report.overview import Bar, Chart, Part
from generator.writers.style.charts import LEAST, SEAM, SIZE, WIDTH, Drawing, draw, width_of

COUNTS = st.lists(st.integers(0, 10**7), min_size=1, max_size=6).filter(any)


def bar(label: str, *values: int, first: int = 0) -> Bar:
    parts = tuple(
        Part(f"{label}之{number}", Fraction(value), f"{value:,}件", first + number)
        for number, value in enumerate(values)
    )
    return Bar(label, f"{sum(values):,}件", parts)


def chart(kind: str, *bars: Bar) -> Drawing:
    return draw(Chart("图", "图", kind, bars, "一句话"))


def of_kind(kind: str, values: list[int]) -> Drawing:
    if kind == "stacks":
        return chart(kind, bar("全年收到", *values), bar("办理情况", *values[::-1]))
    if kind == "years":
        return chart(kind, *(bar(f"甲{at // 2}", value, first=at % 2) for at, value in enumerate(values * 2)))
    return chart(kind, *(bar(f"社会公益组织{at}", value) for at, value in enumerate(values)))


# Once a part a hair too small to be seen, beside a large one.
HAIR = [0, 0, 26701, 4509768]

kinds = pytest.mark.parametrize("kind", ["bars", "stacks", "years"])


@kinds
@settings(deadline=None)
@given(values=COUNTS)
@example(HAIR)
def test_everything_stays_within_the_drawing(kind: str, values: list[int]) -> None:
    drawing = of_kind(kind, values)
    assert drawing.rectangles
    for rectangle in drawing.rectangles:
        assert -0.01 <= rectangle.x <= rectangle.x + rectangle.width <= WIDTH + 0.01
        assert 0 <= rectangle.y < rectangle.y + rectangle.height <= drawing.height
        assert rectangle.width > 0
    for words in drawing.words:
        left = words.x - width_of(words.text) if words.end else words.x
        assert left >= -0.01
        assert left + width_of(words.text) <= WIDTH + 0.01
        assert SIZE / 2 <= words.y <= drawing.height - SIZE / 2 + 0.01


@kinds
@settings(deadline=None)
@given(values=COUNTS)
def test_no_words_stand_on_a_bar_or_on_other_words(kind: str, values: list[int]) -> None:
    drawing = of_kind(kind, values)
    boxes = [
        (word.x - width_of(word.text) if word.end else word.x, word.y - SIZE / 2, width_of(word.text), SIZE)
        for word in drawing.words
    ]
    bars = [(rectangle.x, rectangle.y, rectangle.width, rectangle.height) for rectangle in drawing.rectangles]
    for at, box in enumerate(boxes):
        assert not [other for other in (*boxes[at + 1 :], *bars) if overlap(box, other)]


def overlap(first: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes share more than an edge."""
    slack = 0.5
    return all(
        first[side] + slack < other[side] + other[side + 2]
        and other[side] + slack < first[side] + first[side + 2]
        for side in (0, 1)
    )


@kinds
@settings(deadline=None)
@given(values=COUNTS)
def test_every_number_is_written_beside_its_bar(kind: str, values: list[int]) -> None:
    written = [word.text for word in of_kind(kind, values).words]
    assert len(values) > 0
    for value in values:
        assert f"{value:,}件" in written


def test_bars_are_as_long_as_their_numbers() -> None:
    long, short = chart("bars", bar("甲", 200), bar("乙", 50)).rectangles
    assert long.width == pytest.approx(4 * short.width)
    assert long.x == short.x


def test_parts_fill_their_bar_in_proportion_and_two_bars_have_one_scale() -> None:
    drawing = chart("stacks", bar("甲", 75, 25), bar("乙", 50))
    swatches = [rectangle for rectangle in drawing.rectangles if rectangle.width == rectangle.height]
    first, second, third = [rectangle for rectangle in drawing.rectangles if rectangle not in swatches]
    assert len(swatches) == 3
    assert first.width == pytest.approx(3 * second.width)
    assert second.x == pytest.approx(first.x + first.width + SEAM)
    assert second.x + second.width == pytest.approx(WIDTH)
    assert third.width == pytest.approx(WIDTH / 2)


def test_what_is_not_nothing_is_seen_and_what_is_nothing_is_not() -> None:
    drawing = chart("stacks", bar("甲", 10**7, 1, 0))
    whole, least, *swatches = drawing.rectangles
    assert (least.width, len(swatches)) == (LEAST, 3)
    assert least.x + least.width == pytest.approx(WIDTH)
    assert whole.width == pytest.approx(WIDTH - LEAST - SEAM)


def test_a_whole_too_short_for_its_parts_still_shows_them_all() -> None:
    drawing = chart("stacks", bar("甲", 10**6), bar("乙", 1, 1, 1))
    short = [rectangle for rectangle in drawing.rectangles if rectangle.width == LEAST]
    assert len(short) == 3
    assert short[0].x + LEAST + SEAM == short[1].x


def test_shares_stand_in_the_legend_and_an_empty_whole_has_none() -> None:
    assert "50.0%" in [word.text for word in chart("stacks", bar("甲", 1, 1), bar("乙", 0, 0)).words]
    empty = chart("stacks", bar("甲", 1, 1), bar("乙", 0, 0))
    assert not [word for word in empty.words if word.text.startswith("乙之")]
    assert "乙" in [word.text for word in empty.words]


def test_this_year_and_last_stand_below_each_other_with_their_years() -> None:
    last, now = bar("新收", 30, first=1), bar("新收", 40)
    drawing = chart("years", last, now)
    assert [word.text for word in drawing.words] == ["新收", "新收之0", "30件", "新收之0", "40件"]
    above, below = drawing.rectangles
    assert (above.series, below.series) == (1, 0)
    assert above.y + above.height <= below.y


def test_chinese_is_counted_as_wide_as_it_is() -> None:
    assert width_of("年度") == 2 * SIZE
    assert width_of("12") < 1.3 * SIZE
