"""What check takes for meaningful is what the report takes apart: the two read the same marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.filing.narrative import markup
from generator.rules.text.meant import MASK, paired, without_meant

PIECES = st.sampled_from(["**", "***", "*", " ", "甲", "。", "a", r"\*", r"\**", "　", "****"])


@given(st.lists(PIECES, max_size=14).map("".join))
def test_stars_are_paired_as_the_report_pairs_them(line):
    line = line.strip()
    kept = line.replace(r"\*", MASK * 2)
    for start in paired(kept):
        kept = f"{kept[:start]}\0\0{kept[start + 2 :]}"
    printed = "".join(run.text for run in markup.runs(line))
    assert kept.replace("\0", "").replace(MASK * 2, "*") == printed


@given(st.text(st.sampled_from("*{}\\![]()- 甲\n图a.png{{ 年度 }}")))
def test_every_character_keeps_its_place(text):
    words = without_meant(text)
    assert len(words) == len(text)
    assert all(new in (MASK, " ", old) for new, old in zip(words, text, strict=True))


def test_what_means_something_is_gone_and_the_rest_stands():
    text = "![图](a.png)\n- **甲** * `乙`\n{{ 年度 }}{ 年度 }\\*"
    words = without_meant(text)
    assert [line.replace(MASK, "").strip() for line in words.split("\n")] == ["", "甲 * `乙`", "{ 年度 }"]
