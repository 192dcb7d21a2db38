"""What a form shows at a glance, as data: the ``overview`` of ``templates/<version>/format.yaml``.

Values are written like placeholders of a text (``{{ … }}`` without the braces), so there is no
second language: a path, a sum of paths, a share, with a filter or without one.  Which figures and
charts there are, in which order and under which words is said here and nowhere in Python.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.source.data_file import Model
from generator.source.verdicts import refusal

# So many things can be told apart in one chart by their patterns; a style has a colour for each.
SERIES = 6


class Chosen(Model):
    """What is shown only ``when`` an expression is not 0, or ``unless`` it is not; left out: always."""

    when: str = ""
    unless: str = ""


class Measure(Chosen):
    """One figure: what it is called, the expression it comes from, and what it counts in.  ``least``: a share
    of less than that is too much a matter of chance to be held against those of others."""

    label: str
    value: str
    unit: str = ""
    least: Annotated[int, Field(ge=0)] = 0


class Stack(Model):
    """One bar made of parts that add up to something."""

    label: str
    parts: tuple[Measure, ...]


class ChartPlan(Chosen):
    """One chart.

    ``bars``: ``items`` beside each other, to be compared.  ``stacks``: the parts of one or several
    wholes, on one scale.  ``years``: ``items`` of this year beside last year's; shown only when last
    year's filing is known and of the same version.
    """

    key: str
    title: str
    kind: Literal["bars", "stacks", "years"]
    unit: str
    items: tuple[Measure, ...] = ()
    stacks: tuple[Stack, ...] = ()

    @model_validator(mode="after")
    def _can_be_drawn(self) -> ChartPlan:
        wanted, other = ("stacks", "items") if self.kind == "stacks" else ("items", "stacks")
        if not getattr(self, wanted) or getattr(self, other):
            raise refusal(f"{self.kind} 图要写 {wanted}，不写 {other}")
        parts = [part for stack in self.stacks for part in stack.parts]
        if any(measure.when or measure.unless for measure in (*self.items, *parts)):
            raise refusal("when、unless 写在主要数字或整幅图上，不写在图的一项上")
        if len({part.label for part in parts}) > SERIES:
            raise refusal(f"一幅图里的部分至多 {SERIES} 种，再多就分不清了；可以改用 bars")
        return self


class Plan(Model):
    """The figures at the head of the web page and on the picture sheet, and the charts below them."""

    title: str = ""
    figures: tuple[Measure, ...] = ()
    charts: tuple[ChartPlan, ...] = ()
