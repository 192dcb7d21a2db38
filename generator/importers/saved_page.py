"""The pictures of a web page that was saved with a folder beside it, ``年报.html`` and ``年报_files/``."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.filing.pictures import BYTES_TOGETHER, PICTURES_LIMIT
from generator.importers.carried_pictures import KINDS

ADDRESS = r"""(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s>"']{1,2000}))"""
IMAGE = re.compile(rf"(?is)<img\b[^>]{{0,2000}}?\ssrc\s*=\s*{ADDRESS}")

# The bytes of a file beside the page, by its place there; nothing where there is none.
Beside = Callable[[PurePosixPath], bytes]


def pictures_beside(text: str, beside: Beside) -> dict[str, bytes]:
    """The pictures that a page names and that lie beside it, by the addresses that it has for them."""
    found: dict[str, bytes] = {}
    room = BYTES_TOGETHER
    for address in _addresses(text):
        path = _inside(address)
        data = beside(path) if path else b""
        if data.startswith(tuple(KINDS)) and len(data) <= room:
            room -= len(data)
            found[address] = data
        if len(found) >= PICTURES_LIMIT:
            break
    return found


def _addresses(text: str) -> Iterator[str]:
    yield from dict.fromkeys(html.unescape("".join(found)).strip() for found in IMAGE.findall(text))


def _inside(address: str) -> PurePosixPath | None:
    """The place of a file beside the page or below; None for any other, and for addresses of the web."""
    path = PurePosixPath(unquote(re.split("[?#]", address, maxsplit=1)[0]).replace("\\", "/"))
    bad = path.is_absolute() or ".." in path.parts or ":" in str(path) or "\0" in str(path)
    return None if bad or not path.parts else path


def in_folder(folder: Path) -> Beside:
    """The files of a folder; what a link leads out of it is not there."""

    def data_of(place: PurePosixPath) -> bytes:
        try:
            path = (folder / place).resolve()
            if not path.is_relative_to(folder.resolve()) or not path.is_file():
                return b""
            with path.open("rb") as stream:
                return stream.read(BYTES_TOGETHER + 1)
        except OSError:
            return b""

    return data_of
