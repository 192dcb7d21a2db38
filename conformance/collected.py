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
from generator.collect.collected import Collected, collect
from generator.collect.handed import handed
from generator.collect.overview.links import Links
from generator.collect.overview.page import UNITS as ONE
from generator.collect.overview.page import pages
from generator.collect.roster import read_roster
from generator.collect.write import write
from generator.form.library import SHIPPED
from generator.writers.style.tokens import BASE

# A city's own offices and the first of a county's, over two years.
UNITS, YEARS = 24, 2
KINDS = {".html": "html", ".xlsx": "xlsx"}


def collected() -> Iterator[Output]:
    """The overview, on one page and by counties, the page of a unit, and the first of the workbooks in each
    folder."""
    with TemporaryDirectory() as place:
        room = Path(place)
        make(room, UNITS, years=YEARS, percent=20)
        whole = _collected(room)
        files = _written(whole, room)
        for name, page in pages(whole, SHIPPED, Links(), {}, whole=UNITS - 1).items():
            if not name.startswith(ONE):
                yield Output(f"收报-分页-{Path(name).stem}", BASE, "html", None, page)
        seen: set[tuple[Path, str]] = set()
        for path in files:
            kind = KINDS.get(path.suffix, "")
            if kind and (path.parent, kind) not in seen:
                seen.add((path.parent, kind))
                yield Output(f"收报-{path.stem}", BASE, kind, None, path.read_bytes())


def _collected(room: Path) -> Collected:
    found = Desk().examine(inputs([str(room / FILINGS)]))
    filings = [handed(each, str(room / FILINGS)) for each in found]
    day = datetime.date(LAST + 1, 2, 10)
    return collect(filings, read_roster(room / ROSTER), LAST, day, SHIPPED)


def _written(whole: Collected, room: Path) -> list[Path]:
    """The files of a collecting, in the order of their names."""
    written = write(whole, room / "收报", SHIPPED, filings=room / FILINGS)
    return sorted(file for each in written for file in each.files)
