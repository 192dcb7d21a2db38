"""Codes of rules on the command line: those there are, and what is said of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.batch.inputs import Misuse
from generator.findings.catalogue import catalogue
from generator.form.format import FormatError
from generator.form.library import Library
from generator.form.rule import Rule

CODE = re.compile("[A-Za-z][0-9]+")
# So many near codes are named.
NEAR = 3


def asked_for(written: Sequence[str], library: Library) -> frozenset[str]:
    """The codes of rules as they were asked for; raises Misuse for what is none, with those near it."""
    for code in written:
        if not CODE.fullmatch(code):
            raise Misuse(f"--rule 后面应当是一个规则的代码，如 B31；几个代码就写几次 --rule：{code}")
    codes = frozenset(code.upper() for code in written)
    known = _known(library) if codes else None
    for code in sorted(codes - known) if known is not None else ():
        raise Misuse(f"没有规则 {code}{_near(code, sorted(known or ()))}。nianbao rules 列出全部规则")
    return codes


def _known(library: Library) -> set[str] | None:
    """Every code there is; None where a form or a pack that cannot be read may have more."""
    try:
        return {*catalogue(), *(rule.code for rules in _rules(library) for rule in rules)}
    except FormatError:
        return None


def _rules(library: Library) -> Iterator[Sequence[Rule]]:
    yield from (library.find_own(version).rules for version in library.versions())
    yield from (library.find_practice(name).rules for name in library.practice_names())
    yield from (library.find_pack(name).rules for name in library.pack_names())


def _near(code: str, known: Sequence[str]) -> str:
    """The codes that look most like one: of its family, or else with its number."""
    family = [other for other in known if other[0] == code[0]]
    near = sorted(family, key=lambda other: (-_likeness(code, other), abs(int(code[1:]) - int(other[1:]))))
    near = near or [other for other in known if other[1:] == code[1:]]
    return f"，相近的有 {'、'.join(near[:NEAR])}" if near else ""


def _likeness(code: str, other: str) -> float:
    return SequenceMatcher(None, code, other).ratio()
