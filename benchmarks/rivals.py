"""What others do with the same filing: docxtpl fills a template with the same tables, typst sets the same
page and no more, PyYAML composes the same text."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import typst
import yaml
from docxtpl import DocxTemplate

from benchmarks.measure import ROOT
from generator.report.build import Report, TableBlock
from generator.writers.pdf import typesetting
from generator.writers.pdf.typst import _data, _pictures
from generator.writers.style.fonts import FontSet
from generator.writers.style.tokens import Style


def composed(text: str) -> Callable[[], object]:
    """PyYAML's C parser, and nodes with their places."""
    return lambda: yaml.compose(text, Loader=yaml.CSafeLoader)


def filled(report: Report) -> Callable[[], object]:
    """docxtpl fills a ready template: a placeholder for every cell of every table of the report."""
    made, context = template(report)

    def fill() -> bytes:
        document = DocxTemplate(io.BytesIO(made))
        document.render(context)
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()

    return fill


def template(report: Report) -> tuple[bytes, Mapping[str, str]]:
    """A template with a placeholder for every cell of every table of a report, and what they stand for."""
    document, context = docx.Document(), dict[str, str]()
    tables = [block for block in report.all_blocks if isinstance(block, TableBlock)]
    for number, block in enumerate(tables):
        rows = max(place.row + place.rowspan for place in block.places)
        columns = max(place.column + place.colspan for place in block.places)
        table = document.add_table(rows, columns)
        for at, place in enumerate(block.places):
            context[f"t{number}_{at}"] = place.text
            table.cell(place.row, place.column).text = f"{{{{ t{number}_{at} }}}}"
    assert len(context) > 200
    made = io.BytesIO()
    document.save(made)
    return made.getvalue(), context


def set_bare(report: Report, style: Style, fonts: FontSet, room: Path) -> Callable[[], object]:
    """typst sets the same page, neither archival nor tagged for tables, and nothing is done to it after."""
    folder = room / "bare"
    folder.mkdir()
    for name, picture in _pictures(report).items():
        (folder / name).write_bytes(picture)
    links = typesetting._lay_out(fonts, folder / "fonts")
    plain: dict[str, Any] = _data(report, style)
    template = style.file("report.typ").read_bytes()

    def compile_it() -> object:
        opened = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder / "fonts")],
        )
        look = {**plain["look"], "fonts": typesetting._faces(fonts, opened, links)}
        data = json.dumps({**plain, "look": look}, ensure_ascii=False)
        return typst.compile(template, root=str(folder), font_paths=opened, sys_inputs={"data": data})

    return compile_it


def an_older_tree(commit: str) -> tempfile.TemporaryDirectory[str] | None:
    """A checkout of an earlier commit; None where the history is not at hand."""
    packed = subprocess.run(
        ["git", "archive", "--format=tar", commit], cwd=ROOT, capture_output=True, check=False
    )
    if packed.returncode:
        return None
    folder = tempfile.TemporaryDirectory()
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder.name, filter="data")
    return folder
