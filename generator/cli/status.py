"""``nianbao status``: how the filings of a folder stand, on one screen."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.chinese import command as chinese_command
from generator.cli.codes import asked_for
from generator.cli.handed_in import day_of, read_folder
from generator.cli.progress import jobs_option
from generator.cli.screen import say
from generator.collect.collected import collect
from generator.collect.overall import Asked, is_clean, overall, roster_of
from generator.collect.roster import read_roster
from generator.findings.finding import Level
from generator.form.library import Library


@chinese_command(
    "status",
    local=True,
    short_help="一屏看完一个文件夹的填报：谁没有报、谁有错",
    epilog="""
例子：

\b
  nianbao status 填报/
  nianbao status 填报/ --roster 名录.csv --on 2025-02-10
  nianbao status 填报/ --level error
  nianbao status 填报/ --rule B31
  nianbao status 填报/ --unit 财政局
""",
)
@click.argument("folder", metavar="文件夹")
@click.option("--roster", metavar="文件", help="名录：谁应当报（.csv、.xlsx）；不写就只看报了的")
@click.option(
    "--year", type=click.IntRange(2008, 2100), metavar="年度", help="看哪一年度的；不写就是最近的一年"
)
@click.option("--on", metavar="日期", help="看哪一天的情况，写成 2025-02-10")
@click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    default=Level.INFO.value,
    metavar="级别",
    help="只数这一级和更重的：error 错误、warning 警告、info 提示（默认）",
)
@click.option("--rule", "rules", multiple=True, metavar="代码", help="只看违反这条规则的；可以写多次")
@click.option("--unit", default="", metavar="名称", help="只看名称里有这几个字的机关")
@jobs_option("同时核对几份（默认 1），结果一样")
def command(  # noqa: PLR0913, PLR0917  # one argument for every option, as click has it
    folder: str,
    roster: str | None,
    year: int | None,
    on: str | None,
    level: str,
    rules: tuple[str, ...],
    unit: str,
    jobs: int,
    library: Library,
) -> int:
    """一屏看完：各种情况各有几家，各类机关怎样，哪些规则违反得最多，先去找哪些单位。"""
    asked = Asked(Level(level), asked_for(rules, library), unit.strip())
    who = read_roster(Path(roster)) if roster else None
    filings = read_folder(folder, library, jobs)
    collected = collect(filings, who or roster_of(filings), year, day_of(on), library)
    for line in overall(collected, asked):
        say(line)
    return int(not is_clean(collected, asked))
