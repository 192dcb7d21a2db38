"""Numbers as clerks write them: mended where they have one reading, up to a length, on one line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.filing.filing import Cell, State
from generator.filing.numbers import figure, means_nothing, parse_number
from generator.filing.numerals import as_number, certain, exact, plain_number
from generator.findings.finding import Span
from generator.source.nodes import Mapping, Scalar

LINE, LINES = Span(1, 1, 1, 9), Span(1, 1, 2, 9)


def scalar(text: str, style: str = "", span: Span = LINE) -> Scalar:
    return Scalar(text, span, style)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("１２．５", "12.5"),
        ("－３", "-3"),
        ("＋3", "3"),
        ("+3", "3"),
        ("1,234", "1234"),
        ("-12，345,678.5", "-12345678.5"),
        ("1,23", None),
        ("0,123", None),
        ("1234,567", None),
        ("-0", None),
        ("-0.0", None),
        ("007", None),
        ("①", None),
        ("9" * 15, "9" * 15),
        ("9" * 16, None),
        ("0." + "1" * 12, "0." + "1" * 12),
        ("0." + "1" * 13, None),
        ("3件", None),
    ],
)
def test_a_text_is_a_number_where_it_can_only_be_that(text, number):
    assert plain_number(text) == number


def test_the_unit_of_the_form_behind_a_number_is_no_part_of_it():
    assert [plain_number(text, "件") for text in ("3件", "3 件", "3件件", "3", "件")] == [
        "3",
        "3",
        None,
        "3",
        None,
    ]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (scalar("１２"), "12"),
        (scalar("12"), None),
        (scalar("12", '"'), "12"),
        (scalar("12", "'"), "12"),
        (scalar("12", "|"), None),
        (scalar("１２", span=LINES), None),
        (scalar("１" + " " * 79), "1"),
        (scalar("１" + " " * 80), None),
    ],
)
def test_what_stands_there_is_mended_on_one_line_and_where_it_is_short(written, number):
    assert certain(written) == number
    fix = as_number(written)
    assert (fix.edits[0].text if fix else None) == number


def test_in_a_list_a_comma_may_part_two_numbers():
    assert certain(scalar("1，234")) == "1234"
    assert certain(scalar("1，234"), listed=True) is None
    assert certain(scalar("1，234", '"'), listed=True) == "1234"
    assert certain(scalar("１２"), listed=True) == "12"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (scalar("12", '"'), 12),
        (scalar("12", "'"), 12),
        (scalar("12", '"', LINES), None),
        (scalar("12", "|"), None),
        (scalar("十二", '"'), None),
        (Mapping({}, {}, LINE), None),
    ],
)
def test_a_number_in_quotes_is_that_number(written, number):
    assert parse_number(exact(written)) == number
    assert parse_number(written) is None


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (Cell("a", None, State.BLANK, LINE), ""),
        (Cell("a", 0, State.BLANK, LINE), ""),
        (Cell("a", None, State.BROKEN, LINE), "？"),
        (Cell("a", 3, State.GIVEN, LINE, written="3万元"), "3万元"),
        (Cell("a", 3, State.GIVEN, LINE), "3"),
        (Cell("a", Fraction(5, 2), State.COMPUTED, LINE), "2.5"),
    ],
)
def test_a_number_is_printed_for_what_it_is(cell, printed):
    assert figure(cell) == printed


def test_a_sign_for_nothing_is_no_number_and_no_word():
    assert all(map(means_nothing, ("-", "—", "／", "无", " / ")))
    assert not any(map(means_nothing, ("--", "无数", "", "0")))
