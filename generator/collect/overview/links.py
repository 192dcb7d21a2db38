"""Where the links of the page lead: to filings from the folder of the page, and to the files beside it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

# What would end an address, or mean something else in it.
UNSAFE = re.compile(r"[\x00-\x20\x7f\"#%&'<>?\[\\\]^`{|}]")


def escaped(path: str) -> str:
    """A path as an address.  Chinese stands as it is: that is a third of the length, and people read it."""
    return UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", path)


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of filings: ``folder`` is where they lie, ``base`` the way there from the page; without one
    nothing leads anywhere."""

    folder: Path | None = None
    base: str = ""

    def of(self, file: str) -> str:
        """The address of a filing; nothing for one that is not a file below the folder."""
        path = PurePath(file)
        if not self.base or not file or path.is_absolute() or self.folder is None:
            return ""
        return escaped(f"{self.base}/{path.as_posix()}") if (self.folder / path).is_file() else ""

    def under(self, root: str) -> Links:
        """The same from a page in a folder below, from which ``root`` leads here."""
        return replace(self, base=f"{root}{self.base}") if self.base else self


def links(filings: str | Path | None, page: Path) -> Links:
    """The way from the folder of the page to that of the filings, where both lie below one that is not the
    whole disk."""
    if filings is None:
        return Links()
    there, here = Path(filings).resolve(), page.resolve()
    try:
        shared = Path(os.path.commonpath([there, here]))
    except ValueError:  # disks of their own
        return Links()
    if shared == Path(shared.anchor):
        return Links()
    return Links(there, PurePath(os.path.relpath(there, here)).as_posix())
