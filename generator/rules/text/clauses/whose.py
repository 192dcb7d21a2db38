"""Whether words that name a body or a place mean the reach of the report itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.form.authorities import authorities
from generator.form.language import language
from generator.rules.text.clauses.lexicon import GAP, Token

ANOTHER, WIDER, NARROWER = "说的是别的机关", "说的是更大的范围", "说的是其中一部分机关"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the figures of a report reach: the kind of authority, and what its declared scope takes in;
    ``declared`` is whether it says so; ``region``, what kind of place it is the government's of (县), where
    its name tells."""

    kind: str
    takes_in: str
    declared: bool
    region: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it speaks for everybody in its place."""
        by_kind = any(each.name == self.kind and each.region for each in authorities().kinds)
        return self.takes_in == "any level" if self.declared else by_kind

    def other_than(self, tokens: Sequence[Token]) -> str:
        """Why what these tokens name is not the report's own reach; nothing where it is, or none is named."""
        for at in reversed(range(len(tokens))):
            why = self._why(tokens[at])
            if why == "" and at and tokens[at].is_a("own", "government"):
                why = self._why(tokens[at - 1]) or ""  # 各县（市、区）政府办公室
            if why is not None:
                return why
        return ""

    def _why(self, token: Token) -> str | None:
        """The same of one word; None where it names nobody."""
        declared_wide = self.declared and self.takes_in == "any level"
        government = not self.is_wide and self._is_called("government")
        known = {
            "everybody": "" if self.is_wide else WIDER,
            "some": NARROWER if self.is_wide else WIDER,
            "level": "" if self.takes_in == "same level" else NARROWER,
            "own": NARROWER if declared_wide else "",
            "government": "" if government else ANOTHER,
            "village": "" if self._is_called("village") else ANOTHER,
        }
        kind = next((kind for kind in known if token.is_a(kind)), None)
        if kind is not None:
            return known[kind] or (ANOTHER if self._is_elsewhere(token.word) else "")
        return ANOTHER if token.is_a(GAP) and _is_body(token.word) else None

    def _is_elsewhere(self, word: str) -> bool:
        """Whether a word names another kind of place: 省政府, 全市 in a county's report."""
        named = next((sign for sign in word[:2] if sign in _REGIONS), "")
        return bool(self.region and named and named != self.region)

    def _is_called(self, words: str) -> bool:
        return any(each.name == self.kind and each.called == words for each in authorities().kinds)


def reach_of(filing: Filing) -> Reach:
    """That of a filing; the narrow one where its head says nothing."""
    scope = filing.known.get("scope")
    kind = filing.known.get("authority_kind", "")
    place = _region(filing.authority or "")
    return Reach(kind, authorities().takes_in(scope), declared=scope is not None, region=place)


def _region(authority: str) -> str:
    """The kind of place that it is the government's of; nothing where its name does not tell."""
    place, found, _ = authority.partition(authorities().seat)
    return place[-1:] if found and place[-1:] in _REGIONS else ""


def names_of(authority: str) -> tuple[str, ...]:
    """The names of an authority in its own report: whole, and without the region before it."""
    seat = authorities().seat
    names = [authority]
    region, found, rest = authority.partition(seat)
    if found and rest:
        names += [f"{region}政府{rest}", rest]
    for at in range(1, len(authority) - 2):
        if authority[at - 1] in _REGIONS:
            names += [authority[at - 1 :], authority[at:]]
    if found and region[-1:] not in _REGIONS:  # 河口镇, but 示例市 is not the government's alone
        names += [region, *(region[at:] for at in range(1, len(region)) if region[at - 1] in _REGIONS)]
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


_REGIONS = frozenset("省市县区州旗盟")


def _is_body(words: str) -> bool:
    return len(words) > 1 and words.endswith(language().bodies)


def named_bodies(tokens: Iterable[Token]) -> bool:
    """Whether a token names somebody."""
    kinds = ("everybody", "some", "level", "own", "government", "village")
    return any(token.is_a(*kinds) or (token.is_a(GAP) and _is_body(token.word)) for token in tokens)
