"""How fast a report is read, of each kind, beside pandoc or LibreOffice turning the same file into text."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import NIANBAO, compare, run

RUNS = 3
# What pandoc reads, by its names for them; all else is for LibreOffice, into what it can write it as.
PANDOC = {"docx": "docx", "html": "html", "xlsx": "xlsx", "csv": "csv", "txt": "markdown"}
TEXT = {"xlsx": "csv", "csv": "csv"}


def imports(room: Path) -> None:
    """Each kind of source: read into a filing by us, turned into plain text by the other."""
    source = room / "sources"
    source.mkdir()
    # Made elsewhere: a process is counted with the memory of the one that started it.
    run((sys.executable, "-m", "benchmarks.sources", str(source)))
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        _converted(_office(office, room, source / "report.docx", "doc"), source / "report.doc")
    else:
        print("\nimport: .doc not measured: there is no LibreOffice")
    for path in sorted(source.iterdir()):
        theirs = _theirs(path, room, office)
        if theirs is None:
            print(
                f"\nimport: {path.suffix} not measured: there is neither pandoc that reads it nor LibreOffice"
            )
            continue
        name = Path(theirs[0]).name
        size = f"{path.stat().st_size / 1024:.0f} KiB"
        compare(
            f"import {path.suffix} ({size}); theirs: {name}", (*NIANBAO, "import", str(path)), theirs, RUNS
        )


def _theirs(path: Path, room: Path, office: str | None) -> Sequence[str] | None:
    """The command by which the other turns a file into text; None where there is none."""
    kind = path.suffix.removeprefix(".")
    pandoc = shutil.which("pandoc")
    if pandoc and PANDOC.get(kind) in _formats(pandoc):
        return (pandoc, "-f", PANDOC[kind], "-t", "plain", "-o", str(room / "pandoc.txt"), str(path))
    return _office(office, room, path, TEXT.get(kind, "txt:Text")) if office else None


def _formats(pandoc: str) -> frozenset[str]:
    listed = subprocess.run([pandoc, "--list-input-formats"], capture_output=True, check=True, text=True)
    return frozenset(listed.stdout.split())


def _office(office: str, room: Path, path: Path, into: str) -> Sequence[str]:
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    reading = ("--infilter=writer_pdf_import",) if path.suffix == ".pdf" else ()
    where = path.parent if into == "doc" else room
    return (office, profile, "--headless", *reading, "--convert-to", into, "--outdir", str(where), str(path))


def _converted(command: Sequence[str], made: Path) -> None:
    subprocess.run(command, capture_output=True, check=True)
    if not made.is_file():
        raise SystemExit(f"failed: {' '.join(command)}")
