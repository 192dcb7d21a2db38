"""``nianbao new``: a blank filing."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from generator.batch.desk import Desk
from generator.batch.inputs import Misuse, files_beside, inputs
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_extended, with_packs
from generator.cli.new_file import write_new, write_new_bytes, write_schema
from generator.compose.blank import Known, blank
from generator.compose.carry import carried_over
from generator.filing.filing import Filing
from generator.filing.given import LOCAL
from generator.findings.exit_code import Unopened
from generator.form.library import Library
from generator.workbook.plan import blank_workbook


@chinese_command(
    "new",
    local=True,
    short_help="生成一份空白填报",
    epilog="""
例子：

\b
  nianbao new 2021 -o 2024.yaml
  nianbao new 2021 --from 2023.yaml -o 2024.yaml   沿用上年的机关信息，转入上年的结转数
  nianbao new 2021 --local 示例市 -o 2024.yaml     连同地方规则加的章节、表头字段
  nianbao new 2021 --xlsx --from 2023.yaml -o 2024.xlsx   给人在 Excel 里填，旁边列出上年的数
""",
)
@click.argument("version", metavar="版本")
@click.option("--from", "last", metavar="上年填报", help="上一年的填报文件")
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写则输出到屏幕")
@click.option("--xlsx", is_flag=True, help="生成 Excel 工作簿，一张表一页，合计和勾稽自动计算")
@click.option("--force", is_flag=True, help="文件已经存在时也覆盖")
def command(
    version: str, last: str | None, output: str | None, xlsx: bool, force: bool, library: Library
) -> int:
    """生成一份空白填报：全部章节、全部行，每一处注明填什么。

    --from 沿用上一年的机关、网站、联系方式、标题、落款、附表的列和行，年度加一，格式规定转入下年的数也转入。
    上年的文号、附件、备注和表旁的话抄作注释，改成这一年的再用；上年的报告地址和正文不沿用。

    --xlsx 生成的工作簿，不写 -o 就放在当前文件夹。
    填报的第一行让编辑器逐格提示，它要的文件写在旁边的 .nianbao 文件夹里。
    """
    filing = _last_year(last, library) if last else None
    form = find_extended(version, with_packs(filing, library) if filing else library)
    folder = Path(output).parent if output else Path()
    path = Path(os.path.relpath(last, folder)).as_posix() if last else ""
    known = carried_over(filing, form, path) if filing else Known()
    if library.packs:
        known = replace(known, head={**known.head, LOCAL: library.packs[-1]})
    text = blank(form, known)
    read = [Path(last), *files_beside(filing)] if last and filing else []
    if xlsx:
        from generator.writers.xlsx.file import file_of  # whoever writes YAML needs no workbook

        data = file_of(blank_workbook(form, text, filing))
        write_new_bytes(output or f"{version}-填报.xlsx", data, read, force=force)
    elif output is None:
        click.echo(text, nl=False)
    else:
        write_new(output, text, read, force=force)
        write_schema(output, form)
    return 0


def _last_year(last: str, library: Library) -> Filing:
    if not Path(last).is_file():
        raise Misuse(f"--from 后面应当是一个填报文件：{last}")
    (file,) = inputs([last])
    (result,) = Desk(library).examine([file])
    if isinstance(result, Unopened):
        raise Misuse(str(result))
    if result.filing is None or result.filing.header is None:
        raise Misuse(f"{last} 读不出来，请先用 nianbao check 核对")
    return result.filing
