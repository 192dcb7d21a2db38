"""The province as a folder: filings, a roster, and a list of the mistakes that were planted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from benchmarks.province.figures import Figures, drawn, together
from benchmarks.province.mistakes import MISSING, MISTAKES, Mistake
from benchmarks.province.texts import filing
from benchmarks.province.units import Unit, units

LAST = 2024
FILINGS, ROSTER, PLANTED = "填报", "名录.csv", "错误.csv"
HEAD = ("机关", "机关类型", "行政层级", "上级", "联系方式")

Planted = dict[str, Mistake]


def make(out: Path, number: int, seed: int = 1, years: int = 1, percent: float = 5.0) -> Planted:
    """Write it; returns the mistakes by the units they are in.  The same seed gives the same province."""
    chance = Random(seed)
    who = units(number)
    planted = _planted(who, chance, percent)
    before: dict[str, Figures] = {}
    for year in range(LAST - years + 1, LAST + 1):
        before = _year(who, before, chance)
        for unit in who:
            text = filing(unit, year, before[unit.authority], chance)
            mistake = planted.get(unit.authority) if year == LAST else None
            _write(out / FILINGS / str(year) / unit.folder / f"{unit.authority}.yaml", text, mistake)
    _table(out / ROSTER, HEAD, ((u.authority, u.kind, u.level, u.parent, "0000-00000000") for u in who))
    rows = ((name, mistake.name, mistake.state) for name, mistake in planted.items())
    _table(out / PLANTED, ("机关", "错误", "应当是"), rows)
    return planted


def _planted(who: Sequence[Unit], chance: Random, percent: float) -> Planted:
    """One mistake of each kind in turn, in units chosen by chance; governments keep their sums."""
    single = [unit.authority for unit in who if not unit.sums]
    chosen = chance.sample(single, min(len(single), round(len(who) * percent / 100)))
    return {name: MISTAKES[place % len(MISTAKES)] for place, name in enumerate(chosen)}


def _year(who: Sequence[Unit], before: dict[str, Figures], chance: Random) -> dict[str, Figures]:
    """Everybody's figures: drawn for those who count themselves, summed for governments, inmost first."""
    found = {u.authority: drawn(chance, before.get(u.authority)) for u in who if not u.sums}
    below: dict[str, list[str]] = {}
    for unit in who:
        below.setdefault(unit.parent, []).append(unit.authority)
    for unit in reversed([unit for unit in who if unit.sums]):
        found[unit.authority] = together(found[name] for name in below.get(unit.authority, ()))
    return found


def _write(path: Path, text: str, mistake: Mistake | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if mistake is None:
        path.write_text(text, "utf-8")
        return
    made = mistake.make(text)
    if made == b"" and mistake.state == MISSING:
        return
    path.write_bytes(made.encode() if isinstance(made, str) else made)


def _table(path: Path, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *rows])
