"""``nianbao build``: the report in three formats, and a picture sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from generator import writers
from generator.batch.build import unbuilt
from generator.batch.current import basis, is_current
from generator.batch.desk import Desk
from generator.batch.inputs import Input, Misuse, inputs, passed_over, under
from generator.batch.many import Many
from generator.batch.plan import Plan, build_here
from generator.cli.built import Tally
from generator.cli.chinese import command as chinese_command
from generator.cli.output import tell_unserved
from generator.cli.progress import cluster_option, jobs_option, progress
from generator.cli.screen import complain, say
from generator.cli.target import target
from generator.common.atomic_files import Identity, identities
from generator.findings.exit_code import Unopened, exit_code
from generator.form.library import Library
from generator.source.data_file import line_of
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.pdf import ENGINES
from generator.writers.style import fonts
from generator.writers.style.fonts import FontError
from generator.writers.style.reaching_out import without_effect
from generator.writers.style.reference import complaints
from generator.writers.style.tokens import StyleError, find


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
  nianbao build '填报/**/*.yaml' -o out         符合通配的；@名单.txt 是一行一个路径的名单
  nianbao build 填报/ -o out --resume           中断以后接着做；以后只做改过的
  nianbao build 填报/ -o s3://桶/2024           直接写到对象存储；见 docs/scale.md
  nianbao build 2024.yaml --draft               有错误也生成，每页印“草稿”
  nianbao build 2024.yaml --fonts 字体/         用本单位的仿宋、小标宋
  nianbao build 2024.yaml --to html,poster      网页和一张图解（SVG、PNG、PDF）
  nianbao build 2024.yaml --style 我的样式/     用自己的样式文件夹
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    help="写到这个文件夹，或者 s3://桶/2024 这样的地址（fsspec 认得的都行）；不写则写到填报旁边",
)
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
@jobs_option("同时做几份（默认 1）")
@click.option("--resume", is_flag=True, help="接着上次做：填报、它所依据的和做成的文件都没有变的，不再做一遍")
@cluster_option
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
    cluster: str | None,
    resume: bool,
    library: Library,
) -> int:
    """先核对，没有错误才生成。有错误的填报什么也不写，其余照常生成。

    已有的文件还是上次生成时的原样，就换成新的；有人改过的，或者不是这样生成的，不覆盖：这份填报一个文件也不写。
    要保留就改名或换一个文件夹，确实要覆盖就加 --force。怎样才算原样，记在旁边的 .nianbao 文件夹里，不要删。

    旁边（同一个文件夹里、“上年填报”所指的、一起生成的）有以前各年度的填报，网页里就列出历年的数据。
    """
    fonts_of = tuple(map(Path, folders))
    order = Order(_formats(formats), engine, _style(style), fonts_of, not bundled_fonts, plain, toc)
    _refuse_fonts(order)
    there = under(paths)
    for line in passed_over(there.skipped):
        say(line, err=True)
    for closed in there.unopened:
        complain(str(closed))
    read = identities(_read(there.inputs, previous, order))
    alone = jobs == 1 and cluster is None
    folder = target(output, alone=alone) if output is not None else None
    plan = Plan(folder, order, draft, force)
    desk = Desk(library, previous)
    with progress(len(there.inputs)) as more, Many.of(desk, there.inputs, jobs, more, cluster) as many:
        many.read(earlier="html" in order.formats)
        for fault in desk.beside:
            complain(str(fault))
        tally = _build(many, plan, read, library, filings_only=filings_only, resume=resume)
    if len(there.inputs) > 1:
        tally.close(len(there.inputs))
    tell_unserved(library, tally.versions)
    return max(exit_code((), [*there.unopened, *desk.beside]), tally.code)


def _build(
    many: Many, plan: Plan, read: frozenset[Identity], library: Library, *, filings_only: bool, resume: bool
) -> Tally:
    """Build what is to be built of many filings, and say of each what came of it."""
    todo = [number for number in range(len(many.found)) if not filings_only or many.is_filing(number)]
    files = [many.found[number] for number in todo]
    plan.refuse_same_names(files)
    plan = plan.sparing(files, read)
    tally = Tally(library)
    if many.items:
        many.resting_on(basis(plan, library))
    if resume:
        current = _current(many, plan, todo)
        tally.current = len(current)
        todo = [number for number in todo if number not in current]
        files = [many.found[number] for number in todo]
    for file, result in zip(files, many.each(partial(build_here, plan), todo), strict=True):
        tally.tell(unbuilt(file, result) if isinstance(result, Unopened) else result)
    return tally


def _current(many: Many, plan: Plan, todo: Sequence[int]) -> set[int]:
    """Those of which nothing has changed; raises Misuse where that cannot be seen."""
    try:
        return {number for number in todo if is_current(plan, many.input(number))}
    except CannotWrite as error:
        raise Misuse(str(error)) from error


def _read(found: Sequence[Input], previous: str | None, order: Order) -> Iterator[Path]:
    """The files that the run reads: filings, last year's, the style's."""
    for file in (*found, *(inputs([previous]) if previous else ())):
        if file.path:
            yield file.path
    yield from find(order.style).folder.iterdir()


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
