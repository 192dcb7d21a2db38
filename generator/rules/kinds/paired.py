"""Rules of kind ``paired``: brackets and quotation marks come in pairs, one inside the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from generator.filing.filing import Filing, Text
from generator.findings.finding import Finding, Fix, Place
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns
from generator.rules.text.all_texts import fix_of
from generator.rules.text.pairing import Pair, Unpaired, unpaired
from generator.rules.text.printed_page import Page, page
from generator.source.data_file import Model
from generator.source.nodes import locate

SHOWN = 5
# A quotation that is turned round is no longer, and no sentence.
TURNED = 15
_WORDS = {
    "open": "“{opening}”后面没有“{closing}”",
    "closed": "“{closing}”前面没有“{opening}”",
    "crossed": "“{opening}{closing}”与别的括号、引号交叉",
}


class Marks(Model):
    """What opens and what closes; where there are several characters, the first is the usual one."""

    opening: str
    closing: str


class Options(RuleOptions):
    """``pairs`` in ``texts`` (all where none is named)."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("pairs",),)

    texts: tuple[str, ...] = ()
    pairs: tuple[Marks, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each line in which a mark has no other half."""
    pairs = [Pair(marks.opening, marks.closing) for marks in options.pairs]
    for text in patterns.texts(filing, options.texts):
        printed, start = page(filing, text), 0
        for line in printed.words.split("\n"):
            if marks := unpaired(line, pairs):
                yield _finding(
                    rule, filing, text, [replace(mark, start=mark.start + start) for mark in marks]
                )
            start += len(line) + 1


def _finding(rule: Rule, filing: Filing, text: Text, marks: Sequence[Unpaired]) -> Finding:
    printed = page(filing, text)
    places = [printed.source(mark.start, mark.start + 1) for mark in marks[:SHOWN]]
    spans = [locate(filing.source, text.scalar, *place) for place in places]
    problems = [_problem(printed, mark) for mark in marks[:SHOWN]]
    more = [f"这一段共 {len(marks)} 处"] if len(marks) > SHOWN else []
    detail = "；".join([*problems, *more])
    finding = not_met(rule, filing, detail, span=spans[0], evidence=[text.path, *problems])
    related = tuple(Place(span, "还有这里") for span in spans[1:])
    return replace(finding, related=related, fix=_fix(filing, text, printed, marks))


def _problem(printed: Page, mark: Unpaired) -> str:
    words = _WORDS[mark.fault].format(opening=mark.pair.opening[0], closing=mark.pair.closing[0])
    first = max(printed.words.rfind("\n", 0, mark.start) + 1, mark.start - 8)
    around = printed.words[first : mark.start + 9].partition("\n")[0]
    return f"{words}（…{around}…）"


def _fix(filing: Filing, text: Text, printed: Page, marks: Sequence[Unpaired]) -> Fix | None:
    """The second of two that open, or the first of two that close, turned round, where they are near and
    what stands between is no sentence."""
    if len(marks) != 2 or marks[0].pair is not marks[1].pair or marks[0].fault != marks[1].fault:
        return None
    pair, (first, last) = marks[0].pair, (mark.start for mark in marks)
    between = printed.words[first + 1 : last]
    is_quotation = 0 < len(between) <= TURNED and not set(between) & {
        *"，。；：",
        *pair.opening,
        *pair.closing,
    }
    if not is_quotation or marks[0].fault == "crossed":
        return None
    turned, sign = (last, pair.closing[0]) if marks[0].fault == "open" else (first, pair.opening[0])
    change = (*printed.source(turned, turned + 1), sign)
    return fix_of(filing.source, text.scalar, [change], f"改为“{sign}”")
