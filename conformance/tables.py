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
        if any(verdict.output.kind == kind for hearing in hearings for verdict in hearing.verdicts):
            console.print(_matrix(kind, title, hearings))
    console.print(_sums(hearings))
    for failure in (failure for hearing in hearings for failure in hearing.failures):
        console.print(f"✗ {failure}", style="red", markup=False, highlight=False, soft_wrap=True)


def _matrix(kind: str, title: str, hearings: Iterable[Hearing]) -> Table:
    """One row an output of the kind, one column a judge's standard: ✓ or the number of failures."""
    cells: dict[str, dict[str, str]] = {}
    columns: dict[str, None] = {}
    for hearing in hearings:
        for verdict in hearing.verdicts:
            if verdict.output.kind == kind:
                column = f"{hearing.title}\n{verdict.standard}"
                columns[column] = None
                cells.setdefault(verdict.output.name, {})[column] = _cell(verdict)
    table = Table("样例（样式）", *columns, title=title, title_justify="left")
    for name, row in cells.items():
        table.add_row(name, *(row.get(column, "—") for column in columns))
    return table


def _cell(verdict: Verdict) -> str:
    mark = f"✗{len(verdict.failures)}" if verdict.failures else "✓"
    return f"{mark} {verdict.rules}条" if verdict.rules is not None else mark


def _sums(hearings: Iterable[Hearing]) -> Table:
    table = Table(
        "校验工具", "文件", "规则", "不合格", "故意放错，已发现", "用时", title="合计", title_justify="left"
    )
    for hearing in hearings:
        table.add_row(hearing.title, *_sum(hearing))
    return table


def _sum(hearing: Hearing) -> Iterator[str]:
    yield str(len({id(verdict.output) for verdict in hearing.verdicts}))
    counts = [verdict.rules for verdict in hearing.verdicts if verdict.rules is not None]
    yield str(sum(counts)) if counts else "—"
    yield str(sum(len(verdict.failures) for verdict in hearing.verdicts))
    yield f"{sum(seen for _, seen in hearing.faults)}/{len(hearing.faults)}"
    yield f"{hearing.seconds:.1f} 秒"
