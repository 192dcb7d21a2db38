"""Local packs: what a province or a city adds to a national form, as data.

A pack is one file, ``templates/local/<name>.yaml``: rules and the cases that prove them, and, where a place
asks for more than the law, sections, parts and fields of the head.  What it asks for is never law of the
whole country, so none of its rules may call itself official; it may take the form's own rules more seriously,
and less only where the form does not print them and they are no balance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from generator.common.same import Same
from generator.findings.finding import Level
from generator.form.format import Format, Part, Section
from generator.form.own_fields import HeadField
from generator.form.rule import Rule, place_rules
from generator.source.data_file import DataFile, Model
from generator.source.verdicts import refusal

FOLDER = "local"
# From the gravest.
RANKS = (Level.ERROR, Level.WARNING, Level.INFO)
# The family of codes whose rules no place may take less seriously.
BALANCES = "B"


def _of_no_form(rule: Rule) -> Rule:
    if rule.official:
        raise refusal("地方规则不是全国格式里印明的，official 应当是 false")
    return rule


class AddedSection(Section):
    """A section that stands behind another one of the form; at the end where none is named."""

    follows: str = ""


class AddedParts(Model):
    """Parts at the end of a section of the form that has parts."""

    section: str
    parts: tuple[Part, ...]


class Pack(Model):
    """Rules of one place, and what it adds.  ``versions`` are those of the form they go on.

    ``levels`` are those of the form's own rules that the place takes otherwise, by code.  ``base`` makes a
    correct filing out of that of the form's cases, ``cases`` prove the rules with it.
    """

    name: str
    description: str
    basis: str
    versions: tuple[str, ...]
    fields: tuple[HeadField, ...] = ()
    sections: tuple[AddedSection, ...] = ()
    parts: tuple[AddedParts, ...] = ()
    levels: dict[str, Level] = Field(default_factory=dict)
    rules: tuple[Annotated[Rule, AfterValidator(_of_no_form)], ...] = ()
    base: Any = None
    cases: tuple[Any, ...] = ()

    def placed(self, file: DataFile) -> None:
        """Its rules are told where they are written."""
        place_rules(self.rules, file)


def extended(format: Format, packs: tuple[Pack, ...]) -> Format:
    """The format with what packs add to it: the same one each time, since much is worked out from it once."""
    return _extended(Same(format), tuple(map(Same, packs))) if packs else format


@lru_cache(maxsize=64)
def _extended(format: Same[Format], packs: tuple[Same[Pack], ...]) -> Format:
    extended = format.value
    for pack in packs:
        extended = _with(extended, pack.value)
    return extended


def _with(format: Format, pack: Pack) -> Format:
    rules = (*(_at_level(rule, pack) for rule in format.rules), *pack.rules)
    taken = {*format.head_keys, *(section.key for section in format.sections)}
    fields = (*format.fields, *(field for field in pack.fields if field.key not in taken))
    update = {"rules": rules, "fields": fields, "sections": tuple(_sections(format.sections, pack))}
    # Values that were worked out from the form as it was must not be copied.
    kept = {name: getattr(format, name) for name in type(format).model_fields}
    extended = type(format).model_construct(**{**kept, **update})
    adds = pack.fields or pack.sections or pack.parts
    extended.added((*format.added_by, *((pack.name,) if adds else ())))
    return extended


def _at_level(rule: Rule, pack: Pack) -> Rule:
    level = pack.levels.get(rule.code)
    return rule if level is None or refused(rule, level) else rule.model_copy(update={"level": level})


def refused(rule: Rule, level: Level) -> str:
    """Why a place may not take a rule as seriously as that, or nothing."""
    if RANKS.index(level) <= RANKS.index(rule.level):
        return ""
    if rule.code.startswith(BALANCES):
        return "平衡的规则不能降低级别"
    return "格式里印明的规则（official: true）不能降低级别" if rule.official else ""


def _sections(sections: Iterable[Section], pack: Pack) -> Sequence[Section]:
    """The sections with those of a pack, and its parts; what the form has already stays as it is."""
    found = [_with_parts(section, pack) for section in sections]
    for added in pack.sections:
        keys = [section.key for section in found]
        if added.key in keys:
            continue
        at = keys.index(added.follows) + 1 if added.follows in keys else len(found)
        found.insert(at, added)
    return found


def _with_parts(section: Section, pack: Pack) -> Section:
    known = {part.key for part in section.parts}
    added = (parts.parts for parts in pack.parts if parts.section == section.key and section.parts)
    more = tuple(part for parts in added for part in parts if part.key not in known)
    return section.model_copy(update={"parts": (*section.parts, *more)}) if more else section
