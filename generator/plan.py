"""What a form shows at a glance, as data: the ``overview`` of ``templates/<version>/format.yaml``.

Values are written like placeholders of a text (``{{ … }}`` without the braces), so there is no
second language: a path, a sum of paths, a share, with a filter or without one.  Which figures and
charts there are, in which order and under which words is said here and nowhere in Python.
"""

from __future__ import annotations

from typing import Literal

from generator.model import Model


class Measure(Model):
    """One figure: what it is called, the expression it comes from, and what it counts in."""

    label: str
    value: str
    unit: str = ""


class Stack(Model):
    """One bar made of parts that add up to something."""

    label: str
    parts: tuple[Measure, ...]


class ChartPlan(Model):
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


class Plan(Model):
    """The figures at the head of the web page and on the picture sheet, and the charts below them."""

    title: str = ""
    figures: tuple[Measure, ...] = ()
    charts: tuple[ChartPlan, ...] = ()
