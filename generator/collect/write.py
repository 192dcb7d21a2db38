"""The files of a collecting: made one after the other, each written whole; what people changed is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator.collect import data
from generator.collect.adding import Sum
from generator.collect.collected import Collected
from generator.collect.overview.links import links
from generator.collect.overview.page import BRANCHES, PAGE, UNITS, pages
from generator.collect.proof import proof_json, proof_workbook
from generator.collect.results import results
from generator.collect.stale import clear
from generator.collect.sum_filing import file_names, sum_filing
from generator.collect.tables import tables
from generator.common.atomic_files import reason
from generator.form.library import Library
from generator.workbook.figures import COLUMNS, WIDTHS
from generator.writers.failure import CannotWrite
from generator.writers.write import place
from generator.writers.xlsx.file import file_of
from generator.writers.xlsx.listing import listing

RESULTS = "结果.json"
# The folder of the sums.
SUMS = "汇总"
# What may be left of an earlier run in each folder: files whose names depend on the roster, or on the extra.
ENDINGS = {
    SUMS: (".yaml", ".xlsx", ".json"),
    UNITS: (".html",),
    BRANCHES: (".html",),
    "": (".parquet", ".duckdb"),
}
# What is written together is remembered together.
ALL = "collect"


@dataclass(frozen=True, slots=True)
class Written:
    """Files that were written, or why those that were ``meant`` were not; those of earlier runs that were
    ``removed``, and those that were ``kept`` because somebody changed them."""

    files: tuple[Path, ...] = ()
    failure: str = ""
    meant: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def write(
    collected: Collected, folder: Path, library: Library, *, force: bool = False, filings: Path | None = None
) -> Iterator[Written]:
    """Write everything there is to say, and remove what earlier runs said of units that are no longer there;
    ``filings`` is the folder of the filings, to which the page leads."""
    meant: set[Path] = set()
    for written in _all(collected, folder, library, force=force, filings=filings):
        meant |= set(written.meant)
        yield written
    for below, endings in ENDINGS.items():
        there = folder / below
        yield _cleared(there, {path.name for path in meant if path.parent == there}, endings)


def _cleared(folder: Path, made: set[str], endings: tuple[str, ...]) -> Written:
    try:
        left = clear(folder, made, endings)
    except OSError as error:
        return Written(failure=f"{folder} 里以前收报留下的文件删不掉：{reason(error)}")
    return Written(removed=left.removed, kept=left.kept)


def _all(
    collected: Collected, folder: Path, library: Library, *, force: bool, filings: Path | None
) -> Iterator[Written]:
    """The sums first, because the page leads to them."""
    names = file_names([each.unit for each in collected.sums])
    for each in collected.sums:
        if each.form:
            yield from _sum(each, folder / SUMS, names[each.unit.key], collected.year, library, force=force)
    sum_files = {key: f"{SUMS}/{name}.yaml" for key, name in names.items()}
    made: Mapping[str, bytes] = {
        **tables(collected),
        RESULTS: results(collected, library, sum_files).encode() + b"\n",
        data.DICTIONARY: data.dictionary(),
    }
    yield _placed(made, folder, ALL, force=force)
    for made in _data(collected):
        yield _placed(made, folder, ALL, force=force)
    bare = {key: f"{SUMS}/{name}" for key, name in names.items()}
    found = pages(collected, library, links(filings, folder), bare)
    for below in (UNITS, BRANCHES):
        made = {PurePath(name).name: page for name, page in found.items() if name.startswith(f"{below}/")}
        if made:
            yield _placed(made, folder / below, below, force=force)
    yield _placed({PAGE: found[PAGE]}, folder, PAGE, force=force)


def _sum(
    each: Sum, folder: Path, name: str, year: int, library: Library, *, force: bool
) -> Iterator[Written]:
    """The proof, and the filing by itself: that is where people write."""
    form = library.find(each.form)
    proof = {
        f"{name}.xlsx": file_of(proof_workbook(each, form, year)),
        f"{name}.json": proof_json(each, form, year).encode() + b"\n",
    }
    yield _placed(proof, folder, f"{name}（由来）", force=force)
    yield _placed({f"{name}.yaml": sum_filing(each, form, year).encode()}, folder, name, force=force)


def _data(collected: Collected) -> Iterator[Mapping[str, bytes]]:
    """All figures, a file at a time, so that no two are held; last what needs the extra, where it is
    installed."""
    yield {data.CSV: data.data_csv(collected)}
    yield {data.XLSX: listing("数据", (*COLUMNS, data.FILE), (*WIDTHS, 40.0), data.rows(collected))}
    with suppress(ImportError):
        yield from data.database(collected)


def _placed(made: Mapping[str, bytes], folder: Path, name: str, *, force: bool) -> Written:
    files = tuple(folder / file for file in made)
    try:
        place(made, folder, name, force=force)
    except CannotWrite as why:
        return Written(failure=str(why), meant=files)
    except OSError as error:
        return Written(failure=f"写不到 {folder}：{reason(error)}", meant=files)
    return Written(files, meant=files)
