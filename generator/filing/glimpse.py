"""What can be told of a filing at one glance, without reading it as a filing: whose it is, for which year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.common.characters import settled
from generator.filing.given import VERSION
from generator.form.header import key_for

LOOKED_AT = 16 * 1024


def _line(key: str) -> re.Pattern[str]:
    return re.compile(rf"""^["']?{key}["']?[ \t]*[:：][ \t]*(.*)$""", re.MULTILINE)


_AUTHORITY, _YEAR, _FORM, _LAST = (
    _line(key) for key in (key_for("authority"), key_for("year"), VERSION, key_for("previous"))
)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Whose filing it seems to be, for which year, in which form, which file it names as last year's; nothing
    where that is not to be seen."""

    authority: str = ""
    year: int | None = None
    form: str = ""
    last: str = ""

    @property
    def name(self) -> str:
        """The authority as it is told apart from others."""
        return _name(self.authority)


@lru_cache(maxsize=8192)
def _name(authority: str) -> str:
    return "".join(settled(authority).split())


def glimpse(path: Path) -> Glimpse:
    """What the beginning of a file says."""
    try:
        with path.open("rb") as stream:
            text = stream.read(LOOKED_AT).decode("utf-8-sig", "replace")
    except OSError:
        return Glimpse()
    year = _value(_YEAR, text)
    return Glimpse(
        _value(_AUTHORITY, text),
        int(year) if re.fullmatch("[0-9]{4}", year) else None,
        _value(_FORM, text),
        _value(_LAST, text),
    )


def _value(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if match is None:
        return ""
    return re.split(r"\s#", match[1])[0].strip().strip("\"'").strip()
