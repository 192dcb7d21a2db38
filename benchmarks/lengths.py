"""Whether a longer narrative costs in proportion: each step of one filing, the narrative once, four times and
sixteen times as long, by processor time for each character."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import islice, product

import yaml

from benchmarks.processes import EXAMPLE
from benchmarks.ratios import Ratio
from generator.batch.desk import examine
from generator.filing.read import read
from generator.report.build import Report, build
from generator.writers.order import Order
from generator.writers.write import render

TIMES = (1, 4, 16)
RUNS = 5
# The most that a character of a longer text may cost more.
TARGET = 1.1
# A text of the narrative is at least so long; shorter ones are fields.
LONG = 60
# The sentences of the narrative are fewer.
SENTENCES = 200
MARKS = "甲乙丙丁戊己庚辛壬癸"


def lengths() -> Iterator[Ratio]:
    """Of each step and length, what a character costs beside the narrative as it is."""
    costs = {times: _costs(times) for times in TIMES}
    for step in costs[TIMES[0]]:
        for times in TIMES[1:]:
            found = costs[times][step] / costs[TIMES[0]][step]
            yield Ratio(f"{step}: a character, narrative × {times}", "the same, × 1", TARGET, found)


def _costs(times: int) -> dict[str, float]:
    """Processor time of each step for each character, in the median.

    Each time with other words: what is kept of a text would make the shorter one cheap.
    """
    found: dict[str, list[float]] = {}
    for number in range(RUNS + 1):
        text = longer(times, number * max(TIMES))
        for step, seconds in _steps(text.encode()):
            found.setdefault(step, []).append(seconds / len(text))
    return {step: statistics.median(seconds[1:]) for step, seconds in found.items()}


def longer(times: int, start: int = 0) -> str:
    """The example with its narrative so many times, no sentence twice; other ``start``, other sentences."""
    tree = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    marks = islice(map("".join, product(MARKS, repeat=5)), start * SENTENCES, None)
    return yaml.safe_dump(_grown(tree, times, marks), allow_unicode=True, sort_keys=False, width=1_000_000)


def _grown(value: object, times: int, marks: Iterator[str]) -> object:
    if isinstance(value, dict):
        return {key: _grown(inner, times, marks) for key, inner in value.items()}
    if not isinstance(value, str) or len(value) < LONG:
        return value
    return "\n".join(_marked(value, marks) for _ in range(times))


def _marked(text: str, marks: Iterator[str]) -> str:
    """A text whose sentences each begin with other words."""
    return re.sub(r"(?m)(?:^|(?<=。))(?=[\u4e00-\u9fff])", lambda _: f"{next(marks)}，", text)


def _steps(data: bytes) -> Iterator[tuple[str, float]]:
    began = time.process_time()
    filing = examine(read(data, str(EXAMPLE), EXAMPLE.parent)).filing
    yield "examine", time.process_time() - began
    assert filing is not None
    report = build(filing, draft=True)
    for kind in ("docx", "html", "pdf"):
        yield kind.upper(), _timed(_written(report, kind))


def _written(report: Report, kind: str) -> Callable[[], object]:
    return lambda: render(report, Order((kind,), system_fonts=False))


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
