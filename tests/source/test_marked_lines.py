"""Source lines with marks: under every place that takes part, and never a wall of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings.finding import Span
from generator.source.marked_lines import AROUND, MOST, WHOLE, excerpt
from generator.source.nodes import Source


def source(*lines: str) -> Source:
    return Source("x", "\n".join(lines), lines)


def span(line: int, column: int, length: int) -> Span:
    return Span(line, column, line, column + length)


def under(found) -> list[str]:
    return ["".join(line.under) for line in found.lines]


def test_the_chief_place_has_one_sign_and_the_others_another():
    found = excerpt(source("本年新收: [125, 2]"), span(1, 13, 1), [span(1, 8, 3)])
    assert [line.text for line in found.lines] == ["本年新收: [125, 2]"]
    assert under(found) == ["　　　　   ---  ^"]


def test_a_wide_character_has_two_marks():
    assert under(excerpt(source("ab年度c"), span(1, 3, 3))) == ["  ^^^^^"]


def test_lines_stand_in_the_order_of_the_file():
    found = excerpt(source("a", "b", "c"), span(3, 1, 1), [span(2, 1, 1), span(1, 1, 1)])
    assert [line.number for line in found.lines] == [1, 2, 3]
    assert under(found) == ["-", "-", "^"]


def test_the_chief_place_is_seen_within_another():
    assert under(excerpt(source("abcdef"), span(1, 3, 1), [span(1, 1, 6)])) == ["--^---"]


def test_of_many_lines_the_first_are_shown_and_the_rest_counted():
    lines = [str(number) for number in range(30)]
    others = [span(line, 1, 1) for line in (25, 24, 23, 22, 21, *range(1, 20))]
    found = excerpt(source(*lines), span(30, 1, 1), others)
    assert [line.number for line in found.lines] == [21, 22, 23, 24, 25, 30]
    assert len(found.lines) == MOST
    assert (found.left_out, found.faint) == (19, False)


def test_faint_places_are_shown_only_where_all_can_be():
    lines = [str(number) for number in range(30)]
    few = excerpt(source(*lines), span(9, 1, 1), [span(8, 1, 1)], [span(7, 1, 1)])
    assert [line.number for line in few.lines] == [7, 8, 9]
    assert few.left_out == 0
    many = excerpt(source(*lines), span(9, 1, 1), [span(8, 1, 1)], [span(n, 1, 1) for n in range(10, 30)])
    assert [line.number for line in many.lines] == [8, 9]
    assert (many.left_out, many.faint) == (20, True)


def test_a_long_line_is_shown_about_its_mark():
    found = excerpt(source("长" * 500 + "错" + "长" * 500), span(1, 501, 1))
    (line,) = found.lines
    assert line.text == "…" + "长" * AROUND + "错" + "长" * AROUND + "…"
    assert line.under == (" " + "　" * AROUND, "^^")


def test_marks_at_both_ends_of_a_long_line_keep_to_the_chief():
    found = excerpt(source("甲" + "x" * 500 + "乙"), span(1, 502, 1), [span(1, 1, 1)])
    assert found.lines[0].text.endswith("乙")
    assert "甲" not in found.lines[0].text


def test_a_place_beyond_the_end_of_its_line_is_marked_there():
    assert under(excerpt(source("ab"), span(1, 9, 1))) == ["  ^"]


def test_a_file_without_text_and_a_line_that_is_not_there_show_nothing():
    assert excerpt(Source("x", "", ("",)), Span()).lines == ()
    assert excerpt(source("a"), span(7, 1, 1)).lines == ()


@pytest.mark.slow
@given(
    line=st.one_of(
        st.text(max_size=300), st.text(st.sampled_from("a市0 \t\x1f\u200b\U00100000"), max_size=300)
    ),
    places=st.lists(st.tuples(st.integers(1, 320), st.integers(0, 320)), min_size=1, max_size=8),
)
def test_whatever_stands_there_the_marks_are_as_wide_as_what_is_shown(line, places):
    first, *others = [span(1, *place) for place in places]
    (shown,) = excerpt(Source("x", line or " ", (line,)), first, others).lines
    assert "^" in "".join(shown.under)
    assert len(shown.text) <= WHOLE + 2 * AROUND + 2
    assert all(set(piece) <= {"^", "-"} or not set(piece) & {"^", "-"} for piece in shown.under)
    assert "\n" not in shown.text


def test_what_nobody_sees_is_named_and_marked_along_its_name():
    text = "新收: [1\u200b, 2]"
    found = excerpt(source(text), span(1, 7, 1), [span(1, 10, 1)])
    assert [line.text for line in found.lines] == ["新收: [1〔U+200B 零宽空格〕, 2]"]
    assert under(found) == ["　　    " + "^" * len("U+200B ") + "^" * 2 * len("〔零宽空格〕") + "  -"]


def test_several_alike_are_one_name_that_is_marked_where_one_of_them_is_meant():
    found = excerpt(source("\t\t甲: 1"), span(1, 2, 1), [span(1, 6, 1)])
    assert [line.text for line in found.lines] == ["〔U+0009 制表符 2个〕甲: 1"]
    assert under(found)[0].lstrip("^") == "　  -"
