"""What the rules of a form demand of every number of a kind."""

from __future__ import annotations

from collections.abc import Mapping

from generator.findings.finding import Level
from generator.form.format import Format
from generator.form.rule import Bound
from generator.rules.kinds import options_of


def number_bounds(form: Format) -> Mapping[str, Bound]:
    """The bounds that no number may leave without an error, whatever the head says, by kind of number."""
    bounds: dict[str, Bound] = {}
    for rule in form.rules:
        if rule.level is Level.ERROR and not rule.when:
            for kind, bound in options_of(rule).bounds().items():
                bounds[kind] = bounds.get(kind, Bound()) & bound
    return bounds
