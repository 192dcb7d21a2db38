"""What is kept of a filing takes little room, and is what was handed in."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from generator.batch.desk import examine
from generator.collect.handed import handed as kept_of
from generator.collect.packed import NONE, Numbers, packed
from generator.filing.read import read_file
from generator.workbook.figures import Figure, figures
from tests.conftest import EXAMPLES


def figure(path: str, value: int | Decimal, authority: str = "甲局") -> Figure:
    return Figure("2021", authority, 2024, "", path, f"{path}的名称", value, "件", "填报")


@pytest.mark.parametrize("name", ["2021", "2019", "2014", "2021-full"])
def test_figures_come_out_as_they_went_in(name):
    examined = examine(read_file(EXAMPLES / f"{name}.yaml"))
    assert examined.filing is not None
    found = list(figures(examined.filing))
    assert len(found) > 40
    assert sorted(kept_of(examined).figures, key=lambda each: each.path) == sorted(
        found, key=lambda each: each.path
    )


def test_filings_of_one_form_share_what_their_figures_are_by_whatever_process_they_were_read():
    first = packed([figure("甲", 1), figure("乙", Decimal("2.5"))])
    other = packed([figure("甲", 3, "乙局"), figure("乙", 4, "乙局")])
    assert first.shape is other.shape
    sent = pickle.loads(pickle.dumps(other))
    assert sent.shape is first.shape
    assert list(sent) == [figure("甲", 3, "乙局"), figure("乙", 4, "乙局")]
    assert list(NONE) == []


def test_only_the_first_numbers_add_up():
    numbers = Numbers(packed([figure("甲", 1), figure("乙", 2), figure("丙", 3)]), 2)
    assert dict(numbers) == {"甲": 1, "乙": 2}
    assert len(numbers) == 2
    assert "丙" not in numbers
    assert numbers.get("丁", 0) == 0
