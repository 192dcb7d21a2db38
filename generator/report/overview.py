"""The year at a glance: the figures and charts a form plans, with a filing's own numbers.  Pure.

What cannot be told is left out, never guessed: a share of nothing, a chart without one case, a
comparison with a year that is not known.  Last year is compared only with a filing of the same
version, because the same row of another version need not count the same things.
What the figures are worked out from is a filing here, and in collecting the sum of many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from generator.filing.filing import Filing
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable, write
from generator.filing.narrative.placeholders import Hidden, Unknown, number, resolve
from generator.filing.narrative.scanning import Placeholder
from generator.form.format import FormatError
from generator.form.overview_plan import ChartPlan, Chosen, Measure, Plan


class Numbers(Protocol):
    """What figures are worked out from: their ``year``, and what an expression comes to, as it is written and
    as a number; None where that cannot be told."""

    @property
    def year(self) -> int:
        """The year they are of."""

    def text(self, source: str) -> str | None:
        """An expression as it is written."""

    def amount(self, source: str) -> Fraction | None:
        """An expression as a number."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of the head; ``change`` is last year's in words, empty where that is not known."""

    label: str
    text: str
    unit: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar.  ``series`` tells parts apart that mean different things, from 0."""

    label: str
    value: Fraction
    text: str
    series: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Parts one after the other; ``text`` is their sum with its unit."""

    label: str
    text: str
    parts: tuple[Part, ...]

    @property
    def value(self) -> Fraction:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), start=Fraction(0))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its kind (see `plan.ChartPlan`); ``text`` says all of it in a sentence."""

    key: str
    title: str
    kind: str
    bars: tuple[Bar, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it; empty for a form that plans none."""

    title: str = ""
    figures: tuple[KeyFigure, ...] = ()
    charts: tuple[Chart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.charts)


@dataclass(frozen=True, slots=True)
class OfFiling:
    """The numbers of one filing."""

    filing: Filing

    @property
    def year(self) -> int:
        """Its year."""
        return self.filing.header.year if self.filing.header else 0

    def text(self, source: str) -> str | None:
        """An expression as it is written in its text."""
        try:
            return resolve(self.filing, Placeholder(0, 0, source))
        except (Hidden, Unwritable):
            return None

    def amount(self, source: str) -> Fraction | None:
        """An expression as a number."""
        try:
            return number(self.filing, source)
        except (Hidden, Unwritable):
            return None


def overview(filing: Filing) -> Overview:
    """The overview of a filing; raises FormatError where the form plans what it does not have."""
    last = _last_year(filing)
    try:
        return planned(filing.format.overview, OfFiling(filing), OfFiling(last) if last else None)
    except (Mistake, Unknown) as fault:
        raise FormatError(f"{filing.format.version} 版格式的 overview：{_in_words(fault)}") from fault


def planned(plan: Plan, now: Numbers, last: Numbers | None) -> Overview:
    """What a form plans, with this year's numbers and last year's where they may be compared."""
    figures = tuple(
        figure for each in plan.figures if _chosen(now, each) and (figure := _figure(now, last, each))
    )
    charts = tuple(chart for each in plan.charts if _chosen(now, each) and (chart := _chart(now, last, each)))
    return Overview(plan.title, figures, charts)


def _chosen(now: Numbers, plan: Chosen) -> bool:
    """Whether there is what the figure or chart is for; a number that is not known is not 0."""
    return (not plan.when or now.amount(plan.when) != 0) and (not plan.unless or now.amount(plan.unless) == 0)


def _in_words(fault: Mistake | Unknown) -> str:
    return fault.problem if isinstance(fault, Mistake) else f"没有“{fault.path.name}”"


def _last_year(filing: Filing) -> Filing | None:
    """Last year's filing where the two may be compared."""
    last = filing.previous
    if last is None or last.header is None or filing.header is None:
        return None
    same = last.format.version == filing.format.version
    return last if same and last.header.year == filing.header.year - 1 else None


# ---------------------------------------------------------------- figures


def _figure(now: Numbers, last: Numbers | None, measure: Measure) -> KeyFigure | None:
    text = now.text(measure.value)
    if text is None:
        return None
    return KeyFigure(measure.label, text, measure.unit, _change(now, last, measure))


def _change(now: Numbers, last: Numbers | None, measure: Measure) -> str:
    """Last year's figure and, where it counts something, by how much it has changed."""
    before = last.text(measure.value) if last else None
    if last is None or before is None:
        return ""
    words = f"上年{before}{measure.unit}"
    this, then = now.amount(measure.value), last.amount(measure.value)
    if not measure.unit or this is None or then is None:
        return words
    if this == then:
        return f"{words}，持平"
    return f"{words}，{'增加' if this > then else '减少'}{_counted(abs(this - then), measure.unit)}"


# ---------------------------------------------------------------- charts


def _counted(value: Fraction, unit: str) -> str:
    return write(value, "千分位", None) + unit


def _chart(now: Numbers, last: Numbers | None, plan: ChartPlan) -> Chart | None:
    """The chart; None where a number is not known, is below zero, or all of them are 0."""
    draw = {"bars": _bars, "stacks": _stacks, "years": _years}[plan.kind]
    bars = tuple(draw(now, last, plan))
    known = [part.value for bar in bars for part in bar.parts]
    wanted = len(plan.items) * (2 if plan.kind == "years" else 1) + sum(
        len(stack.parts) for stack in plan.stacks
    )
    if len(known) < wanted or not any(known) or min(known) < 0:
        return None
    return Chart(plan.key, plan.title, plan.kind, bars, _sentence(plan, bars))


def _bars(now: Numbers, _: Numbers | None, plan: ChartPlan) -> Iterator[Bar]:
    for item in plan.items:
        if (value := now.amount(item.value)) is not None:
            yield _bar(item.label, (_part(item, value, 0, plan),), plan)


def _stacks(now: Numbers, _: Numbers | None, plan: ChartPlan) -> Iterator[Bar]:
    """Parts of the same name are the same thing in every bar."""
    series = list(dict.fromkeys(item.label for stack in plan.stacks for item in stack.parts))
    for stack in plan.stacks:
        parts = tuple(
            _part(item, value, series.index(item.label), plan)
            for item in stack.parts
            if (value := now.amount(item.value)) is not None
        )
        yield _bar(stack.label, parts, plan)


def _years(now: Numbers, last: Numbers | None, plan: ChartPlan) -> Iterator[Bar]:
    """Two bars for each item: last year's, then this year's."""
    if last is None:
        return
    for item in plan.items:
        for series, source in ((1, last), (0, now)):
            if (value := source.amount(item.value)) is not None:
                part = Part(f"{source.year}年", value, _counted(value, plan.unit), series)
                yield _bar(item.label, (part,), plan)


def _part(item: Measure, value: Fraction, series: int, plan: ChartPlan) -> Part:
    return Part(item.label, value, _counted(value, item.unit or plan.unit), series)


def _bar(label: str, parts: tuple[Part, ...], plan: ChartPlan) -> Bar:
    total = sum((part.value for part in parts), start=Fraction(0))
    return Bar(label, _counted(total, plan.unit), parts)


def _sentence(plan: ChartPlan, bars: tuple[Bar, ...]) -> str:
    """Everything a chart shows, for those who do not see it."""
    match plan.kind:
        case "bars":
            words = "，".join(f"{bar.label}{bar.text}" for bar in bars)
        case "years":
            pairs = zip(bars[::2], bars[1::2], strict=True)
            words = "；".join(
                f"{now.label}{then.parts[0].label}{then.text}，{now.parts[0].label}{now.text}"
                for then, now in pairs
            )
        case _:
            words = "；".join(_parts(bar) for bar in bars)
    return f"{plan.title}：{words}。"


def _parts(bar: Bar) -> str:
    return f"{bar.label}{bar.text}，其中" + "，".join(f"{part.label}{part.text}" for part in bar.parts)
