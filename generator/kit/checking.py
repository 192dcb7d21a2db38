"""Everything that is wrong with a form or a local pack, step by step: later steps rest on what earlier ones
found sound."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from generator.findings.finding import Finding, has_errors
from generator.form.format import Format, FormatError
from generator.form.library import FILE, Library
from generator.form.local_pack import Pack, extended
from generator.form.sentences import FILE as SENTENCES
from generator.kit import additions, beginning, doubts, naming, practising, probing, proof, structure
from generator.kit.by_file import by_file
from generator.kit.cases import FILE as CASES
from generator.rules import soundness
from generator.rules.examine import Examined
from generator.source.data_file import DataFile


def check(folder: Path, library: Library) -> list[Examined]:
    """The form in a folder and its cases, each file with what is wrong in it."""
    file, cases = DataFile(folder / FILE), DataFile(folder / CASES)
    ready = DataFile(folder / SENTENCES) if (folder / SENTENCES).is_file() else None
    form, findings = file.load(Format)
    if form is not None:
        findings += structure.check(file, form)
        findings += soundness.of_rules(file, form, form.rules)
        findings += probing.check(file, form.rules, form.reckonings)
        findings += naming.of_lineage(file, form, library)
        findings += naming.of_overview(file, form)
        findings += practising.of_form(file, form, library)
        findings += doubts.check(file, form, library)
        if not has_errors(findings):
            findings += proof.check(file, form, cases, library)
        findings += structure.identity(file, form, library)
        if ready is not None and not has_errors(findings):
            findings += beginning.check(ready, library.find(form.version), cases, library)
    return by_file((file, cases, *((ready,) if ready else ())), findings)


def check_pack(name: str, library: Library) -> list[Examined]:
    """A local pack with what is wrong with it, on every version of the form it goes on."""
    file = DataFile(library.pack_path(name))
    pack, findings = file.load(Pack)
    if pack is not None:
        if pack.name != name:
            findings.append(file.at(("name",), "F11", problem=f"名称“{pack.name}”与文件名“{name}”不同"))
        if name in library.practice_names():
            problem = f"名称“{name}”已经是一份通行规则的名称，请换一个"
            findings.append(file.at(("name",), "F11", problem=problem))
        findings += structure.codes(file, pack.rules, _taken(name, library))
        findings += probing.check(file, pack.rules)
        for number in range(len(pack.versions)):
            findings += _on_version(file, pack, number, library, prove=not has_errors(findings))
    return by_file((file,), dict.fromkeys(findings))


def _on_version(file: DataFile, pack: Pack, number: int, library: Library, *, prove: bool) -> list[Finding]:
    """What is wrong with a pack on one version of the form."""
    version = pack.versions[number]
    if version not in library.versions():
        return [file.at(("versions", number), "F05", start="", problem=f"没有“{version}”这一版格式")]
    try:
        form = library.find(version)
    except FormatError:
        problem = f"{version} 版格式的文件写得不对，请先改好它"
        return [file.at(("versions", number), "F05", start="", problem=problem)]
    findings = list(additions.check(file, pack, form))
    if not findings:
        whole = extended(form, (pack,))
        findings += structure.added(file, whole, pack.sections)
        findings += soundness.of_rules(file, whole, pack.rules)
    return findings if findings or not prove else list(proof.of_pack(file, pack, version, library))


def _taken(name: str, library: Library) -> dict[str, str]:
    """The codes of all forms and of all other packs, each with whose it is."""
    taken: dict[str, str] = {}
    for other in library.pack_names():
        with suppress(FormatError):  # one that is wrong itself has its own check
            rules = library.find_pack(other).rules if other != name else ()
            taken |= {rule.code: f"地方规则“{other}”" for rule in rules}
    for practice in practising.packs(library):
        taken |= {rule.code: f"通行规则“{practice.name}”" for rule in practice.rules}
    for _, form in structure.others(library):
        taken |= {rule.code: f"{form.version} 版" for rule in form.rules}
    return taken
