"""What each step of one filing costs, beside what others need for the same: ``python -m benchmarks.filing``.

Steps are measured warm, in one process, ours and theirs in turn, by processor time; new processes are run in
turn as well.  Only the ratios mean anything on another machine; a target is the ratio that is aimed at.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.processes import EXAMPLE, processes
from benchmarks.ratios import Ratio, table
from benchmarks.rivals import an_older_tree, composed, filled, set_bare
from benchmarks.workbench import CELL
from generator.batch.desk import examine, load
from generator.filing.filing import Filing
from generator.filing.read import read, read_file
from generator.report.build import Report, build
from generator.writers.order import Order
from generator.writers.style import fonts, tokens
from generator.writers.write import render

RUNS = 15
# The commit whose examining the web page is measured against: the same work, whatever has come since.
THEN = "f713f01"
EXAMINING = """
import statistics, sys, time
from pathlib import Path
from generator import examine, read_file
times = []
for number in range(20):
    began = time.process_time()
    examine(read_file(Path(sys.argv[1])))
    times.append(time.process_time() - began)
print(statistics.median(times[5:]))
"""
Work = Callable[[], object]


def main() -> None:
    """The table."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        print(table([*steps(room), *processes(reported(), room)]))


def reported() -> Report:
    """The report of the example."""
    filing = load(read_file(EXAMPLE)).filing
    assert filing is not None
    return build(filing)


def steps(room: Path) -> Iterator[Ratio]:
    """Each step of the example, warm."""
    text = EXAMPLE.read_text(encoding="utf-8")
    filing = load(read_file(EXAMPLE)).filing
    assert filing is not None
    report = build(filing)
    compose = composed(text)
    again = _ratio(lambda: examine(read_file(EXAMPLE)), compose)
    yield Ratio("examine", "PyYAML composing the text", 10, again)
    yield Ratio("examine after a keystroke", "the same", None, _ratio(_Typing(text, filing), compose))
    html = _written(report, "html")
    yield from _against_then(html)
    docx = _written(report, "docx")
    yield Ratio("DOCX", "docxtpl, the same tables", 0.2, _ratio(docx, filled(report)))
    style = tokens.find(Order().style)
    faces = fonts.choose(style, (), system=False)
    pdf = _written(report, "pdf")
    yield Ratio("PDF", "typst alone, the same page", 1.4, _ratio(pdf, set_bare(report, style, faces, room)))
    yield Ratio("picture sheet", "PDF", 2, _ratio(_written(report, "poster"), pdf))


class _Typing:
    """Somebody types into one cell: the text is another each time."""

    def __init__(self, text: str, filing: Filing) -> None:
        lines, span = text.split("\n"), filing.cells[CELL].span
        at = span.line - 1
        self.before = "\n".join([*lines[:at], lines[at][: span.column - 1]])
        self.after = "\n".join([lines[at][span.end_column - 1 :], *lines[at + 1 :]])
        self.number = 1000

    def __call__(self) -> object:
        self.number += 1
        data = f"{self.before}{self.number}{self.after}".encode()
        examined = examine(read(data, str(EXAMPLE), EXAMPLE.parent))
        assert examined.has_errors
        return examined


def _written(report: Report, kind: str) -> Work:
    return lambda: render(report, Order((kind,), system_fonts=False))


def _against_then(html: Work) -> Iterator[Ratio]:
    """The web page beside examining as it was: each in its own process, as the code is not the same."""
    older = an_older_tree(THEN)
    if older is None:
        print(f"HTML not measured: {THEN} is not in the history that is at hand")
        return
    with older as tree:
        command = (sys.executable, "-W", "ignore", "-c", EXAMINING, str(EXAMPLE))
        then = subprocess.run(command, cwd=tree, env={"PYTHONPATH": tree}, capture_output=True, check=True)
    yield Ratio("HTML", f"examine as at {THEN}", 1, _seconds(html) / float(then.stdout))


def _seconds(work: Work) -> float:
    return statistics.median(_timed(work) for _ in range(RUNS))


def _ratio(ours: Work, theirs: Work) -> float:
    """The median of the ratios, both in turn; the first of each is not counted."""
    for work in (ours, theirs, ours, theirs):
        work()
    return statistics.median(_timed(ours) / _timed(theirs) for _ in range(RUNS))


def _timed(work: Work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
