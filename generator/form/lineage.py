"""How a form goes on from year to year and from one version to the next, as data."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from generator.source.data_file import Model


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


# One name, or several in brackets.
Names = Annotated[tuple[str, ...], BeforeValidator(_several)]


class Carry(Model):
    """What next year's filing takes over: the row ``to`` begins as last year's row ``after``.

    Both are rows of this form; where last year's filing is of an earlier one, what stands for ``after``
    there is known by the forms' lineage.
    """

    after: str
    to: str


class Pair(Model):
    """What of this form and of an earlier one is the same thing: a number, a row, or a group of rows.

    Where one is a group, or several are named, and the other is a row, their sum stands for the row: so are
    written rows that were split (several ``here``) or put together (several ``there``).
    """

    here: Names
    there: Names


class Predecessor(Model):
    """How the numbers of an earlier form correspond to this one's.

    In the tables named in ``same`` every number whose address is the same corresponds; ``pairs`` name the
    others.  What neither says has no counterpart.
    """

    version: str
    same: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
