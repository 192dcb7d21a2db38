"""Every text that an office wrote in a filing: head, narratives, words of tables; figures left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.common.same import kept_of_the_same
from generator.filing.filing import Filing
from generator.filing.word_cells import written
from generator.findings.finding import Edit, Fix, Span
from generator.form.header import NAMES
from generator.form.own_tables import KEY
from generator.source.nodes import Mapping, Node, Scalar, Source, locate

# What is read and never printed.
_UNPRINTED = tuple(key for key, name in NAMES.items() if name in ("previous", "local", "waivers", "format"))


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar with the keys that lead to it.  ``narrative``: it may hold placeholders and emphasis;
    ``lined``: it may hold placeholders."""

    path: str
    scalar: Scalar
    narrative: bool
    lined: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether it comes into the report."""
        return self.path.partition(".")[0] not in _UNPRINTED


@kept_of_the_same
def all_texts(filing: Filing) -> tuple[Written, ...]:
    """Every scalar of a filing but its figures, in the order of the file.

    Nothing in a table of the form is text but cells that hold no number, remarks and what stands beside its
    rows, however it was written, and what stands under a key that no form has is told by that key.
    """
    of_texts = {
        *filing.format.head_keys,
        KEY,
        *(section.key for section in filing.format.sections if section.table is None),
    }
    figures = {cell.span for cell in (*filing.cells.values(), *filing.free_cells.values())}
    narratives = {id(text.scalar) for text in filing.texts.values()}
    words = {*narratives, *_of_tables(filing)}
    return tuple(
        Written(path, scalar, id(scalar) in narratives, path in filing.lines)
        for path, scalar in _scalars(filing.document.root, "")
        if id(scalar) in words or (path.partition(".")[0] in of_texts and scalar.span not in figures)
    )


def _of_tables(filing: Filing) -> Iterator[int]:
    """The scalars of tables of the form that are text: cells that hold no number, remarks to numbers, and
    lines above tables."""
    yield from map(id, written(filing.words.values()))
    yield from (id(cell.remark) for cell in filing.cells.values() if cell.remark)
    yield from map(id, filing.units.values())


def _scalars(node: Node, path: str) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, child in node.entries.items():
            yield from _scalars(child, f"{path}.{key}" if path else key)
    else:
        for child in node.items:
            yield from _scalars(child, path)


def fix_of(source: Source, scalar: Scalar, changes: Iterable[tuple[int, int, str]], title: str) -> Fix | None:
    """The mend that puts ``text`` for the characters ``start`` to ``end`` of a scalar, each time.

    None where one of these places is not exact, as in a text that was written with escapes.
    """
    edits = []
    for start, end, text in changes:
        span = locate(source, scalar, start, end)
        if not _holds(source, span, scalar.text[start:end]):
            return None
        edits.append(Edit(span, text))
    return Fix(title, tuple(edits)) if edits else None


def _holds(source: Source, span: Span, text: str) -> bool:
    line = source.lines[span.line - 1]
    return span.line == span.end_line and line[span.column - 1 : span.end_column - 1] == text
