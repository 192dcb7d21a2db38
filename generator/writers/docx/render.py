"""The DOCX: a style's ``reference.docx``, emptied, with the report written into it and described."""

from __future__ import annotations

from collections.abc import Mapping

from generator.common.atomic_files import reason
from generator.report.build import Report
from generator.writers.docx.body import Body
from generator.writers.docx.carried import carry_filing
from generator.writers.docx.document import Document, NoReference, reference
from generator.writers.docx.draft_mark import mark_as_draft
from generator.writers.docx.properties import describe, proof
from generator.writers.failure import CannotWrite
from generator.writers.order import Task
from generator.writers.style.tokens import Style

REFERENCE = "reference.docx"


def render(task: Task) -> Mapping[str, bytes]:
    """The DOCX; raises CannotWrite for a style that has no reference document."""
    if not (task.style.folder / REFERENCE).is_file():
        raise CannotWrite(f"样式文件夹 {task.style.folder} 里没有 {REFERENCE}，见 styles/README.md")
    return {"docx": word_file(task.report, task.style, contents=task.order.contents)}


def _begun(style: Style) -> Document:
    """The style's own document without its samples; raises CannotWrite where it is none."""
    path = style.folder / REFERENCE
    try:
        return Document(reference(path.read_bytes()))
    except OSError as error:
        raise CannotWrite(f"打不开 {path}：{reason(error)}") from error
    except NoReference as error:
        raise CannotWrite(f"{path} 不是完好的 Word 文件，请重做或者换一份") from error


def word_file(report: Report, style: Style, *, contents: bool = False) -> bytes:
    """The report as a DOCX, with a list of its contents where one is wanted.

    The same report gives the same bytes.
    """
    document = _begun(style)
    body = Body(document, style, report.language)
    body.write(report, contents=contents)
    describe(document, report, style)
    proof(document, report)
    carry_filing(document, report)
    if report.draft:
        mark_as_draft(document, body.sheets.all, style)
    return document.close(str(body))
