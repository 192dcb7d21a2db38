"""A fontconfig file for judges that lay pages out: the shipped fonts under every name a style uses.

So LibreOffice and Chromium measure the same on every machine, whatever is installed on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from conformance.parts import ROOM, latin_font
from generator.common import data_folders as resources
from generator.writers.style.tokens import Style, find, styles

LATIN = "Liberation Serif"
GENERIC = {"serif": ("Nianbao Song", 400), "sans-serif": ("Nianbao Hei", 400)}
BOLD = 600


def environment() -> dict[str, str]:
    """The variable that makes a program use these fonts and no others."""
    path = ROOM / "fonts.conf"
    latin = latin_font()
    folders = [resources.folder("styles") / "fonts", *([latin.parent] if latin else [])]
    path.write_text(configuration(folders, ROOM / "font-cache"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


def configuration(folders: list[Path], cache: Path) -> str:
    """The file's text."""
    names = dict(GENERIC)
    for style in map(find, styles()):
        names |= dict(_names(style))
    matches = "".join(_match(name, *real) for name, real in sorted(names.items()))
    places = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{places}<cachedir>{escape(str(cache))}</cachedir>{matches}</fontconfig>"
    )


def _match(name: str, family: str, weight: int) -> str:
    bold = '<edit name="weight" mode="assign"><const>bold</const></edit>' if weight >= BOLD else ""
    real = f'<edit name="family" mode="assign" binding="same"><string>{escape(family)}</string></edit>'
    test = f'<test name="family"><string>{escape(name)}</string></test>'
    return f'<match target="pattern">{test}{real}{bold}</match>'


def _names(style: Style) -> Iterator[tuple[str, tuple[str, int]]]:
    yield style.latin, (LATIN, 400)
    for role in style.fonts.values():
        for name in (*role.families, role.docx):
            yield name, (role.bundled.family, role.bundled.weight)
