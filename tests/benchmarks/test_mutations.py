"""No figure is wrong in silence but those that docs/decisions/0013 names."""

from __future__ import annotations

from benchmarks import mutations


def test_the_page_of_unguarded_figures_is_what_the_rules_notice_today():
    text = mutations.PAGE.read_text("utf-8")
    assert mutations.MARKS.search(text)
    assert mutations.page(text) == text, "run: make mutations"


def test_every_figure_of_tables_three_and_four_is_guarded_and_most_of_table_two():
    unnoticed = [
        line.split(" | ")[0] for line in mutations.tables().splitlines() if line.startswith("| 主动")
    ]
    others = [line for line in mutations.tables().splitlines() if line.startswith(("| 申请", "| 复议"))]
    assert 10 <= len(unnoticed) <= 17
    assert others == []
    assert mutations.tables().count("（100.0%）") >= 4
