"""What filings are told apart by."""

from __future__ import annotations

from typing import NamedTuple

from generator.common.characters import settled
from generator.filing.filing import Filing


class Key(NamedTuple):
    """What filings are told apart by: authority (white space and what cannot be seen apart), year, and part
    of the year where a form is filed for one."""

    authority: str
    year: int
    period: str = ""


def plain_name(authority: str) -> str:
    """The name of an authority as names are compared: white space and what cannot be seen apart."""
    return "".join(settled(authority).split())


def key_of(filing: Filing) -> Key | None:
    """The key of a filing; None where authority, year or period cannot be read."""
    authority, year = filing.authority, filing.year
    if authority is None or year is None or (filing.format.periods and not filing.period):
        return None
    return Key(plain_name(authority), year, filing.period)


def key_before(filing: Filing) -> Key | None:
    """The key of the filing that this one is compared with as last year's."""
    key = key_of(filing)
    if key is None or filing.format.periods is None:
        return key and key._replace(year=key.year - 1)
    year, period = filing.format.periods.moved(key.year, key.period, -1)
    return key._replace(year=year, period=period)
