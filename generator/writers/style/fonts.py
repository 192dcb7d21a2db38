"""Which font serves which role: the office's own first, the shipped ones always.

Official papers are set in faces that may not be given away (仿宋_GB2312, 方正小标宋).  Where an office
has them they are used: first from the folders it names, then from the system.  The OFL faces of
``styles/fonts`` stand behind each, so that every role has a font and every common character a glyph.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.common import data_folders as resources
from generator.writers.style import font_names as sfnt
from generator.writers.style.tokens import Style

BUNDLED = "styles/fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file.  ``origin`` is 指定 (``--fonts``), 系统 or 随附."""

    family: str
    path: Path
    index: int
    weight: int
    origin: str


@dataclass(frozen=True, slots=True)
class FontSet:
    """For every role of a style its faces, the one to use first; the last is always a shipped one."""

    roles: Mapping[str, tuple[Face, ...]]

    @property
    def faces(self) -> tuple[Face, ...]:
        """All faces, each once."""
        return tuple(dict.fromkeys(face for faces in self.roles.values() for face in faces))


class FontError(Exception):
    """A font folder that cannot be used; the message is Chinese."""


def choose(style: Style, folders: Sequence[Path] = (), *, system: bool = True) -> FontSet:
    """The faces for each role: from ``folders``, then (with ``system``) the machine's, then ours."""
    for folder in folders:
        if not folder.is_dir():
            raise FontError(f"字体文件夹不存在：{folder}")
    wanted = {name for role in style.fonts.values() for name in role.families}
    found = [_search(folder, wanted, "指定") for folder in folders]
    if system:
        found += [_search(folder, wanted, "系统") for folder in system_folders()]
    bundled = _bundled()
    roles: dict[str, tuple[Face, ...]] = {}
    for name, role in style.fonts.items():
        named = (face for known in found for family in role.families for face in known.get(family, ()))
        own = [face for face in named if _coverage(face.path, face.index)]
        ours = bundled.get((role.bundled.family, role.bundled.weight))
        if ours is None:
            raise FontError(
                f"样式 {style.name}：{name}：随附字体里没有 {role.bundled.family} {role.bundled.weight}"
            )
        roles[name] = (*own[:1], ours)
    return FontSet(_with_fallback(roles))


def _with_fallback(roles: Mapping[str, tuple[Face, ...]]) -> dict[str, tuple[Face, ...]]:
    """Behind the faces of a role those of the others: a rare sign in another face beats no sign."""
    every = dict.fromkeys((*_bundled().values(), *(face for faces in roles.values() for face in faces)))
    return {name: tuple(dict.fromkeys((*faces, *every))) for name, faces in roles.items()}


def _search(folder: Path, wanted: set[str], origin: str) -> dict[str, list[Face]]:
    """The faces below a folder that carry a wanted family name, by that name."""
    found: dict[str, list[Face]] = {}
    for path in _files(folder):
        for index, names in enumerate(sfnt.families(path)):
            for name in wanted.intersection(names):
                found.setdefault(name, []).append(Face(name, path, index, 400, origin))
    return found


def _files(folder: Path) -> list[Path]:
    paths = (Path(root, name) for root, _, names in os.walk(folder) for name in names)
    return sorted(path for path in paths if path.suffix.lower() in sfnt.SUFFIXES)


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
    from generator.source import nodes
    from generator.source import read as reading

    folder = resources.folder("styles") / "fonts"
    manifest = nodes.to_plain(reading.read_file(folder / "fonts.yaml").root)
    assert isinstance(manifest, dict)
    faces = manifest["faces"]
    assert isinstance(faces, list)
    return {
        (str(one["family"]), int(str(one["weight"]))): Face(
            str(one["family"]), folder / str(one["file"]), 0, int(str(one["weight"])), "随附"
        )
        for one in faces
        if isinstance(one, dict)
    }


# ---------------------------------------------------------------- characters


def missing(text: str, fonts: FontSet) -> tuple[str, ...]:
    """The characters of a text that no face of some role has, in the order of the text.

    Every role falls back on all shipped faces, so what one of those has is never missing; only for
    the rest are the office's own files opened.
    """
    rest = dict.fromkeys(character for character in text if character not in _shipped())
    candidates = [character for character in rest if not character.isspace()]
    if not candidates:
        return ()
    own = [face for face in fonts.faces if face.origin != "随附"]
    covered = [_coverage(face.path, face.index) for face in own]
    return tuple(one for one in candidates if not any(ord(one) in have for have in covered))


@cache
def _shipped() -> frozenset[str]:
    """The characters that some shipped face has (made with the faces, proved by a test)."""
    path = resources.folder("styles") / "fonts" / "coverage.txt"
    return frozenset(path.read_text(encoding="utf-8"))


@cache
def _coverage(path: Path, index: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return frozenset(font.getBestCmap() or {})
    except Exception:  # a broken font breaks fontTools in as many ways as it has tables
        return frozenset()
