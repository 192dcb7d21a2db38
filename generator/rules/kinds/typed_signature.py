"""Rules of kind ``typed_signature``: who signs and the day, typed as lines at the end of a narrative."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from generator.common.characters import settled
from generator.filing.filing import Filing, Text
from generator.findings.finding import Edit, Finding, Fix
from generator.form.header import Header
from generator.form.rule import Gives, Keys, RestsOn, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import edges, patterns
from generator.rules.text.days import DAY, day_of, narrow
from generator.rules.text.edges import Edge
from generator.source.yaml_text import quoted

FIELD = "signature"
# A name is no longer; what is, is a sentence.
LONGEST = 40


class Options(RuleOptions):
    """``patterns``: how names of authorities end; ``seals``: what stands behind one for a seal.

    ``leads``: what may stand before a name or a day; ``after``: lines that may follow a signature.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 5
    rests_on: ClassVar[RestsOn] = ("head",)
    one_of: ClassVar[Keys] = (("patterns",),)
    sorts: ClassVar[Mapping[str, str]] = {"seals": "pattern", "leads": "pattern", "after": "pattern"}

    patterns: tuple[str, ...]
    seals: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """The lines of a signature: its name and its day, each where there is one.

    ``sealed``: a seal is spoken of; ``month``: of the day only the month is named.
    """

    lines: tuple[Edge, ...]
    name: str = ""
    sealed: bool = False
    day: datetime.date | None = None
    month: bool = False

    @property
    def words(self) -> str:
        """What was typed."""
        return " ".join(line.words for line in self.lines)


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every narrative that ends with a signature."""
    header = filing.header
    if header is None:
        return
    for text in edges.narratives(filing):
        if typed := _typed(options, header, edges.edges(filing, text)):
            yield _finding(rule, filing, header, text, typed)


def _typed(options: Options, header: Header, lines: list[Edge]) -> Typed | None:
    """The signature at the end of these lines."""
    while lines and patterns.fits(lines[-1].words, options.after):
        lines = lines[:-1]
    if not lines:
        return None
    read = [_read(options, header, line) for line in lines[-2:]]
    last, before = read[-1], read[0] if len(read) > 1 else None
    if last is None:
        return None
    alone = not _is_dated(last) and not (before and _is_dated(before))
    if alone and not (_same(last.name, header.authority) or last.sealed):
        return None
    if before and bool(before.name) != bool(last.name) and not (before.name and _is_dated(before)):
        return Typed(
            (*before.lines, *last.lines),
            before.name or last.name,
            before.sealed or last.sealed,
            before.day or last.day,
            before.month or last.month,
        )
    return last


def _is_dated(typed: Typed) -> bool:
    return typed.month or typed.day is not None


def _read(options: Options, header: Header, line: Edge) -> Typed | None:
    """What a line says of a signature; None where it says anything else."""
    words = patterns.without(narrow(line.words), options.leads)
    days = [*DAY.finditer(words)]
    name, sealed = _unsealed(options, _bare(DAY.sub(" ", words)))
    known = _is_name(options, header, name, sealed=sealed)
    if len(days) == 1 and (not name or known):
        day = day_of(days[0])
        return Typed((line,), name, sealed, day, month=day is None)
    return Typed((line,), name, sealed) if not days and known else None


def _bare(words: str) -> str:
    """Words without the brackets around all of them."""
    bare = words.strip()
    return bare[1:-1].strip() if bare.startswith("(") and bare.endswith(")") else bare


def _unsealed(options: Options, words: str) -> tuple[str, bool]:
    """A name without what stands behind it for a seal, and whether that was there."""
    bare = patterns.without(words, options.seals)
    return "".join(bare.split()), bare != words


def _is_name(options: Options, header: Header, name: str, *, sealed: bool) -> bool:
    whole = 0 < len(name) <= LONGEST and not set(name) & set("。；，！？：;,!?:")
    return whole and (sealed or _same(name, header.authority) or patterns.fits(name, options.patterns))


def _same(name: str, authority: str) -> bool:
    return name == "".join(narrow(settled(authority)).split())


# ---------------------------------------------------------------- what to write instead


def _finding(rule: Rule, filing: Filing, header: Header, text: Text, typed: Typed) -> Finding:
    value = _value(header, typed)
    instead = f"删去这几行，在表头写一行：落款: {value}"
    if edges.has(filing.document, FIELD):
        instead = "表头已经写了落款，会印两次，删去这几行就行"
    detail = f"“{text.path}”的末尾写了“{typed.words}”，会印成普通的段落。{instead}"
    finding = not_met(
        rule,
        filing,
        detail,
        span=edges.span_of(filing, text, typed.lines),
        evidence=[text.path, typed.words],
    )
    edits = _edits(filing, header, text, typed, value)
    return replace(finding, fix=Fix("改写成落款", edits)) if edits else finding


def _value(header: Header, typed: Typed) -> str:
    """The field that prints the same."""
    parts = []
    if typed.name and not _same(typed.name, header.authority):
        parts.append(f"机关: {quoted(typed.name)}")
    if typed.day and typed.day != header.published:
        parts.append(f"日期: {typed.day.isoformat()}")
    return "{" + ", ".join(parts) + "}" if parts else "true"


def _edits(filing: Filing, header: Header, text: Text, typed: Typed, value: str) -> tuple[Edit, ...]:
    """The mend of what can only be meant so: the authority itself, on a day that can be."""
    day = typed.day
    certain = _same(typed.name, header.authority) and day and header.year < day.year
    if not certain or day is None or day > header.published:
        return ()
    out = edges.taken_out(filing, text, typed.lines)
    if edges.has(filing.document, FIELD):
        same = header.signature and header.signing_day == day and not header.signature.authority
        return edges.all_of([out]) if same else ()
    return edges.all_of([edges.written_in(filing.document, FIELD, value), out])
