"""The filings of a folder as those who collect see them."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from generator.batch.desk import Desk
from generator.batch.inputs import Input, Misuse, is_filing, passed_over, real, under
from generator.batch.many import examine_each
from generator.cli.progress import progress
from generator.cli.screen import complain, say
from generator.collect.handed import Handed, handed, shared
from generator.findings.exit_code import Unopened
from generator.form.library import Library
from generator.rules.examine import Examined


def read_folder(folder: str, library: Library, jobs: int = 1, but: Path | None = None) -> list[Handed]:
    """What is kept of every filing in a folder, examined in so many processes, ``but`` of those in another
    folder, where an earlier run wrote sums.  What is passed over is said.  Raises Misuse."""
    found = _inputs(folder, but)
    with progress(len(found)) as more:
        results = examine_each(Desk(library), found, jobs, partial(handed_in, folder=folder), more)
        kept = (handed(each, folder) if isinstance(each, Unopened) else each for each in results)
        return [shared(each) for each in kept if each is not None]


def handed_in(_: Input, result: Examined, folder: str) -> Handed | None:
    """What is kept of a filing; nothing of a YAML file that is none."""
    return handed(result, folder) if is_filing(result) else None


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
