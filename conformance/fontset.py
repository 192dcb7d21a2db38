"""A fontconfig file for judges that lay pages out: the shipped fonts under every name a style uses.

So LibreOffice and Chromium measure the same on every machine, whatever is installed on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from conformance.parts import ROOM, latin_font
from generator import resources
from generator.style import Style, find, styles

LATIN = "Liberation Serif"
GENERIC = {"serif": "Nianbao Song", "sans-serif": "Nianbao Hei"}


def environment() -> dict[str, str]:
    """The variable that makes a program use these fonts and no others."""
    path = ROOM / "fonts.conf"
    latin = latin_font()
    folders = [resources.folder("styles") / "fonts", *([latin.parent] if latin else [])]
    path.write_text(configuration(folders, ROOM / "font-cache"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


def configuration(folders: list[Path], cache: Path) -> str:
    """The file's text."""
    names: dict[str, str] = {**GENERIC}
    for style in map(find, styles()):
        names |= dict(_names(style))
    aliases = (
        f'<alias binding="same"><family>{escape(name)}</family><prefer><family>{escape(real)}</family>'
        "</prefer></alias>"
        for name, real in sorted(names.items())
    )
    places = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{places}<cachedir>{escape(str(cache))}</cachedir>{''.join(aliases)}</fontconfig>"
    )


def _names(style: Style) -> Iterator[tuple[str, str]]:
    yield style.latin, LATIN
    for role in style.fonts.values():
        for name in (*role.families, role.docx):
            yield name, role.bundled.family
