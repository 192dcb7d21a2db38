"""``nianbao collect``: the filings of many units against a roster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from generator.batch.inputs import Misuse
from generator.cli.chinese import command as chinese_command
from generator.cli.handed_in import day_of, read_folder
from generator.cli.job_summary import summarise_lines
from generator.cli.progress import jobs_option
from generator.cli.screen import complain, say
from generator.cli.target import folder_here
from generator.collect.adding import Sum
from generator.collect.collected import Collected, collect
from generator.collect.roster import read_roster
from generator.collect.standing import State
from generator.collect.write import Written, write
from generator.common.safe_text import visible
from generator.form.library import Library

# So many sums have a line: a county has one, a province hundreds.
SUMS = 10

# So many files are named at once.
NAMED = 5


@chinese_command(
    "collect",
    local=True,
    short_help="收齐各单位的填报：谁没有报、谁逾期、汇总是多少",
    epilog="""
例子：

\b
  nianbao collect 填报/ --roster 名录.csv -o 收报/
  nianbao collect 填报/ --roster 名录.xlsx -o 收报/ --year 2024 --on 2025-02-10

名录一行一个机关，第一行是列名：机关、机关类型、行政层级、上级、联系方式；也可以有统计范围、曾用名和别的列。
""",
)
@click.argument("folder", metavar="文件夹")
@click.option("--roster", required=True, metavar="文件", help="名录：谁应当报（.csv、.xlsx）")
@click.option("-o", "--output", required=True, metavar="文件夹", help="结果写到这个文件夹")
@click.option(
    "--year", type=click.IntRange(2008, 2100), metavar="年度", help="收哪一年度的；不写就是最近的一年"
)
@click.option("--on", metavar="日期", help="看哪一天的情况：没有报的到这一天是不是已经逾期，写成 2025-02-10")
@click.option("--force", is_flag=True, help="生成过的文件后来有人改过，也覆盖")
@jobs_option("同时核对几份（默认 1），结果一样")
def command(
    folder: str,
    roster: str,
    output: str,
    year: int | None,
    on: str | None,
    force: bool,
    jobs: int,
    library: Library,
) -> int:
    """把一个文件夹里各单位的填报与名录对照，写出：缺报.csv、逾期.csv、错误.csv、雷同.csv（都有可以发给单位的话）、
    单位.csv、结果.json，各级汇总的填报和它的由来（汇总/），全部数据（数据.csv、数据.xlsx），总览（index.html）。

    谁算在谁的汇总里，看名录的“上级”；谁的数已经包括别人的，看填报的“统计范围”。有错误的照加，并且写明。
    """
    into = folder_here(output, "collect")
    _is_folder(into)
    who = read_roster(Path(roster))
    day = day_of(on)
    collected = collect(read_folder(folder, library, jobs, but=into), who, year, day, library)
    failures = _told(write(collected, into, library, force=force, filings=Path(folder)))
    lines = list(summary(collected))
    for line in lines:
        say(line)
    summarise_lines("nianbao collect", lines)
    say(f"没有写全，见上面“nianbao：”开头的话：{output}" if failures else f"已写到 {output}")
    return 2 if failures else int(not collected.is_clean)


def _told(files: Iterable[Written]) -> int:
    """Say what came of writing; how much of it was not written."""
    failures = 0
    for written in files:
        if written.failure:
            complain(written.failure)
            failures += 1
        for line in left(written):
            say(line)
    return failures


def _is_folder(output: Path) -> None:
    """Before a folder of thousands is read: whether there can be anything written at all."""
    if output.exists() and not output.is_dir():
        raise Misuse(f"-o 后面应当是文件夹，这里是一个文件：{output}")


def left(written: Written) -> Iterator[str]:
    """What became of the files that an earlier run left."""
    if written.removed:
        yield f"删去 {len(written.removed)} 个以前收报写的、这次没有的文件：{_few(written.removed)}"
    if written.kept:
        count = len(written.kept)
        yield f"以前收报写的 {count} 个文件有人改过，没有删，其中的数不是这次的：{_few(written.kept)}"


def _few(files: tuple[Path, ...]) -> str:
    more = f" 等 {len(files)} 个" if len(files) > NAMED else ""
    return f"{'、'.join(visible(str(file)) for file in files[:NAMED])}{more}"


def summary(collected: Collected) -> Iterator[str]:
    """What came of it, in a few lines."""
    states = "，".join(f"{state} {collected.states[state]} 家" for state in State if collected.states[state])
    yield f"{collected.year} 年度：名录 {len(collected.standings)} 家，{states}。"
    if collected.late:
        yield f"逾期 {len(collected.late)} 家，见 逾期.csv。"
    if collected.outside:
        yield f"名录外的填报 {len(collected.outside)} 份，如 {collected.outside[0].file}，见 单位.csv。"
    yield from _of_sums(collected.sums)
    if collected.copies:
        yield f"文字雷同 {len(collected.copies)} 处，见 雷同.csv。"


def _of_sums(sums: Sequence[Sum]) -> Iterator[str]:
    """A line for each of the greatest sums, those that people must look at first; of the others how many."""
    made = [each for each in reversed(sums) if each.parts]
    ranked = sorted(made, key=lambda each: not each.conflicts)
    yield from map(_of_sum, ranked[:SUMS])
    if len(made) > SUMS:
        yield f"另有 {len(made) - SUMS} 个机关的汇总，都在 汇总/ 和 index.html 里。"


def _of_sum(each: Sum) -> str:
    lacks = f"，缺报 {len(each.missing)} 家" if each.missing else ""
    differs = f"，与本级的填报有 {len(each.conflicts)} 个数不同" if each.conflicts else ""
    return f"汇总 {each.unit.authority}：{each.filings} 份{lacks}{differs}。"
