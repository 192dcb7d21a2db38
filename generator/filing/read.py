"""A filing's bytes become a Document, slips of the keyboard and of pasting told all at once.

YAML stops at the first of them.  So the lines are looked at first, by the form that the filing names, and
what YAML reads is a text in which every slip is put right; all places are those of the file.  A slip can be
mended where that text then holds every key of the form on the line, and under the keys, where it was seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form.format import Format, FormatError
from generator.form.header import REQUIRED
from generator.form.library import SHIPPED, Library
from generator.form.shape import shape_of, with_own_columns
from generator.source.nodes import Document, Mapping, Source
from generator.source.read import LINE_BREAK, SIZE_LIMIT, decode, parse, recoded
from generator.source.slips.characters import seen as visible_of
from generator.source.slips.holes import holes
from generator.source.slips.lines import Scan, scan
from generator.source.slips.shape import Shape
from generator.source.slips.stand_in import Slip, in_file, stand_in

_FORM = re.compile(r"^[\"'“”]?格式[\"'“”]?\s*[:：](.*)", re.MULTILINE)


def read(
    data: bytes, name: str = "<stdin>", folder: Path | None = None, library: Library = SHIPPED
) -> Document:
    """Turn the bytes of one filing into a Document.  Never raises for bad input.

    Findings: Y01 to Y23.  Where the text cannot be parsed at all, the tree is empty.
    """
    source, unreadable = decode(data, name, folder)
    if unreadable:
        return _in_another_encoding(data, source, unreadable, library)
    return _read(source, _form(source.text, library))


def _in_another_encoding(
    data: bytes, empty: Source, unreadable: tuple[Finding, ...], library: Library
) -> Document:
    """What is no UTF-8, read as what it can only be: the encoding in which it has the keys of a form."""
    text, encoding = recoded(data[:SIZE_LIMIT]) or ("", "")
    form = _form(text, library)
    if form is not None and len(data) <= SIZE_LIMIT:
        source = replace(empty, text=text, lines=tuple(LINE_BREAK.split(text)), encoding=encoding)
        document = _read(source, form)
        if set(REQUIRED) <= document.root.entries.keys():
            finding = replace(unreadable[0], span=Span(), fix=Fix("另存为 UTF-8", (Edit(Span(), ""),)))
            return replace(document, findings=(finding, *document.findings))
    return Document(empty, Mapping({}, {}, Span()), unreadable)


def read_again(text: str, before: Source, library: Library = SHIPPED) -> Document:
    """Read a text that a filing's has been changed into."""
    return read(text.encode(), before.name, before.folder, library)


def read_as(form: Format, text: str, before: Source) -> Document:
    """Read such a text as a filing in that form, whatever it names."""
    source, _ = decode(text.encode(), before.name, before.folder)
    return _read(source, form)


def read_file(path: Path, library: Library = SHIPPED) -> Document:
    """Read one filing; raises OSError when it cannot be opened.  Never reads past the size limit."""
    with path.open("rb") as stream:
        return read(stream.read(SIZE_LIMIT + 1), str(path), path.parent, library)


def _read(source: Source, form: Format | None) -> Document:
    shape = with_own_columns(_shape_of(form), source.lines) if form else None
    seen = scan(source.lines, shape) if shape else None
    if shape is None or seen is None:
        return parse(source, source.text)
    seen.slips += holes(source.lines, seen.keys, shape)
    if not seen.slips:
        return parse(source, source.text)
    instead = stand_in(source, seen.slips)
    document = parse(source, _ended(instead.lines, source.text))
    document = in_file(document, source, instead)
    findings = _findings(seen.slips, certain=_as_seen(seen, document.root))
    return replace(document, findings=(*findings, *document.findings))


def _ended(lines: Sequence[str], text: str) -> str:
    """Lines that stand for those of a text, each ended as the text ends it: what may not end one is told."""
    ends = [*LINE_BREAK.findall(text), ""]
    if len(lines) != len(ends):
        return "\n".join(lines)
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _form(text: str, library: Library) -> Format | None:
    """The form that a text names; None where it names none that there is."""
    match = _FORM.search(visible_of(text))
    value = match.group(1).partition("#")[0] if match else ""
    version = unicodedata.normalize("NFKC", value).strip(" \t\r\"'“”")
    try:
        return library.find(version) if version else None
    except (KeyError, FormatError, OSError):
        return None


_SHAPES: dict[int, tuple[Format, Shape]] = {}


def _shape_of(format: Format) -> Shape:
    """Made once for every format, which is itself loaded once."""
    if id(format) not in _SHAPES:
        _SHAPES[id(format)] = (format, shape_of(format))
    return _SHAPES[id(format)][1]


def _findings(slips: Sequence[Slip], *, certain: bool) -> list[Finding]:
    faulty = [slip for slip in slips if slip.code]
    return [
        replace(found(slip.code, slip.span, **slip.words), fix=slip.fix if certain else None)
        for slip in faulty
    ]


def _as_seen(seen: Scan, root: Mapping) -> bool:
    """Whether the tree has every key where the lines showed it: the text was understood, not only read."""
    return bool(seen.keys) and all(_line(root, path) == line for path, line in seen.keys.items())


def _line(root: Mapping, path: Sequence[str]) -> int:
    """The line of a key; 0 where the tree has none."""
    for key in path[:-1]:
        below = root.entries.get(key)
        if not isinstance(below, Mapping):
            return 0
        root = below
    span = root.keys.get(path[-1])
    return span.line if span else 0
