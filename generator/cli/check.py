"""``nianbao check``: what is wrong, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

from generator.batch.desk import Desk, apart
from generator.batch.inputs import (
    NO_REPORT,
    OF_OURS,
    Input,
    Misuse,
    Reports,
    Under,
    inputs,
    is_filing,
    passed_over,
    reports_among,
    standing_for,
    under,
)
from generator.batch.kept import slim
from generator.batch.many import examine_each
from generator.cli.chinese import command as chinese_command
from generator.cli.codes import asked_for
from generator.cli.fix import mend_files
from generator.cli.output import Output, report_options, targets, tell_unserved, versions_of
from generator.cli.progress import cluster_option, jobs_option, progress
from generator.cli.screen import say
from generator.findings.exit_code import Skipped, Unopened
from generator.findings.finding import Level
from generator.findings.statistics import Shown
from generator.form.library import Library
from generator.rules.examine import Examined

# Why a YAML file is passed over where only filings are wanted.
NO_FILING = "不是填报"


@chinese_command(
    "check",
    local=True,
    short_help="核对填报，指出哪里不对",
    epilog="""
例子：

\b
  nianbao check 2024.yaml
  nianbao check 填报/                     文件夹里的全部 *.yaml、*.yml
  nianbao check 填报/ --jobs 4            几千份时，四份一起核对
  nianbao check 填报/ --level error --statistics   只列错误，最后按文件、按规则计数
  nianbao check 2024.yaml --watch         一边改一边核对，保存就重新核对
  nianbao check 2024.yaml --format json   供程序读取
  nianbao check 填报/ --output sarif=out.sarif --output junit=out.xml
  nianbao check 年报.docx                 直接核对一份报告
  nianbao check 各单位报告/ --reports     一个文件夹里已经公布的报告
  cat 2024.yaml | nianbao check -
  nianbao check - --stdin-filename 填报/2024.yaml   编辑器里还没有保存的内容
  nianbao check 2024.yaml --diff          看看哪些错可以代改
  nianbao check 2024.yaml --fix           代改，再列出余下的问题
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@report_options
@click.option(
    "--previous",
    metavar="路径",
    help="上一年的填报（文件或文件夹），用来做跨年核对；优先于填报里的“上年填报”",
)
@click.option(
    "--find-previous",
    is_flag=True,
    help="在填报所在的 git 仓库里找同一机关上一年的填报，做跨年核对；找不到就不做，不算问题",
)
@click.option(
    "--stdin-filename",
    metavar="文件",
    help="标准输入里的填报当作是这个文件：结果里用这个名称，图片和上年填报在它旁边找",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过")
@click.option("--fix", is_flag=True, help="把有把握的错直接改在文件里：只动那几个字，注释和版面不变")
@click.option("--diff", is_flag=True, help="只显示 --fix 会怎样改（补丁形式），不写文件")
@click.option("--filings-only", is_flag=True, help="跳过不是填报的 YAML（没有格式、机关、年度等任何一项）")
@click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    default=Level.INFO.value,
    metavar="级别",
    help="只列出这一级和更重的：error 错误、warning 警告、info 提示（默认）；通过与否不受影响",
)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="代码",
    help="只列出这条规则的问题；可以写多次；通过与否不受影响",
)
@click.option("--statistics", is_flag=True, help="最后按文件、按规则各列一张表，错误在前（问题多时自动列）")
@click.option(
    "--reports", "of_folders", is_flag=True, help="文件夹里已经公布的报告也核对，最后按文件列一张表"
)
@click.option("--watch", is_flag=True, help="一直看着，保存后重新核对；按 Ctrl-C 结束")
@jobs_option("同时核对几份（默认 1），结果一样；--fix、--diff、--watch 只用 1")
@cluster_option
def command(  # noqa: PLR0913, PLR0917  # one argument for every option, as click has it
    paths: tuple[str, ...],
    form: str,
    outputs: tuple[str, ...],
    previous: str | None,
    find_previous: bool,
    stdin_filename: str | None,
    strict: bool,
    fix: bool,
    diff: bool,
    filings_only: bool,
    level: str,
    rules: tuple[str, ...],
    statistics: bool,
    of_folders: bool,
    watch: bool,
    jobs: int,
    cluster: str | None,
    library: Library,
) -> int:
    """核对填报：结构、数字、勾稽关系、文字和占位符。

    路径是文件、文件夹（查找 *.yaml、*.yml）、加引号的通配（'填报/**/*.yaml'）、@名单.txt（一行一个路径）或
    -（标准输入）。一次列出全部问题，指明文件、行、列。
    也可以直接核对已经公布的报告（Word、PDF、网页、Excel、CSV、文本、压缩包），问题指明在第几页、第几张表、第几行、第几列。
    几份填报一起核对时，同一机关上一年的填报自动用来做跨年核对，含有下级数字的报告与下级填报比较。
    """
    there = standing_for(under(paths, Reports.TAKEN if of_folders else Reports.PASSED_OVER), stdin_filename)
    kept = [*there.inputs, *(inputs([previous]) if previous else [])]
    shown = Shown(Level(level), asked_for(rules, library), statistics or of_folders)
    output = Output(form, targets(outputs, kept), strict, library, shown)
    there, reports = reports_among(there)
    if reports and (watch or fix or diff):
        raise Misuse(f"--watch、--fix、--diff 只用于填报，不用于报告：{reports[0]}")
    if watch:
        alone = not any((fix, diff, find_previous))
        return _watch(paths, output, previous, library, filings_only=filings_only, alone=alone)
    desk = Desk(library, previous, find_previous=find_previous)
    asked = _Asked(output, desk, library, filings_only, jobs, cluster)
    if not (fix or diff):
        return _check(asked, there, reports, paths)
    of_reports, of_ours = _examine_reports(reports, library, paths, jobs)
    results, unopened = apart([*desk.examine(there.inputs), *of_reports, *there.unopened, *desk.beside])
    chosen = [result for result in results if asked.wants(result)]
    skipped = [*there.skipped, *of_ours, *_foreign(results, chosen)]
    for line in passed_over(skipped):
        say(line, err=True)
    mended = mend_files(paths, chosen, desk.look, library, write=not diff, quiet=form != "text")
    told = output.results(mended.after, [*unopened, *mended.faults], skipped)
    code = max(mended.exit_code, output.give(told, silently=diff))
    tell_unserved(library, versions_of(results))
    return code


@dataclass(frozen=True)
class _Asked:
    """How filings are to be examined, and where it is shown."""

    output: Output
    desk: Desk
    library: Library
    filings_only: bool
    jobs: int
    cluster: str | None

    def wants(self, result: Examined) -> bool:
        """Whether a file is to be shown: not what is no filing, where only filings are."""
        return not self.filings_only or is_filing(result)

    def examined(self, found: Sequence[Input]) -> Iterator[Examined | Unopened]:
        """Filings examined together, in so many processes; of each as much as is shown."""
        with progress(len(found)) as more:
            yield from examine_each(self.desk, found, self.jobs, slim, more, self.cluster)


def _check(asked: _Asked, there: Under, reports: Sequence[Path], named: Sequence[str]) -> int:
    """Examine filings and reports; show what was found as it comes where that can be, else all of it at
    last."""
    of_reports, of_ours = _examine_reports(reports, asked.library, named, asked.jobs)
    output, held = asked.output, list[Examined]()
    streamed = output.streamed() if output.streams else None
    unopened, foreign, versions = list[Unopened](), list[Skipped](), set[str]()
    for result in chain(asked.examined(there.inputs), of_reports):
        if isinstance(result, Unopened):
            unopened.append(result)
            continue
        versions |= versions_of([result])
        if not asked.wants(result):
            foreign.append(Skipped(result.document.source.name, NO_FILING))
        elif streamed:
            streamed.tell(result)
        else:
            held.append(result)
    unopened += [*there.unopened, *asked.desk.beside]
    skipped = [*there.skipped, *of_ours, *foreign]
    for line in passed_over(skipped):
        say(line, err=True)
    code = streamed.close(unopened) if streamed else output.give(output.results(held, unopened, skipped))
    tell_unserved(asked.library, versions)
    return code


def _examine_reports(
    files: Sequence[Path], library: Library, named: Sequence[str], jobs: int
) -> tuple[list[Examined | Unopened], list[Skipped]]:
    """Published reports, read and examined; what reads them is imported only where there are any.

    One of ours that was met in a folder, and not named, is passed over: its filing is what is to be checked.
    """
    if not files:
        return [], []
    from generator.batch.many_reports import examine_each_report
    from generator.batch.reports import is_no_report, is_of_ours

    left, skipped = list[Examined | Unopened](), list[Skipped]()
    asked = tuple(name for path in named if Path(path).is_file() for name in (path, f"{path}/"))
    with progress(len(files)) as more:
        results = list(examine_each_report(files, library, jobs, more))
    for result in results:
        met = isinstance(result, Examined) and not result.document.source.name.startswith(asked)
        if isinstance(result, Examined) and met and is_of_ours(result):
            skipped.append(Skipped(result.document.source.name, OF_OURS))
        elif isinstance(result, Examined) and met and is_no_report(result):
            skipped.append(Skipped(result.document.source.name, NO_REPORT))
        else:
            left.append(result)
    return left, skipped


def _watch(
    paths: Sequence[str],
    output: Output,
    previous: str | None,
    library: Library,
    *,
    filings_only: bool,
    alone: bool,
) -> int:
    """Check again whatever is saved; imported only here, because watching needs a library of its own."""
    if not alone:
        raise Misuse("--watch 不能与 --fix、--diff 合用，也不能与 --find-previous 合用")
    from generator.cli.watch import watch

    return watch(paths, output, previous, filings_only, library)


def _foreign(results: Sequence[Examined], chosen: Sequence[Examined]) -> list[Skipped]:
    """The YAML files that are no filings."""
    kept = {id(result) for result in chosen}
    return [Skipped(result.document.source.name, NO_FILING) for result in results if id(result) not in kept]
