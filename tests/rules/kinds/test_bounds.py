"""Where a rule begins to speak: one filing on the bound, one just beyond it."""

from __future__ import annotations

import pytest

RECEIVED = "- {table: 表, units: [件], at: [正文], rows: [{words: [新收], means: [子], alone: true}]}"
SHARED = """
- table: 表
  units: [件]
  at: [正文]
  rows: [{words: [予以公开], means: [子], alone: true}, {words: [办结], means: [丑], alone: true}]
  shares: {rows: [丑]}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "codes"),
    [("一二三四", ["B90"]), ("一二三四五", []), ("一二三四五六七八", []), ("一二三四五六七八九", ["B90"])],
)
def test_a_text_may_be_just_as_short_and_just_as_long_as_the_rule_says(own_form, text, codes):
    own_form.write("子", "kind: wording\ntexts: [正文]\nshortest: 5\nlongest: 8")
    assert own_form.codes("子: 0", text) == codes


@pytest.mark.parametrize(
    ("now", "last", "codes"),
    [
        (50, 10, []),
        (51, 10, ["B90"]),
        (10, 50, []),
        (10, 51, ["B90"]),
        (20, 1, ["B90"]),
        (19, 1, []),
        (20, 0, ["B90"]),
        (0, 20, ["B90"]),
        (19, 0, []),
    ],
)
def test_a_figure_jumps_when_it_is_more_than_so_many_times_the_other(own_form, now, last, codes):
    own_form.write("子", "kind: jump\ncells: [表.子]\ntimes: 5\nleast: 20")
    assert own_form.codes(f"子: {now}", last=f"子: {last}") == codes


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("子: 60\n丑: 40\n寅: 0", ["B90"]),
        ("子: 60\n丑: 39\n寅: 0", []),
        ("子: 100\n丑: 0\n寅: 0", []),
    ],
)
def test_figures_are_copied_when_enough_of_them_come_to_enough(own_form, table, codes):
    own_form.write("子丑寅", "kind: copied\ntable: 表\nleast: 2\nsum_least: 100")
    assert own_form.codes(table, last=table) == codes
    assert own_form.codes(table, last=table.replace("寅: 0", "寅: 1")) == []


@pytest.mark.parametrize(
    ("rate", "codes"),
    [
        ("33.3", []),  # cut off
        ("33.4", []),  # rounded up, and still no whole digit away
        ("33.2", ["B90"]),
        ("33.5", ["B90"]),
        ("33", []),
        ("34", []),
        ("35", ["B90"]),
    ],
)
def test_a_rate_of_growth_is_right_when_it_is_less_than_one_of_its_last_digit_away(own_form, rate, codes):
    own_form.write("子", "kind: growth", words=RECEIVED)
    assert own_form.codes("子: 400", f"新收400件，增长{rate}%。", last="子: 300") == codes


@pytest.mark.parametrize(("rate", "codes"), [("24", ["B90"]), ("25", []), ("26", ["B90"])])
def test_a_rate_that_is_whole_may_not_be_one_whole_away(own_form, rate, codes):
    own_form.write("子", "kind: growth", words=RECEIVED)
    assert own_form.codes("子: 125", f"新收125件，增长{rate}%。", last="子: 100") == codes


@pytest.mark.parametrize(
    ("rate", "codes"), [("33.3", []), ("33.4", []), ("33.2", ["B90"]), ("33.5", ["B90"])]
)
def test_a_rate_cut_off_just_below_the_next_digit_is_right(own_form, rate, codes):
    """The true rate is 33.395 %: what was cut off is nearly a whole digit."""
    own_form.write("子", "kind: growth", words=RECEIVED)
    assert own_form.codes("子: 26679", f"新收26679件，增长{rate}%。", last="子: 20000") == codes


@pytest.mark.parametrize(
    ("rate", "codes"), [("33.3", []), ("33.4", []), ("33.2", ["B90"]), ("33.5", ["B90"])]
)
def test_a_share_cut_off_just_below_the_next_digit_is_right(own_form, rate, codes):
    own_form.write("子丑", "kind: share", words=SHARED)
    assert own_form.codes("子: 6679\n丑: 20000", f"予以公开6679件，占{rate}%。") == codes
