"""Last year's filing: found where the head names it (上年填报), and whether it can serve as that."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from generator.common.atomic_files import reason
from generator.filing import read as reading
from generator.filing.filing import Filing, State
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form.correspondence import matches
from generator.source.nodes import Document

SUFFIXES = (".yaml", ".yml")


def open_previous(filing: Filing) -> tuple[Document | None, list[Finding]]:
    """The document that a filing's head names as last year's; finding C01 where it cannot be had.

    Only a YAML file by a relative path is opened: a filing comes from outside and may be checked on a
    machine that is not its office's.
    """
    name = filing.header.previous if filing.header else None
    if name is None:
        return None, []
    span = filing.span_of("previous")
    folder = filing.source.folder
    if folder is None:
        return None, [found("C01", span, path=name, problem="从标准输入读取的填报没有所在的文件夹")]
    path = Path(name)
    if path.is_absolute() or path.suffix not in SUFFIXES:
        return None, [found("C01", span, path=name, problem="应当是以 .yaml 结尾的相对路径")]
    try:
        if (folder / path).exists() and not (folder / path).is_file():
            return None, [found("C01", span, path=name, problem="不是普通文件")]
        return reading.read_file(folder / path), []
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "路径不对"
        return None, [found("C01", span, path=name, problem=why)]


def judge_previous(filing: Filing, last: Filing | None, name: str, span: Span) -> tuple[bool, list[Finding]]:
    """Whether ``last`` is of the year before; finding C01 where it is not, C02 for another name."""
    if filing.header is None:
        return False, []
    if last is None or last.header is None:
        return False, [found("C01", span, path=name, problem="读不出来，请先用 nianbao check 核对它")]
    wanted = filing.header.year - 1
    if last.header.year != wanted:
        problem = f"它的年度是 {last.header.year}，应为 {wanted}"
        return False, [found("C01", span, path=name, problem=problem)]
    if last.header.authority != filing.header.authority:
        return True, [found("C02", span, path=name, authority=last.header.authority)]
    return True, []


def last_year(filing: Filing, *paths: str) -> tuple[str, ...] | None:
    """The numbers of last year's filing that stand for the sum of these; None where there are none."""
    if filing.previous is None:
        return None
    match = matches(filing.format, filing.previous.format).get(paths)
    return match.there if match else None


def known_sum(filing: Filing, paths: tuple[str, ...]) -> Fraction | None:
    """The sum of numbers, None where one of them is blank or broken."""
    cells = [filing.cells[path] for path in paths]
    if any(cell.state in (State.BLANK, State.BROKEN) or cell.value is None for cell in cells):
        return None
    return sum((Fraction(cell.value or 0) for cell in cells), start=Fraction(0))
