"""What `nianbao collect` writes of a small province with mistakes: the pages, and the workbooks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.province.make import FILINGS, LAST, ROSTER, make
from conformance.verdict import Output
from generator.batch.desk import Desk
from generator.batch.inputs import inputs
from generator.collect.collected import collect
from generator.collect.handed import handed
from generator.collect.roster import read_roster
from generator.collect.write import write
from generator.form.library import SHIPPED
from generator.writers.style.tokens import BASE

# A city's own offices and the first of a county's, over two years.
UNITS, YEARS = 24, 2
KINDS = {".html": "html", ".xlsx": "xlsx"}


def collected() -> Iterator[Output]:
    """The overview, the first of the pages below it, and the first of the workbooks in each folder."""
    with TemporaryDirectory() as name:
        room = Path(name)
        make(room, UNITS, years=YEARS, percent=20)
        files = _written(room, room / "收报")
        seen: set[tuple[Path, str]] = set()
        for path in files:
            kind = KINDS.get(path.suffix, "")
            if kind and (path.parent, kind) not in seen:
                seen.add((path.parent, kind))
                yield Output(f"收报-{path.stem}", BASE, kind, None, path.read_bytes())


def _written(room: Path, out: Path) -> list[Path]:
    """The files of a collecting, in the order of their names."""
    found = Desk().examine(inputs([str(room / FILINGS)]))
    filings = [handed(each, str(room / FILINGS)) for each in found]
    day = datetime.date(LAST + 1, 2, 10)
    whole = collect(filings, read_roster(room / ROSTER), LAST, day, SHIPPED)
    made = [file for each in write(whole, out, SHIPPED, filings=room / FILINGS) for file in each.files]
    return sorted(made)
