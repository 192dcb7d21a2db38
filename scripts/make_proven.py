"""Make templates/proven.txt: the digests of our data files, each proven as it stands.

    python scripts/make_proven.py

A file is listed when nothing is wrong in it and every rule in it is sound on every form that it goes on.
Files that are listed are not examined again by whoever uses them (generator/source/proven.py).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from generator.form.format import Format
from generator.form.library import SHIPPED
from generator.rules.soundness import faults
from generator.source.proven import FILE
from generator.source.read import read_file

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
# Local packs go on what somebody chooses, cases are read by those who examine forms.
FOLDERS = (".", "practice", *SHIPPED.versions())
LEFT_OUT = ("cases.yaml",)


def main() -> int:
    """Write the list, or say what keeps a file from being on it."""
    problems = [*_unreadable(), *_unsound()]
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    (TEMPLATES / FILE).write_text(listing(), encoding="utf-8", newline="\n")
    return 0


def files() -> list[Path]:
    """The data files that are read whenever a filing is."""
    found = (path for folder in FOLDERS for path in (TEMPLATES / folder).glob("*.yaml"))
    return sorted(path for path in found if path.name not in LEFT_OUT)


def listing() -> str:
    """A line for each file: its digest and its name."""
    return "".join(
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(TEMPLATES).as_posix()}\n"
        for path in files()
    )


def _unreadable() -> Iterator[str]:
    yield from (f"{path}: {each.message}" for path in files() for each in read_file(path).findings)


def _unsound() -> Iterator[str]:
    for version in SHIPPED.versions():
        form: Format = SHIPPED.find(version)
        yield from (f"{version} {rule.code}: {fault}" for rule in form.rules for fault in faults(rule, form))


if __name__ == "__main__":
    sys.exit(main())
