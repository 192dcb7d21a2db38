"""Typst, run on one of the fixed templates of a style: data go in as JSON, never as code.

Typst sees a folder of its own with the fonts and pictures it is to use, and nothing else.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from generator.writers.failure import CannotWrite
from generator.writers.style.fonts import FontSet
from generator.writers.style.tokens import Style

Json = dict[str, Any]
Kind = Literal["pdf", "svg", "png"]

# Archival and accessible at once (ISO 19005-3 level A, ISO 14289-1).
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


class TypstFailed(CannotWrite):
    """Typst would not set the report; the message says why."""


def typeset(
    template: Path, data: Json, fonts: FontSet, pictures: Mapping[str, bytes], kind: Kind = "pdf"
) -> bytes:
    """A template with its data as one file; raises TypstFailed.  A PNG has 144 pixels to the inch."""
    with TemporaryDirectory(prefix="nianbao-") as room:
        _furnish(Path(room), pictures, fonts)
        return _compile(template, Path(room), json.dumps(data, ensure_ascii=False), kind)


def _furnish(room: Path, pictures: Mapping[str, bytes], fonts: FontSet) -> None:
    for name, data in pictures.items():
        (room / name).write_bytes(data)
    faces = room / "fonts"
    faces.mkdir()
    for number, path in enumerate(dict.fromkeys(face.path for face in fonts.faces)):
        _link(path, faces / f"{number:03}{path.suffix}")


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve())
    except OSError:  # Windows without the right to make links
        shutil.copyfile(source, target)


def _compile(template: Path, room: Path, data: str, kind: Kind) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(room / "fonts")]
    )
    try:
        made = typst.compile(  # type: ignore[type-var]  # the stub confuses bytes with a mapping
            template.read_bytes(),
            root=str(room),
            font_paths=fonts,
            sys_inputs={"data": data},
            format=kind,
            ppi=144,
            pdf_standards=STANDARDS if kind == "pdf" else [],
        )
    except typst.TypstError as error:
        raise TypstFailed("\n".join([error.message, *error.hints])) from error
    assert isinstance(made, bytes)
    return made


def faces(style: Style, fonts: FontSet) -> Json:
    """The families and the weight of each role, as the templates want them."""
    return {
        name: {
            "families": list(dict.fromkeys(face.family for face in of_role)),
            "weight": style.fonts[name].bundled.weight,
        }
        for name, of_role in fonts.roles.items()
    }
