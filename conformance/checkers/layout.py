"""The page, measured in print and compared with the standard; LibreOffice prints the DOCX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

import pikepdf

from conformance import word
from conformance.faults import package_changed
from conformance.geometry import Measures, measure
from conformance.office import converted
from conformance.pages import pages
from conformance.standard import faults as against
from conformance.standard import standard
from conformance.verdict import Fault, Output, Verdict

TITLE = "版面"
KINDS = ("docx", "typst", "weasyprint")
STYLES = "word/styles.xml"


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """Every page; and what the DOCX says itself, which Word goes by."""
    for output, found in measured(outputs):
        rules, failures = against(standard().of(output.style), found)
        yield Verdict(output, "量版面", rules, failures)
        if output.kind == "docx" and output.style in standard().styles:
            page = word.page(output.data)
            yield Verdict(
                output, "文件所写", *against(standard().of(output.style, file=True), page, file=True)
            )


def measured(outputs: Sequence[Output]) -> Iterator[tuple[Output, Measures]]:
    """The measures of each output as it is printed; none where there is nothing to measure."""
    _print([output for output in outputs if output.kind == "docx" and output.data not in PRINTED])
    for output in outputs:
        data = PRINTED[output.data] if output.kind == "docx" else output.data
        try:
            yield output, measure(pages(data), output.report)
        except ValueError:
            yield output, {}


# What LibreOffice has printed of each DOCX.
PRINTED: dict[bytes, bytes] = {}


def _print(files: Sequence[Output]) -> None:
    for output, data in zip(files, converted(files, "pdf") if files else (), strict=True):
        PRINTED[output.data] = data


def faults(output: Output) -> Iterator[Fault]:
    """The text moved sideways by 7 mm."""
    if output.kind == "docx":
        yield from _docx_faults(output)
        return
    with pikepdf.open(BytesIO(output.data)) as pdf:
        for page in pdf.pages:
            page.contents_add(b"1 0 0 1 20 0 cm", prepend=True)
        target = BytesIO()
        pdf.save(target)
    yield Fault("订口", output.changed(target.getvalue()), "订口")


def _docx_faults(output: Output) -> Iterator[Fault]:
    """The left margin 7 mm wider, and larger headings."""
    margins = _first(r"<w:pgMar[^>]*>", output.data, "word/document.xml")
    wider = re.sub(r'w:left="\d+"', 'w:left="1984"', margins)
    heading = _first(r'<w:style [^>]*w:styleId="Heading1".*?</w:style>', output.data, STYLES)
    larger = re.sub(r'<w:sz w:val="\d+"/>', '<w:sz w:val="36"/>', heading)
    planted = package_changed(package_changed(output.data, (margins, wider)), (heading, larger), part=STYLES)
    changed = output.changed(planted)
    yield Fault("订口", changed, "订口")
    yield Fault("标题字号", changed, "一、字号")


def _first(pattern: str, data: bytes, part: str) -> str:
    with ZipFile(BytesIO(data)) as package:
        found = re.search(pattern, package.read(part).decode())
    if found is None:
        raise LookupError(pattern)
    return found[0]
