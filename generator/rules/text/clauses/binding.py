"""What a figure is said of: the table, rows and columns that the words around it mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile

from generator.form.language import language
from generator.form.vocabulary import Sense, Sums, TableWords
from generator.rules.text.clauses.known_words import Meaning
from generator.rules.text.clauses.lexicon import FIGURE, GAP, PAUSE, TITLE, Token
from generator.rules.text.clauses.segments import Place

Found = list[tuple[Token, Meaning]]
# What says nothing of what is counted.
IDLE = (
    *("plain", "about", "verb", "opener", "together", "this", "every", "outside", "rest"),
    *("risen to", "fallen to", "left", PAUSE),
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What is spoken of: the things of a table, or (None) something that is in none."""

    table: TableWords | None


OTHER = Topic(None)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure is said of.  ``read`` are the tokens that say so; ``between`` those between them and the
    figure; ``behind``: they stand behind it."""

    table: TableWords | None = None
    rows: Sums = ()
    columns: Sums = ()
    read: tuple[Token, ...] = ()
    between: tuple[Token, ...] = ()
    behind: bool = False
    topic: Topic | None = None
    noun: bool = False
    settled: bool = False
    verbs: bool = False
    together: str = ""


def meanings(tokens: Iterable[Token], *kinds: str) -> Iterator[tuple[Token, Meaning]]:
    """Every token with each of its meanings of these kinds."""
    for token in tokens:
        for meaning in token.meanings:
            if meaning.kind in kinds:
                yield token, meaning


def has(tokens: Iterable[Token], *kinds: str) -> bool:
    """Whether a token of one of these kinds is among them."""
    return any(not token.meanings.kinds.isdisjoint(kinds) for token in tokens)


def topic_of(tokens: Sequence[Token]) -> Topic | None:
    """What the last noun, or word that needs none, speaks of; None where there is neither."""
    for at, token in reversed(list(enumerate(tokens))):
        if token.is_a("information") and at and _is_alone(tokens[at - 1]):
            continue  # 无法提供政府信息
        for meaning in token.meanings:
            if meaning.kind == "noun" or (meaning.kind == "row" and meaning.sense and meaning.sense.alone):
                return Topic(meaning.table)
        if token.is_a("other", "information"):
            return OTHER
    return None


def _is_alone(token: Token) -> bool:
    return any(m.kind == "row" and m.sense is not None and m.sense.alone for m in token.meanings)


def phrase_topic(tokens: Sequence[Token]) -> Topic | None:
    """What the words right behind a figure speak of: the last noun before anything that is not understood."""
    end = next(
        (
            at
            for at, token in enumerate(tokens)
            if not token.is_a(
                *IDLE, "noun", "row", "column", "other", "information", "limit", "own", "channel"
            )
        ),
        len(tokens),
    )
    return topic_of(tokens[:end])


def bind(before: Sequence[Token], after: Sequence[Token], spoken: Topic | None) -> Bound:
    """What a figure between these tokens is said of, where ``spoken`` is spoken of already."""
    after = _before_other_word(after)
    here = topic_of(before)
    topic = here if here and here != OTHER else phrase_topic(after) or here or spoken or _column_topic(before)
    if (
        topic is not None
        and topic.table is not None
        and spoken == OTHER
        and _is_blocked(before, after, topic)
    ):
        topic = OTHER
    if topic is None or topic.table is None:
        return Bound(topic=topic)
    table = topic.table
    found = _senses(before, table)
    if found:
        found += _columns_behind(before, after, table, found)
        noun = has(before, "noun") or phrase_topic(after) == topic
        return _bound(table, found, before, topic, behind=False, noun=noun)
    found = _senses(after, table)
    if found:
        return _bound(table, found, after, topic, behind=True, noun=has(after, "noun"))
    noun = has((*before, *after), "noun")
    sum_word = next((token.word for token in before if token.is_a("together")), "")
    return Bound(table, topic=topic, noun=noun, together=sum_word)


def is_of_documents(place: Place, sentence: Sequence[Token]) -> bool:
    """Whether a figure is told of documents by what becomes of them: 主动公开60件、依申请公开20件."""
    words = language().attributes
    ends = [token.word for token, after in pairwise(sentence) if after.is_a(FIGURE)]
    told = {word for word in words if any(end == word for end in ends)}
    return words[0] in told and len(told) > 1 and any(token.word in told for token in place.before)


def _before_other_word(after: Sequence[Token]) -> Sequence[Token]:
    """What stands behind a figure, up to what is denied or said of all of it, or a noun that goes on as
    another word: 1件申请人申请撤回."""
    stop = next((at for at, token in enumerate(after) if token.is_a("negation", "every")), len(after))
    after = after[:stop]
    end = next(
        (at for at, (noun, word) in enumerate(pairwise(after)) if noun.is_a("noun") and word.is_a(GAP)),
        len(after),
    )
    return after[:end]


def _is_blocked(before: Sequence[Token], after: Sequence[Token], topic: Topic) -> bool:
    """Whether a word that needs no noun, or a noun without a verb, stands in a sentence about something else:
    公文公开属性：主动公开60件、依申请公开20件、不予公开15件."""
    words = (*before, *after)
    verbs = [m for _, m in meanings(words, "row") if m.table == topic.table and m.sense and not m.sense.alone]
    return bool(topic.table and topic.table.nouns) and not (has(words, "noun") and verbs)


def _column_topic(before: Sequence[Token]) -> Topic | None:
    """The table of a column that must be named and is: 现行有效300件, where the noun comes later."""
    found = [m.table for _, m in meanings(before, "column") if m.table and not m.table.usual_columns]
    return Topic(found[-1]) if found else None


def _columns_behind(
    before: Sequence[Token], after: Sequence[Token], table: TableWords, found: Found
) -> Found:
    """The column that stands behind a figure whose row stands before it: 新收125件涉自然人案件."""
    if has(before, "noun") or any(m.kind == "column" for _, m in found):
        return []
    phrase = takewhile(lambda token: not token.is_a(GAP, "row", "every"), after)
    return [pair for pair in meanings(phrase, "column") if pair[1].table == table]


def _senses(tokens: Sequence[Token], table: TableWords) -> Found:
    return [pair for pair in meanings(tokens, "row", "column") if pair[1].table == table]


def _bound(
    table: TableWords,
    found: Found,
    tokens: Sequence[Token],
    topic: Topic,
    *,
    behind: bool,
    noun: bool,
) -> Bound:
    rows = [meaning.sense for _, meaning in found if meaning.kind == "row" and meaning.sense]
    columns = [meaning.sense for _, meaning in found if meaning.kind == "column" and meaning.sense]
    if columns and rows and all(_same_word(found, sense) for sense in columns):
        columns = []
    implied = next((sense.rows for sense in columns if sense.rows), ())
    read = tuple(dict.fromkeys(token for token, _ in found))
    added = (tuple(name for sense in rows for name in sense.means[0]),) if together(tokens, rows) else ()
    alone = any(sense.alone for sense in rows)
    return Bound(
        table,
        added or _rows_said(rows) or implied,
        summed(columns),
        read,
        _between(tokens, read, behind=behind),
        behind,
        topic,
        noun or alone,
        settled=not alone and any(sense.settled for sense in rows),
        verbs=not alone and bool(rows),
    )


def _between(tokens: Sequence[Token], read: Sequence[Token], *, behind: bool) -> tuple[Token, ...]:
    """What stands between the words that were read and the figure."""
    first = tokens.index(read[0])
    return tuple(tokens[:first]) if behind else tuple(token for token in tokens[first:] if token not in read)


def together(tokens: Sequence[Token], rows: Sequence[Sense]) -> bool:
    """Whether what several words mean is added up: 新收和上年结转合计."""
    return len({sense.means for sense in rows}) > 1 and has(tokens, "together")


def _same_word(found: Found, column: Sense) -> bool:
    """Whether the word that means a column means a row too."""
    tokens = [token for token, meaning in found if meaning.sense is column]
    return all(any(t is token and m.kind == "row" for t, m in found) for token in tokens)


def _rows_said(rows: Sequence[Sense]) -> Sums:
    """What several words for rows before one figure mean together."""
    alone = [sense for sense in rows if sense.alone]
    if not alone:
        return tuple(dict.fromkeys(chain.from_iterable(sense.means for sense in rows)))
    return summed(alone)


def summed(senses: Sequence[Sense]) -> Sums:
    """The sum of what words mean; a group beside its own rows means either the group or one of the rows."""
    found = tuple(dict.fromkeys(chain.from_iterable(sense.means for sense in senses)))
    if len(found) < 2 or len({sense.means for sense in senses}) == 1:
        return found
    names = tuple(dict.fromkeys(chain.from_iterable(found)))
    groups = [name for name in names if any(other.startswith(f"{name}.") for other in names)]
    if groups:
        return tuple((name,) for name in names)
    return (names,)


def unread(tokens: Iterable[Token]) -> str:
    """What among tokens is not understood."""
    return "".join(token.word for token in tokens if token.is_a(GAP, TITLE))
