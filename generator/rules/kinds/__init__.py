"""The kinds of rule: one module a kind, found by its name; nothing else lies in this folder.

Each module has ``Options``, the keys that the kind takes in ``format.yaml`` and what it declares of itself
(see `RuleOptions`), and ``check``, which turns one rule and one filing into findings or into equations.
Whoever needs to know something of a kind asks its declaration; no kind is named anywhere else.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Protocol, cast

from pydantic import ValidationError

from generator.common.did_you_mean import nearest
from generator.common.same import Same
from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.format import FormatError
from generator.form.rule import Rule, RuleOptions
from generator.rules.sums.equations import Equation

MORE = "（这条规则只列出 {} 处，其余的未列，改好这些以后再核对）"


class KindModule(Protocol):
    """What a module of this folder must have."""

    Options: type[RuleOptions]

    def check(self, rule: Rule, options: Any, filing: Filing) -> Iterable[Finding | Equation]:
        """Apply one rule to one filing."""


class UnknownKind(FormatError):
    """A kind of rule that there is not; ``suggestion`` names the one that was likely meant, or is empty."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.suggestion = nearest(kind, names())
        super().__init__(f"没有“{kind}”这一种规则{self.suggestion}")


@cache
def names() -> tuple[str, ...]:
    """The names of all kinds."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def kind_module(kind: str) -> KindModule:
    """The module of a kind of rule; raises UnknownKind for a kind that is none."""
    if kind not in names():
        raise UnknownKind(kind)
    module: Any = importlib.import_module(f"{__name__}.{kind}")
    return module  # type: ignore[no-any-return]  # a module cannot be declared to have a protocol


def options_of(rule: Rule) -> RuleOptions:
    """The rule's keys as its kind understands them; raises FormatError where it does not."""
    try:
        return _options(Same(rule))
    except UnknownKind as fault:
        raise FormatError(f"规则 {rule.code}：{fault}") from fault
    except ValidationError as fault:
        key = ".".join(str(step) for step in fault.errors()[0]["loc"])
        raise FormatError(f"规则 {rule.code}：“{key}”写得不对，请用 nianbao format check 查看") from fault


@lru_cache(maxsize=2048)
def _options(rule: Same[Rule]) -> RuleOptions:
    """Kept beside the rules: every rule of a filing is asked for them several times."""
    return rule.value.read_options(kind_module(rule.value.kind).Options)


def gives_equations(rule: Rule) -> bool:
    """Whether it gives equations, which are explained together, and not findings."""
    return kind_module(rule.kind).Options.gives == "equations"


def findings_of(rule: Rule, filing: Filing) -> list[Finding]:
    """What a rule that gives findings says of a filing, no more than its kind tells."""
    options = options_of(rule)
    given = kind_module(rule.kind).check(rule, options, filing)
    return no_more_than(options.at_most, cast("Iterable[Finding]", given))


def equations_of(rule: Rule, filing: Filing) -> list[Equation]:
    """The equations of a rule that gives equations."""
    given = kind_module(rule.kind).check(rule, options_of(rule), filing)
    return list(cast("Iterable[Equation]", given))


def no_more_than(limit: int, findings: Iterable[Finding]) -> list[Finding]:
    """The first findings of a rule; where there are more, the last of them says so."""
    first = list(islice(findings, limit + 1))
    if len(first) <= limit:
        return first
    last = first[limit - 1]
    detail = "\n".join(filter(None, (last.detail, MORE.format(limit))))
    return [*first[: limit - 1], replace(last, detail=detail)]
