"""What loading is handed besides the document: the form with its local rules, and what lies beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.common.did_you_mean import nearest
from generator.filing.last_year import LastYear
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form.format import Format, FormatError
from generator.form.header import key_for
from generator.form.library import SHIPPED, Library
from generator.form.local_pack import Pack, extended
from generator.form.pack_faults import pack_faults
from generator.source.data_file import DataFile, resting_on
from generator.source.gather import Missing
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Scalar

VERSION = "格式"
LOCAL = key_for("local")


@dataclass(frozen=True, slots=True)
class Given:
    """The form (None where it cannot be told, and why in ``findings``), pictures by the name that the text
    gives them, and last year's filing where the head names one."""

    format: Format | None
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes | Missing] = field(default_factory=dict)
    last: LastYear | None = None


def form_of(root: Tree, library: Library = SHIPPED) -> Given:
    """The form that a filing names, with the local rules that it or the whole run asks for; findings S02,
    S06, S08, S21, S22, F20, F21 and F73."""
    chosen, problems = _choose(root, library)
    if chosen is None:
        return Given(None, tuple(problems))
    packs, problems = _packs(chosen, root, library)
    whole = chosen
    for name, (pack, span) in packs.items():
        problems += _refused(name, pack, whole, span, library)
        whole = extended(whole, (pack,))
    return Given(whole, tuple(problems))


def _refused(name: str, pack: Pack, form: Format, span: Span, library: Library) -> Iterator[Finding]:
    """F73 for what a pack asks for that the form does not allow, and that is therefore not done."""
    faults = pack_faults(pack, form)
    file = DataFile(library.pack_path(name)) if faults else None
    for place, problem in faults:
        assert file is not None  # it has faults
        there = file.at(place, "F72", problem=problem, version=form.version)
        yield resting_on(found("F73", span, name=name, problem=problem), [there])


def _choose(root: Tree, library: Library) -> tuple[Format | None, list[Finding]]:
    node = root.entries.get(VERSION)
    if node is None:
        return None, [found("S02", Span(), key=VERSION)] if root.entries else []
    version = node.text if isinstance(node, Scalar) else ""
    if not version.strip():
        return None, [found("S06", node.span, key=VERSION, problem='还没有填写，如 "2021"')]
    try:
        return library.find(version), []
    except FormatError as fault:
        return None, [fault.behind(found("F20", node.span, version=version))]
    except KeyError:
        return None, [found("S08", node.span, version=version, suggestion=library.meant(version))]


def _packs(
    format: Format, root: Tree, library: Library
) -> tuple[dict[str, tuple[Pack, Span]], list[Finding]]:
    """The packs that go on a filing by their names, each with where it is asked for."""
    node = root.entries.get(LOCAL)
    own = [(node.text.strip(), node.span)] if isinstance(node, Scalar) and node.text.strip() else []
    packs: dict[str, tuple[Pack, Span]] = {}
    findings: list[Finding] = []
    for name, span in dict([*((pack, Span()) for pack in library.packs), *own]).items():
        pack = _pack(format, name, span, library)
        if isinstance(pack, Pack):
            packs[name] = pack, span
        elif pack.code != "S22" or name in dict(own):
            # What the whole run asks for goes on the filings it serves; what a filing asks for must serve it.
            findings.append(pack)
    return packs, findings


def _pack(format: Format, name: str, span: Span, library: Library) -> Pack | Finding:
    """The local rules of that name, or why they cannot go on the form."""
    try:
        pack = library.find_pack(name)
    except KeyError:
        return found("S21", span, name=name, suggestion=nearest(name, library.pack_names()))
    except FormatError as fault:
        return fault.behind(found("F21", span, name=name))
    if format.version in pack.versions:
        return pack
    return found("S22", span, name=name, version=format.version, versions="、".join(pack.versions))
