"""Everything that is wrong with a format, step by step: later steps rest on what earlier ones found sound."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.form.format import Format
from generator.form.library import FILE, Library
from generator.form.local_pack import Pack
from generator.kit import naming, practising, proof, shape, structure
from generator.kit.problem import Draft, Problem


def check(folder: Path, library: Library) -> list[Problem]:
    """The problems of the format in a folder, in the order of its file."""
    draft = Draft(folder / FILE)
    form, problems = shape.load(draft, Format)
    if form is None:
        return problems
    problems += structure.check(draft, form)
    problems += shape.of_rules(draft, form.rules)
    if not any(one.serious for one in problems):
        problems += naming.of_rules(draft, form, form.rules)
        problems += naming.of_lineage(draft, form, library)
        problems += naming.of_overview(draft, form)
        problems += practising.of_form(draft, form, library)
    if not any(one.serious for one in problems):
        problems += proof.check(draft, form, library)
    problems += structure.identity(draft, form, library)
    return _in_order(problems)


def check_pack(name: str, library: Library) -> list[Problem]:
    """The problems of a local pack, on every version of the form it goes on."""
    draft = Draft(library.pack_path(name))
    pack, problems = shape.load(draft, Pack)
    if pack is None:
        return problems
    if pack.name != name:
        problems.append(draft.at(("name",), f"名称“{pack.name}”与文件名“{name}”不同"))
    if name in library.practice_names():
        problems.append(draft.at(("name",), f"名称“{name}”已经是一份通行规则的名称，请换一个"))
    problems += structure.codes(draft, pack.rules, _taken(name, library))
    problems += shape.of_rules(draft, pack.rules)
    for number, version in enumerate(pack.versions):
        if version not in library.versions():
            problems.append(draft.at(("versions", number), f"没有“{version}”这一版格式"))
        elif not problems:
            problems += naming.of_rules(draft, library.find(version), pack.rules)
            problems += proof.of_pack(draft, pack, version, library) if not problems else ()
    return _in_order(problems)


def _taken(name: str, library: Library) -> dict[str, str]:
    """The codes of all forms and of all other packs, each with whose it is."""
    others = {one: library.find_pack(one) for one in library.pack_names() if one != name}
    taken = {rule.code: f"地方规则“{one}”" for one, pack in others.items() for rule in pack.rules}
    practice = map(library.find_practice, library.practice_names())
    taken |= {rule.code: f"通行规则“{pack.name}”" for pack in practice for rule in pack.rules}
    for version in library.versions():
        taken |= {rule.code: f"{version} 版" for rule in library.find_own(version).rules}
    return taken


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda one: (str(one.path), one.span.line, one.span.column))
