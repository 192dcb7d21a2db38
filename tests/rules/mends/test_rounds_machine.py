"""The machinery of mends, and mends of random slips."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.findings.finding import Edit, Finding, Fix, Level, Span
from generator.rules.examine import Examined
from generator.rules.mends.rounds import Mended, mend
from generator.source.read import read
from tests.mended import FULL, LINES, LISTS, ZEROS, look, mended

# ---------------------------------------------------------------- the machinery


def test_the_filing_that_the_tests_change_is_correct_and_has_rows_of_every_sort():
    assert look(FULL).findings == ()
    assert len(LISTS) >= 10
    assert len(ZEROS) >= 15


def finding(*edits: Edit, message: str = "m") -> Finding:
    return Finding("X01", Level.ERROR, message, edits[0].span, fix=Fix("改", edits))


def at(line: int, column: int, end: int) -> Span:
    return Span(line, column, line, end)


def machine(text: str, *findings: Finding) -> Mended:
    """Mend a text that has these findings until one of its mends is made."""
    before = Examined(read(text.encode()), None, findings)
    return mend([before], lambda documents: [Examined(document, None, ()) for document in documents])[0]


def test_edits_that_touch_wait_for_the_next_round():
    first, second = finding(Edit(at(1, 4, 6), "1")), finding(Edit(at(1, 5, 6), "2"), message="n")
    after = machine("a: 99\n", first, second)
    assert after.text == "a: 1\n"
    assert [(change.line, change.old, change.new) for change in after.changes] == [(1, "99", "1")]


def test_all_edits_of_a_mend_are_made_or_none():
    two_edits = finding(Edit(at(1, 4, 5), "1"), Edit(at(2, 4, 5), "2"))
    assert machine("a: 9\nb: 9\n", two_edits).text == "a: 1\nb: 2\n"
    blocked = machine("a: 9\nb: 9\n", finding(Edit(at(2, 4, 5), "3"), message="n"), two_edits)
    assert blocked.text == "a: 9\nb: 3\n"


def test_a_mend_that_would_make_the_file_unreadable_is_not_made():
    after = machine("a: 9\n", finding(Edit(at(1, 4, 5), "[")))
    assert (after.text, after.changes) == ("a: 9\n", ())


def test_a_file_whose_mend_did_not_settle_is_left_for_good_while_others_are_mended_on():
    stubborn = finding(Edit(at(1, 4, 5), "1"))
    first, second = finding(Edit(at(1, 4, 6), "1")), finding(Edit(at(1, 5, 5), "2"), message="n")
    texts = []

    def look_at(documents):
        texts.append([document.source.text for document in documents])
        left = (second,) if len(texts) == 1 else ()
        return [Examined(documents[0], None, (stubborn,)), Examined(documents[1], None, left)]

    begun = [Examined(read(b"a: 9\n"), None, (stubborn,)), Examined(read(b"a: 99\n"), None, (first,))]
    after = mend(begun, look_at)
    assert texts[0] == ["a: 1\n", "a: 1\n"]
    assert [text[0] for text in texts[1:]] == ["a: 9\n"]
    assert [(mended.text, len(mended.changes)) for mended in after] == [("a: 9\n", 0), ("a: 12\n", 2)]


def test_each_change_is_told_with_the_line_where_it_stands_in_the_end():
    grow = finding(Edit(at(1, 5, 5), "\nb: 2\nc: 3"))
    later = finding(Edit(at(2, 4, 5), "7"), message="n")
    after = machine("a: 1\nd: 9\n", grow, later)
    assert after.text == "a: 1\nb: 2\nc: 3\nd: 7\n"
    assert [(change.line, change.old, change.new) for change in after.changes] == [
        (2, "", "\nb: 2\nc: 3"),
        (4, "9", "7"),
    ]


def test_what_is_graver_is_mended_first():
    error, warning = (
        finding(Edit(at(2, 4, 5), "2")),
        replace(finding(Edit(at(1, 4, 5), "1")), level=Level.WARNING),
    )
    assert machine("a: 9\nb: 9\n", warning, error).text == "a: 9\nb: 2\n"


def test_an_edit_with_a_line_of_its_own_ends_it_as_the_file_does():
    assert machine("a: 9\r\n", finding(Edit(at(1, 5, 5), "\nb: 1"))).text == "a: 9\r\nb: 1\r\n"


def test_one_file_that_cannot_be_mended_does_not_keep_others_from_it():
    bad, good = (Examined(read(b"a: 9\n"), None, (finding(Edit(at(1, 4, 5), text)),)) for text in "[1")
    after = mend([bad, good], lambda documents: [Examined(document, None, ()) for document in documents])
    assert [mended.text for mended in after] == ["a: 9\n", "a: 1\n"]


def test_a_mend_that_does_not_settle_its_finding_is_not_made():
    edited = finding(Edit(at(1, 4, 5), "1"))
    before = Examined(read(b"a: 9\n"), None, (edited,))
    after = mend([before], lambda documents: [replace(before, document=document) for document in documents])[
        0
    ]
    assert (after.text, after.changes) == ("a: 9\n", ())


# ---------------------------------------------------------------- random slips


def slips() -> st.SearchStrategy[dict[int, str]]:
    """Lines of the filing, each with a slip: a wrong total, a number written badly, or (empty) gone."""

    @st.composite
    def change(draw: st.DrawFn) -> tuple[int, str]:
        if draw(st.booleans()):
            return draw(st.sampled_from(ZEROS)), ""
        number = draw(st.sampled_from(LISTS))
        head, _, tail = LINES[number].partition("[")
        inside, _, rest = tail.partition("]")
        items = inside.split(", ")
        if draw(st.booleans()):
            items[-1] = str(int(items[-1]) + draw(st.integers(1, 99)))
        else:
            place = draw(st.integers(0, len(items) - 1))
            way = draw(st.sampled_from(["'{}'", '"{}"', "+{}", "full"]))
            wide = items[place].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
            items[place] = wide if way == "full" else way.format(items[place])
        return number, f"{head}[{', '.join(items)}]{rest}"

    return st.lists(change(), min_size=1, max_size=4).map(dict)


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(slips(), st.sampled_from(["\n", "\r\n"]))
def test_random_slips_are_mended_in_their_own_characters_or_left_as_they_are(wrong, end):
    lines = [wrong.get(number, line) for number, line in enumerate(LINES)]
    gone = {number for number, line in wrong.items() if not line}
    text = end.join(line for number, line in enumerate(lines) if number not in gone)
    before, after = look(text), mended(text)
    codes = {finding.code for finding in before.findings if finding.fix}
    # Every line is as it was before the slip, or as it was after it.
    allowed = [{line, lines[number]} for number, line in enumerate(LINES)]
    result = after.text.split(end)
    kept = [change for number, change in enumerate(allowed) if number not in gone or LINES[number] in result]
    assert len(result) == len(kept)
    assert all(line in choice for line, choice in zip(result, kept, strict=True))
    # Nothing but what a clerk must decide is left, and nothing that was right has become wrong.
    left = [finding for finding in after.examined.findings if finding.fix]
    assert left == []
    assert bool(codes) <= bool(after.changes)
    right = {path: cell.value for path, cell in look(FULL).filing.cells.items()}
    slipped = {path for path, cell in before.filing.cells.items() if cell.value != right[path]}
    wrong_now = {path for path, cell in after.examined.filing.cells.items() if cell.value != right[path]}
    assert wrong_now <= slipped


TYPED = st.sampled_from(
    [*"１，,\"'{}[]0７+-~:?|&#！\t\u3000\x85\u2028", "\n", "\r", "  ", "null", "键: 0", "不予公开:"]
)
FIGURES = FULL.index("主动公开情况:\n")


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.integers(FIGURES, len(FULL)), st.integers(0, 3), TYPED), min_size=1, max_size=4))
def test_whatever_was_typed_mending_comes_to_an_end_and_leaves_nothing_it_could_mend(slips):
    text = FULL
    for place, gone, typed in slips:
        text = text[:place] + typed + text[place + gone :]
    after = mended(text)
    assert [finding.code for finding in after.examined.findings if finding.fix] == []
    assert bool(after.changes) == (after.text != text)
