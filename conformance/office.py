"""LibreOffice as the office that goes on working with our DOCX: it saves it anew, or prints it.

Files go through it many at a time, since most of its time is its start.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from conformance.fontset import environment
from conformance.parts import OUTPUTS, ROOM, Missing, run
from conformance.verdict import Output


def converted(outputs: Sequence[Output], form: str) -> list[bytes]:
    """Each DOCX as LibreOffice writes it in another form: docx or pdf."""
    folder = Path(mkdtemp(dir=OUTPUTS))
    (folder / "in").mkdir()
    for number, output in enumerate(outputs):
        (folder / "in" / f"{number}.docx").write_bytes(output.data)
    profile = f"-env:UserInstallation={(ROOM / 'office' / form).as_uri()}"
    command = ("soffice", "--headless", profile, "--convert-to", form, "--outdir", folder)
    answer = run(*command, *sorted((folder / "in").iterdir()), extra=environment())
    paths = [folder / f"{number}.{form}" for number in range(len(outputs))]
    if missing := [path.stem for path in paths if not path.is_file()]:
        raise Missing(f"LibreOffice 没有写出第 {'、'.join(missing)} 个文件：{answer}")
    return [path.read_bytes() for path in paths]
