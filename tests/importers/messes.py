"""Reports as offices write them, habit by habit and two habits at once, in every kind of source: cells
that come back right, unsure or empty, wrong in silence.  ``python -m tests.importers.messes``
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.importers.pages import Pages
from generator.importers.sources import find
from tests.importers.printed import (
    Table,
    docx,
    figures,
    flat,
    imported,
    numbers,
    page,
    paragraph,
    report,
    tables,
    told_of,
    word_table,
)
from tests.importers.test_pdf import BORDERS, printed_page
from tests.importers.test_readers import workbook
from tests.importers.test_wild_labels import SURE, after, spoilt

Parts = list[str | Table]


@dataclass(frozen=True)
class Result:
    """Cells of one mess: right, unsure (told, or empty), wrong without a word."""

    right: int
    unsure: int
    wrong: int


def _docx(parts: Parts) -> Pages:
    body = (paragraph(part) if isinstance(part, str) else word_table(flat(part)) for part in parts)
    return find("docx").read(docx("".join(body)))


def _rows(parts: Parts) -> list[list[str]]:
    return [row for part in parts for row in ([[part]] if isinstance(part, str) else flat(part))]


def _sheet(parts: Parts) -> Pages:
    return find("workbook").read(workbook({"年报": _rows(parts)}))


def _csv(parts: Parts) -> Pages:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_rows(parts))
    return find("csv").read(text.getvalue().encode())


def _text(parts: Parts) -> Pages:
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in _rows(parts))
    return find("text").read("\n".join(lines).encode())


def _pdf(parts: Parts) -> Pages:
    return find("pdf").read(printed_page(BORDERS["full"], parts))


SOURCES: dict[str, Callable[[Parts], Pages]] = {
    "html": lambda parts: find("html").read(page(parts).encode()),
    "docx": _docx,
    "xlsx": _sheet,
    "csv": _csv,
    "text": _text,
    "pdf": _pdf,
}
# A page has to be set before it can be read: of a kind that is so slow, only every so many are made.
SLOW = {"pdf": 8}


def messes() -> Iterator[tuple[str, dict[str, Table]]]:
    """Every habit alone, and every two of them."""
    yield "as printed", tables()
    for name, habit in SURE.items():
        yield name, spoilt(habit)
    for first, second in itertools.combinations(SURE, 2):
        yield f"{first}, {second}", spoilt(after(SURE[first], SURE[second]))


def read(kind: str, mess: dict[str, Table]) -> Result:
    """What comes back of a mess in a source of that kind."""
    result = imported(SOURCES[kind](report(mess)), "2021")
    right, told, wanted = numbers(result), told_of(result), figures()
    same = sum(number == wanted[path] for path, number in right.items())
    others = [path for path, number in right.items() if number != wanted[path]]
    unsure = sum(
        right[path] == "None" or any(path == cell or path.startswith(f"{cell}.") for cell in told)
        for path in others
    )
    return Result(same, unsure, len(others) - unsure)


def main() -> None:
    """Print a line for each kind of source, and each mess in which a number is wrong without a word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so many of the messes")
    parser.add_argument("--all", action="store_true", help="of PDF too, which takes a second each")
    parser.add_argument("--kind", choices=SOURCES, help="only this kind of source")
    options = parser.parse_args()
    for kind in [options.kind] if options.kind else SOURCES:
        every = options.every * (1 if options.all else SLOW.get(kind, 1))
        results = {name: read(kind, mess) for name, mess in itertools.islice(messes(), 0, None, every)}
        right, unsure, wrong = (
            sum(getattr(result, field) for result in results.values())
            for field in ("right", "unsure", "wrong")
        )
        cells = right + unsure + wrong
        print(f"{kind}: {len(results)} messes, {cells:,} cells, {right / cells:.2%} right, ", end="")
        print(f"{unsure} unsure, {wrong} wrong in silence", flush=True)
        for name, result in results.items():
            if result.wrong:
                print(f"  {name}: {result.wrong} wrong")


if __name__ == "__main__":
    main()
