"""The filings of a folder as those who collect see them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.batch.desk import Desk
from generator.batch.inputs import Input, Misuse, is_filing, passed_over, real, under
from generator.cli.screen import complain, say
from generator.collect.handed import Handed, handed
from generator.form.library import Library
from generator.rules.examine import Examined


def read_folder(folder: str, library: Library, but: Path | None = None) -> list[Handed]:
    """What is kept of every filing in a folder, ``but`` of those in another folder, where an earlier run
    wrote sums.  What is passed over is said.  Raises Misuse."""
    return list(_handed(_inputs(folder, but), folder, library))


def day_of(text: str | None) -> datetime.date | None:
    """The day that ``--on`` names; raises Misuse."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Misuse(f"--on 要写成 2025-02-10 这样的日期，这里是“{text}”") from error


def _inputs(folder: str, but: Path | None) -> list[Input]:
    if not Path(folder).is_dir():
        raise Misuse(f"没有这个文件夹：{folder}")
    there = under([folder])
    for line in passed_over(there.skipped):
        say(line, err=True)
    for closed in there.unopened:
        complain(str(closed))
    own = but and real(but)
    return [file for file in there.inputs if file.path and not (own and real(file.path).is_relative_to(own))]


def _handed(found: Iterable[Input], folder: str, library: Library) -> Iterator[Handed]:
    """YAML files that are no filings are passed over."""
    for result in Desk(library).examine(list(found)):
        if not isinstance(result, Examined) or is_filing(result):
            yield handed(result, folder)
