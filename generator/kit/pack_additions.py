"""What a local pack adds beside its rules, in words: fields, sections, parts, and rules taken otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.findings.statistics import NAMES
from generator.form.library import Library
from generator.form.local_pack import RANKS, Pack, refused

# How a line of the list says it; no rule has such a code.
ADDS = "另有"
KINDS = ("表头", "章节", "部分", "级别")
LISTED = re.compile(rf".+  {ADDS}  (?:{'|'.join(KINDS)})  .+")


@dataclass(frozen=True, slots=True)
class Addition:
    """One thing that a pack adds: of which kind, its key or code, and in words."""

    pack: str
    kind: str
    key: str
    words: str

    @property
    def plain(self) -> dict[str, Any]:
        """The same for programs."""
        return {"pack": self.pack, "kind": self.kind, "key": self.key, "words": self.words}


def of_pack(pack: Pack, library: Library) -> list[Addition]:
    """All that it adds, in the order of a filing, then the levels it changes."""
    found = (*_fields(pack), *_sections(pack), *_parts(pack), *_levels(pack, library))
    return [Addition(pack.name, kind, key, words) for kind, key, words in found]


def listed(addition: Addition) -> str:
    """One line of the list."""
    return f"{addition.pack}  {ADDS}  {addition.kind}  {addition.words}"


Found = Iterator[tuple[str, str, str]]


def _fields(pack: Pack) -> Found:
    for field in pack.fields:
        choices = f"：{'、'.join(field.allowed)}" if field.allowed else ""
        yield KINDS[0], field.key, f"{field.key}（{field.holds}{choices}，{_must(required=field.required)}）"


def _sections(pack: Pack) -> Found:
    for section in pack.sections:
        place = f"在“{section.follows}”后面" if section.follows else "在最后"
        yield KINDS[1], section.key, f"{section.name}（{place}，{_must(required=section.required)}）"


def _parts(pack: Pack) -> Found:
    for added in pack.parts:
        for part in added.parts:
            key = f"{added.section}.{part.key}"
            yield KINDS[2], key, f"{added.section}：{part.name}（{_must(required=part.required)}）"


def _must(*, required: bool) -> str:
    return "必须写" if required else "可以不写"


def _levels(pack: Pack, library: Library) -> Found:
    """The rules that it takes otherwise than the forms it goes on; each once where the forms agree."""
    found: dict[tuple[str, str], list[str]] = {}
    for version in [version for version in pack.versions if version in library.versions()]:
        for rule in library.find(version).rules:
            level = pack.levels.get(rule.code, rule.level)
            if level is not rule.level and not refused(rule, level):
                way = "提高" if RANKS.index(level) < RANKS.index(rule.level) else "降低"
                words = f"{rule.code} 由{NAMES[rule.level]}{way}为{NAMES[level]}：{rule.message}"
                found.setdefault((rule.code, words), []).append(version)
    for (code, words), versions in found.items():
        of = f"（{'、'.join(versions)} 版）" if len(versions) < len(pack.versions) else ""
        yield KINDS[3], code, words + of


def of_rule(code: str, additions: Iterable[Addition]) -> list[Addition]:
    """Where a rule is taken otherwise."""
    return [addition for addition in additions if (addition.kind, addition.key) == (KINDS[3], code)]
