"""``nianbao build``: the report in three formats, and a picture sheet."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator import writers
from generator.batch.build import Done, Job, Refused, build_all, outputs_differ
from generator.batch.desk import Desk
from generator.batch.inputs import Input, Misuse, inputs, is_filing, passed_over, under
from generator.cli.chinese import command as chinese_command
from generator.cli.chinese import wants_colour
from generator.cli.output import report_text, tell_unserved
from generator.cli.screen import complain, put, say
from generator.common.atomic_files import identities
from generator.common.safe_text import harmless
from generator.findings.exit_code import Unopened, exit_code
from generator.findings.statistics import table
from generator.form.library import Library
from generator.reporters import Results
from generator.rules.examine import Examined
from generator.source.data_file import line_of
from generator.writers.order import Order
from generator.writers.pdf import ENGINES
from generator.writers.style import fonts
from generator.writers.style.fonts import FontError
from generator.writers.style.reaching_out import without_effect
from generator.writers.style.reference import complaints
from generator.writers.style.tokens import StyleError, find

# What is said, after its findings, of a filing of which nothing was made.
REFUSED = {
    Refused.ERRORS: "有错误，没有生成",
    Refused.HEAD: "表头有误，草稿也无法生成",
}


@chinese_command(
    "build",
    local=True,
    short_help="生成 DOCX、HTML、PDF",
    epilog="""
例子：

\b
  nianbao build 2024.yaml                       写到填报旁边
  nianbao build 2024.yaml -o out --to docx,pdf
  nianbao build 填报/ -o out --jobs 4           一个文件夹，四份一起做
  nianbao build 2024.yaml --draft               有错误也生成，每页印“草稿”
  nianbao build 2024.yaml --fonts 字体/         用本单位的仿宋、小标宋
  nianbao build 2024.yaml --to html,poster      网页和一张图解（SVG、PNG、PDF）
  nianbao build 2024.yaml --style 我的样式/     用自己的样式文件夹
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("-o", "--output", metavar="文件夹", help="写到这个文件夹；不写则写到填报旁边")
@click.option(
    "--to",
    "formats",
    multiple=True,
    default=("docx,html,pdf",),
    metavar="形式",
    help="要哪几种，用逗号分开，也可以写多次：docx、html、pdf、poster（图解）、xlsx（工作簿）；默认前三种",
)
@click.option(
    "--style", default="gongwen", metavar="样式", help="样式的名称或文件夹（默认 gongwen，公文样式）"
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="typst",
    metavar="引擎",
    help="PDF 引擎：typst（默认）或 weasyprint",
)
@click.option(
    "--fonts", "folders", multiple=True, metavar="文件夹", help="先用这个文件夹里的字体；可以写多次"
)
@click.option("--previous", metavar="路径", help="上一年的填报（文件或文件夹），优先于填报里的“上年填报”")
@click.option("--bundled-fonts", is_flag=True, help="不用系统字体，只用随附的，使各处生成的文件完全相同")
@click.option("--plain", is_flag=True, help="网页里不要图")
@click.option("--toc", is_flag=True, help="DOCX 里加目录（可以更新的域）；格式里没有目录页，默认不加")
@click.option("--draft", is_flag=True, help="草稿：有错误也生成，每页印“草稿”")
@click.option("--force", is_flag=True, help="生成过的文件后来有人改过，也覆盖（默认不覆盖，一个也不写）")
@click.option("--filings-only", is_flag=True, help="跳过不是填报的 YAML（没有格式、机关、年度等任何一项）")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="个数", help="同时做几份（默认 1）")
def command(  # noqa: PLR0913, PLR0917  # one argument for every option, as click has it
    paths: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    style: str,
    engine: str,
    folders: tuple[str, ...],
    previous: str | None,
    bundled_fonts: bool,
    plain: bool,
    toc: bool,
    draft: bool,
    force: bool,
    filings_only: bool,
    jobs: int,
    library: Library,
) -> int:
    """先核对，没有错误才生成。有错误的填报什么也不写，其余照常生成。

    已有的文件还是上次生成时的原样，就换成新的；有人改过的，或者不是这样生成的，不覆盖：这份填报一个文件也不写。
    要保留就改名或换一个文件夹，确实要覆盖就加 --force。怎样才算原样，记在旁边的 .nianbao 文件夹里，不要删。
    """
    fonts_of = tuple(map(Path, folders))
    order = Order(_formats(formats), engine, _style(style), fonts_of, not bundled_fonts, plain, toc)
    _refuse_fonts(order)
    there = under(paths)
    for line in passed_over(there.skipped):
        say(line, err=True)
    for closed in there.unopened:
        complain(str(closed))
    found = there.inputs
    read = identities(_read(found, previous, order))
    desk = Desk(library, previous)
    examined = desk.examine(found)
    for fault in desk.beside:
        complain(str(fault))
    todo = [
        Job(file, result, _folder(file, output), order, draft, force, read)
        for file, result in zip(found, examined, strict=True)
        if not (filings_only and isinstance(result, Examined) and not is_filing(result))
    ]
    outputs_differ(todo)
    results = build_all(todo, max(1, min(jobs, len(todo))))
    dones = list(_each(_progress(results, len(todo)), library))
    if len(found) > 1:
        _close(dones, len(found) - len(todo))
    code = max([exit_code((), [*there.unopened, *desk.beside]), *(code for _, code in dones)])
    tell_unserved(library, [result for result in examined if isinstance(result, Examined)])
    return code


def _read(found: Sequence[Input], previous: str | None, order: Order) -> Iterator[Path]:
    """The files that the run reads: filings, last year's, the style's."""
    for file in (*found, *(inputs([previous]) if previous else ())):
        if file.path:
            yield file.path
    yield from find(order.style).folder.iterdir()


def _each(results: Iterator[Done], library: Library) -> Iterator[tuple[Done, int]]:
    """Say what came of each filing as it is done; gives the exit code it asks for."""
    for done in results:
        yield done, _report(done, library)


def _close(dones: Sequence[tuple[Done, int]], skipped: int) -> None:
    """After many filings: what was found by file and by rule, what was built and what was not."""
    findings = [
        finding
        for done, _ in dones
        if done.examined
        for finding in done.examined.findings
        if not finding.accepted
    ]
    for line in table(findings):
        say(harmless(line))
    built = sum(bool(done.files) for done, _ in dones)
    parts = [f"{built} 份已生成"]
    parts += [f"{len(dones) - built} 份没有生成"] if built < len(dones) else []
    parts += [f"跳过 {skipped} 份不是填报的 YAML"] if skipped else []
    say(f"共 {len(dones) + skipped} 份：{'，'.join(parts)}。")


def _report(done: Done, library: Library) -> int:
    """Say what came of a filing; returns the exit code it asks for."""
    if done.fault:
        complain(str(done.fault))
        return 3
    if done.failure:
        complain(f"{done.input.path or '标准输入'}：{done.failure}")
        return 2
    return _report_filing(done, library)


def _report_filing(done: Done, library: Library) -> int:
    """The same for one that could be examined: its findings, what was refused, its files."""
    ending = REFUSED[done.refused] if done.refused else _unprintable(done.unprintable)
    faults: Sequence[Unopened] = ()
    if done.examined and (ending or done.examined.findings):
        faults = _show(done.examined, library)
    if done.examined and ending:
        say(f"{done.examined.document.source.name}：{ending}")
    for path in done.files:
        say(f"已生成 {path}")
    return max(int(bool(ending)), exit_code((), faults))


def _unprintable(forms: Sequence[str]) -> str:
    names = "、".join(writers.title(form) for form in forms)
    return f"有字无法排印，没有生成 {names}" if names else ""


def _show(examined: Examined, library: Library) -> Sequence[Unopened]:
    """Print the findings of a filing; returns what faults of ours there were in that."""
    results = Results([examined], colour=wants_colour(), options=library.options)
    text, faults = report_text("text", results)
    put(text)
    for fault in faults:
        complain(str(fault))
    return faults


def _formats(texts: Sequence[str]) -> tuple[str, ...]:
    """What is asked for, all of it, however often the option is written."""
    asked = tuple(dict.fromkeys(form.strip() for text in texts for form in text.split(",") if form.strip()))
    known = writers.names()
    wrong = [form for form in asked if form not in known]
    if wrong or not asked:
        raise Misuse(f"--to 只能是 {'、'.join(known)}{'，没有 ' + '、'.join(wrong) if wrong else ''}")
    return asked


def _style(name: str) -> str:
    try:
        style = find(name)
    except StyleError as error:
        raise Misuse(str(error)) from error
    for finding in (*complaints(style), *without_effect(style.folder)):
        click.echo(f"nianbao：{line_of(finding)}。{finding.help}", err=True)
    return name


def _refuse_fonts(order: Order) -> None:
    try:
        fonts.choose(find(order.style), order.font_folders, system=False)
    except FontError as error:
        raise Misuse(str(error)) from error


def _folder(file: Input, output: str | None) -> Path:
    """Where a filing's files go: below the output folder as it lay below its own, or beside it."""
    if output is not None:
        return Path(output) / file.name.parent
    return file.path.parent if file.path else Path()


def _progress(results: Iterator[Done], count: int) -> Iterator[Done]:
    """The results as they come, with a bar when there are several and someone is watching."""
    if count == 1 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(results, "正在生成", total=count, console=console)
