"""Documents that only an office program can read, turned into Word documents by LibreOffice where it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.common.limited import NOWHERE, PROXIES
from generator.importers.pages import Unreadable

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
ABSENT = "读这种文件要用 LibreOffice，这台计算机上没有装；请装上，或者用 Word、WPS 打开它，另存为 .docx 再读"
FAILED = "LibreOffice 打不开这个文件：它可能有密码、损坏了，或者不是文档"


def as_docx(data: bytes, ending: str) -> bytes:
    """The document as a Word document; macros are not run, links are not followed.  Raises Unreadable."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise Unreadable(ABSENT)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        source = Path(folder, f"source{ending}")
        source.write_bytes(data)
        try:
            subprocess.run(
                _command(program, folder, source),
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env={**os.environ, **dict.fromkeys(PROXIES, NOWHERE)},
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable(f"LibreOffice 读了 {SECONDS} 秒还没有读完") from error
        made = source.with_suffix(".docx")
        if not made.is_file() or made == source:
            raise Unreadable(FAILED)
        return made.read_bytes()


def _command(program: str, folder: str, source: Path) -> list[str]:
    """With a profile of its own: a window that is open does not matter, and nothing of it is used."""
    profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault"]
    return [program, profile, *quiet, "--convert-to", "docx", "--outdir", folder, str(source)]
