"""How far a run of many filings is, for whoever watches a terminal: how many, how fast, how long still."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click


def jobs_option(words: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """``--jobs``, the same for every command that reads many files."""
    return click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="个数", help=words)


def cluster_option(command: Callable[..., int]) -> Callable[..., int]:
    """``--cluster``, the same for every command that can work on an engine."""
    words = "交给这里的 Dask 调度器做（tcp://机器:8786），代替 --jobs；执行机要能看到同一个文件夹"
    return click.option("--cluster", metavar="地址", help=words)(command)


@contextmanager
def progress(count: int) -> Iterator[Callable[[str, int], None]]:
    """What is called with a step of the work and so many filings more; it shows nothing where nobody
    watches, or where there is only one."""
    if count < 2 or not sys.stderr.isatty():
        yield lambda _, __: None
        return
    with _bar() as bar:
        steps: dict[str, Any] = {}

        def more(step: str, number: int) -> None:
            if step not in steps:
                steps[step] = bar.add_task(step, total=count, rate="")
            task = bar.tasks[bar.task_ids.index(steps[step])]
            speed = f"每秒 {task.speed:.1f} 份" if task.speed else ""
            bar.update(steps[step], advance=number, rate=speed)

        yield more


def _bar() -> Any:
    """The bar itself, Rich's; imported only where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True, soft_wrap=True),  # findings told meanwhile are not broken into lines
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # what goes to a file or a pipe is not for the terminal
    )
