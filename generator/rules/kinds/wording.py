"""Rules of kind ``wording``: what a narrative must say, must not say, how long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar, Literal

from generator.filing.filing import Filing, Text
from generator.filing.last_year import known_sum
from generator.filing.narrative.lines import lines
from generator.findings.finding import Finding
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import addressed, figure, named, not_met
from generator.rules.text import patterns
from generator.rules.text.meant import MASK
from generator.rules.text.printed_page import page
from generator.source.data_file import Model
from generator.source.nodes import is_blank


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
    in whose sentence it is found; ``shortest`` and ``longest`` count characters without white space.  With
    ``each`` every part is judged by itself.  ``served``: patterns by key; where something is written under
    that key of the filing, what fits passes.  ``drawn``: what passes where a table is drawn in the text.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("needs", "forbids", "shortest", "longest"),)
    ordered: ClassVar[Keys] = (("shortest", "longest"),)
    sorts: ClassVar[Mapping[str, str]] = {"served": "pattern", "drawn": "pattern"}

    texts: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    forbids: tuple[str, ...] = ()
    unless: str | None = None
    shortest: int | None = None
    longest: int | None = None
    given: Given | None = None
    each: bool = False
    served: Mapping[str, str] = {}
    drawn: str | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding for all that is missing, one for each thing that should not be there."""
    texts = patterns.texts(filing, options.texts)
    cells = _given(options.given, filing)
    if cells is None or not any(text.scalar.text.strip() for text in texts):
        return
    if options.each:
        for text in texts:
            yield from _lacking(rule, options, filing, cells, ((text.path,), [text]))
    else:
        yield from _lacking(rule, options, filing, cells, (options.texts, texts))
    yield from _forbidden(rule, options, filing, cells)


def _lacking(
    rule: Rule,
    options: Options,
    filing: Filing,
    cells: tuple[str, ...],
    passage: tuple[tuple[str, ...], Sequence[Text]],
) -> Iterator[Finding]:
    """One finding for all that a passage (its names, its texts) does not say, or for its length."""
    names, texts = passage
    whole = "\n".join(page(filing, text).words.replace(MASK, "") for text in texts)
    if whole.strip() and (faults := [*_missing(options, whole), *_length(options, whole)]):
        words = "；".join([*_figures(filing, cells, partial(named, filing)), *faults])
        span = filing.place_of(names[0] if names else texts[0].path)
        where = [texts[0].path] if options.each else []
        evidence = [*where, *faults, *_figures(filing, cells, addressed)]
        detail = f"{_names(names)}：{words}"
        yield not_met(rule, filing, detail, cells=cells, span=span, evidence=evidence)


def _given(given: Given | None, filing: Filing) -> tuple[str, ...] | None:
    """The numbers of the condition, None where it is not met or cannot be told."""
    if given is None:
        return ()
    total = known_sum(filing, given.cells)
    met = total is not None and (total == 0 if given.sum == "zero" else total > 0)
    return given.cells if met else None


def _missing(options: Options, whole: str) -> list[str]:
    missing = [need.name for need in options.needs if not _is_said(need, whole)]
    return [f"没有写到{'、'.join(missing)}"] if missing else []


def _is_said(need: Need, whole: str) -> bool:
    return any(patterns.pattern(expression).search(whole) for expression in need.any)


def _length(options: Options, whole: str) -> list[str]:
    length = len("".join(whole.split()))
    if options.shortest is not None and length < options.shortest:
        return [f"只有 {length} 个字"]
    if options.longest is not None and length > options.longest:
        return [f"有 {length} 个字，超过 {options.longest} 个"]
    return []


def _forbidden(rule: Rule, options: Options, filing: Filing, cells: tuple[str, ...]) -> Iterator[Finding]:
    """A finding for each sentence; what is set beside this year's figures must not speak of another year."""
    sentences: set[tuple[str, str]] = set()
    for place in patterns.found(filing, options.texts, options.forbids, options.unless):
        sentence = (place.text.path, place.sentence)
        if _is_served(options, filing, place.words):
            continue
        if sentence in sentences or (options.given is not None and place.is_of_another_year):
            continue
        sentences.add(sentence)
        detail = "；".join([f"写了“{place.words.strip()}”", *_figures(filing, cells, partial(named, filing))])
        yield not_met(rule, filing, detail, cells=cells, span=place.span, evidence=sentence)


def _is_served(options: Options, filing: Filing, words: str) -> bool:
    """Whether the filing has what these words speak of."""
    written = {key for key, node in filing.document.root.entries.items() if not is_blank(node)}
    serving = [text for key, text in options.served.items() if key in written]
    if options.drawn is not None and _has_drawn_tables(filing):
        serving.append(options.drawn)
    return any(patterns.pattern(text).search(words) for text in serving)


def _has_drawn_tables(filing: Filing) -> bool:
    every = (line for text in filing.texts.values() for line in lines(text.scalar.text))
    return any(line.kind == "table" for line in every)


def _figures(filing: Filing, cells: tuple[str, ...], name: Callable[[str], str]) -> list[str]:
    counting = [path for path in cells if filing.value(path)] or cells[:2]
    figures = "，".join(f"{name(path)} {figure(filing.value(path) or 0)}" for path in counting)
    return [f"表中{figures}"] if figures else []


def _names(names: Iterable[str]) -> str:
    return "、".join(name.replace(".", " / ") for name in names) or "正文"
