"""Slips in what stands behind a key: quotes, brackets, the colons and commas in braces, empty places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.source.slips import kinds
from generator.source.slips.characters import BLANKS, UNSEEN, seen, unseen_places
from generator.source.slips.shape import NOTHING_KNOWN, Holds, Shape
from generator.source.slips.stand_in import Slip, Stroke

OPENING = {"[": "[", "【": "[", "［": "[", "〔": "[", "（": "[", "(": "[", "{": "{", "｛": "{"}
CLOSER = {"[": "]", "{": "}"}
CLOSERS = {"[": "]】］", "{": "}｝"}
ROUND = {"（": "）)", "(": "）)", "〔": "〕"}
CLOSING = frozenset("]】］〕）)}｝")
COMMAS = frozenset(",，、；;")
STRAIGHT = frozenset("\"'")
CURLY = "“”„‟＂‘’‛＇"
# A key and its colon; white space and what cannot be seen may stand between.
KEY = re.compile(
    rf"(?P<open>[\"'{CURLY}]?)(?P<key>[^\s:：#|,，\[\]{{}}【】［］｛｝\"'{CURLY}]{{1,40}}?)(?P<close>[\"'{CURLY}]?)"
    rf"(?P<gap>[{BLANKS}{UNSEEN}]*)(?P<colon>[:：])(?P<blanks>[{BLANKS}{UNSEEN}]*)"
)
# A key with figures behind it and no colon.
KEY_ONLY = re.compile(
    rf"(?P<key>[^\s:：#|,，\[\]{{}}【】［］｛｝\"'{CURLY}]{{1,40}})(?P<gap>[{BLANKS}]+)(?=[-0-9０-９\[【［])"
)
_WHOLLY_QUOTED = re.compile(rf"([\"'{CURLY}])([^\"'\\{CURLY}]*)([\"'{CURLY}])")
# A value in quotes of YAML's own: what stands in them is nobody's to judge, curly quotes included.
_QUOTED = r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"
_IN_QUOTES = re.compile(_QUOTED)
_STRAIGHT = re.compile(rf"{_QUOTED}(?=[{BLANKS}]*(?:[,，、；;:：\]】］}}｝]|(?<=[ \t])#|$))")
_FIGURES = re.compile(rf"[-0-9０-９.．,，、；;{BLANKS}{UNSEEN}\[\]【】［］（）()]*")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
_BLANK = re.compile(rf"[{BLANKS}{UNSEEN}]*")


def without_comment(text: str) -> str:
    """What of a value is no comment and no white space at its end, quotes looked into."""
    at = next((at for at, sign in enumerate(text) if sign in STRAIGHT and _begins(text, at)), None)
    if at is not None:
        quoted = _IN_QUOTES.match(text, at)
        if quoted is None:  # it goes on below
            return text.rstrip(" \t")
        at = quoted.end()
    comment = _COMMENT.search(text, at or 0)
    return text[: comment.start() if comment else None].rstrip(" \t")


def _begins(text: str, at: int) -> bool:
    """Whether nothing stands before a sign but what a value may begin with."""
    return not text[:at].strip(f" \t[{{,，{CURLY}")


def quotes(value: str, start: int) -> list[Stroke]:
    """The strokes that put straight the quotes around a whole value, which stands at ``start``."""
    match = _WHOLLY_QUOTED.fullmatch(value)
    if match is None or (match.group(1) == match.group(3) and match.group(1) in STRAIGHT):
        return []
    right = '"'
    places = [(start, match.group(1)), (start + match.end(2), match.group(3))]
    return [Stroke(at, at + 1, right) for at, written in places if written != right]


def unseen(value: str, start: int) -> list[Stroke]:
    """The strokes that take out what cannot be seen."""
    return [Stroke(start + at, start + at + 1, "") for at in unseen_places(value)]


def colon(match: re.Match[str], *, value: bool) -> Stroke:
    """The stroke that writes a key's colon as YAML has it."""
    return Stroke(match.start("gap"), match.end(), ": " if value else ":")


@dataclass
class Bracket:
    """A bracket that is open: what it holds, and how many commas it has had."""

    sign: str
    shape: Shape
    closers: str
    commas: int = 0

    @property
    def own_words(self) -> bool:
        """Whether it is a list in which the office's own language stands."""
        return self.sign == "[" and any(shape.own_words for shape in (self.shape, *self.shape.below.values()))

    @property
    def inside(self) -> Shape:
        """What a bracket within it holds; each number of a row may have one of its own."""
        columns = self.shape.below.values() if self.shape.holds is Holds.ROW and self.sign == "[" else ()
        return next(iter(columns), self.shape)


@dataclass
class Flow:
    """Reads a list or braces, on one line or several, and notes what is to be put right.

    ``marks`` are strokes on Chinese punctuation, ``gaps`` on colons without a blank, ``empty`` fill places
    between commas where nothing stands.
    """

    opened: list[Bracket] = field(default_factory=list)
    marks: list[Stroke] = field(default_factory=list)
    gaps: list[Stroke] = field(default_factory=list)
    empty: list[Stroke] = field(default_factory=list)
    expects: bool = True
    key: str = ""
    own_words: bool = False

    def read(self, line: str, start: int, shape: Shape) -> int:
        """Read on from ``start`` until all brackets are closed, or the line ends or a comment begins; where
        that is."""
        at = start
        while at < len(line):
            if _COMMENT.match(line, at):
                return at
            at = self._step(line, at, shape)
            if not self.opened:
                return at
        return at

    def _step(self, line: str, at: int, shape: Shape) -> int:
        character = line[at]
        if (after := _after_blank(line, at)) > at:
            return after
        if character in OPENING and (not self.opened or (self.expects and character not in ROUND)):
            return self._open(line, at, self.opened[-1].inside if self.opened else shape)
        if character in self.opened[-1].closers:
            return self._close(at, character)
        if character in COMMAS:
            return self._comma(line, at)
        if self.opened and self.opened[-1].sign == "{" and self.expects:
            match = KEY.match(line, at)
            if match:
                return self._key(line, match)
        return self._word(line, at)

    def _open(self, line: str, at: int, shape: Shape) -> int:
        sign = OPENING[line[at]]
        if sign == "[" and line[at] != "[" and KEY.match(line, _after_blank(line, at + 1)):
            sign = "{"
        self.opened.append(Bracket(sign, shape, ROUND.get(line[at], CLOSERS[sign])))
        self._mark(line[at], at, sign)
        self.expects = True
        self.own_words = self.opened[-1].own_words
        return at + 1

    def _close(self, at: int, character: str) -> int:
        bracket = self.opened.pop()
        self._mark(character, at, CLOSER[bracket.sign])
        if self.expects and bracket.commas and bracket.sign == "[":
            self.empty.append(Stroke(at, at, " ~"))
        self.expects = False
        return at + 1

    def _comma(self, line: str, at: int) -> int:
        bracket = self.opened[-1]
        if line[at] != "," and not self._parts(line, at, bracket):
            self.expects = False
            return at + 1
        if self.expects and bracket.sign == "[":
            self.empty.append(Stroke(at, at, "~"))
        blank = "" if line[at + 1 : at + 2] in ("", " ", "\t") else " "
        self._mark(line[at], at, "," if line[at] == "," else "," + blank)
        bracket.commas += 1
        self.expects, self.own_words = True, bracket.own_words
        return at + 1

    def _parts(self, line: str, at: int, bracket: Bracket) -> bool:
        """Whether a Chinese comma can only part two entries: before a key that belongs there.

        In a list it may part thousands; who knows the columns decides.  Beside braces it can only part.
        """
        if bracket.sign == "[":
            beside = line[:at].rstrip()[-1:], line[_after_blank(line, at + 1) :][:1]
            return beside[0] in ("}", "｝") or beside[1] in ("{", "｛")
        match = KEY.match(line, _after_blank(line, at + 1))
        return match is not None and seen(match["key"]) in bracket.shape.below

    def _key(self, line: str, match: re.Match[str]) -> int:
        shape = self.opened[-1].shape
        key = seen(match["key"])
        beside = line[match.end() : match.end() + 1]
        bare = not match["blanks"] and beside not in {"", *COMMAS, *CLOSING}
        if key in shape.below and match["colon"] == "：":
            self.marks.append(colon(match, value=True))
        elif key in shape.below and (bare or (match["blanks"] + match["gap"]).strip(" \t")):
            self.gaps.append(colon(match, value=True))
            self.key = key
        self.expects = False
        inside = shape.below.get(key, NOTHING_KNOWN)
        self.own_words = inside.own_words
        if beside and beside in OPENING and not (self.own_words and beside != OPENING[beside]):
            return self._open(line, match.end(), inside)
        return match.end()

    def _word(self, line: str, at: int) -> int:
        """A value: in quotes as far as they go, else to the next comma or bracket."""
        self.expects = False
        if line[at] in STRAIGHT or line[at] in CURLY:
            return self._quoted(line, at)
        return at + 1

    def _quoted(self, line: str, at: int) -> int:
        if match := _STRAIGHT.match(line, at):
            return match.end()
        match = _WHOLLY_QUOTED.match(line, at)
        if match is None:
            return at + 1
        if not self.own_words:
            self.marks += quotes(match.group(), at)
        return match.end()

    def slips(self, number: int, line: str) -> list[Slip]:
        """What was noted on a line; the next one begins with nothing."""
        found = [kinds.punctuation(number, line, self.marks)] if self.marks else []
        found += [kinds.no_blank(number, self.key, self.gaps)] if self.gaps else []
        found += [kinds.to_read_on(number, self.empty)] if self.empty else []
        self.marks, self.gaps, self.empty = [], [], []
        return found

    def _mark(self, written: str, at: int, right: str) -> None:
        if written != right:
            self.marks.append(Stroke(at, at + 1, right))


def closing(flow: Flow) -> str:
    """The brackets that would close what is open."""
    return "".join(CLOSER[bracket.sign] for bracket in reversed(flow.opened))


def is_flow(value: str, shape: Shape) -> bool:
    """Whether a value begins with a bracket; round ones are brackets only around a whole row."""
    if not value or value[0] not in OPENING:
        return False
    whole = without_comment(value)[-1] in ROUND.get(value[0], "")
    return value[0] not in ROUND or (shape.holds is Holds.ROW and whole)


def _after_blank(line: str, at: int) -> int:
    match = _BLANK.match(line, at)
    return match.end() if match else at


def is_figures(text: str) -> bool:
    """Whether a value is figures and what may stand between them, and nothing else."""
    value = without_comment(text)
    return bool(re.search("[0-9０-９]", value)) and bool(_FIGURES.fullmatch(value))
