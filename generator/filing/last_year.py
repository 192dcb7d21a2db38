"""Last year's filing: found where the head names it (上年填报), and whether it can serve as that."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.filing.filing import Cell, Filing, State
from generator.filing.key import key_before
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form.correspondence import matches
from generator.form.header import key_for
from generator.source.nodes import Mapping, Scalar, is_blank

KEY = key_for("previous")


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's filing as it is handed in: its file, and what it loaded to (None where it could not be
    read), or the ``problem`` why it cannot be had."""

    name: str
    filing: Filing | None
    problem: str = ""


def named_last_year(root: Mapping) -> str | None:
    """The path that a filing's head gives of last year's."""
    node = root.entries.get(KEY)
    written = isinstance(node, Scalar) and not is_blank(node) and node.text.strip()
    return written or None


def judge_last_year(filing: Filing, last: LastYear, span: Span) -> tuple[bool, list[Finding]]:
    """Whether ``last`` is of the year before; finding C01 where it is not, C02 for another name."""
    if filing.authority is None or filing.year is None:
        return False, []
    if last.problem:
        return False, [found("C01", span, path=last.name, problem=last.problem)]
    if last.filing is None or last.filing.year is None or last.filing.authority is None:
        problem = "读不出来，请先用 nianbao check 核对它"
        return False, [found("C01", span, path=last.name, problem=problem)]
    wanted, year = key_before(filing), last.filing.year
    if wanted and (year, last.filing.period) != (wanted.year, wanted.period):
        of = f"{year} {last.filing.period}".strip()
        problem = f"它的年度是 {of}，应为 {f'{wanted.year} {wanted.period}'.strip()}"
        return False, [found("C01", span, path=last.name, problem=problem)]
    if last.filing.authority != filing.authority:
        return True, [found("C02", span, path=last.name, authority=last.filing.authority)]
    return True, []


def last_year(filing: Filing, *paths: str) -> tuple[str, ...] | None:
    """The numbers of last year's filing that stand for the sum of these; None where there are none."""
    if filing.previous is None:
        return None
    if all(path in filing.free_cells for path in paths):
        return paths if all(path in filing.previous.free_cells for path in paths) else None
    match = matches(filing.format, filing.previous.format).get(paths)
    return match.there if match else None


def known_sum(filing: Filing, paths: tuple[str, ...]) -> Fraction | None:
    """The sum of numbers, None where one of them is blank or broken, or was summed from blanks alone."""
    cells = [filing.cell(path) for path in paths]
    if any(cell.value is None or _is_unknown(filing, cell) for cell in cells):
        return None
    return sum((Fraction(cell.value or 0) for cell in cells), start=Fraction(0))


def _is_unknown(filing: Filing, cell: Cell) -> bool:
    if cell.state is State.COMPUTED and cell.parts:
        return all(_is_unknown(filing, filing.cell(part)) for part in cell.parts)
    return cell.state in (State.BLANK, State.BROKEN)
