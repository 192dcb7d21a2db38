"""Reports as others write them: the example's tables as rows of texts, to be spoilt and put into a source."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape

from generator.batch.desk import examine
from generator.filing.filing import Filing
from generator.filing.read import read, read_file
from generator.form.library import SHIPPED
from generator.form.table_grid import Role
from generator.importers.extract import Imported, extract
from generator.importers.pages import Pages
from generator.importers.sources import find
from generator.report.tables import filled
from tests.conftest import EXAMPLES


@dataclass(frozen=True)
class Printed:
    """A cell of a table: its text and how far it reaches."""

    text: str
    right: int = 1
    down: int = 1


Table = list[list[Printed]]
TITLE = "示例市人民政府办公室2024年政府信息公开工作年度报告"
PERIOD = (
    "本报告依据《中华人民共和国政府信息公开条例》编制。所列数据的统计期限自2024年1月1日起至2024年12月31日止。"
)


@cache
def filing(name: str = "2021") -> Filing:
    found = examine(read_file(EXAMPLES / f"{name}.yaml")).filing
    assert found is not None
    return found


def table(section: str, name: str = "2021") -> Table:
    """A table of an example as it is printed."""
    form = filing(name).format
    grid = filled(filing(name), section, form.tables[section])
    rows: Table = [[] for _ in range(grid.rows)]
    for place in sorted(grid.places, key=lambda place: (place.row, place.column)):
        rows[place.row].append(Printed(place.printed, place.colspan, place.rowspan))
    assert any(place.role is Role.NUMBER for place in grid.places)
    return rows


def tables(name: str = "2021") -> dict[str, Table]:
    return {section: table(section, name) for section in filing(name).format.tables}


def figures(name: str = "2021") -> dict[str, str]:
    """Every number of an example, computed totals too."""
    return {path: str(cell.value) for path, cell in filing(name).cells.items()}


def changed(rows: Table, change: Callable[[str], str]) -> Table:
    """A table with every text changed."""
    return [[replace(cell, text=change(cell.text)) for cell in row] for row in rows]


def flat(rows: Table) -> list[list[str]]:
    """A table without spans: what a cell reaches over is empty, as in a sheet without merged cells."""
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            for down in range(cell.down):
                for right in range(cell.right):
                    taken[number + down, column + right] = cell.text if not (down or right) else ""
    width = 1 + max(column for _, column in taken)
    return [[taken.get((row, column), "") for column in range(width)] for row in range(len(rows))]


# ---------------------------------------------------------------- sources


def page(parts: Iterable[str | Table], *, head: str = "", charset: str = "") -> str:
    """A web page of paragraphs and tables."""
    body = "".join(_element(part) for part in parts)
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>{TITLE}</title>{head}</head><body><div>{body}</div></body></html>"


def _element(part: str | Table) -> str:
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    rows = ("".join(map(_cell, row)) for row in part)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(cell: Printed) -> str:
    spans = f' colspan="{cell.right}" rowspan="{cell.down}"' if cell.right * cell.down > 1 else ""
    return f"<td{spans}>{escape(cell.text).replace(chr(10), '<br>')}</td>"


def report(changed_tables: dict[str, Table] | None = None, name: str = "2021") -> list[str | Table]:
    """The parts of a whole report: title, period, sections with their tables or a sentence."""
    there = tables(name) if changed_tables is None else changed_tables
    parts: list[str | Table] = [TITLE, PERIOD]
    for section in filing(name).format.sections:
        if section.heading:
            parts.append(section.heading)
        if section.key in there:
            parts.append(there[section.key])
        elif section.heading:
            parts.append("本年度按照要求开展了各项工作，没有其他需要说明的情况。")
    return parts


def read_page(text: str | bytes) -> Pages:
    return find("html").read(text.encode() if isinstance(text, str) else text)


def imported(pages: Pages, version: str | None = None) -> Imported:
    return extract(pages, "report", SHIPPED, version)


def from_tables(changed_tables: dict[str, Table], name: str = "2021") -> Imported:
    return imported(read_page(page(report(changed_tables, name))))


def numbers(result: Imported) -> dict[str, str]:
    """Every number of the filing that came of it; a total of what is not there is none."""
    found = examine(read(result.text.encode(), "read.yaml", EXAMPLES)).filing
    assert found is not None
    gone = {path for path, cell in found.cells.items() if cell.value is None}
    return {
        path: "None" if gone & {path, *cell.parts} else str(cell.value) for path, cell in found.cells.items()
    }


def codes(result: Imported) -> list[str]:
    return [finding.code for finding in result.findings]


def told_of(result: Imported) -> set[str]:
    """Rows and numbers of which something is said."""
    return {cell for finding in result.findings for cell in finding.cells}


def wrong_silently(result: Imported, name: str = "2021") -> dict[str, tuple[str, str]]:
    """Numbers that are neither right, nor empty, nor told: the worst there can be."""
    told = told_of(result)
    return {
        path: (figures(name)[path], number)
        for path, number in numbers(result).items()
        if number not in (figures(name)[path], "None")
        and not any(path == cell or path.startswith(f"{cell}.") for cell in told)
    }


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, more: dict[str, str] | None = None) -> bytes:
    """A Word document with that body and nothing else."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        **(more or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, text in parts.items():
            package.writestr(entry, text)
    return buffer.getvalue()


def paragraph(text: str, about: str = "") -> str:
    return f"<w:p>{about}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def word_table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
