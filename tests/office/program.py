"""The office program that is steered: whether there is one, and jobs that are done in it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import cli
from generator.cli.chinese import explain

EDITOR = Path(__file__).with_name("editor.py")
PROGRAMS = ("soffice", "libreoffice")
# By its ending, how LibreOffice calls a form of file.
FILTERS = {
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "odt": "writer8",
    "rtf": "Rich Text Format",
    "pdf": "writer_pdf_Export",
    "html": "HTML (StarWriter)",
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
}
SECONDS = 600


@dataclass(frozen=True)
class Job:
    """A file that is opened, what is done to it in that order, and as what it is saved."""

    source: Path
    edits: Sequence[Sequence[str]]
    saved: Sequence[Path]

    def line(self) -> str:
        """The job as the editor reads it."""
        saved = {str(path.resolve()): FILTERS[path.suffix[1:]] for path in self.saved}
        order = {"source": str(self.source.resolve()), "edits": self.edits, "saved": saved}
        return json.dumps(order, ensure_ascii=False)


@cache
def python() -> str:
    """A Python that has ``uno``; nothing where there is none."""
    office = next((Path(path).resolve().parent for name in PROGRAMS if (path := shutil.which(name))), None)
    beside = [office / "python"] if office else []
    for path in (sys.executable, *map(str, beside), "/usr/bin/python3"):
        if (
            shutil.which(path)
            and subprocess.run([path, "-c", "import uno"], capture_output=True, check=False).returncode == 0
        ):
            return path
    return ""


def missing() -> str:
    """What is missing; nothing where an office program can be steered."""
    if not any(map(shutil.which, PROGRAMS)):
        return "LibreOffice is not installed"
    return "" if python() else "no Python has LibreOffice's uno (Debian: python3-uno)"


@contextmanager
def office(pipe: str, folder: Path) -> Iterator[None]:
    """LibreOffice without a window, with a profile of its own."""
    program = next(path for name in PROGRAMS if (path := shutil.which(name)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    quiet = ("--headless", "--norestore", "--nolockcheck", "--nodefault", f"--accept=pipe,name={pipe};urp;")
    away = subprocess.DEVNULL
    process = subprocess.Popen([program, profile, *quiet], stdout=away, stderr=away, start_new_session=True)
    try:
        yield
        process.wait(SECONDS)
    finally:
        if process.poll() is None:  # what the program started is of its group
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def work(jobs: Sequence[Job]) -> list[list[str]]:
    """The jobs are done; of each the edits that could not be made."""
    with tempfile.TemporaryDirectory(prefix="nianbao-office-") as folder:
        pipe = f"nianbao{time.monotonic_ns()}"
        with office(pipe, Path(folder)):
            answer = subprocess.run(
                [python(), str(EDITOR), pipe],
                input="\n".join(job.line() for job in jobs),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=SECONDS,
                check=True,
            )
    return [json.loads(line) for line in answer.stdout.splitlines()]


def nianbao(*arguments: object) -> tuple[int, str]:
    """A command of ours in this process: its exit code, and all that it said."""
    said, before = io.StringIO(), sys.argv
    sys.argv = ["nianbao", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return explain(cli.group()), said.getvalue()
    finally:
        sys.argv = before
