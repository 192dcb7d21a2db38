"""``nianbao text``: the sentences of filings and reports, with what every number in them is bound to."""

from __future__ import annotations

from pathlib import Path

import click

from generator.batch.inputs import Misuse, files_beside
from generator.batch.narrated import Narrated, narrated
from generator.cli.bind import bind_files
from generator.cli.chinese import command as chinese_command
from generator.cli.new_file import write_new
from generator.cli.screen import complain, put, say
from generator.cli.text_shown import as_json, as_text, read_file
from generator.common.safe_text import harmless
from generator.findings.exit_code import exit_code
from generator.form.library import Library


@chinese_command(
    "text",
    local=True,
    short_help="逐句列出文字里的数：与表里哪个数对上，对不上的为什么",
    epilog="""
例子：

\b
  nianbao text 2024.yaml                  逐句列出，每个数下面写明与表里哪个数对上
  nianbao text 年报.docx                  已经公布的报告也可以
  nianbao text 2024.yaml --format json -o 文字.json
  nianbao text 2024.yaml --bind --diff    看看哪些手写的数可以改成占位符
  nianbao text 2024.yaml --bind           改成占位符：以后改了表，文字跟着变
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="文件…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="显示的形式：text（默认）、json",
    metavar="形式",
)
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写则输出到屏幕")
@click.option("--previous", metavar="路径", help="上一年的填报（文件或文件夹），用来算增减")
@click.option("--bind", is_flag=True, help="把与表相符的数、本年度的年份改成占位符：印出来的一个字不变")
@click.option("--diff", is_flag=True, help="同 --bind，只显示会怎样改（补丁形式），不写文件")
@click.option("--force", is_flag=True, help="文件已经存在时也覆盖")
def command(  # one argument for every option, as click has it
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    previous: str | None,
    bind: bool,
    diff: bool,
    force: bool,
    library: Library,
) -> int:
    """逐句列出文字里的数：与表里哪个数对上、相符不相符；没有与表对的，写明为什么。

    核对（nianbao check）只指出有把握的错；这里连没有把握的也列出来，供人逐句看。占比、增减也算。
    文件是填报，或者已经公布的报告（Word、PDF、网页等，与 check 相同）。

    --bind 只改有把握、与表相符、占位符印得出同样写法的数；与表不符的指出来，不改。注释、版面、换行都不动。
    """
    if diff and not bind:
        raise Misuse("--diff 要与 --bind 合用")
    if bind:
        if output is not None or form != "text":
            raise Misuse("--bind 不能与 -o、--format 合用")
        return bind_files(paths, library, previous, write=not diff)
    found, unopened = narrated(paths, library, previous)
    files = [read_file(each) for each in found]
    text = as_json(files) if form == "json" else "\n".join(harmless(line) for line in as_text(files))
    if output is None:
        put(text)
    else:
        write_new(output, text + "\n", [path for each in found for path in _read(each)], force=force)
    for closed in unopened:
        complain(str(closed))
    for file in files:
        if file.problem and output is not None:
            say(f"{file.narrated.name}：{file.problem}", err=True)
    return max(exit_code((), unopened), int(any(file.problem for file in files)))


def _read(each: Narrated) -> list[Path]:
    """The files that were read for one: none of them is written over."""
    return [Path(each.name), *(files_beside(each.filing) if each.filing else ())]
