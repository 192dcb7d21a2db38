"""The words that say in sentences of any form when, whose, how exactly and in what relation, as data."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from generator.common import data_folders
from generator.source.data_file import DataFault, Model, load_model

FILE = "language.yaml"
Words = tuple[str, ...]


class Times(Model):
    """Words for this year, the one before, the next, and for spans that are none of them."""

    this: Words = Field(alias="本年")
    last: Words = Field(alias="上年")
    following: Words = Field(alias="下年")
    span: Words = Field(alias="一段")


class Scopes(Model):
    """Words for everybody in a place, for some of them, for the authority, its government, its level."""

    everybody: Words = Field(alias="全部")
    some: Words = Field(alias="一些")
    own: Words = Field(alias="自己")
    government: Words = Field(alias="政府")
    village: Words = Field(alias="乡镇")
    level: Words = Field(alias="本级")


class Approximate(Model):
    """Words behind a figure that is exceeded; before one that is exceeded, nearly reached, about right."""

    over: Words
    before_over: Words
    nearly: Words
    about: Words


class Bounds(Model):
    """Words before and behind a figure that is a bound and no count, the lower one or the upper one."""

    at_least: Words
    at_most: Words
    or_more: Words
    or_less: Words

    @property
    def before(self) -> Words:
        """Those before a figure."""
        return (*self.at_least, *self.at_most)

    @property
    def after(self) -> Words:
        """Those behind one."""
        return (*self.or_more, *self.or_less)


class Limits(Model):
    """Words that make a figure an average, a plan, a part, somebody else's, or something else."""

    average: Words = Field(alias="平均")
    plan: Words = Field(alias="打算")
    part: Words = Field(alias="一部分")
    agency: Words = Field(alias="代办")
    elsewhere: Words = Field(alias="别的事")


class Ends(Model):
    """How words end that open what follows: figures among them, parts, a part only; and how begins what
    makes the word before it say which (办结的申请)."""

    among: Words
    divided: Words
    limiting: Words
    attributive: Words


class Growth(Model):
    """Words that compare with the year before, what a figure did since, and between the figures of both
    (由98件增至132件)."""

    against: Words
    more: Words
    fewer: Words
    same: Words
    exactly: Words
    compared: Words
    risen_to: Words
    fallen_to: Words


class Language(Model):
    """All of them; what each means is said in the file."""

    times: Times
    since: Words
    scopes: Scopes
    bodies: Words
    limits: Limits
    narrow: Words
    openers: Words
    outside: Words
    rest: Words
    respectively: Words
    together: Words
    negations: Words
    every: Words
    excepted: Words = Field(alias="except")
    pending: Words
    shares_together: Words
    shares: Words
    ends: Ends
    apart: Words
    in_time: Words
    growth: Growth
    approximate: Approximate
    bounds: Bounds
    and_others: Words
    alternatives: Words
    attributes: Words
    left: Words
    unrelated: Words
    again: Words
    acting_as: Words
    helping: Words
    joins: Words
    together_of: dict[str, int]
    sums_of_told: Words
    remainders: Words
    others_of: Words
    no_counts: Words
    because: Words
    standing: Words
    counting_ends: Words
    information: Words
    others: Words
    channels: Words
    plain: Words


@cache
def language() -> Language:
    """That of ``templates/language.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, Language, DataFault)
