"""Rules of kind ``wording``: what a narrative must say, must not say, how long it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Literal

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, tell
from generator.rules.text import patterns as prose
from generator.source.data_file import Model

SHOWN = 20


class Need(Model):
    """What must be said, in words for the finding, and patterns of which one must be there."""

    name: str
    any: tuple[str, ...]


class Given(Model):
    """A condition: the sum of these numbers is zero, or is not."""

    cells: tuple[str, ...]
    sum: Literal["zero", "positive"]


class Options(RuleOptions):
    """``texts``: narratives, or sections, read together; all where none is named.

    ``needs`` are looked for in all of them together; ``forbids`` are patterns, ``unless`` lets one pass
    in whose sentence it is found; ``shortest`` and ``longest`` count characters without white space.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    texts: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    forbids: tuple[str, ...] = ()
    unless: str | None = None
    shortest: int | None = None
    longest: int | None = None
    given: Given | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding for all that is missing, one for each thing that should not be there."""
    found = prose.texts(filing, options.texts)
    cells = _given(options.given, filing)
    if cells is None or not any(text.scalar.text.strip() for text in found):
        return
    whole = "\n".join(text.scalar.text for text in found)
    if told := [*_missing(options, whole), *_length(options, whole)]:
        detail = f"{_names(options, filing)}：{'；'.join([*_figures(filing, cells), *told])}"
        span = filing.place_of(options.texts[0] if options.texts else found[0].path)
        evidence = [*told, *_figures(filing, cells)]
        yield tell(rule, filing, detail, cells=cells, span=span, evidence=evidence)
    yield from islice(_forbidden(rule, options, filing, cells), SHOWN)


def _given(given: Given | None, filing: Filing) -> tuple[str, ...] | None:
    """The numbers of the condition, None where it is not met or cannot be told."""
    if given is None:
        return ()
    total = known_sum(filing, given.cells)
    met = total is not None and (total == 0 if given.sum == "zero" else total > 0)
    return given.cells if met else None


def _missing(options: Options, whole: str) -> list[str]:
    missing = [
        need.name for need in options.needs if not any(prose.pattern(one).search(whole) for one in need.any)
    ]
    return [f"没有写到{'、'.join(missing)}"] if missing else []


def _length(options: Options, whole: str) -> list[str]:
    length = len("".join(whole.split()))
    if options.shortest is not None and length < options.shortest:
        return [f"只有 {length} 个字"]
    if options.longest is not None and length > options.longest:
        return [f"有 {length} 个字，超过 {options.longest} 个"]
    return []


def _forbidden(rule: Rule, options: Options, filing: Filing, cells: tuple[str, ...]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for one in prose.found(filing, options.texts, options.forbids):
        place = (one.text.path, one.sentence)
        excused = options.unless is not None and prose.pattern(options.unless).search(one.sentence)
        if place not in told and not excused and not _of_another_year(options, filing, one):
            told.add(place)
            detail = "；".join([f"写了“{one.match[0].strip()}”", *_figures(filing, cells)])
            yield tell(
                rule, filing, detail, cells=cells, span=one.span, evidence=(one.text.path, one.sentence)
            )


def _of_another_year(options: Options, filing: Filing, one: prose.Found) -> bool:
    """Whether what is set beside this year's figures speaks of another year."""
    return options.given is not None and one.is_of_another_year(filing.header.year if filing.header else None)


def _figures(filing: Filing, cells: tuple[str, ...]) -> list[str]:
    counting = [path for path in cells if filing.value(path)] or cells[:2]
    told = "，".join(f"{named(path)} {figure(filing.value(path) or 0)}" for path in counting)
    return [f"表中{told}"] if told else []


def _names(options: Options, filing: Filing) -> str:
    return "、".join(one.replace(".", " / ") for one in options.texts) or "正文"
