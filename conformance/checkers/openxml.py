"""Microsoft's Open XML SDK: DOCX and XLSX are such that Word and Excel open them without repair."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from conformance.faults import package_changed
from conformance.parts import HERE, NODE, OUTPUTS, run
from conformance.verdict import Fault, Output, Verdict

TITLE = "Open XML SDK"
KINDS = ("docx", "contents", "xlsx")
SCRIPT = "openxml.mjs"
# The oldest Word that knows a table's caption for those who do not see it (w:tblCaption), and the newest.
VERSIONS = ("Office2010", "Microsoft365")


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """One run for all files; a program of its own, as a module is found beside the packages it needs."""
    script = NODE / SCRIPT
    script.write_bytes((HERE / "checkers" / SCRIPT).read_bytes())
    paths = [output.saved(OUTPUTS) for output in outputs]
    found = json.loads(run("node", script, ",".join(VERSIONS), *paths))
    for output, by_version in zip(outputs, found, strict=True):
        for version in VERSIONS:
            failures = tuple(
                f"{fault['path']['partUri']}{fault['path']['xpath']}: {fault['description']}"
                for fault in by_version[version]
            )
            yield Verdict(output, version, None, failures)


def faults(output: Output) -> Iterator[Fault]:
    """An unknown element, a value that is none, an element out of order."""
    if output.kind == "xlsx":
        yield from _faults_of_workbook(output)
        return
    fixed = '<w:tblLayout w:type="fixed"/>'
    planted = output.changed(
        package_changed(
            output.data,
            ("<w:cantSplit/>", "<w:neverSplit/>"),
            ('<w:vAlign w:val="center"/>', '<w:vAlign w:val="middle"/>'),
            (fixed, f'{fixed}<w:tblW w:w="1" w:type="dxa"/>'),
        )
    )
    yield Fault("没有这种元素", planted, "neverSplit")
    yield Fault("没有这种值", planted, "middle")
    yield Fault("元素次序颠倒", planted, "unexpected child element")


def _faults_of_workbook(output: Output) -> Iterator[Fault]:
    """The same in the sheet that tells the state of the sections."""
    planted = output.changed(
        package_changed(
            output.data,
            ('state="frozen"', 'state="cold"'),
            ("<sheetData>", "<sheetData><line/>"),
            ("<pageMargins ", "<cols/><pageMargins "),
            part="xl/worksheets/sheet1.xml",
        )
    )
    yield Fault("没有这种元素", planted, "line")
    yield Fault("没有这种值", planted, "cold")
    yield Fault("元素次序颠倒", planted, "main:cols")
