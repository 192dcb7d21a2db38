"""The placeholder that prints a number just as it was typed, where the tables have it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import DECIMALS, FILTERS, NUMERALS, PERCENTAGE, THOUSANDS, Unwritable
from generator.filing.narrative.placeholders import LAST_YEAR, Hidden, Unknown, resolve
from generator.filing.narrative.scanning import Placeholder
from generator.rules.text.clauses.figures import PERCENT
from generator.rules.text.numbers.listing import TextNumber
from generator.rules.text.numbers.reckoning import Reckoning
from generator.rules.text.numbers.sums import source

_DIGITS = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_NUMERALS = re.compile("[零一二三四五六七八九十百千万]+(?=[^零一二三四五六七八九十百千万]|$)")


@dataclass(frozen=True, slots=True)
class Written:
    """The characters of a number that a placeholder stands for, and what is in the placeholder."""

    typed: str
    source: str


def placeholder(filing: Filing, number: TextNumber) -> Written | None:
    """What prints the number as it stands; None where nothing does."""
    typed = typed_part(number)
    if typed is None or not number.agrees:
        return None
    for reckoning in number.reckonings:
        if reckoning.agrees and reckoning.is_of_form:
            found = expression(filing, number, reckoning)
            if found and prints(filing, found) == typed:
                return Written(typed, found)
    return None


def prints(filing: Filing, inside: str) -> str | None:
    """What a placeholder prints; None where it prints nothing."""
    try:
        return resolve(filing, Placeholder(0, 0, inside))
    except (Mistake, Unknown, Unwritable, Hidden):
        return None


def expression(filing: Filing, number: TextNumber, reckoning: Reckoning) -> str:
    """What stands in the placeholder of a number that is reckoned so; nothing where the text has a part."""
    if not reckoning.is_of_form or number.figure is None:
        return ""
    now = source(filing.format, reckoning.cells)
    if reckoning.how == "sum":
        return _scaled(number, now)
    if reckoning.how == "share":
        return f"{_one(now)} / {_one(source(filing.format, reckoning.beside))}{_filter(number)}"
    if filing.previous is None:
        return ""
    then = source(filing.previous.format, reckoning.beside, f"{LAST_YEAR}.")
    if reckoning.how == "base":
        return f"{then}{_filter(number)}"
    more, less = (then, now) if number.fewer else (now, then)
    grown = f"{more} - {_one(less)}"
    return (
        f"{grown}{_filter(number)}"
        if reckoning.how == "difference"
        else f"({grown}) / {_one(then)}{_filter(number)}"
    )


def typed_part(number: TextNumber) -> str | None:
    """The characters of a number that are replaced: without its unit, a percentage with its sign."""
    figure = number.figure
    if figure is None or figure.how != "exact":
        return None
    match = (_DIGITS if figure.in_digits else _NUMERALS).match(number.words)
    if match is None:
        return None
    if figure.unit != PERCENT:
        return match[0]
    return f"{match[0]}%" if number.words == f"{match[0]}%" else None


def _scaled(number: TextNumber, inside: str) -> str:
    """A sum in the units of the text: yuan of ten thousands, or ten thousands of pieces."""
    step = number.figure.step if number.figure else 1
    if number.factor > step:
        inside = f"{_one(inside)} * {number.factor // step}"
    elif number.factor < step:
        inside = f"{_one(inside)} / {step // number.factor}"
    return inside + _filter(number)


def _filter(number: TextNumber) -> str:
    """How the value is to be written, as the text has it."""
    figure = number.figure
    assert figure is not None  # the callers have looked
    if figure.unit == PERCENT:
        default = FILTERS[PERCENTAGE].digits
        return f" | {PERCENTAGE}" + ("" if figure.decimals == default else f"({figure.decimals})")
    if not figure.in_digits:
        return f" | {NUMERALS}"
    if number.factor > 1 or figure.step > 1 or figure.decimals:
        return f" | {DECIMALS}({figure.decimals})"
    return f" | {THOUSANDS}" if "," in number.words else ""


def _one(inside: str) -> str:
    """A sum in brackets, to be reckoned with."""
    return f"({inside})" if " + " in inside else inside
