"""Typst, run on one of the fixed templates of a style: data go in as JSON, never as code.

Typst sees a folder of its own with the fonts and pictures it is to use, and nothing else.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, Literal

import typst

from generator.common import leftovers
from generator.writers.failure import CannotWrite
from generator.writers.style.fonts import FontSet

ROOM = "nianbao-"
# What Typst takes for a font by its name.
FONT_FILES = (".ttf", ".otf", ".ttc", ".otc")

Json = dict[str, Any]
Kind = Literal["pdf", "svg", "png"]

# Archival and accessible at once (ISO 19005-3 level A, ISO 14289-1).
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


class TypstFailed(CannotWrite):
    """Typst would not set the report; the message says why."""


class Unsettled(TypstFailed):
    """What goes on which page depends on itself: numbers of pages would be wrong."""


# How Typst's warning of it begins.
_UNSETTLED = "document did not converge"


def typeset(
    template: Path, data: Json, fonts: FontSet, pictures: Mapping[str, bytes], kind: Kind = "pdf"
) -> bytes:
    """A template with its data as one file; raises TypstFailed.  A PNG has 144 pixels to the inch.

    The template finds the faces of each role in ``look.fonts``.
    """
    made = _typeset(template, data, fonts, pictures, kind)
    assert isinstance(made, bytes)
    return made


def typeset_pages(
    template: Path, data: Json, fonts: FontSet, pictures: Mapping[str, bytes]
) -> tuple[bytes, ...]:
    """The same as an SVG for every page."""
    made = _typeset(template, data, fonts, pictures, "svg")
    return (made,) if isinstance(made, bytes) else tuple(made)


def _typeset(
    template: Path, data: Json, fonts: FontSet, pictures: Mapping[str, bytes], kind: Kind
) -> bytes | list[bytes]:
    leftovers.clear(Path(gettempdir()), ROOM)
    with TemporaryDirectory(prefix=leftovers.prefix(ROOM)) as name:
        room = Path(name)
        for file, picture in pictures.items():
            (room / file).write_bytes(picture)
        links, opened = _opened(fonts, room / "fonts")
        look = {**data["look"], "fonts": _faces(fonts, opened, links)}
        return _compile(template, room, opened, json.dumps({**data, "look": look}, ensure_ascii=False), kind)


def _opened(fonts: FontSet, room: Path) -> tuple[Mapping[Path, Path], typst.Fonts]:
    """The fonts as Typst has them, and where it finds each file: where these are all of a folder, there,
    and they are read once; else by links in a room of their own."""
    paths = {face.path for face in fonts.faces}
    folder = next(iter(paths)).parent
    there = [path for path in folder.iterdir() if path.is_dir() or path.suffix.lower() in FONT_FILES]
    if set(there) != paths:
        return _lay_out(fonts, room), _found(room)
    stamps = tuple(sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in there))
    return {path: path for path in there}, _kept(folder, stamps)


@lru_cache(maxsize=2)
def _kept(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> typst.Fonts:
    """The fonts of a folder; they have read their files as they were, so ``stamps`` say which."""
    return _found(folder)


def _found(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _lay_out(fonts: FontSet, folder: Path) -> dict[Path, Path]:
    """Links to all font files, in a folder of their own; the link of each file."""
    folder.mkdir()
    paths = dict.fromkeys(face.path for face in fonts.faces)
    links = {path: folder / f"{number:03}{path.suffix}" for number, path in enumerate(paths)}
    for path, link in links.items():
        _link(path, link)
    return links


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve())
    except OSError:  # Windows without the right to make links
        shutil.copyfile(source, target)


def _compile(template: Path, room: Path, fonts: typst.Fonts, data: str, kind: Kind) -> bytes | list[bytes]:
    try:
        made, warnings = typst.compile_with_warnings(  # type: ignore[type-var]  # the stub confuses bytes with a mapping
            template.read_bytes(),
            root=str(room),
            font_paths=fonts,
            sys_inputs={"data": data},
            format=kind,
            ppi=144,
            pdf_standards=STANDARDS if kind == "pdf" else [],
        )
    except typst.TypstError as error:
        raise TypstFailed(_in_words(template.name, error.message)) from error
    if any(warning.message.startswith(_UNSETTLED) for warning in warnings):
        raise Unsettled("Typst 排不出来：哪些内容在哪一页，排了五遍还没有定下来")
    assert isinstance(made, bytes | list)
    return made


# Typst's complaints that one meets, by how they begin; what they name is between the brackets.
_COMPLAINTS = (
    ("unknown variable: (.+)", "没有“{}”这个名称"),
    ("unknown font family: (.+)", "没有“{}”这种字体"),
    (r"file not found \(searched at (.+)\)", "没有 {} 这个文件"),
    ("failed to download package .*", "不联网，不能用 @ 开头的包"),
    ("failed to decode image.*", "有一张图片不完好"),
    ("unclosed delimiter.*", "有括号没有配对"),
    ("unexpected (.+)", "这里不该出现 {}"),
    ("expected (.+)", "这里应当是 {}"),
    ("maximum .*depth exceeded.*", "套得太深"),
)


def _in_words(template: str, message: str) -> str:
    """Typst's complaint in Chinese: what we know of, and otherwise only which template it is about."""
    for start, words in _COMPLAINTS:
        if match := re.match(start, message):
            return f"Typst 排不出来（{template}）：{words.format(*match.groups())}"
    return f"Typst 排不出来：{template} 里有它不接受的写法，或者报告里有它排不了的内容"


def _faces(fonts: FontSet, opened: typst.Fonts, links: Mapping[Path, Path]) -> Json:
    """The families and the weight of each role, under the names that Typst has for them.

    Of the many names in a font file Typst knows one, by rules of its own.
    """
    names = {(Path(font.path).resolve(), font.index): font.family for font in opened.fonts() if font.path}
    roles = {
        role: [names.get((links[face.path].resolve(), face.index), "") for face in faces]
        for role, faces in fonts.roles.items()
    }
    return {
        role: {"families": list(dict.fromkeys(filter(None, families))), "weight": fonts.weights[role]}
        for role, families in roles.items()
    }
