"""What has been said so far in a sentence, that the figures after it are read by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.form.language import language
from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.binding import Topic, has, meanings, topic_of
from generator.rules.text.clauses.lexicon import Token
from generator.rules.text.clauses.segments import Segment
from generator.rules.text.clauses.whose import ANOTHER, Reach, named_bodies

# What holds of the report, whose it is and when: bodies, time, part.
Lasting = tuple[str, str, str]
_NOTHING: Lasting = ("", "", "")


def _is_span(tokens: Sequence[Token]) -> bool:
    """Whether not the whole year is spoken of: 上半年, 2024年上半年."""
    of_this = any(year.is_a("this") and span.is_a("span") for year, span in pairwise(tokens))
    return of_this or (has(tokens, "span") and not has(tokens, "this"))


@dataclass
class Spoken:
    """What has been said in a sentence so far.

    ``topic``: what is spoken of.  ``rows`` and ``columns``: the last named of each table, ``listed`` those
    of a list, ``named`` the column that all is said of.  ``whole``: the figure that
    parts are told of, ``main`` the one that parts can be told of.  ``body``, ``time``, ``part``: why what
    follows is not the report's own; ``lead``: why the next figures are not;
    ``joined``: why those are not that are joined to one by 、.  ``opened``: parts follow, ``among``: of the
    figure right before.  ``series``: how many lists of parts there were; ``verbal``: the first part of the
    last has a verb.  ``parts``: rows of
    the parts told so far; ``divided``: the last of them in its columns; ``doubts``: why the row named last
    of a table is not to be compared.
    """

    topic: Topic | None = None
    rows: dict[str, Sums] = field(default_factory=dict)
    columns: dict[str, Sums] = field(default_factory=dict)
    listed: dict[str, Sums] = field(default_factory=dict)
    named: Sums = ()
    doubts: dict[str, str] = field(default_factory=dict)
    parts: list[Sums] = field(default_factory=list)
    divided: bool = False
    whole: int | None = None
    main: int | None = None
    body: str = ""
    time: str = ""
    part: str = ""
    lead: str = ""
    joined: str = ""
    opened: bool = False
    among: bool = False
    series: int = 0
    verbal: bool = False
    parted: bool = False
    against: bool = False
    about: set[str] = field(default_factory=set)
    brackets: list[tuple[int | None, Lasting]] = field(default_factory=list)

    @property
    def lasting(self) -> str:
        """Why what follows is not the report's own, as long as nothing is said of whose and when."""
        return self.body or self.time or self.part

    def lasts(self, why: str) -> None:
        """What was found of a figure holds on."""
        if why in reasons.OF_TIME:
            self.time = why
        elif why in reasons.OF_BODIES:
            self.body = why
        elif why in reasons.LASTING:
            self.part = why

    def renew(self, before: Sequence[Token], why: str) -> None:
        """Take in words that say anew when and whose, and that it is the report's own."""
        names = language().times.this
        if has(before, "this") or any(token.is_a("row") and token.word.startswith(names) for token in before):
            self.body = self.time = ""
            self.part = self.part if self.part in (reasons.AGENCY, ANOTHER) else ""
        if has(before, "own") or (named_bodies(before) and not why):
            self.body = self.part = ""

    def lists(self, rows: Sums, *, apart: bool) -> None:
        """Take in the row of a part (行政复议7件 of 11), or that a figure of a column is told (4件维持)."""
        if apart or (rows and self.divided):
            self.parts = []
        if rows and not apart:
            self.parts.append(rows)
        self.divided = not rows

    @property
    def inner(self) -> Sums:
        """The row of the part told last; none where several were, so that what follows is of them all."""
        return self.parts[0] if len(self.parts) == 1 else ()

    def end_of_part(self, usual: Topic | None) -> None:
        """A semicolon: lists and what limits them are over; whose figures they are holds on."""
        self.whole, self.lead, self.parts = None, "", []
        self.time = self.part = ""
        self.topic = usual if self.topic is not None and self.topic.table is None else self.topic

    def to_depth(self, depth: int, last: int | None) -> None:
        """Go into brackets, which tell of the figure before them, or out, where the list goes on."""
        while len(self.brackets) > depth:
            self.whole, (self.body, self.time, self.part) = self.brackets.pop()
        while len(self.brackets) < depth:
            self.brackets.append((self.whole, (self.body, self.time, self.part)))
            self.whole = last

    def heard(self, segment: Segment) -> None:
        """What a segment says the sentence is about."""
        found = meanings(segment.tokens if segment.has("about", "verb") else (), "about", "verb")
        self.about |= {meaning.table.name for _, meaning in found if meaning.table}

    def led(self, segment: Segment, reach: Reach) -> None:
        """What words without a figure say of the figures that follow."""
        tokens, ends = segment.tokens, language().ends
        self.opened |= segment.has("opener") or tokens[-1].word.endswith(ends.divided)
        self.parted |= self.opened or segment.has("noun")
        self.against |= segment.has("against")
        first = next(
            (token for token in tokens if token.is_a("noun") or not token.is_a("plain", "opener")), None
        )
        if first is not None:
            self.lead = ""
            self._when_and_whose(first, segment, reach)
            self.topic = topic_of(tokens) or self.topic
            self._remember(tokens)

    def _when_and_whose(self, first: Token, segment: Segment, reach: Reach) -> None:
        tokens = segment.tokens
        compares = segment.has("against", "more", "fewer", "same", "this")
        if segment.has("last") and not compares and not segment.has("row"):
            self.time = reasons.LAST_YEAR
        elif (segment.has("span") and _is_span(tokens)) or first.is_a("following"):
            self.time = reasons.SPAN
        elif first.is_a("this", "own") or named_bodies(tokens):
            self.body = reach.other_than(tokens)
            self.time = "" if first.is_a("this") else self.time
        if tokens[-1].is_a("limit") and any(m.limit == "agency" for m in tokens[-1].meanings):
            self.part = reasons.AGENCY  # 市政府作为复议机关
        elif first.is_a("limit") and tokens[-1].word.endswith(language().ends.limiting):
            self.lead = reasons.A_PART

    def as_whom(self, tokens: Sequence[Token], reach: Reach) -> None:
        """Another body that acts in its own capacity: 局招生考试中心作为独立法人，全年收到申请5件."""
        at = next((at for at, token in enumerate(tokens) if token.is_a("acting as")), 0)
        body = "".join(token.word for token in tokens[:at])
        another = body.endswith(language().bodies) and not tokens[at - 1].is_a("own")
        if at and (another or reach.other_than(tokens[:at])):
            self.part = ANOTHER

    def _remember(self, tokens: Sequence[Token]) -> None:
        """Rows and a column that a lead names: of them are the figures that follow (复议案件中，…)."""
        for _, meaning in meanings(tokens, "row"):
            if meaning.table and meaning.sense and meaning.sense.alone:
                self.rows[meaning.table.name] = meaning.sense.means
        if tokens[-1].word.endswith(language().ends.among):
            found = [
                m.sense.means for _, m in meanings(tokens, "column") if m.sense and m.table and m.table.column
            ]
            self.named = found[-1] if found else ()

    def within(self, before: Sequence[Token]) -> None:
        """Figures are those of one column only: 自然人申请中予以公开39件."""
        ends = language().ends.among
        at = next((at for at, token in enumerate(before) if token.word.endswith(ends)), 0)
        found = [
            m.sense.means for _, m in meanings(before[:at], "column") if m.sense and m.table and m.table.usual
        ]
        self.named = found[-1] if found else self.named

    def unspoken(self, table: TableWords | None) -> str:
        """Why a table that must be spoken of expressly is not, or nothing."""
        if table is None or not table.about or table.name in self.about:
            return ""
        return reasons.UNSPOKEN
