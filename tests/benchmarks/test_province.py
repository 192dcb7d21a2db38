"""A province made for measuring: what is planted in it is found, and nothing else; sums are DuckDB's."""

from __future__ import annotations

from collections import Counter

from benchmarks.collecting import states, sums
from benchmarks.province.make import FILINGS, ROSTER, make
from benchmarks.province.mistakes import MISTAKES


def test_every_planted_mistake_is_found_and_nothing_else(tmp_path, run):
    planted = make(tmp_path, 60, seed=5, percent=40)
    assert Counter(mistake.name for mistake in planted.values()).keys() == {each.name for each in MISTAKES}
    out = tmp_path / "收报"
    code, *_ = run("collect", tmp_path / FILINGS, "--roster", tmp_path / ROSTER, "-o", out)
    assert code == 1
    missed, wrong = states(out, {name: mistake.state for name, mistake in planted.items()})
    assert (missed, wrong) == ([], [])
    compared, differing = sums(tmp_path, out, set(planted))
    assert compared > 200
    assert differing == 0


def test_the_same_seed_makes_the_same_province(tmp_path):
    for place in ("a", "b"):
        make(tmp_path / place, 40, seed=7, years=2)
    first, again = (
        {path.relative_to(tmp_path / place): path.read_bytes() for path in (tmp_path / place).rglob("*.*")}
        for place in ("a", "b")
    )
    assert len(first) > 80
    assert first == again
