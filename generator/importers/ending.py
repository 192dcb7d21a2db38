"""What stands at the end of a report, behind its last section: what comes with it, who signs, and the day."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from generator.importers.pages import Block, Paragraph
from generator.importers.prose import line_of

DAY = re.compile(r"(?P<year>[12]\d{3})\s*[-./年—–]\s*(?P<month>\d{1,2})\s*[-./月—–]\s*(?P<day>\d{1,2})\s*日?")
HAN_DAY = re.compile(
    r"(?P<year>[〇○零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
AUTHORITY = re.compile(r"[一-鿿（）()]{4,40}")
SENTENCE = re.compile(r"[。；，：:！？]")
ATTACHMENT = re.compile(r"附件\s*[:：]\s*(?P<first>.*)")
OWN_TABLE = re.compile(r"附表[0-9一二三四五六七八九十]{0,2}(?:[：:\s　]|$)")
ITEM = re.compile(r"(?:\d{1,2}[.、．]\s*)?(?P<name>\S.*)")


@dataclass
class Ending:
    """``authority`` and ``day`` of the signature, ``attachments`` by name; what stands ``behind`` them."""

    authority: str = ""
    day: datetime.date | None = None
    attachments: list[str] = field(default_factory=list)
    behind: list[Block] = field(default_factory=list)


def take_ending(blocks: list[Block]) -> Ending:
    """What is no part of the last section's text is taken from its end."""
    ending = Ending(behind=_behind(blocks))
    if blocks and (day := day_of(_line(blocks[-1]), whole=True)):
        ending.day = day
        blocks.pop()
        if blocks and _is_authority(_line(blocks[-1])):
            ending.authority = _line(blocks[-1])
            blocks.pop()
    elif len(blocks) > 1 and (both := _both(_line(blocks[-1]))):
        ending.authority, ending.day = both
        blocks.pop()
    _attachments(blocks, ending)
    return ending


def _behind(blocks: list[Block]) -> list[Block]:
    """What stands behind the signature, or from the first table of the office's own on, is taken away."""
    signed = [place + 1 for place, block in enumerate(blocks) if place and _is_day_below(blocks, place)]
    own = [place for place, block in enumerate(blocks) if OWN_TABLE.match(_line(block))]
    place = min([*signed, *own], default=len(blocks))
    behind = blocks[place:]
    del blocks[place:]
    return behind


def _is_day_below(blocks: list[Block], place: int) -> bool:
    day = day_of(_line(blocks[place]), whole=True)
    return day is not None and _is_authority(_line(blocks[place - 1]))


def _attachments(blocks: list[Block], ending: Ending) -> None:
    for place, block in enumerate(blocks):
        begun = ATTACHMENT.fullmatch(_line(block))
        rest = [_line(each) for each in blocks[place + 1 :]]
        if begun and place and all(len(line) < 60 and not SENTENCE.search(line) for line in rest):
            names = [begun["first"], *rest]
            ending.attachments = [item["name"] for name in names if (item := ITEM.fullmatch(name.strip()))]
            del blocks[place:]
            return


def _both(line: str) -> tuple[str, datetime.date] | None:
    """A name and a day on one line."""
    day = re.search(rf"{DAY.pattern}$", line)
    name = line[: day.start()].strip() if day else ""
    found = day_of(day.group(), whole=True) if day else None
    return (name, found) if found and _is_authority(name) else None


def _is_authority(line: str) -> bool:
    return AUTHORITY.fullmatch(line) is not None and not SENTENCE.search(line)


def _line(block: Block) -> str:
    return line_of(block.text) if isinstance(block, Paragraph) else ""


def day_of(text: str, *, whole: bool = False) -> datetime.date | None:
    """The day that a text names, or is; None for one that does not exist."""
    text = text.strip()
    match = DAY.fullmatch(text) if whole else DAY.search(text)
    if match:
        parts = [int(match[name]) for name in ("year", "month", "day")]
    else:
        match = HAN_DAY.fullmatch(text) if whole else HAN_DAY.search(text)
        if match is None:
            return None
        parts = [_year(match["year"]), _han(match["month"]), _han(match["day"])]
    try:
        return datetime.date(*parts)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int("".join(str(_digit(letter)) for letter in text))


def _digit(letter: str) -> int:
    return 0 if letter in "〇○零" else "一二三四五六七八九".index(letter) + 1


def _han(text: str) -> int:
    """A number up to 31 in Chinese numerals."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _digit(text)
    return 10 * (_digit(tens) if tens else 1) + (_digit(ones) if ones else 0)
