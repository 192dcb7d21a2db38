"""LibreOffice: the DOCX is opened and saved anew without the loss of a cell, a heading or the filing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conformance import word
from conformance.faults import package_changed
from conformance.office import converted
from conformance.verdict import Fault, Output, Verdict
from conformance.word import WordCell
from generator.form.table_grid import Place, Role
from generator.report.build import Heading, Report, TableBlock
from generator.writers.docx.carried import filing_of
from generator.writers.style.remarks import with_remarks
from generator.writers.style.tokens import find

TITLE = "LibreOffice 另存"
KINDS = ("docx",)


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """What the saved file says, against the report itself."""
    for output, saved in zip(outputs, converted(outputs, "docx"), strict=True):
        compared, failures = _compare(output, saved)
        yield Verdict(output, "逐格、标题、属性", compared, tuple(failures))


def _compare(output: Output, saved: bytes) -> tuple[int, list[str]]:
    """How many things were compared, and what is lost."""
    pairs = [*_whole(output, saved), *_cells(output.report, output.style, saved)]
    return len(pairs), [
        f"{what}：应为 {wanted}，存成 {found}" for what, wanted, found in pairs if wanted != found
    ]


def _whole(output: Output, saved: bytes) -> Iterator[tuple[str, object, object]]:
    """Headings, properties and the filing within."""
    report = output.report
    headings = [(block.level, block.text) for block in report.blocks if isinstance(block, Heading)]
    yield "标题", headings, word.headings(saved)
    yield "附带的填报数据", report.data, filing_of(saved)
    found = word.properties(saved)
    yield from (
        (name, text, found.get(name, "")) for name, text in word.properties(output.data).items() if text
    )


def _cells(report: Report, style: str, saved: bytes) -> Iterator[tuple[str, object, object]]:
    """Every cell of every table, and the rows repeated over pages."""
    settled = with_remarks(report, find(style))
    blocks = [block for block in settled.blocks if isinstance(block, TableBlock)]
    tables = word.tables(saved)
    yield "表格个数", len(blocks), len(tables)
    yield "重复的表头行数", [block.head_rows for block in blocks], word.header_rows(saved)
    for block, cells in zip(blocks, tables, strict=False):
        yield f"{block.id}的格数", len(block.places), len(cells)
        for place, cell in zip(block.places, cells, strict=False):
            yield f"{block.id}第{cell.row + 1}行第{cell.column + 1}列", _cell(place), cell


def _cell(place: Place) -> WordCell:
    return WordCell(place.row, place.column, place.rowspan, place.colspan, place.printed)


def faults(output: Output) -> Iterator[Fault]:
    """A figure, a merged cell and a heading changed before it is opened."""
    blocks = output.report.blocks
    places = [place for block in blocks if isinstance(block, TableBlock) for place in block.places]
    figure = next(place.text for place in places if place.role is Role.NUMBER)
    heading = next(block for block in blocks if isinstance(block, Heading))
    text = '<w:t xml:space="preserve">{}</w:t>'
    figures = (text.format(figure), text.format(f"{figure}9"))
    planted = output.changed(
        package_changed(
            output.data,
            figures,
            ('<w:vMerge w:val="continue"/>', ""),
            (f">{heading.text}</w:t>", "></w:t>"),
        )
    )
    yield Fault("少一位数", planted, f"{figure}9")
    yield Fault("合并的格拆开", planted, "rowspan")
    yield Fault("标题没有了", planted, "标题：")
