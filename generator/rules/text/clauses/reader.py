"""A narrative read sentence by sentence: the statements in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.form.language import language
from generator.form.vocabulary import Sums
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.before import Before
from generator.rules.text.clauses.binding import (
    IDLE,
    OTHER,
    Bound,
    Topic,
    bind,
    has,
    is_of_documents,
    meanings,
)
from generator.rules.text.clauses.claims import claims
from generator.rules.text.clauses.comparing import why_not
from generator.rules.text.clauses.completing import completed
from generator.rules.text.clauses.figures import PERCENT, POINTS, TIMES
from generator.rules.text.clauses.lexicon import FIGURE, Lexicon, Token
from generator.rules.text.clauses.narrowing import narrowed
from generator.rules.text.clauses.others import other_rows
from generator.rules.text.clauses.plain import Plain, Sentence, plain, sentences
from generator.rules.text.clauses.rates import Rate, is_base, rate_of, ratio_of, same_as_before
from generator.rules.text.clauses.segments import Place, Segment, of_two_years, respectively, segments
from generator.rules.text.clauses.spoken import Spoken
from generator.rules.text.clauses.statement import Statement, sort_of
from generator.rules.text.clauses.wholes import Heard, names_what_about, whole_of
from generator.rules.text.clauses.whose import Reach

# A heading of the office's own is no longer; what it speaks of holds for what follows.
HEADING = 25


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a narrative."""

    plain: Plain
    statements: tuple[Statement, ...]
    rates: tuple[Rate, ...]
    sentences: tuple[Sentence, ...]


class Reader:
    """Reads narratives of one filing."""

    def __init__(self, lexicon: Lexicon, reach: Reach) -> None:
        self.lexicon = lexicon
        self.reach = reach

    def read(self, words: str, path: str) -> Reading:
        """The statements of a narrative as it is printed."""
        written = plain(words)
        reading = _Narrative(self, written, path)
        found = tuple(sentences(written.words))
        for number, sentence in enumerate(found):
            reading.take(number, sentence)
        return Reading(written, tuple(reading.statements), tuple(reading.rates), found)


class _Narrative:
    """One narrative while it is read."""

    def __init__(self, reader: Reader, written: Plain, path: str) -> None:
        self.reader = reader
        self.written = written
        self.statements: list[Statement] = []
        self.rates: list[Rate] = []
        self.at = {table.name for table in reader.lexicon.tables if path in (*table.at, *table.near)}
        self.usual = next((Topic(table) for table in reader.lexicon.tables if path in table.at), None)
        # Tables of which a sentence may go on telling what the one before began (复议7件。其中维持4件).
        self.carried = {table.name for table in reader.lexicon.tables if not table.usual}
        self.spoken = Spoken(topic=self.usual, about=set(self.at))
        self.heading = False
        self.number = self.first = self.part = 0

    def take(self, number: int, sentence: Sentence) -> None:
        """Read one sentence."""
        self.number, self.first = number, len(self.statements)
        self.part = self.first
        self.spoken = self._begun(sentence)
        tokens = self.reader.lexicon.tokens(self.written.words, sentence.start, sentence.end)
        for segment in segments(tokens):
            self._segment(segment, tokens)
        self.statements[self.first :] = narrowed(self._here(), self.first)
        short = sentence.end - sentence.start <= HEADING
        self.heading = sentence.first and short and self.first == len(self.statements)

    def _begun(self, sentence: Sentence) -> Spoken:
        """What holds at the beginning of a sentence of what was said in the one before."""
        before = self.spoken
        if sentence.first and not self.heading:
            return Spoken(topic=self.usual, about=set(self.at))
        return Spoken(
            topic=before.topic if before.topic != OTHER else self.usual,
            rows={name: held for name, held in before.rows.items() if name in self.carried},
            main=None if sentence.first else before.main,
            about=before.about,
        )

    def _segment(self, segment: Segment, sentence: Sequence[Token]) -> None:
        spoken = self.spoken
        spoken.to_depth(segment.depth, self._last_here())
        if segment.opened == "；":
            spoken.end_of_part(self.usual)
            self.part = len(self.statements)
        spoken.heard(segment)
        spoken.as_whom(segment.tokens, self.reader.reach)
        if segment.has("unrelated"):
            self._of_other_cases(wholes=False)
        self._claims(segment, sentence)
        if not segment.has_figures:
            self._late(segment)
            spoken.led(segment, self.reader.reach)
            self._same(segment)
            return
        spread = respectively(segment)
        first = len(self.rates)
        for place in spread or of_two_years(segment):
            self._figure(place, segment, sentence)
            if place.after and place.after[-1].word.endswith(language().ends.among):
                spoken.whole, spoken.among = self._last_here(), True
        if segment.has("respectively"):
            self._spread(first)
        spoken.lead, spoken.joined, spoken.named = "", "", ()

    def _spread(self, first: int) -> None:
        """Rates that are told of several figures, each of its own: 收到132件，办结122件，分别增长3%和2%."""
        told, rates = self._here(), self.rates[first:]
        if len(rates) < 2 or len(told) < len(rates):
            return
        start = len(self.statements) - len(rates)
        self.rates[first:] = [
            replace(rate, statement=start + at, respectively=False) for at, rate in enumerate(rates)
        ]

    def _here(self) -> list[Statement]:
        return self.statements[self.first :]

    def _last_here(self) -> int | None:
        """The number of the last statement, where it is of this sentence."""
        last = len(self.statements) - 1
        return last if last >= 0 and self.statements[last].sentence == self.number else None

    def _claims(self, segment: Segment, sentence: Sequence[Token]) -> None:
        """The claims of a segment; one that was made in this sentence is not made again."""
        spoken, last = self.spoken, self._last_here()
        beside = self.statements[last] if last is not None else None
        before = Before(spoken.topic, spoken.rows, beside, tuple(self.statements[self.part :]))
        for claim in claims(segment, sentence, before, self.reader.reach):
            said = (claim.table, claim.rows, claim.columns)
            if said not in (
                (each.table, each.rows, each.columns) for each in self._here() if not each.figure
            ):
                why = spoken.lasting or spoken.lead or spoken.unspoken(claim.table)
                self.statements.append(replace(claim, sentence=self.number, why_not=why))

    def _late(self, segment: Segment) -> None:
        """A figure whose rows are said only in the next clause: 12件申请因故未能办理，结转下年."""
        last = self._last_here()
        if last is None or segment.opened != "，":
            return
        tokens = [token for token in segment.tokens if not token.is_a(*IDLE)]
        before = self.statements[last]
        for _, m in meanings(tokens[:1], "row"):
            if before.why_not == reasons.UNTOLD and m.sense and m.sense.alone and m.table == before.table:
                self.statements[last] = replace(before, end=tokens[0].end, rows=m.sense.means, why_not="")

    def _figure(self, place: Place, segment: Segment, sentence: Sequence[Token]) -> None:
        spoken = self.spoken
        compared = has(place.before, "against", "more", "fewer") or is_base(place)
        compared = compared or (spoken.against and segment.opened == "（")
        if place.figure.unit not in (PERCENT, POINTS, TIMES) and not compared:
            self._statement(place, sentence)
        elif rate := self._rate(place, segment):
            self.rates.append(replace(rate, sentence=self.number, lasting=spoken.lasting))

    def _rate(self, place: Place, segment: Segment) -> Rate | None:
        spoken, last = self.spoken, self._told_last()
        if last and has(place.before, FIGURE):  # 占全年办结47件的21.7%
            rate = rate_of(place, segment, spoken.topic, last - 1, against=False, is_part=True)
            return rate and replace(rate, whole=last)
        is_part = last is not None and self.statements[last].whole is not None
        return ratio_of(place, spoken.topic, spoken.rows) or rate_of(
            place, segment, spoken.topic, last, against=spoken.against, is_part=is_part
        )

    def _of_other_cases(self, *, wholes: bool) -> None:
        """What was told of cases so far is about something else (3件，与公开工作无关), or only its ``wholes``
        (复议14件、诉讼9件，其中公开方面的复议3件)."""
        self.statements[self.part :] = [
            replace(each, why_not=reasons.UNSPOKEN)
            if each.table and each.table.about and not (wholes and each.whole is not None)
            else each
            for each in self.statements[self.part :]
        ]

    def _same(self, segment: Segment) -> None:
        """That the figure told before is what it was last year."""
        rate = same_as_before(segment, self._told_last())
        if rate is not None:
            self.rates.append(replace(rate, sentence=self.number, lasting=self.spoken.lasting))

    def _told_last(self) -> int | None:
        """The figure that was told last: in this sentence, or what the one before was about."""
        figures = (
            at
            for at in reversed(range(len(self.statements)))
            if self.statements[at].figure and self.statements[at].why_not != reasons.AVERAGE
        )
        last = next(figures, None)
        return (
            last if last is not None and self.statements[last].sentence == self.number else self.spoken.main
        )

    def _statement(self, place: Place, sentence: Sequence[Token]) -> None:
        spoken = self.spoken
        spoken.within(place.before)
        spoken.topic = OTHER if is_of_documents(place, sentence) else spoken.topic
        bound = bind(place.before, place.after, spoken.topic)
        spoken.topic = bound.topic or spoken.topic
        heard = Heard(spoken, self.statements, self.number, self.written.words, self.reader.reach)
        whole = whole_of(place, bound, heard)
        part_of = self.statements[whole] if whole is not None else None
        if part_of is not None and names_what_about(place, part_of):
            self._of_other_cases(wholes=True)
        why = why_not(place, bound, part_of, spoken, self.reader.reach)
        rows, columns = completed(bound, spoken, part_of, self._here(), sentence)
        if rows and not bound.rows and part_of is None and bound.table is not None:
            why = why or spoken.doubts.get(bound.table.name, "")
        rows = rows or self._became(place, bound)
        why = why or reasons.untold(place, bound, complete=bool(rows and columns))
        if part_of is not None and (others := other_rows(place, bound, whole, self.statements)):
            bound, rows, columns, why = replace(bound, table=part_of.table), others, part_of.columns, ""
        self._keep(self._told(place, bound, rows, columns, whole, why), bound)

    def _became(self, place: Place, bound: Bound) -> Sums:
        """The rows of a figure that another became: 2023年收到98件，2024年增至132件."""
        last = self._last_here()
        if last is None or not has(place.before, "risen to", "fallen to"):
            return ()
        return self.statements[last].rows if self.statements[last].table == bound.table else ()

    def _told(
        self, place: Place, bound: Bound, rows: Sums, columns: Sums, whole: int | None, why: str
    ) -> Statement:
        """What a figure states."""
        read = (*bound.read, place.token)
        return Statement(
            min(token.start for token in read),
            max(token.end for token in read),
            place.figure.value,
            figure=place.figure,
            table=bound.table,
            rows=rows,
            columns=columns,
            why_not=why,
            whole=whole,
            sort=sort_of(place, bound),
            sentence=self.number,
            series=self.spoken.series,
        )

    def _keep(self, statement: Statement, bound: Bound) -> None:
        """A statement, and what it leaves behind for those that follow."""
        spoken = self.spoken
        self.statements.append(statement)
        apart = statement.whole is None
        if apart:
            spoken.main = len(self.statements) - 1 if self._is_main(statement, bound) else spoken.main
            spoken.lasts(statement.why_not)
        if bound.table is None:
            return
        name = bound.table.name
        if bound.rows or (statement.rows and apart):
            spoken.rows[name] = statement.rows
        if bound.rows:
            spoken.doubts[name] = statement.why_not
        if bound.together or (bound.rows and (bound.columns or apart)):
            spoken.listed[name] = statement.rows
        if bound.table.usual is None:
            spoken.lists(statement.rows if bound.rows and not bound.columns else (), apart=apart)
        if bound.columns:
            spoken.columns[name] = bound.columns

    def _is_main(self, statement: Statement, bound: Bound) -> bool:
        """Whether parts that follow are parts of this: what was received or settled is, beside what was
        carried over."""
        held = self.statements[self.spoken.main] if self.spoken.main is not None else None
        has_usual = bound.table is not None and bound.table.usual is not None
        return bound.verbs or held is None or held.table != statement.table or not has_usual
