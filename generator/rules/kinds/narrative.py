"""Rules of kind ``narrative``: every required narrative has text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, RestsOn, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met


class Options(RuleOptions):
    """None: which narratives are required, the format's sections say."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 100
    rests_on: ClassVar[RestsOn] = ("texts",)


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every required narrative that was written down empty."""
    for path, part in filing.format.narratives.items():
        text = filing.texts.get(path)
        if part.required and text is not None and not _has_text(text.scalar.text, text.scalar.plain):
            yield not_met(rule, filing, path.replace(".", " / "), span=text.scalar.span)


def _has_text(text: str, plain: bool) -> bool:
    return bool(text.strip()) and not (plain and text in ("null", "~"))
