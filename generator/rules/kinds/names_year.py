"""Rules of kind ``names_year``: lines of the head that must name the year reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from generator.filing.filing import Filing, Text
from generator.findings.finding import Finding, Fix
from generator.form.header import NAMES, key_for
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text.all_texts import fix_of
from generator.rules.text.printed_page import page_of

YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
HAN = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class Options(RuleOptions):
    """``field``: the head's, whose lines together must name the year."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    one_of: ClassVar[Keys] = (("field",),)

    field: str

    @property
    def of_head(self) -> tuple[str, ...]:
        """The fields of the head that it compares."""
        return (self.field, key_for("year"))


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding where the lines do not."""
    texts = filing.lines.get(options.field, ())
    if not texts or not filing.known[NAMES[options.field]]:
        return
    words = " ".join(page_of(filing, text).words for text in texts)
    year = str(filing.year)
    # Two figures side by side are one more way of the office's own.
    if year in YEAR.findall(words) or year in YEAR.findall(words.translate(HAN)):
        return
    detail = f"{options.field}写了“{words.strip()}”，应当写明 {year} 年"
    finding = not_met(rule, filing, detail, span=texts[0].scalar.span, evidence=[words, year])
    yield replace(finding, fix=_fix(filing, texts, year))


def _fix(filing: Filing, texts: tuple[Text, ...], year: str) -> Fix | None:
    """The only other year that is typed becomes this one."""
    found = [(text, match) for text in texts for match in YEAR.finditer(text.scalar.text)]
    if len(found) != 1:
        return None
    ((text, match),) = found
    return fix_of(filing.source, text.scalar, [(*match.span(), year)], "改成统计年度")
