"""Rules of kind ``typed_signature``: who signs and the day, typed as lines of a text, its last or first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from generator.filing.filing import Filing, Text
from generator.findings.finding import Edit, Finding, Fix
from generator.form.authorities import authorities
from generator.form.header import key_for
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import edges
from generator.rules.text.signatures import Typed, Words, is_same, signed_first, signed_last
from generator.source.yaml_text import quoted

FIELD = "signature"


class Options(RuleOptions):
    """``patterns``: how names of authorities end; ``seals``: what stands behind one for a seal.

    ``leads``: what may stand before a name or a day; ``after``: lines that may follow a signature.
    ``at_head``: looked for at the beginning of the first narrative, below the title; else at the end of each.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 5
    one_of: ClassVar[Keys] = (("patterns",),)
    sorts: ClassVar[Mapping[str, str]] = {"seals": "pattern", "leads": "pattern", "after": "pattern"}

    patterns: tuple[str, ...]
    seals: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    at_head: bool = False

    @property
    def of_head(self) -> tuple[str, ...]:
        """The fields of the head that it compares."""
        return tuple(map(key_for, ("authority", "published", "year")))


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every narrative that ends with a signature, or for the first that begins with one."""
    words = Words(options.patterns, options.seals, options.leads, options.after, filing.known["authority"])
    for text in edges.narratives(filing):
        lines = edges.edges(filing, text)
        typed = signed_first(words, lines) if options.at_head else signed_last(words, lines)
        if typed:
            yield _finding(rule, filing, text, typed, at_head=options.at_head)
        if options.at_head:
            return


def _finding(rule: Rule, filing: Filing, text: Text, typed: Typed, *, at_head: bool) -> Finding:
    value = _value(filing, typed, at_head=at_head)
    instead = f"删去这几行，在表头写一行：落款: {value}"
    if edges.has(filing.document, FIELD):
        instead = "表头已经写了落款，会印两次，删去这几行就行"
    side = "开头" if at_head else "末尾"
    detail = f"“{text.path}”的{side}写了“{typed.words}”，会印成普通的段落。{instead}"
    finding = not_met(
        rule,
        filing,
        detail,
        span=edges.span_of(filing, text, typed.lines),
        evidence=[text.path, typed.words],
    )
    edits = _edits(filing, text, typed, value, at_head=at_head)
    return replace(finding, fix=Fix("改写成落款", edits)) if edits else finding


def _value(filing: Filing, typed: Typed, *, at_head: bool) -> str:
    """The field that prints the same."""
    parts = []
    if typed.name and not is_same(typed.name, filing.known["authority"]):
        parts.append(f"机关: {quoted(typed.name)}")
    if typed.day and typed.day != filing.known["published"]:
        parts.append(f"日期: {typed.day.isoformat()}")
    parts += [f"位置: {authorities().place_at_head}"] if at_head else []
    return "{" + ", ".join(parts) + "}" if parts else "true"


def _edits(filing: Filing, text: Text, typed: Typed, value: str, *, at_head: bool) -> tuple[Edit, ...]:
    """The mend of what can only be meant so: the authority itself, on a day that can be.  Below the title the
    day of publication alone is that day, whoever signs."""
    day, published = typed.day, filing.known["published"]
    named = is_same(typed.name, filing.known["authority"]) or (
        at_head and not typed.name and day == published
    )
    if not named or day is None or day.year <= filing.known["year"] or day > published:
        return ()
    out = edges.taken_out(filing, text, typed.lines)
    if edges.has(filing.document, FIELD):
        signature = filing.known.get(FIELD)
        same = signature and (signature.signed or published) == day and not signature.authority
        return edges.all_of([out]) if same else ()
    return edges.all_of([edges.written_in(filing.document, FIELD, value), out])
