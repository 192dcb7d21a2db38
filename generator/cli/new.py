"""``nianbao new``: a blank filing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.batch.desk import Desk
from generator.batch.inputs import Misuse, files_beside, inputs
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_extended, with_packs
from generator.cli.new_file import pictures_to_move, write_new, write_new_bytes, write_schema
from generator.cli.screen import say
from generator.cli.unread import unread
from generator.compose.begun import with_sentences
from generator.compose.blank import Known, blank
from generator.compose.carry import carried_over
from generator.filing.filing import Filing
from generator.filing.given import LOCAL
from generator.findings.exit_code import Unopened
from generator.form.carrying import carrying
from generator.form.library import Library
from generator.form.sentences import Ready, sentences_of
from generator.rules.text.numbers.carried import CarriedText, carried_texts
from generator.workbook.plan import blank_workbook

# Before a mark so much of a line is shown: the clause that it stands in.
_CLAUSE = re.compile("[，。；：！？]")


@chinese_command(
    "new",
    local=True,
    short_help="生成一份空白填报",
    epilog="""
例子：

\b
  nianbao new 2021 -o 2024.yaml
  nianbao new 2021 --from 2023.yaml -o 2024.yaml   沿用上年的机关信息和正文，转入上年的结转数
  nianbao new 2021 --sentences -o 2024.yaml        第一次写：各部分带参考语句，填了表就有数
  nianbao new 2021 --local 示例市 -o 2024.yaml     连同地方规则加的章节、表头字段
  nianbao new 2021 --xlsx --from 2023.yaml -o 2024.xlsx   给人在 Excel 里填，旁边列出上年的数
""",
)
@click.argument("version", metavar="版本")
@click.option("--from", "last", metavar="上年填报", help="上一年的填报文件")
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写则输出到屏幕")
@click.option("--xlsx", is_flag=True, help="生成 Excel 工作簿，一张表一页，合计和勾稽自动计算")
@click.option("--sentences", is_flag=True, help="各部分写上参考语句，数用占位符；逐句核对、改写后再用")
@click.option("--force", is_flag=True, help="文件已经存在时也覆盖")
def command(  # one argument for every option, as click has it
    version: str,
    last: str | None,
    output: str | None,
    xlsx: bool,
    sentences: bool,
    force: bool,
    library: Library,
) -> int:
    """生成一份空白填报：全部章节、全部行，每一处注明填什么。

    --from 沿用上一年的机关、网站、联系方式、标题、落款、附表的列和行，年度加一，格式规定转入下年的数也转入。
    正文也沿用：与上年的表相符的数和年份改成占位符，今年填了表就是今年的；同比的增减按上年填报算；
    没有改成占位符的数、日期、文件名后面标“【待改】”，逐处列出，没有改的 nianbao check 会指出来。
    上年的文号、附件、备注和表旁的话抄作注释，改成这一年的再用；上年的报告地址不沿用。

    --sentences 给还没有文字的部分写上参考语句：有数没有数都说得通，别的说法列成注释；不代替做过的事。

    --xlsx 生成的工作簿，不写 -o 就放在当前文件夹。
    填报的第一行让编辑器逐格提示，它要的文件写在旁边的 .nianbao 文件夹里。
    """
    filing = _last_year(last, library) if last else None
    form = find_extended(version, with_packs(filing, library) if filing else library)
    folder = Path(output).parent if output else Path()
    path = Path(os.path.relpath(last, folder)).as_posix() if last else ""
    begun = list(carried_texts(filing)) if filing and not xlsx else []
    narratives = {each.path: each.text for each in begun}
    known = carried_over(filing, form, path, narratives) if filing else Known()
    if sentences:
        known = with_sentences(known, _sentences(version, library))
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
    moved = pictures_to_move(filing, output) if filing and begun else ()
    for line in (*_to_revise(output, text, begun), *moved):
        say(line, err=output is None)
    return 0


def _sentences(version: str, library: Library) -> tuple[Ready, ...]:
    found = sentences_of(version, library)
    if not found:
        raise Misuse(f"{version} 版没有参考语句（格式文件夹里没有 sentences.yaml）")
    return found


def _to_revise(output: str | None, text: str, begun: Sequence[CarriedText]) -> Iterator[str]:
    """What became of last year's texts: each place that is to be looked at, and how many."""
    if not begun:
        return
    mark = carrying().revise
    lines = [
        (number, line) for number, line in enumerate(text.split("\n"), 1) if not line.lstrip().startswith("#")
    ]
    places = [
        (number, line, at.start()) for number, line in lines for at in re.finditer(re.escape(mark), line)
    ]
    for number, line, at in places:
        words = _CLAUSE.split(line[:at].replace(mark, ""))[-1].strip()
        yield f"  {f'{output}:{number}' if output else f'第 {number} 行'}: {words}"
    made = sum(each.made for each in begun)
    marked = f"；{len(places)} 处标了“{mark}”，改成这一年的，再删去这个记号" if places else ""
    yield f"正文沿用上年的：{made} 处数和年份改成了占位符{marked}。"
    if places:
        yield "没有标记的也要看一遍：上年做的事、存在的问题、下一步的打算，今年未必还是那样。"


def _last_year(last: str, library: Library) -> Filing:
    if not Path(last).is_file():
        raise Misuse(f"--from 后面应当是一个填报文件：{last}")
    (file,) = inputs([last])
    (result,) = Desk(library).examine([file])
    if isinstance(result, Unopened):
        raise Misuse(str(result))
    if result.filing is None or result.filing.header is None:
        raise Misuse(unread(last, result.findings))
    return result.filing
