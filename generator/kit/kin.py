"""Which forms are of one line: of one family, or each other's predecessors."""

from __future__ import annotations

from collections.abc import Mapping

from generator.form.format import Format


def kin(form: Format, others: Mapping[str, Format]) -> frozenset[str]:
    """The versions among ``others`` that are of one line with a form.

    Only those can be mistaken for it by the year of a report.  A form copied before there were families
    is of the line of its predecessors; a form that has neither stands alone.
    """
    found: dict[str, Format] = {}
    unvisited = [form]
    while unvisited:
        known = unvisited.pop()
        near = {version: other for version, other in others.items() if _near(known, other)}
        unvisited += [other for version, other in near.items() if version not in found]
        found |= near
    return frozenset(found)


def _near(form: Format, other: Format) -> bool:
    if form.family and form.family == other.family:
        return True
    return _follows(form, other) or _follows(other, form)


def _follows(form: Format, other: Format) -> bool:
    return any(known.version == other.version for known in form.predecessors)
