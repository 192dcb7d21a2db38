"""Sizes of tables: what is set small, and how small a long number becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.form.table_grid import Place, Role
from generator.report.blocks import TableBlock
from generator.writers.style.table_measures import FIGURE_WIDTH, TableLook, fitted, table_look
from generator.writers.style.tokens import MM_PER_POINT, find

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


@given(st.integers(1, 30), st.floats(5, 40), st.sampled_from([9.0, 10.5, 12.0]))
def test_a_number_is_set_in_the_greatest_half_point_at_which_it_fits_its_cell(digits, room, size):
    look = TableLook(size, 0, 0, (room,))
    found = fitted(number(digits), look)
    if found is None:
        assert width(digits, size) <= room + 1e-9
    else:
        assert found % 0.5 == 0
        assert found < size
        assert width(digits, found) <= room + 1e-9
        assert width(digits, found + 0.5) > room


def test_a_number_that_just_fits_keeps_its_size_and_words_always_do():
    look = TableLook(12.0, 0, 0, (width(10, 12.0) + 1e-9,))
    assert fitted(number(10), look) is None
    assert fitted(number(11), look) == 10.5
    assert fitted(replace(number(30), role=Role.ROW), look) is None
