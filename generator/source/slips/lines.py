"""The lines of a filing read one by one, as a person reads them: what is a key, what is text, what slipped.

It knows how lines of YAML look and, from a `Shape`, which keys belong where; no word of any form.  Text in
the office's own words is passed over: nothing in it is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.source.slips import kinds
from generator.source.slips.characters import BLANKS, UNSEEN, seen, unseen_places
from generator.source.slips.levels import ITEM, STEP, Block, Level, Levels
from generator.source.slips.misplaced import AHEAD, lacks_dash, misplaced, next_key, no_dash
from generator.source.slips.shape import LINED, NOTHING_KNOWN, OPEN, Holds, Shape
from generator.source.slips.stand_in import Slip, Stroke
from generator.source.slips.values import (
    CURLY,
    KEY,
    KEY_ONLY,
    STRAIGHT,
    Flow,
    closing,
    colon,
    is_figures,
    is_flow,
    quotes,
    unseen,
    without_comment,
)

_LEADING = re.compile(f"[{BLANKS}{UNSEEN}]*")
_BLOCK = re.compile(rf"([|｜>])([-+0-9]*)[{BLANKS}]*(#.*)?")
# Nearly every list: nothing in it can be a slip.
_PLAIN_LIST = re.compile(r"\[[0-9]+(, *[0-9]+)*\][ \t]*(#.*)?")
# A text with more slips than this is no filing; finding them all could take long.
SLIPS_LIMIT = 1000
_MARK = re.compile(r"(---|\.\.\.)(\s|$)|%")
_DASH = re.compile(r"- +")


@dataclass
class Scan:
    """What the lines were taken for: every key that the form knows with its line, and the slips."""

    lines: Sequence[str]
    levels: Levels
    slips: list[Slip] = field(default_factory=list)
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    block: Block | None = None
    folded: int | None = None
    quote: str = ""
    flow: Flow | None = None
    flow_key: str = ""
    number: int = 0

    def take(self, line: str) -> None:
        """Take the next line, in the state that those before have left."""
        self.number += 1
        leading = _LEADING.match(line).group()  # type: ignore[union-attr]  # it may match nothing, but it matches
        content = line[len(leading) :]
        if self.quote:
            self._in_quotes(line)
        elif self.flow is not None:
            self._read_flow(line, len(leading), NOTHING_KNOWN)
        elif not content or self._is_text(leading, content):
            return
        elif content[0] == "#":
            self._comment(leading)
        elif not _MARK.match(content):
            self._item(line, leading)

    # ------------------------------------------------------------ texts

    def _is_text(self, leading: str, content: str) -> bool:
        """Whether the line goes on with a text, which is nobody's but the office's."""
        if self.block is not None:
            return self._is_in_block(self.block, leading, content)
        if self.folded is not None and len(leading) > self.folded and not self._is_key(content):
            return True
        self.folded = None
        return False

    def _is_in_block(self, block: Block, leading: str, content: str) -> bool:
        spaces = len(leading) - len(leading.lstrip(" "))
        # The first line says how far the text is set in; a tab there YAML does not take.
        if block.content is None and leading[spaces : spaces + 1] == "\t" and not self._is_key(content):
            block.content = max(spaces, block.indent + STEP)
            self.slips.append(kinds.indent(self.number, leading, block.content, certain=True))
            return True
        if spaces >= (block.content or block.indent + 1):
            block.content = block.content or spaces
            return True
        if spaces < len(leading) and not self._is_key(content):
            width = block.content or block.indent + STEP
            self.slips.append(kinds.indent(self.number, leading, width, certain=True))
            return True
        if spaces <= block.indent:
            self.block = None
        return self.block is not None

    def _is_key(self, content: str) -> bool:
        """Whether a line within a text is a key after all: known, with only what keys have behind it."""
        match = KEY.match(content)
        known = self.levels.knowing(seen(match["key"])) if match else []
        if match is None or not known:
            return False
        shape = known[-1].shape.below[seen(match["key"])]
        rest = content[match.end() :]
        return bool(not without_comment(rest) or _BLOCK.fullmatch(rest) or not shape.own_words)

    def _in_quotes(self, line: str) -> None:
        text = line.replace("''", "") if self.quote == "'" else re.sub(r"\\.", "", line)
        if self.quote in text:
            self.quote = ""

    def _comment(self, leading: str) -> None:
        if leading.strip(" \t"):
            self.slips.append(kinds.indent(self.number, leading, len(leading), certain=True))

    # ------------------------------------------------------------ keys

    def _item(self, line: str, leading: str) -> None:
        """A line outside of texts; ``- `` before a group of a list is passed over."""
        dash = _DASH.match(line, len(leading))
        if dash is None and not lacks_dash(self.lines, self.number, len(leading)):
            self._key(line, leading, len(leading))
        elif level := self.levels.item(len(leading), dash.end() if dash else len(leading) + STEP):
            start = dash.end() if dash else len(leading)
            if dash is None:
                self.slips.append(no_dash(self.number, start, level.path[-2]))
            if is_flow(line[start:], level.shape):
                self._begin_flow(line, start, "", level.shape)
            else:
                self._key(line, " " * start, start)

    def _key(self, line: str, leading: str, start: int) -> None:
        match = KEY.match(line, start) or KEY_ONLY.match(line, start)
        if match is None:
            return
        key = seen(match["key"])
        level = self._level(leading, key)
        if level is None:
            return
        shape = level.shape.below.get(key)
        if "colon" not in match.re.groupindex:
            self._without_colon(line, match, level, shape)
        elif self._is_entry(match, line, shape, level):
            self._entry(line, match, level, shape or NOTHING_KNOWN)

    def _level(self, leading: str, key: str) -> Level | None:
        """The group that a key stands in; told where its white space is not YAML's."""
        if not leading.strip(" "):
            return self.levels.at(len(leading))
        if not seen(leading).strip(" "):
            strokes = unseen(leading, 0)
            self.slips.append(kinds.unseen(self.number, key, leading, strokes))
            return self.levels.at(len(seen(leading)))
        level, certain = self.levels.by_key(leading, key, self.lines[self.number : self.number + AHEAD])
        if level is not None:
            self.slips.append(kinds.indent(self.number, leading, level.indent, certain=certain))
        return level

    def _is_entry(self, match: re.Match[str], line: str, shape: Shape | None, level: Level) -> bool:
        """Whether a colon is a key's: the form knows the key, a blank is behind it, or figures in a table."""
        rest = line[match.end() :]
        if shape is not None:
            return True
        if match["colon"] == ":":
            return bool(match["blanks"]) or not rest
        among = level.shape.below.values()
        tabular = level.path and any(shape.tabular for shape in among)
        return bool(tabular or not any(shape.own_words for shape in among)) and is_figures(rest)

    def _entry(self, line: str, match: re.Match[str], level: Level, shape: Shape) -> None:
        key, value = seen(match["key"]), line[match.end() :]
        path = (*level.path, key)
        if shape is not NOTHING_KNOWN and ITEM not in path:
            self.keys.setdefault(path, self.number)
        self._key_slips(key, line, match)
        self._colon_slips(key, line, match, shape)
        if block := _BLOCK.fullmatch(value):
            self._begin_block(line, match.end(), block, level)
        elif not without_comment(value):
            self.levels.coming = Level(level.indent, shape, path)
            self.folded = level.indent if shape.holds in OPEN else None
        elif slip := misplaced(self.lines, self.number, match.end(), key, Level(level.indent, shape, path)):
            self.slips.append(slip)
            self.levels.coming = Level(level.indent, shape, path)
        elif is_flow(value, shape):
            self._begin_flow(line, match.end(), key, shape)
        else:
            self._value(line, match.end(), key, shape, level)

    def _begin_block(self, line: str, start: int, match: re.Match[str], level: Level) -> None:
        if match.group(1) == "｜":
            self.slips.append(kinds.punctuation(self.number, line, [Stroke(start, start + 1, "|")]))
        digits = re.sub("[^0-9]", "", match.group(2))
        # YAML allows one figure there; of more the parser tells that they are wrong.
        self.block = Block(level.indent, level.indent + int(digits) if len(digits) == 1 else None)

    def _key_slips(self, key: str, line: str, match: re.Match[str]) -> None:
        """What cannot be seen in a key, and curly quotes about it."""
        if strokes := unseen(match["key"], match.start("key")):
            self.slips.append(kinds.unseen(self.number, key, line, strokes))
        signs = [(match.start(name), match[name]) for name in ("open", "close") if match[name]]
        if len(signs) == 2 and any(sign not in STRAIGHT for _, sign in signs):
            wrong = [Stroke(at, at + 1, '"') for at, sign in signs if sign != '"']
            self.slips.append(kinds.punctuation(self.number, line, wrong))

    def _colon_slips(self, key: str, line: str, match: re.Match[str], shape: Shape) -> None:
        gap, blanks, value = match["gap"], match["blanks"], bool(line[match.end() :])
        right = colon(match, value=value)
        missing = value and not blanks
        odd = blanks.strip(" \t") and not (shape.own_words and blanks[0] == " ")
        if match["colon"] == "：":
            self.slips.append(kinds.punctuation(self.number, line, [right]))
        elif unseen_places(gap + blanks):
            self.slips.append(kinds.unseen(self.number, key, line, [right]))
        elif missing or odd or gap.strip(" \t"):
            self.slips.append(kinds.no_blank(self.number, key, [right]))

    def _without_colon(self, line: str, match: re.Match[str], level: Level, shape: Shape | None) -> None:
        """A key and its figures as they come out of a sheet: 「本年新收<Tab>41<Tab>6」."""
        if (
            shape is None
            or shape.holds not in (Holds.FIGURE, Holds.ROW)
            or not is_figures(line[match.end() :])
        ):
            return
        key = seen(match["key"])
        self.keys.setdefault((*level.path, key), self.number)
        stroke = Stroke(match.start("gap"), match.end("gap"), ": ")
        self.slips.append(kinds.no_colon(self.number, key, stroke))
        if strokes := unseen(match["key"], match.start("key")):
            self.slips.append(kinds.unseen(self.number, key, line, strokes))

    # ------------------------------------------------------------ values

    def _value(self, line: str, start: int, key: str, shape: Shape, level: Level) -> None:
        """A value on its line.  In the office's own words nothing is a slip, but they may go on below."""
        value = without_comment(line[start:])
        self.folded = level.indent
        if value[0] in STRAIGHT and not self._closes(value):
            self.quote = value[0]
            return
        if shape.may_be_words and not (shape.holds in LINED and value.strip(CURLY).isascii()):
            return
        if value == "-":
            self.slips.append(kinds.to_read_on(self.number, [Stroke(start, start + 1, "'-'")]))
        if strokes := quotes(value, start):
            self.slips.append(kinds.punctuation(self.number, line, strokes))
        if strokes := unseen(value, start):
            self.slips.append(kinds.unseen(self.number, key, line, strokes))

    def _closes(self, value: str) -> bool:
        """Whether a value that begins with a quote has its end on the line, be it a curly one."""
        inside = value[1:].replace("''", "") if value[0] == "'" else re.sub(r"\\.", "", value[1:])
        return value[0] in inside or bool(quotes(value, 0))

    def _begin_flow(self, line: str, start: int, key: str, shape: Shape) -> None:
        if _PLAIN_LIST.fullmatch(line, start):
            return
        self.flow, self.flow_key = Flow(), key
        self._read_flow(line, start, shape)

    def _read_flow(self, line: str, start: int, shape: Shape) -> None:
        """A list or braces, as far as the line goes; what is open goes on below unless a key begins there."""
        flow, key = self.flow, self.flow_key
        assert flow is not None
        end = flow.read(line, start, shape)
        value = line[:end].rstrip(" \t")
        own = any(shape.own_words for shape in shape.below.values())
        if not own and (strokes := unseen(value[start:], start)):
            self.slips.append(kinds.unseen(self.number, key, line, strokes))
        self.slips += flow.slips(self.number, line)
        if flow.opened and self._next_is_key(flow):
            stroke = Stroke(len(value), len(value), closing(flow))
            whole = len(flow.opened) == 1 and flow.opened[0].commas + 1 in flow.opened[0].shape.counts
            self.slips.append(kinds.unclosed(self.number, key, stroke, certain=whole))
            flow.opened.clear()
        if not flow.opened:
            self.flow = None

    def _next_is_key(self, flow: Flow) -> bool:
        """Whether the next line that says anything begins with a key of an open group, not of braces."""
        key = next_key(self.lines, self.number)
        return bool(key and self.levels.knowing(key)) and key not in flow.opened[-1].shape.below


def scan(lines: Sequence[str], shape: Shape) -> Scan | None:
    """All slips of a filing's lines, and the lines of its keys; None where it has too many."""
    found = Scan(lines, Levels([Level(0, shape)]))
    for line in lines:
        found.take(line)
        if len(found.slips) > SLIPS_LIMIT:
            return None
    return found
