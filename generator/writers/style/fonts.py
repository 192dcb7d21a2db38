"""Which font serves which role: the office's own first, the shipped ones always.

Official papers are set in faces that may not be given away (仿宋_GB2312, 方正小标宋).  Where an office
has them they are used: first from the folders it names, then from the system.  The OFL faces of
``styles/fonts`` stand behind each, so that every role has a font and every common character a glyph.
Last of all comes, for a character that none of these has, whatever face of a named folder has it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from generator.common import data_folders
from generator.common.shipped_characters import is_joining, shipped_characters
from generator.writers.style import font_names
from generator.writers.style.character_tables import is_bounded
from generator.writers.style.tokens import FontRole, Style

# From this weight on a face is bold.
BOLD = 600
# Where a face comes from that somebody hands in.
HANDED_IN = "指定"


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file.  ``origin`` is 指定 (``--fonts``), 系统 or 随附."""

    family: str
    path: Path
    index: int
    weight: int
    origin: str
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class FontSet:
    """For every role of a style its faces, the one to use first; a shipped one stands in every role.

    ``weights`` are what each role asks for; ``spare`` are the faces of the named folders that serve no role.
    """

    roles: Mapping[str, tuple[Face, ...]]
    weights: Mapping[str, int]
    spare: tuple[Face, ...] = ()

    @property
    def faces(self) -> tuple[Face, ...]:
        """All faces of the roles, each once."""
        return tuple(dict.fromkeys(face for faces in self.roles.values() for face in faces))


class FontError(Exception):
    """A font folder that cannot be used; the message is Chinese."""


def choose(style: Style, folders: Sequence[Path] = (), *, system: bool = True) -> FontSet:
    """The faces for each role: from ``folders``, then (with ``system``) the machine's, then ours."""
    given = [_faces_in(folder, HANDED_IN) for folder in map(_existing, folders)]
    machine = [_faces_in(folder, "系统") for folder in system_folders()] if system else []
    roles = {
        name: (*_best(role, [*given, *machine]), _shipped_face(style, name))
        for name, role in style.fonts.items()
    }
    weights = {name: role.bundled.weight for name, role in style.fonts.items()}
    return FontSet(_with_fallback(roles), weights, _spare(given, chain.from_iterable(roles.values())))


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise FontError(f"字体文件夹不存在：{folder}")
    return folder


def _spare(given: Sequence[Sequence[Face]], serving: Iterable[Face]) -> tuple[Face, ...]:
    """The faces of the named folders that serve no role, each under one of the names it has."""
    files = {(face.path, face.index) for face in serving}
    by_file = {(face.path, face.index): face for face in reversed(list(chain.from_iterable(given)))}
    return tuple(face for file, face in reversed(by_file.items()) if file not in files)


def _shipped_face(style: Style, role: str) -> Face:
    wanted = style.fonts[role].bundled
    face = _bundled().get((wanted.family, wanted.weight))
    if face is None:
        raise FontError(f"样式 {style.name}：{role}：随附字体里没有 {wanted.family} {wanted.weight}")
    return face


def _best(role: FontRole, known: Sequence[Sequence[Face]]) -> tuple[Face, ...]:
    """The face that serves a role: by folder, then by family, then the nearest in weight; none or one.

    A bold face never serves where a regular one is wanted: the next family does, or ours.
    """
    wanted = role.bundled.weight
    for faces in known:
        for family in role.families:
            fitting = [face for face in faces if face.family == family and _fits(face.weight, wanted)]
            for face in sorted(fitting, key=lambda face: (face.slanted, abs(face.weight - wanted))):
                if characters_of(face):
                    return (face,)
    return ()


def _fits(weight: int, wanted: int) -> bool:
    return weight < BOLD or wanted >= BOLD


def _with_fallback(roles: Mapping[str, tuple[Face, ...]]) -> dict[str, tuple[Face, ...]]:
    """Behind the faces of a role those of the others: a rare sign in another face beats no sign."""
    every = dict.fromkeys((*_bundled().values(), *(face for faces in roles.values() for face in faces)))
    return {name: tuple(dict.fromkeys((*faces, *every))) for name, faces in roles.items()}


def _faces_in(folder: Path, origin: str) -> list[Face]:
    """The faces below a folder, each under every name it has."""
    return [
        Face(family, path, index, named.weight, origin, named.slanted)
        for path in _files(folder)
        for index, named in enumerate(font_names.faces(path))
        for family in named.families
    ]


def _files(folder: Path) -> list[Path]:
    paths = (Path(root, name) for root, _, names in os.walk(folder) for name in names)
    return sorted(path for path in paths if path.suffix.lower() in font_names.SUFFIXES)


def system_folders() -> Iterator[Path]:
    """Where this machine keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        candidates = [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    elif sys.platform == "darwin":
        candidates = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    else:
        data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
        candidates = [
            data / "fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        ]
    yield from (folder for folder in candidates if folder.is_dir())


@cache
def _bundled() -> dict[tuple[str, int], Face]:
    """The shipped faces by family and weight, as their manifest lists them."""
    from generator.source.nodes import to_plain
    from generator.source.read import read_file

    folder = data_folders.folder("styles") / "fonts"
    manifest = to_plain(read_file(folder / "fonts.yaml").root)
    assert isinstance(manifest, dict)
    faces = manifest["faces"]
    assert isinstance(faces, list)
    listed = [
        Face(str(face["family"]), folder / str(face["file"]), 0, int(str(face["weight"])), "随附")
        for face in faces
        if isinstance(face, dict)
    ]
    return {(face.family, face.weight): face for face in listed}


# ---------------------------------------------------------------- characters


def lacking(text: str, fonts: FontSet) -> tuple[str, ...]:
    """The characters of a text that no face has, in the order of the text; spaces need none.

    Every role falls back on all shipped faces, so what one of those has is never missing; only for
    the rest are the office's own files opened.
    """
    shipped = shipped_characters()
    rest = [
        character for character in dict.fromkeys(text) if not (character in shipped or character.isspace())
    ]
    covered = [characters_of(face) for face in fonts.faces if face.origin != "随附"] if rest else []
    return tuple(character for character in rest if is_joining(character) or not _is_in(character, covered))


def _is_in(character: str, covered: Iterable[frozenset[int]]) -> bool:
    return any(ord(character) in have for have in covered)


def reaching(text: str, fonts: FontSet) -> FontSet:
    """The same fonts, and behind every role the spare faces that have a character no other face has."""
    wanted = {ord(character) for character in lacking(text, fonts)}
    added: list[Face] = []
    for face in fonts.spare if wanted else ():
        if wanted & characters_of(face):
            added.append(face)
            wanted -= characters_of(face)
    return replace(fonts, roles={name: (*faces, *added) for name, faces in fonts.roles.items()})


def characters_of(face: Face) -> frozenset[int]:
    """The characters that a face has; none where the file is broken."""
    return _coverage(face.path, face.index)


@cache
def _coverage(path: Path, index: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            bounded = is_bounded(font.reader["cmap"])
            return frozenset(font.getBestCmap() or {}) if bounded else frozenset()
    except Exception:  # a broken font breaks fontTools in as many ways as it has tables
        return frozenset()
