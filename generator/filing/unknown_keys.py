"""Keys of a filing that its format does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from generator.common.did_you_mean import nearest
from generator.findings.catalogue import found
from generator.findings.finding import Finding
from generator.source.nodes import Mapping

# Looking for the nearest word is slow; a file made of unknown keys must not make us hang.
SUGGESTIONS_LIMIT = 50


def unknown_keys(node: Mapping, known: Iterable[str], basis: str = "") -> Iterator[Finding]:
    """S01 for every key that is not a known one, the first ones with the nearest that is."""
    names = list(known)
    allowed = frozenset(names)
    number = count()
    for key in node.entries:
        if key not in allowed:
            suggestion = nearest(key, names) if next(number) < SUGGESTIONS_LIMIT else ""
            yield found("S01", node.keys[key], basis=basis, key=_short(key), suggestion=suggestion)


def _short(key: str) -> str:
    return key if len(key) <= 40 else key[:40] + "…"
