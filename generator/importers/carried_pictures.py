"""The pictures of an output of ours, by the names under which the filing that it carries knows them."""

from __future__ import annotations

from generator.filing.pictures import PICTURE_LINE
from generator.importers.carried import Carried
from generator.importers.pages import Pages

KINDS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}


def carried_pictures(carried: Carried, pages: Pages) -> dict[str, bytes]:
    """Each picture that the text names, where every one of them is on the pages in their order."""
    names = pictures_in(carried.text)
    found = list(dict.fromkeys(data for data in pages.pictures if data))
    if len(found) != len(names) or not all(map(_is_of_kind, names, found)):
        return {}
    return dict(zip(names, found, strict=True))


def pictures_in(text: str) -> list[str]:
    """The names of pictures in the order of the text, each once."""
    return list(dict.fromkeys(match["path"] for match in PICTURE_LINE.finditer(text)))


def _is_of_kind(name: str, data: bytes) -> bool:
    """Whether a picture is of the kind that its name says."""
    return any(data.startswith(begin) and name.endswith(ending) for begin, ending in KINDS.items())
