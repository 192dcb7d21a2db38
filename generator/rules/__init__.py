"""Step three, *check*: a Filing against the rules of its Format.  Pure: no disk, clock or network.

A rule's ``kind`` is the name of a module here.  Each such module has ``Options``, the keys that
the kind takes in ``format.yaml``, and ``check``, which turns one rule and one filing into findings,
or into equations (see `sums`), which are explained together so that one mistake is one finding.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Protocol

from pydantic import BaseModel

from generator.filing import Filing
from generator.findings import Finding
from generator.narrative.placeholders import check_placeholders
from generator.rule import Rule
from generator.rules.sums import Equation, explain


class KindModule(Protocol):
    """What a module of this package must have."""

    Options: type[BaseModel]

    def check(self, rule: Rule, options: Any, filing: Filing) -> Iterable[Finding | Equation]:
        """Apply one rule to one filing."""


def check(filing: Filing) -> list[Finding]:
    """All findings of the format's rules and of the placeholders in the text, in no order."""
    findings: list[Finding] = list(check_placeholders(filing))
    equations: list[Equation] = []
    for rule in filing.format.rules:
        for one in _apply(rule, filing):
            if isinstance(one, Equation):
                equations.append(one)
            else:
                findings.append(one)
    # A number that is wrong in itself makes every sum it enters wrong; its own finding is enough.
    wrong = {cell for one in findings for cell in one.cells}
    return findings + list(explain(filing, [one for one in equations if not wrong & one.terms.keys()]))


def _apply(rule: Rule, filing: Filing) -> Iterator[Finding | Equation]:
    module = kind_module(rule.kind)
    yield from module.check(rule, module.Options.model_validate(rule.options), filing)


@cache
def kind_module(kind: str) -> KindModule:
    """The module of a kind of rule; raises ModuleNotFoundError for a kind that is none."""
    module: Any = importlib.import_module(f"{__name__}.{kind}")
    return module  # type: ignore[no-any-return]  # a module cannot be declared to have a protocol
