"""Whether a form and the packs of practice fit each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from generator.common.did_you_mean import nearest
from generator.findings.finding import Finding, has_errors
from generator.form.format import Format, FormatError
from generator.form.library import Library
from generator.form.practice import Practice, rules_for
from generator.kit import probing, proof, structure
from generator.kit.by_file import by_file
from generator.rules import soundness
from generator.rules.examine import Examined
from generator.source.data_file import DataFile
from generator.source.nodes import Location


def packs(library: Library) -> Iterator[Practice]:
    """The packs of practice there are; one that is wrong itself has its own check."""
    for name in library.practice_names():
        with suppress(FormatError):
            yield library.find_practice(name)


def of_form(file: DataFile, form: Format, library: Library) -> Iterator[Finding]:
    """A family that is misspelt, rules left out that are none, rules of packs that do not fit the form."""
    known = list(packs(library))
    yield from _misspelt(file, form, {family for pack in known for family in pack.families})
    serving = [pack for pack in known if form.family in pack.families]
    yield from _left_out(file, form, {rule.code for pack in serving for rule in pack.rules})
    for pack in serving:
        yield from _unfit(file, form, pack)


def _misspelt(file: DataFile, form: Format, families: set[str]) -> Iterator[Finding]:
    """A family that is none of the packs', but nearly one: a foreign one is no fault."""
    if form.family and form.family not in families and (meant := nearest(form.family, families)):
        yield _missed(file, ("family",), f"没有通行规则用于“{form.family}”这一类格式{meant}")


def _left_out(file: DataFile, form: Format, codes: set[str]) -> Iterator[Finding]:
    """Rules to be left out that are none of the packs'."""
    for number, code in enumerate(form.without):
        if code not in codes:
            problem = f"用于这一类格式的通行规则里没有 {code}{nearest(code, codes)}"
            yield _missed(file, ("without", number), problem)


def _missed(file: DataFile, place: Location, problem: str) -> Finding:
    return file.at(place, "F05", start="", problem=problem)


def _unfit(file: DataFile, form: Format, pack: Practice) -> Iterator[Finding]:
    """Rules of a pack that name what the form does not have: the maintainer is told the two ways out."""
    found = [(rule, fault) for rule in rules_for(pack, form) for fault in soundness.faults(rule, form)]
    if any(fault.code != "F05" for _, fault in found):
        way = f"先改好它：nianbao format check {pack.name}"
        yield _missed(file, ("family",), f"通行规则“{pack.name}”自己有错，{way}")
        return
    for rule, fault in found:
        way = f"在 rules 里写一条自己的 {rule.code}，或者把 {rule.code} 写进 without"
        said = f"通行规则“{pack.name}”的 {rule.code}：{fault.words['problem']}；{way}"
        yield _missed(file, ("family",), said)


def check(name: str, library: Library) -> list[Examined]:
    """A pack of practice with what is wrong with it."""
    file = DataFile(library.practice_path(name))
    pack, findings = file.load(Practice)
    if pack is not None:
        if pack.name != name:
            findings.append(file.at(("name",), "F11", problem=f"名称“{pack.name}”与文件名“{name}”不同"))
        findings += structure.codes(file, pack.rules, _taken(pack, library))
        findings += probing.check(file, pack.rules, pack.reckonings)
        findings += _proved(file, pack, library, prove=not has_errors(findings))
    return by_file((file,), findings)


def _proved(file: DataFile, pack: Practice, library: Library, *, prove: bool) -> list[Finding]:
    """Whether the rules can be applied to the form they are proved on, and are proved there."""
    try:
        findings = list(_proved_on(file, pack, library))
        if not findings:
            findings += soundness.of_rules(file, library.find(pack.proved_on), pack.rules)
    except FormatError:
        return [_missed(file, ("proved_on",), f"{pack.proved_on} 版格式的文件写得不对，请先改好它")]
    return findings if findings or not prove else list(proof.of_practice(file, pack, library))


def _proved_on(file: DataFile, pack: Practice, library: Library) -> Iterator[Finding]:
    if pack.proved_on not in library.versions():
        yield _missed(file, ("proved_on",), f"没有“{pack.proved_on}”这一版格式")
        return
    form = library.find_own(pack.proved_on)
    if form.family not in pack.families:
        yield _missed(file, ("proved_on",), f"{pack.proved_on} 版属于“{form.family}”，不在 families 里")
    given = {rule.code for rule in rules_for(pack, form)}
    for number, rule in enumerate(pack.rules):
        if form.family in pack.families and rule.code not in given:
            said = f"{pack.proved_on} 版用的是自己的 {rule.code}，证明不了这一条"
            yield _missed(file, ("rules", number, "code"), said)


def _taken(pack: Practice, library: Library) -> dict[str, str]:
    """The codes of local packs, and of other packs of practice that serve one of the same families."""
    taken: dict[str, str] = {}
    for name in library.pack_names():
        with suppress(FormatError):
            taken |= {rule.code: f"地方规则“{name}”" for rule in library.find_pack(name).rules}
    for other in packs(library):
        if other.name != pack.name and set(other.families) & set(pack.families):
            taken |= {rule.code: f"通行规则“{other.name}”" for rule in other.rules}
    return taken
