"""One broken filing through everything that is asked of it; what is said is what went wrong, nothing else."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time

from generator import reporters
from generator.batch.build import Job, build_all
from generator.batch.desk import examine
from generator.batch.inputs import Input
from generator.filing.read import read
from generator.report.build import Report, build
from generator.reporters import Results
from generator.rules.examine import Examined
from generator.rules.mends.rounds import mend
from generator.source.nodes import Document
from generator.writers.order import Order
from generator.writers.printable import missing
from tests.conftest import EXAMPLES
from tests.fuzz.mutations import mutated
from tests.journeys.test_agreement import lines, tables
from tests.made import FONTS
from tests.mended import look_again
from tests.outputs import docx_lines, docx_tables, html_lines, html_tables, pdf_tables, pdf_text

# A filing may take a second for every 100 KB, and a second at least.
SECONDS, SIZE = 1.0, 100_000
ORDER = Order(("docx", "html", "pdf", "poster"), system_fonts=False)
NO_POSTER = Order(("docx", "html", "pdf"), system_fonts=False)
READERS = {
    "office.docx": (docx_tables, lambda data: "".join(docx_lines(data))),
    "office.html": (html_tables, lambda data: "".join(html_lines(data))),
    "office.pdf": (pdf_tables, pdf_text),
}
# Reporters and mends are asked for every so many of the filings.
EVERY = 25


def opened(data: bytes) -> Document:
    """A document that lies beside the examples, so that their pictures and last year's are found."""
    return read(data, "office.yaml", EXAMPLES)


def check_trial(seed: int) -> Iterator[str]:
    """Whatever went wrong when a filing was checked, reported and mended."""
    data = mutated(seed)
    try:
        begun = process_time()
        examined = examine(opened(data))
        spent = process_time() - begun
        if spent > SECONDS * max(1, len(data) / SIZE):
            yield f"slow: {spent:.2f} s for {len(data):,} bytes"
        if seed % EVERY == 0:
            _report_and_mend(examined)
    except Exception as error:
        yield _crash(error)


def _report_and_mend(examined: Examined) -> None:
    for name in reporters.names():
        reporters.find(name).report(Results([examined])).encode()
    mend([examined], look_again)


def _crash(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"crash: {type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {str(error)[:80]}"


def build_trial(seed: int, folder: Path) -> list[str] | None:
    """Whatever went wrong when all outputs of a filing were made in a folder, every second one as a draft;
    None where nothing can be made of it."""
    try:
        examined = examine(opened(mutated(seed)))
        filing, draft = examined.filing, seed % 2 == 0
        if filing is None or filing.header is None or (examined.stops_build and not draft):
            return None
        report = build(filing, draft=draft)
        order = ORDER if report.overview else NO_POSTER
        job = Job(Input(None, Path("office")), examined, folder, order, draft, force=True)
        (done,) = build_all([job])
        if done.failure or done.fault:
            return [f"not made: {done.failure or done.fault}"]
        made = {path.name: path.read_bytes() for path in done.files}
        return list(_differences(report, made))
    except Exception as error:
        return [_crash(error)]


def _differences(report: Report, made: dict[str, bytes]) -> Iterator[str]:
    """Where an output does not say what the report says."""
    cells, gaps = tables(report), set(missing(report, "pdf", FONTS))
    printed = [
        ["".join("〓" if mark in gaps else mark for mark in cell) for cell in table] for table in cells
    ]
    for name, (tables_of, text_of) in READERS.items():
        if name in made:
            # A draft's PDF has 〓 for what no font has, and N24 says so.
            if tables_of(made[name]) != (printed if name == "office.pdf" else cells):
                yield f"cells of {name} differ"
            text, wanted = text_of(made[name]), lines(report)
            if name == "office.pdf":
                wanted = [line for line in wanted if not set(line) & gaps]
            yield from (f"{name} lacks {line[:40]!r}" for line in wanted if line not in text)


# The number of a filing and whatever went wrong; None where nothing could be made of it.
Trial = tuple[int, list[str] | None]


def check_trials(seeds: Iterable[int]) -> list[Trial]:
    """The trials of check with these numbers."""
    return [(seed, list(check_trial(seed))) for seed in seeds]


def build_trials(seeds: Iterable[int]) -> list[Trial]:
    """The trials of build with these numbers, each in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        return [(seed, build_trial(seed, Path(folder) / str(seed))) for seed in seeds]
