"""Sizes of tables: what is set small, and how small a long number becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.form.table_grid import Place, Role
from generator.report.blocks import TableBlock
from generator.report.build import Report
from generator.writers.style.table_measures import (
    TableLook,
    fitted,
    lines,
    may_run_over,
    measure,
    table_look,
)
from generator.writers.style.table_widths import FIGURE_MARGIN, FIGURE_WIDTH
from generator.writers.style.tokens import MM_PER_POINT, find, styles

STYLE = find("gongwen")
DENSE = STYLE.table.dense


@pytest.mark.parametrize(
    ("columns", "rows", "small"),
    [
        (DENSE.columns - 1, DENSE.rows - 1, False),
        (DENSE.columns, DENSE.rows - 1, True),
        (DENSE.columns - 1, DENSE.rows, True),
    ],
)
def test_a_table_is_set_small_from_so_many_columns_or_so_many_rows_on(columns, rows, small):
    table = TableBlock("表", "表", columns, rows, 1, (1,) * columns, ())
    look = table_look(table, STYLE)
    assert look.size == (DENSE.size if small else STYLE.table.size)
    assert look.padding_x == (DENSE.padding if small else STYLE.table.padding).x
    assert sum(look.widths) == pytest.approx(STYLE.page.text_width)


def number(digits: int) -> Place:
    return Place(0, 0, 1, 1, Role.NUMBER, "1" * digits)


def width(digits: int, size: float) -> float:
    """Of so many figures of a size, in millimetres."""
    return digits * FIGURE_WIDTH * size * MM_PER_POINT


def ink(digits: int, size: float) -> float:
    """The same without the white before the first and behind the last."""
    return width(digits, size) - FIGURE_MARGIN * size * MM_PER_POINT


@given(st.integers(1, 30), st.floats(5, 40), st.sampled_from([9.0, 10.5, 12.0]))
def test_a_number_is_set_in_the_greatest_half_point_at_which_it_fits_its_cell(digits, room, size):
    look = TableLook(size, 0, 0, (room,))
    found = fitted(number(digits), look)
    if found is None:
        assert width(digits, size) <= room + 1e-9
    else:
        assert found % 0.5 == 0
        assert found <= size
        assert ink(digits, found) <= room + 1e-9
        assert found == size or ink(digits, found + 0.5) > room


def test_a_number_that_just_fits_keeps_its_size_and_words_always_do():
    look = TableLook(12.0, 0, 0, (width(10, 12.0) + 1e-9,))
    assert fitted(number(10), look) is None
    assert fitted(number(11), look) == 11.0
    assert fitted(replace(number(30), role=Role.ROW), look) is None


def tables(report: Report, digits: int) -> list[TableBlock]:
    """The tables of a report with so many digits in each cell that is as wide as one column."""
    return [
        replace(
            block,
            places=tuple(
                replace(place, text="9" * digits)
                if place.role is Role.NUMBER and place.colspan == 1
                else place
                for place in block.places
            ),
        )
        for block in report.blocks
        if isinstance(block, TableBlock)
    ]


@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("version", ["2021", "2019", "2014"])
def test_a_number_of_seven_digits_is_never_set_below_seven_and_a_half_points(version, style, reports):
    sizes = [
        fitted(place, look) or look.size
        for table in tables(reports[version], 7)
        for look in [table_look(table, find(style))]
        for place in table.places
        if place.role is Role.NUMBER
    ]
    assert len(sizes) > 50
    assert min(sizes) >= 7.5


@pytest.mark.parametrize("version", ["2021", "2019"])
def test_two_columns_of_seven_digits_take_room_from_the_labels_before_they_grow_small(version, reports):
    (table,) = (table for table in tables(reports[version], 1) if table.columns == 10)
    before = table_look(table, STYLE)
    long = tuple(
        replace(place, text="1234567") if place.role is Role.NUMBER and place.column in (3, 9) else place
        for place in table.places
    )
    table = replace(table, places=long)
    look = table_look(table, STYLE)
    assert sum(look.widths) == pytest.approx(STYLE.page.text_width)
    assert look.widths[3] == look.widths[9] > before.widths[3]
    assert look.widths[2] < before.widths[2]
    assert {fitted(place, look) for place in table.places if place.role is Role.NUMBER} == {None}


@pytest.mark.parametrize("version", ["2021", "2019", "2014"])
def test_no_character_of_a_head_or_a_label_stands_alone_on_its_last_line(version, reports):
    count = 0
    for table in tables(reports[version], 1):
        look = table_look(table, STYLE)
        for place in table.places:
            if place.role not in (Role.NUMBER, Role.UNIT):
                count += 1
                assert min(map(len, lines(place, look))) > 1 or len(place.text) <= 1
                fits = measure(place, look) or int(look.characters(place) - place.indent)
                if place.role is Role.ROW:
                    assert len(place.text) <= fits or len(place.text) % fits != 1
    assert count > 50


@pytest.mark.parametrize(
    ("text", "role", "asked"),
    [
        ("1234", Role.NUMBER, False),
        ("自然人", Role.COLUMN, False),
        ("（3）", Role.ROW, False),
        ("www.example.gov.cn", Role.COLUMN, True),
        ("甲ABCDEF乙", Role.COLUMN, True),
        ("ﷺﷺﷺ", Role.ROW, True),  # each as wide as several others
    ],
)
def test_only_a_word_that_may_be_wider_than_its_cell_is_measured_by_the_setter(text, role, asked):
    look = TableLook(size=10.5, padding_x=1, padding_y=1, widths=(20.0,))
    assert may_run_over(Place(0, 0, 1, 1, role, text), look) is asked
