"""Rules of kind ``pictures``: how many pictures a narrative has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.pictures import PICTURE_LINE
from generator.findings.finding import Finding
from generator.form.rule import Gives, Keys, RestsOn, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns


class Options(RuleOptions):
    """``texts``: narratives, or sections, read together; all where none is named; with ``each`` every one by
    itself.  ``fewest`` and ``most``: so many pictures."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    rests_on: ClassVar[RestsOn] = ("texts",)
    one_of: ClassVar[Keys] = (("fewest", "most"),)
    ordered: ClassVar[Keys] = (("fewest", "most"),)

    texts: tuple[str, ...] = ()
    fewest: int | None = None
    most: int | None = None
    each: bool = False


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for too many or too few, in all the texts or in each."""
    texts = patterns.texts(filing, options.texts)
    names = options.texts or ("正文",)
    passages = [([text], (text.path,)) for text in texts] if options.each else [(texts, names)]
    for passage, called in passages:
        count = sum(len(PICTURE_LINE.findall(text.scalar.text)) for text in passage)
        if passage and (fault := _fault(options, count)):
            where = "、".join(name.replace(".", " / ") for name in called)
            span = filing.place_of(passage[0].path)
            yield not_met(rule, filing, f"{where}：{fault}", span=span, evidence=[*called, str(count)])


def _fault(options: Options, count: int) -> str:
    if options.fewest is not None and count < options.fewest:
        return f"有 {count} 张图片，至少要 {options.fewest} 张"
    if options.most is not None and count > options.most:
        return f"有 {count} 张图片，最多 {options.most} 张"
    return ""
