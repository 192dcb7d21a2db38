"""The files that pin what is installed, read back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker

PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.]+)(?: ; (?P<marker>[^\\\n]+?))? \\\n"
    r"(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)(?: +# via .*\n)?"
)


class Pin(NamedTuple):
    """The one version of a package that is installed, and the hashes of its files."""

    version: str
    hashes: tuple[str, ...]
    marker: Marker | None


def pins(path: Path) -> dict[str, Pin]:
    """The pins of a file by the names of packages; nothing else may stand in it but comments at its head."""
    text = re.sub(r"\A(?:#.*\n)*", "", path.read_text("utf-8"))
    assert PIN.sub("", text) == "", path
    found = {}
    for match in PIN.finditer(text):
        assert match["name"] not in found
        hashes = tuple(match["hashes"].replace("--hash=sha256:", "").replace("\\", "").split())
        found[match["name"]] = Pin(
            match["version"], hashes, Marker(match["marker"]) if match["marker"] else None
        )
    assert found
    return found
