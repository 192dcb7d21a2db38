"""Collecting a province: ``python -m benchmarks.collecting [UNITS] [JOBS]``.

A province with planted mistakes is made and collected.  Told are time and memory, how many of the mistakes
were found and what else was called wrong, and whether every sum is what DuckDB makes of the same filings,
read by PyYAML.  Only what is found means the same on another machine.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import yaml

from benchmarks.measure import NIANBAO, run
from benchmarks.province.make import FILINGS, LAST, ROSTER, make

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
GOOD = "已报"
OUTCOMES = ("维持", "纠正", "其他", "尚未审结", "总计")
COLUMNS = {"申请办理情况": APPLICANTS, "复议诉讼情况": OUTCOMES}
Figure = tuple[str, str, Decimal]


def main() -> None:
    """All of it."""
    units, jobs = (int(text) for text in (*sys.argv[1:], *("2000", "1")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        planted = {name: mistake.state for name, mistake in make(room, units).items()}
        out = room / "收报"
        command = (*NIANBAO, "collect", str(room / FILINGS), "--roster", str(room / ROSTER), "-o", str(out))
        took = run((*command, "--jobs", str(jobs)), errors=True)
        print(
            f"{units} units, {jobs} jobs: {took.wall:.1f} s, "
            f"processor {took.cpu:.1f} s, {took.memory:.0f} MiB"
        )
        missed, wrong = states(out, planted)
        print(f"mistakes: {len(planted)} planted, {len(missed)} not found, {len(wrong)} others called wrong")
        print(*missed, *wrong, sep="\n", end="\n" if missed or wrong else "")
        print(", ".join(f"{name} {_size(out / name)}" for name in ("index.html", "结果.json", "数据.csv")))
        compared, differing = sums(room, out, set(planted))
        print(f"sums: {compared:,} numbers compared with DuckDB's, {differing} differ")


def states(out: Path, planted: dict[str, str]) -> tuple[list[str], list[str]]:
    """Which mistakes were not found as what they are, and which others were called wrong."""
    result = json.loads((out / "结果.json").read_text("utf-8"))
    found = {unit["authority"]: unit["state"] for unit in result["units"]}
    missed = [
        f"{name}: {found[name]}, planted {state}" for name, state in planted.items() if found[name] != state
    ]
    wrong = [f"{name}: {state}" for name, state in found.items() if state != GOOD and name not in planted]
    return missed, wrong


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.1f} MiB" if path.exists() else "not there"


def sums(room: Path, out: Path, planted: set[str]) -> tuple[int, int]:
    """How many numbers of sums were compared, and how many are others; of units with a planted mistake what
    the proof says of them is taken."""
    expected = _expected(room, planted)
    compared = differing = 0
    for file in sorted((out / "汇总").glob("*.json")):
        proof = json.loads(file.read_text("utf-8"), parse_float=Decimal)
        for cell in proof["cells"]:
            told = sum(Decimal(part["value"]) for part in cell["of"] if part["authority"] in planted)
            want = expected.get((proof["authority"], cell["path"]), Decimal(0)) + told
            compared += 1
            differing += Decimal(cell["sum"]) != want
    return compared, differing


def _expected(room: Path, planted: set[str]) -> dict[tuple[str, str], Decimal]:
    """The sums by authority and address, of those right below it: each government's own filing is its
    region's already."""
    figures = room / "figures.csv"
    with figures.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("unit", "path", "value"), *_figures(room / FILINGS, planted)])
    with duckdb.connect() as database:
        rows = database.sql(
            f"""SELECT r."上级", f.path, sum(CAST(f.value AS DECIMAL(30, 6)))
                FROM read_csv('{figures}', all_varchar = true) f
                JOIN read_csv('{room / ROSTER}', all_varchar = true) r ON f.unit = r."机关"
                WHERE r."上级" IS NOT NULL GROUP BY 1, 2"""
        ).fetchall()
    return {(authority, path): Decimal(value) for authority, path, value in rows}


def _figures(folder: Path, planted: set[str]) -> Iterator[Figure]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted((folder / str(LAST)).rglob("*.yaml")):
        if path.stem not in planted:
            tree = yaml.load(path.read_text("utf-8"), loader)  # the safe loader, in C
            for section in ("主动公开情况", *COLUMNS):
                yield from _below(path.stem, section, tree[section], COLUMNS.get(section, ()))


def _below(unit: str, path: str, value: object, columns: tuple[str, ...]) -> Iterator[Figure]:
    """The numbers under a key: a row is a list by column, or 0 where all of it is nought."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _below(unit, f"{path}.{key}", inner, columns)
    elif isinstance(value, list):
        yield from ((unit, f"{path}.{c}", Decimal(str(n))) for c, n in zip(columns, value, strict=True))
    elif not columns:
        yield unit, path, Decimal(str(value))


if __name__ == "__main__":
    main()
