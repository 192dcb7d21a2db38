"""``nianbao import``: a published report, last year's Word file or this year's figures become a filing.

The module is named by a keyword of Python; it is reached by its name as every command is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from generator import reporters
from generator.batch.inputs import Misuse
from generator.batch.many_reports import read_each
from generator.batch.reports import Read, report_files
from generator.cli.chinese import command as chinese_command
from generator.cli.chinese import wants_colour
from generator.cli.find_format import find_format
from generator.cli.imported_files import write_imported
from generator.cli.into import put_into
from generator.cli.progress import jobs_option, progress
from generator.cli.screen import complain, put, say
from generator.findings.exit_code import Unopened
from generator.form.library import Library
from generator.reporters import Results


@chinese_command(
    "import",
    short_help="把已有的报告读成填报",
    epilog="""
例子：

\b
  nianbao import 2023年年报.docx -o 2023.yaml     去年的 Word 文件
  nianbao import 年报.pdf                          显示在屏幕上
  nianbao import 报告/ -o 填报/                    文件夹里的全部报告，各写一份
  nianbao import 报告/ -o 填报/ --jobs 4           几百份时，四份一起读
  nianbao import 三张表.xlsx --form 2021 -o 2024.yaml
  nianbao import 年报-改过.docx --into 2024.yaml --diff  领导在 Word 里改过的，看看改了什么
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="文件…")
@click.option(
    "-o", "--output", metavar="文件或文件夹", help="写到这个文件；几份报告写到这个文件夹；不写则输出到屏幕"
)
@click.option("--form", "version", metavar="版本", help="是哪一版格式；不写就从表里认")
@click.option("--into", "target", metavar="填报", help="改过的报告：把改动写进这份填报，别处和注释不动")
@click.option("--diff", is_flag=True, help="同 --into，只看会改什么，不写文件")
@click.option("--force", is_flag=True, help="文件已经存在时也覆盖；--into 的报告不像是同一份时也写")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="结果的形式：text（默认）、json",
    metavar="形式",
)
@jobs_option("同时读几份（默认 1），结果一样")
def command(  # noqa: PLR0913, PLR0917  # one argument for every option, as click has it
    paths: tuple[str, ...],
    output: str | None,
    version: str | None,
    target: str | None,
    diff: bool,
    force: bool,
    shape: str,
    jobs: int,
    library: Library,
) -> int:
    """把已经公布的报告、去年的 Word 文件、Excel 里的数读成填报。

    能读 Word（DOCX；DOC、WPS、RTF 要装 LibreOffice）、网页、带文字的 PDF、Excel（XLSX、XLS、ODS）、CSV、
    文本和它们的压缩包。
    --into 把改过的报告里的改动写进它的填报：数、文字逐处写明改了什么，改得不平衡的指出来。
    填报在生成报告以后也改了的，留着；同一处两边改得不一样的，不替你选，三种写法列出来，报告的写法
    记在填报里那一处上面的注释（待定）里。报告里没有带填报数据的（别的程序另存过），分不清谁改的，以报告为准。
    印的是什么就读什么，印错的也照读，由核对指出；没有把握的，列出来，填报里注明“存疑”。扫描件读不出来。
    """
    if target is not None:
        if output is not None or version is not None:
            raise Misuse("--into 不能与 -o、--form 合用")
        return put_into(target, paths, library, diff=diff, force=force)
    if diff:
        raise Misuse("--diff 要与 --into 合用")
    if version is not None:
        find_format(version, library)
    files = report_files(paths)
    with progress(len(files)) as more:
        results = list(read_each(files, library, version, jobs, more))
    read = [each for each in results if isinstance(each, Read)]
    unopened = [each for each in results if isinstance(each, Unopened)]
    written = write_imported(read, output, files, force=force) if output is not None else {}
    examined = [each.examined_as(library) if shape == "json" else each.examined for each in read]
    outcome = Results(examined, unopened, colour=wants_colour(), summary=_summary(read))
    if shape == "json":
        put(_as_json(outcome, read, written))
    else:
        _show(outcome, read, on_screen=output is None)
    for each in unopened:
        complain(str(each))
    return outcome.exit_code


def _show(outcome: Results, read: Sequence[Read], *, on_screen: bool) -> None:
    """The filings, where they are not written to files, and beside them what is to be said."""
    for each in read if on_screen else ():
        put(each.imported.text, nl=False)
    for line in reporters.find("text").report(outcome).split("\n"):
        say(line, err=on_screen)


def _summary(read: Sequence[Read]) -> str:
    """One line that counts what was read."""
    made = [each.imported for each in read if each.imported.text]
    numbers, doubtful = sum(each.numbers for each in made), sum(each.doubtful for each in made)
    doubts = f"，其中 {doubtful} 个存疑" if doubtful else ""
    lost = f"；{len(read) - len(made)} 份没有读出来" if len(read) > len(made) else ""
    return f"读了 {len(read)} 份：读出 {numbers} 个数{doubts}{lost}。请对照原件，再用 nianbao check 核对。"


def _as_json(outcome: Results, read: Sequence[Read], written: dict[str, str]) -> str:
    """The findings as `check` gives them, and for each source what became of it."""
    report = json.loads(reporters.find("json").report(outcome))
    report["imported"] = [
        {
            "file": each.name,
            "output": written.get(each.name),
            "form": each.imported.form.version if each.imported.form else None,
            "numbers": each.imported.numbers,
            "doubtful": each.imported.doubtful,
            **({} if each.name in written else {"filing": each.imported.text or None}),
        }
        for each in read
    ]
    return json.dumps(report, ensure_ascii=False, indent=2)
