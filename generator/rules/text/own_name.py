"""Whether a name is that of an authority itself, however short, or that of another one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.common.characters import settled
from generator.form.authorities import authorities

# A name begins with the places that it belongs to, from the greatest on.
_PLACE = re.compile(
    r"(?:[一-鿿]{1,8}?(?:自治区|自治州|自治县|自治旗|地区|街道|省|市|州|盟|县|旗|区|镇|乡)(?!场|政|级|委|志|域|划|容))*"
)


@dataclass(frozen=True, slots=True)
class Name:
    """An authority's name: the places before it, and what it is there."""

    place: str
    body: str

    @property
    def rank(self) -> str:
        """What sort of place is named last."""
        return self.place[-1:]


def name_of(written: str) -> Name:
    """A name as it is compared: without blanks and brackets."""
    bare = re.sub(r"[（(][^（）()]*[)）]|\s", "", settled(written))
    match = _PLACE.match(bare)
    place = match[0] if match else ""
    return Name(place, bare[len(place) :])


def is_own(name: Name, own: Name) -> bool:
    """Whether a name can be meant for the authority: the same, a part of it, a short form, or the government
    whose office it is."""
    whole, mine = name.place + name.body, own.place + own.body
    if _is_short(whole, mine) or _is_short(mine, whole):
        return True
    return _is_seat(name, own) and _same_place(name, own)


def is_namesake(name: Name, own: Name) -> bool:
    """Whether it is the same of another place: what 示例县财政局 is to 示例市财政局."""
    same = _is_short(name.body, own.body) or _is_short(own.body, name.body)
    return bool(name.place and own.place and name.body) and same and not _same_place(name, own)


def _is_short(short: str, whole: str) -> bool:
    """Whether the characters of one stand in the other in their order: 发改委 in 发展和改革委员会."""
    rest = iter(whole)
    return all(character in rest for character in short)


def _is_seat(name: Name, own: Name) -> bool:
    seat = authorities().seat
    return seat in own.body or seat in name.body or name.body == seat[2:]


def _same_place(name: Name, own: Name) -> bool:
    return name.place.endswith(own.place) or own.place.endswith(name.place)
