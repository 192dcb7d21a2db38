"""Two figures that changed places are one slip, and said as such."""

from __future__ import annotations

import pytest

from generator.rules.examine import Examined

NEW = "本年新收: [125, 2, 0, 0, 0, 7]"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "本年新收: [2, 125, 0, 0, 0, 7]",
            "自然人”的 2 和“本年新收.商业企业”的 125 像是填颠倒了",
        ),
        ("本年新收: [125, 7, 0, 0, 0, 2]", "本年新收.商业企业”的 7 和“本年新收.其他”的 2 像是填颠倒了"),
        ("本年新收: [125, 0, 2, 0, 0, 7]", "本年新收.科研机构”的 2 像是应当填在“本年新收.商业企业”"),
        ("本年新收: [125, 2, 0, 0, 7, 0]", "本年新收.法律服务机构”的 7 像是应当填在“本年新收.其他”"),
    ],
)
def test_a_swap_or_a_figure_one_column_on_is_one_finding(changed, row, words):
    examined: Examined = changed((NEW, row))
    (finding,) = examined.findings
    assert finding.code == "B31"
    assert words in finding.detail
    assert finding.fix is None


def test_two_mistakes_of_different_amounts_stay_two(changed):
    examined: Examined = changed((NEW, "本年新收: [126, 5, 0, 0, 0, 7]"))
    assert [finding.code for finding in examined.findings] == ["B31", "B31"]
