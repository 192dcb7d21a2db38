"""qpdf: the bones of a PDF, its cross references, streams and objects, are whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conformance.parts import OUTPUTS, run
from conformance.verdict import Fault, Output, Verdict

TITLE = "qpdf --check"
KINDS = ("typst", "weasyprint", "poster")
SOUND = "No syntax or stream encoding errors found"


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """qpdf's own last word; whatever it says besides the version and the file's kind is a failure."""
    for output in outputs:
        answer = run("qpdf", "--check", output.saved(OUTPUTS), accept=(0, 2, 3))
        failures = () if SOUND in answer else tuple(answer.splitlines()[1:]) or ("qpdf 打不开这个文件",)
        yield Verdict(output, "ISO 32000 语法", None, failures)


def faults(output: Output) -> Iterator[Fault]:
    """A file cut off in the middle."""
    yield Fault("文件截断", output.changed(output.data[: len(output.data) // 2]), "qpdf")
