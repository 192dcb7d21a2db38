"""A whole report in every kind of source: ``python -m benchmarks.sources FOLDER``."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xlsxwriter import Workbook

from generator.report.build import build
from generator.writers.order import Order
from generator.writers.write import render
from tests.importers.printed import filing, flat, report


def main() -> None:
    """Write a file of each kind."""
    for kind, data in sources().items():
        Path(sys.argv[1], f"report.{kind}").write_bytes(data)


def sources() -> Mapping[str, bytes]:
    """A whole report of every kind, without the filing that our own outputs carry."""
    made = replace(build(filing()), data="")
    outputs = render(made, Order(("docx", "html", "pdf"), system_fonts=False))
    rows = [row for part in report() for row in ([[part]] if isinstance(part, str) else flat(part))]
    table = io.StringIO(newline="")
    csv.writer(table).writerows(rows)
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    return {
        **outputs,
        "xlsx": _workbook(rows),
        "csv": table.getvalue().encode(),
        "txt": "\n".join(lines).encode(),
    }


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("年报")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return data.getvalue()


if __name__ == "__main__":
    main()
