"""What of a local pack cannot be added to a form: nothing of the law is taken away or made lighter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.common.did_you_mean import nearest
from generator.form.format import Format, Part
from generator.form.local_pack import Pack, refused
from generator.source.nodes import Location

Problems = Iterator[tuple[Location, str]]


def pack_faults(pack: Pack, form: Format) -> tuple[tuple[Location, str], ...]:
    """Everything in a pack that this form does not allow: where in the pack, and what is wrong."""
    return (*_levels(pack, form), *_fields(pack, form), *_sections(pack, form), *_parts(pack, form))


def _levels(pack: Pack, form: Format) -> Problems:
    rules = {rule.code: rule for rule in form.rules}
    for code, level in pack.levels.items():
        if code not in rules:
            yield ("levels", code), f"没有 {code} 这条规则{nearest(code, rules)}"
        elif problem := refused(rules[code], level):
            yield ("levels", code), f"{code}：{problem}"


def _fields(pack: Pack, form: Format) -> Problems:
    taken = {*form.head_keys, *(section.key for section in form.sections)}
    for number, field in enumerate(pack.fields):
        if field.key in taken:
            yield ("fields", number, "key"), f"“{field.key}”格式里已经有了，换一个名称"
        taken.add(field.key)


def _sections(pack: Pack, form: Format) -> Problems:
    known = [section.key for section in form.sections]
    taken = {*form.head_keys, *known, *(field.key for field in pack.fields)}
    for number, section in enumerate(pack.sections):
        if section.key in taken:
            yield ("sections", number, "key"), f"“{section.key}”格式里已经有了，地方规则只能加，不能改"
        taken.add(section.key)
        if section.follows and section.follows not in known:
            meant = nearest(section.follows, known)
            yield ("sections", number, "follows"), f"没有“{section.follows}”这一章{meant}"
        known.append(section.key)


def _parts(pack: Pack, form: Format) -> Problems:
    divided = {section.key: section for section in form.sections if section.parts}
    for number, added in enumerate(pack.parts):
        place: Location = ("parts", number)
        if added.section not in divided:
            meant = nearest(added.section, divided)
            yield (*place, "section"), f"没有“{added.section}”这样分成几部分的一章{meant}"
            continue
        yield from _twice(place, [part.key for part in added.parts], divided[added.section].parts)


def _twice(place: Location, keys: Iterable[str], parts: Iterable[Part]) -> Problems:
    taken = {part.key for part in parts}
    for number, key in enumerate(keys):
        if key in taken:
            yield (*place, "parts", number, "key"), f"“{key}”这一部分已经有了，地方规则只能加，不能改"
        taken.add(key)
