"""Whether a form and the packs of practice fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.common.did_you_mean import nearest
from generator.form.format import Format
from generator.form.library import Library
from generator.form.practice import Practice, rules_for
from generator.kit import naming, proof, shape, structure
from generator.kit.problem import Draft, Problem


def of_form(draft: Draft, form: Format, library: Library) -> Iterator[Problem]:
    """A family that is misspelt, rules left out that are none, rules of packs that do not fit the form."""
    packs = [library.find_practice(name) for name in library.practice_names()]
    families = {family for pack in packs for family in pack.families}
    if form.family and form.family not in families and (meant := nearest(form.family, families)):
        yield draft.at(("family",), f"没有通行规则用于“{form.family}”这一类格式{meant}")
    serving = [pack for pack in packs if form.family in pack.families]
    codes = {rule.code for pack in serving for rule in pack.rules}
    for number, code in enumerate(form.without):
        if code not in codes:
            said = f"用于这一类格式的通行规则里没有 {code}{nearest(code, codes)}"
            yield draft.at(("without", number), said)
    for pack in serving:
        if any(shape.of_rules(Draft(library.practice_path(pack.name)), pack.rules)):
            said = f"通行规则“{pack.name}”自己有错，先改好它：nianbao format check {pack.name}"
            yield draft.at(("family",), said)
        else:
            yield from _unfit(draft, form, pack)


def _unfit(draft: Draft, form: Format, pack: Practice) -> Iterator[Problem]:
    """Rules of a pack that name what the form does not have: the maintainer is told the two ways out."""
    for rule in rules_for(pack, form):
        for said in naming.unknown(form, rule):
            way = f"在 rules 里写一条自己的 {rule.code}，或者把 {rule.code} 写进 without"
            yield draft.at(("family",), f"通行规则“{pack.name}”的 {rule.code}：{said}；{way}")


def check(name: str, library: Library) -> list[Problem]:
    """The problems of a pack of practice, in the order of its file."""
    draft = Draft(library.practice_path(name))
    pack, problems = shape.load(draft, Practice)
    if pack is None:
        return problems
    if pack.name != name:
        problems.append(draft.at(("name",), f"名称“{pack.name}”与文件名“{name}”不同"))
    problems += structure.codes(draft, pack.rules, _taken(pack, library))
    problems += shape.of_rules(draft, pack.rules)
    problems += _proved_on(draft, pack, library)
    if not problems:
        problems += naming.of_rules(draft, library.find(pack.proved_on), pack.rules)
    if not problems:
        problems += proof.of_practice(draft, pack, library)
    return problems


def _proved_on(draft: Draft, pack: Practice, library: Library) -> Iterator[Problem]:
    if pack.proved_on not in library.versions():
        yield draft.at(("proved_on",), f"没有“{pack.proved_on}”这一版格式")
        return
    form = library.find_own(pack.proved_on)
    if form.family not in pack.families:
        yield draft.at(("proved_on",), f"{pack.proved_on} 版属于“{form.family}”，不在 families 里")
    given = {rule.code for rule in rules_for(pack, form)}
    for number, rule in enumerate(pack.rules):
        if form.family in pack.families and rule.code not in given:
            said = f"{pack.proved_on} 版用的是自己的 {rule.code}，证明不了这一条"
            yield draft.at(("rules", number, "code"), said)


def _taken(pack: Practice, library: Library) -> dict[str, str]:
    """The codes of local packs, and of other packs of practice that serve one of the same families."""
    local = [library.find_pack(name) for name in library.pack_names()]
    taken = {rule.code: f"地方规则“{one.name}”" for one in local for rule in one.rules}
    others = [library.find_practice(name) for name in library.practice_names() if name != pack.name]
    for other in others:
        if set(other.families) & set(pack.families):
            taken |= {rule.code: f"通行规则“{other.name}”" for rule in other.rules}
    return taken
