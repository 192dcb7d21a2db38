"""What is printed: the example × output × judge table, the planted faults, the sums, the failures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table

from conformance.run import Hearing
from conformance.verdict import Verdict

KINDS = {
    "docx": "DOCX",
    "contents": "DOCX（带目录）",
    "html": "HTML",
    "typst": "PDF（typst）",
    "weasyprint": "PDF（weasyprint）",
    "poster": "图解 PDF",
}


def show(hearings: Sequence[Hearing], console: Console) -> None:
    """All tables, then every failure on a line of its own."""
    for kind, title in KINDS.items():
        if any(one.output.kind == kind for hearing in hearings for one in hearing.verdicts):
            console.print(_matrix(kind, title, hearings))
    console.print(_sums(hearings))
    for failure in (failure for hearing in hearings for failure in hearing.failures):
        console.print(f"✗ {failure}", style="red", markup=False, highlight=False, soft_wrap=True)


def _matrix(kind: str, title: str, hearings: Iterable[Hearing]) -> Table:
    """One row an output of the kind, one column a judge's standard: ✓ or the number of failures."""
    cells: dict[str, dict[str, str]] = {}
    columns: dict[str, None] = {}
    for hearing in hearings:
        for one in hearing.verdicts:
            if one.output.kind == kind:
                column = f"{hearing.title}\n{one.standard}"
                columns[column] = None
                cells.setdefault(one.output.name, {})[column] = _cell(one)
    table = Table("样例（样式）", *columns, title=title, title_justify="left")
    for name, row in cells.items():
        table.add_row(name, *(row.get(column, "—") for column in columns))
    return table


def _cell(one: Verdict) -> str:
    mark = f"✗{len(one.failures)}" if one.failures else "✓"
    return f"{mark} {one.rules}条" if one.rules is not None else mark


def _sums(hearings: Iterable[Hearing]) -> Table:
    table = Table(
        "校验工具", "文件", "规则", "不合格", "故意放错，已发现", "用时", title="合计", title_justify="left"
    )
    for one in hearings:
        table.add_row(one.title, *_sum(one))
    return table


def _sum(hearing: Hearing) -> Iterator[str]:
    yield str(len({id(one.output) for one in hearing.verdicts}))
    told = [one.rules for one in hearing.verdicts if one.rules is not None]
    yield str(sum(told)) if told else "—"
    yield str(sum(len(one.failures) for one in hearing.verdicts))
    yield f"{sum(seen for _, seen in hearing.faults)}/{len(hearing.faults)}"
    yield f"{hearing.seconds:.1f} 秒"
