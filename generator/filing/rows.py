"""A row's numbers as they come out of a sheet or a Chinese keyboard, and the one row that they can be.

The number of columns proves it: 「41<Tab>6<Tab>0」 is a row where it has as many figures as columns, and a
comma parts thousands where only then there are as many.  A reading that its own total refutes is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.filing.numerals import plain_number
from generator.findings.finding import Edit, Fix
from generator.source.nodes import Scalar
from generator.source.nodes import Sequence as List

BLANK = "null"
_LONGEST = 400
_MOST = 60
# More rows than this that could be meant say nothing.
_SHOWN = 2
_BRACKETS = " \t[]【】［］（）()｛｝{}"
_COMMAS = re.compile(r"([,，、；;])([ \u3000\u00a0]*)")
_THREE = re.compile("[0-9０-９]{3}")
_SPACES = re.compile(r"[ \u3000\u00a0]+")
# Every way of joining is tried; a row that offers more is nobody's to mend.
_JOINTS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure as written; ``soft``: the comma before it may be one between thousands."""

    text: str
    soft: bool = False


def row_of_text(scalar: Scalar, counts: Collection[int]) -> Fix | None:
    """The mend that writes figures behind a key as a list of so many numbers as a row has."""
    if len(scalar.text) > _LONGEST or scalar.span.line != scalar.span.end_line or scalar.style == "|":
        return None
    numbers = _certain(list(_pieces(scalar.text.strip(_BRACKETS))), counts)
    return _fix([Edit(scalar.span, f"[{', '.join(numbers)}]")]) if numbers else None


def row_of_list(row: List, counts: Collection[int]) -> Fix | None:
    """The mend of a list in which commas part thousands, or numbers are not parted: 「[1,041, 6、7]」."""
    pieces = _list_pieces(row)
    numbers = _certain(pieces, counts) if pieces else None
    if not numbers or row.span.line != row.span.end_line:
        return None
    return _fix([Edit(row.span, f"[{', '.join(numbers)}]")])


def is_doubtful(row: List, counts: Collection[int]) -> bool:
    """Whether a list has as many numbers as a row, but its total is wrong as it stands, and right or not
    written where a comma parts thousands."""
    pieces = _list_pieces(row) if _has_three_digits(row) else []
    if not any(piece.soft for piece in pieces):
        return False
    whole = [numbers for numbers in _readings(pieces) if len(numbers) in counts]
    as_written = [piece.text for piece in pieces]
    return len(whole) > 1 and as_written in whole and not _agrees(as_written, counts)


def _fix(edits: Sequence[Edit]) -> Fix:
    return Fix("写成“[数, 数, …]”，各数之间用半角逗号", tuple(edits))


def read_as(row: List, counts: Collection[int]) -> str:
    """What a message says of a list that is no row: as how many numbers it is read, what is run together
    or parted within; where commas part thousands, the row that was meant, if the total proves it."""
    words, pieces = f"{len(row.items)} 个", _list_pieces(row)
    if not any(piece.soft and _goes_on(pieces, at) for at, piece in enumerate(pieces)):
        texts = [item.text for item in row.items if isinstance(item, Scalar)]
        beside = any(re.search(r"[0-9][，、；\s]+[0-9]", text) for text in texts)
        return f"{words}；各数之间要用半角逗号" if beside else words
    as_written = [piece.text for piece in pieces]
    words += f"：千分位的逗号把一个数分成了两个，这一行读成了 {'、'.join(as_written)}"
    if len(pieces) in counts and not _agrees(as_written, counts):
        words += "，总计不等于其余各数之和"
    return f"{words}；{_meant(pieces, counts)}"


def _meant(pieces: list[Piece], counts: Collection[int]) -> str:
    """The rows that figures are without the commas between thousands."""
    if certain := _certain(pieces, counts):
        proof = "照总计看" if len(certain) == max(counts) > min(counts) else ""
        return f"{proof}应当是 {_in_brackets(certain)}"
    joined = [row for row in _readings(pieces) if len(row) in counts and len(row) < len(pieces)]
    if 0 < len(joined) <= _SHOWN:
        return f"去掉千分位的逗号，像是 {' 或者 '.join(map(_in_brackets, joined))}"
    return "去掉千分位的逗号"


def _in_brackets(row: Sequence[str]) -> str:
    return f"[{', '.join('空' if number == BLANK else number for number in row)}]"


def may_join(row: List) -> bool:
    """Whether a list has a figure that is none by itself, such as the 041 of 「[1,041, 6]」."""
    pieces = _list_pieces(row) if _has_three_digits(row) else []
    return any(
        piece.soft and piece.text.startswith("0") and _goes_on(pieces, at) for at, piece in enumerate(pieces)
    )


def _has_three_digits(row: List) -> bool:
    """Whether any figure of a list can go on behind a comma between thousands; hardly a row has one."""
    return any(isinstance(item, Scalar) and _THREE.search(item.text) for item in row.items)


def _list_pieces(row: List) -> list[Piece]:
    """The figures of a list; none where it holds something else."""
    pieces: list[Piece] = []
    before = None
    for item in row.items:
        if not isinstance(item, Scalar) or not item.plain or len(item.text) > _LONGEST or len(pieces) > _MOST:
            return []
        inside = list(_pieces(item.text)) or [Piece("")]
        beside = before is not None and (item.span.line, item.span.column) == (before[0], before[1] + 1)
        pieces += [Piece(inside[0].text, beside), *inside[1:]]
        before = (item.span.end_line, item.span.end_column)
    return pieces


def _pieces(text: str) -> Iterator[Piece]:
    """The figures of a text: between tabs where there are any, else between commas, else between blanks."""
    if "\t" in text:
        yield from (Piece(part.strip()) for part in text.split("\t"))
    elif _COMMAS.search(text):
        parts = _COMMAS.split(text)
        yield Piece(parts[0].strip())
        for comma, blank, part in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            yield Piece(part.strip(), comma in ",，" and not blank)
    else:
        yield from (Piece(part) for part in _SPACES.split(text.strip()) if part)


def _certain(pieces: list[Piece], counts: Collection[int]) -> list[str] | None:
    """The numbers of the only row that figures can be; a blank between tabs stays one."""
    fitting = [numbers for numbers in _readings(pieces) if len(numbers) in counts]
    as_written = len(pieces)
    confirmed = [numbers for numbers in fitting if len(numbers) == as_written == max(counts) > min(counts)]
    if confirmed and _agrees(confirmed[0], counts):
        return confirmed[0]
    if len(fitting) > 1 or (fitting and len(fitting[0]) < as_written):
        fitting = [numbers for numbers in fitting if _agrees(numbers, counts)]
        # A row that is whole as it stands may have a wrong total; nobody can say which comma is meant.
        if any(len(numbers) == as_written for numbers in _readings(pieces)) and as_written in counts:
            return None
    return fitting[0] if len(fitting) == 1 else None


def _agrees(numbers: Sequence[str], counts: Collection[int]) -> bool:
    """Whether the last of so many numbers as there are with the total is the sum of the others; a row
    without its total has nothing to disagree with."""
    if len(numbers) < max(counts) or len(set(counts)) == 1:
        return True
    values = [Decimal(0) if number == BLANK else Decimal(number) for number in numbers]
    return sum(values[:-1]) == values[-1]


def _readings(pieces: list[Piece]) -> Iterator[list[str]]:
    """Every way of joining figures at commas that may part thousands, where all are then plain numbers."""
    joints = [at for at, piece in enumerate(pieces) if piece.soft and _goes_on(pieces, at)]
    if len(joints) > _JOINTS or len(pieces) > _MOST:
        return
    for chosen in range(2 ** len(joints)):
        joined = {at for bit, at in enumerate(joints) if chosen >> bit & 1}
        numbers = _joined(pieces, joined)
        if numbers is not None:
            yield numbers


def _goes_on(pieces: list[Piece], at: int) -> bool:
    return at > 0 and re.fullmatch("[0-9０-９]{3}", pieces[at].text) is not None


def _joined(pieces: list[Piece], joined: Collection[int]) -> list[str] | None:
    texts: list[str] = []
    for at, piece in enumerate(pieces):
        if at in joined:
            texts[-1] += "," + piece.text
        else:
            texts.append(piece.text)
    numbers = [plain_number(text) if text else BLANK for text in texts]
    return None if None in numbers else [str(number) for number in numbers]
