"""How a form goes on from year to year and from one version to the next, as data."""

from __future__ import annotations

from generator.source.data_file import Model


class Carry(Model):
    """What next year's filing takes over: the row ``to`` begins as last year's row ``after``."""

    after: str
    to: str


class Pair(Model):
    """What of this form and of an earlier one is the same thing: a number, a row, or a group of rows.

    Where one is a group and the other a row, the sum of the group stands for the row.
    """

    here: str
    there: str


class Predecessor(Model):
    """How the numbers of an earlier form correspond to this one's.

    In the tables named in ``same`` every number whose address is the same corresponds; ``pairs`` name the
    others.  What neither says has no counterpart.
    """

    version: str
    same: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
