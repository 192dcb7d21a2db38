"""Writes NOTICE.md: what of others nianbao ships, and what it installs, under which licence.

Licences are what the installed packages say of themselves; the development environment must be complete.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
NOTICE = ROOT / "NOTICE.md"
TEXT = Path(__file__).with_name("notice.md")
FONTS = ROOT / "styles" / "fonts"
# Packages of other interpreters than the one that runs this.
ELSEWHERE = {"brotlicffi": "MIT"}
# What a package says in words of its own.
IN_WORDS = {"pypdfium2": "BSD-3-Clause AND Apache-2.0"}
# Builds the package, and is not needed to run it; with what only it needs.
BUILDS = ("hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers")
# Classifiers, where a package has no shorter word for its licence.
SHORT = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def main() -> None:
    """Write the page."""
    NOTICE.write_text(page(), "utf-8")


def page() -> str:
    """The page, from the fonts, the pins and the packages that are installed."""
    pinned = re.findall(r"^([a-z0-9-]+)==", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    rows = {name: f"| {name} | {licence(name)} |" for name in pinned}
    return TEXT.read_text("utf-8").format(
        fonts="\n".join(fonts()),
        run="\n".join(row for name, row in rows.items() if name not in BUILDS),
        build="\n".join(row for name, row in rows.items() if name in BUILDS),
    )


def fonts() -> list[str]:
    """A row for each font that is shipped."""
    faces = yaml.safe_load((FONTS / "fonts.yaml").read_text("utf-8"))["faces"]
    return [
        f"| `styles/fonts/{face['file']}` | {face['upstream']['name']} "
        f"| OFL-1.1（[全文](styles/fonts/{face['licence']})） |"
        for face in faces
    ]


def licence(name: str) -> str:
    """The licence of a package in the short words of SPDX; ends everything where it says none."""
    try:
        found = IN_WORDS.get(name) or said(metadata(name))
    except PackageNotFoundError:
        found = ELSEWHERE.get(name, "")
    return found or sys.exit(f"make_notice: {name} is not installed, or says no licence")


def said(about: PackageMetadata) -> str:
    """What a package says of its licence."""
    for key in ("License-Expression", "License"):
        words = about.get_all(key) or [""]
        if words[0] and "\n" not in words[0]:
            return words[0]
    classifiers = [text for text in about.get_all("Classifier") or [] if text.startswith("License :: ")]
    return " OR ".join(SHORT[text.rpartition(" :: ")[2]] for text in classifiers)


if __name__ == "__main__":
    main()
