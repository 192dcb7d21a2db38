"""Units, their filings and rosters, made for tests of what is added up and who stands how."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from generator.collect.handed import Handed, Told
from generator.collect.packed import packed
from generator.collect.roster import AUTHORITY, KIND, LEVEL, Roster, Unit
from generator.findings.finding import Level
from generator.workbook.figures import Figure
from tests.conftest import EXAMPLES

HEAD = ["机关", "机关类型", "行政层级", "上级", "联系方式"]
NEW = "申请办理情况.本年新收.自然人"


def unit(authority: str, parent: str = "", kind: str = "政府部门", level: str = "县级") -> Unit:
    return Unit(authority, kind, level, parent)


def roster(*units: Unit) -> Roster:
    return Roster("名录.csv", units)


def handed(
    authority: str,
    numbers: dict[str, int | Decimal] | None = None,
    *,
    scope: str = "",
    kind: str = "政府部门",
    level: str = "县级",
    year: int = 2024,
    form: str = "2021",
    errors: int = 0,
    unknown: Iterable[str] = (),
    file: str = "",
) -> Handed:
    """A filing with these numbers of its form."""
    figures = packed(
        Figure(form, authority, year, "", path, path, value, "件", "填报")
        for path, value in (numbers or {}).items()
    )
    return Handed(
        file or f"{year}/{authority}.yaml",
        authority,
        year,
        form=form,
        scope=scope,
        published=datetime.date(year + 1, 1, 20),
        head={AUTHORITY: authority, KIND: kind, LEVEL: level},
        figures=figures,
        adding=len(figures),
        unknown=tuple(unknown),
        findings=(Told("B31", Level.ERROR, 3, "不平"),) * errors,
        counts=True,
    )


def write_roster(path: Path, rows: Iterable[Iterable[str]], head: Iterable[str] = HEAD) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def filing_text(authority: str, **changes: str) -> str:
    """The first example as another authority's: lines of the head are changed by their keys."""
    lines = (EXAMPLES / "2021.yaml").read_text("utf-8").split("\n")
    head = {"机关": authority, **changes}
    texts = []
    for line in lines:
        key = line.partition(":")[0]
        texts.append(f"{key}: {head[key]}" if key in head else line)
    return "\n".join(line for line in texts if "![" not in line)
