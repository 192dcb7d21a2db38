"""Changes to a filing's file: each to one place, all of them together or none, and nothing else touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.common.same import Same
from generator.findings.finding import Edit
from generator.form.format import Format
from generator.source.edits import edited
from generator.source.entries import Unplaceable
from generator.source.nodes import Document
from generator.source.read import UNPRINTABLE
from generator.workbench.cell_edits import cleared, row_edits, spread
from generator.workbench.free_edits import free_edits, settled_free, typed_free
from generator.workbench.own_edits import own_goes
from generator.workbench.own_typed import NEW, settled_own, typed_own
from generator.workbench.problem import Problem
from generator.workbench.text_edits import head_edits, settled_lines, text_edits, typed_head, typed_texts
from generator.workbench.typed import Shape, TypedRow, typed_cells, typed_rows

# Reads a text that a filing's has become.
Read = Callable[[str], Document]
Place = tuple[str, str]
CELL, HEAD, TEXT, ROW, FREE, OWN = "cell", "head", "text", "row", "free", "own"
UNSURE = "这个文件此处的写法特别，怕改坏别处，没有改；请在编辑器里改"


@dataclass(frozen=True, slots=True)
class Change:
    """One place, what was last seen there, and what is to stand there."""

    kind: str
    at: str
    was: str
    to: str

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.kind, self.at


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that is not made, because something else stands in its place than was seen."""

    change: Change
    theirs: str


def typed_places(form: Format, document: Document) -> dict[Place, str]:
    """What is written in every place that may be changed."""
    return dict(_places(Same(form), Same(document)))


@lru_cache(maxsize=8)
def _places(same: Same[Format], read: Same[Document]) -> dict[Place, str]:
    """The same, worked out once for a document: a change asks several times."""
    form, document = same.value, read.value
    rows = typed_rows(form, document.root)
    return {
        **{(CELL, path): text for path, text in typed_cells(rows).items()},
        **{(HEAD, path): text for path, text in typed_head(form, document.root).items()},
        **{(TEXT, path): text for path, text in typed_texts(form, document.root).items()},
        **{(FREE, path): text for path, text in typed_free(form, document.root).items()},
        **{(OWN, at): text for at, text in typed_own(document.root).items()},
        **{(ROW, path): _row_text(document, row) for path, row in rows.items()},
    }


def _row_text(document: Document, row: TypedRow) -> str:
    """A row as one text: what is written there, where its cells cannot be told apart."""
    if row.shape is not Shape.OTHER or row.node is None:
        return "\t".join(row.texts.values())
    span = row.node.span
    line = document.source.lines[span.line - 1]
    return line[span.column - 1 : span.end_column - 1] if span.line == span.end_line else line.strip()


def settled(form: Format, change: Change) -> str:
    """What is to stand in a place, without what is not kept."""
    if change.kind in (TEXT, HEAD):
        return "\n".join(settled_lines(change.to))
    if change.kind == OWN:
        return settled_own(change.to)
    return settled_free(form, change.at, change.to) if change.kind == FREE else change.to.strip()


def sorted_out(
    form: Format, document: Document, changes: Iterable[Change], *, as_seen: bool
) -> tuple[list[Change], list[Conflict]]:
    """The changes that may be made and those that may not; ``as_seen``: the file is as it was seen."""
    places = typed_places(form, document)
    free: list[Change] = []
    conflicts: list[Conflict] = []
    for change in changes:
        if change.place not in places:
            raise Problem(f"这份填报里没有“{change.at}”这一处", 404)
        there = places[change.place]
        if as_seen or there in (change.was, settled(form, change)):
            free.append(change)
        else:
            conflicts.append(Conflict(change, there))
    return free, conflicts


def changed(form: Format, document: Document, changes: Sequence[Change], read: Read) -> Document:
    """The document with all changes made.  Raises Problem where one of them cannot be."""
    for change in changes:
        if UNPRINTABLE.search(change.to.replace("\r\n", "\n")):
            raise Problem("文字里有看不见的控制字符，没有写入；请重新键入这一处")
    try:
        after = document
        for group in _groups(changes):
            after = _made(form, after, group, read)
    except Unplaceable as error:
        raise Problem(UNSURE, 409) from error
    _verify(form, document, after, changes)
    return after


def _groups(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Cells first, all together; then each other place by itself."""
    cells = [change for change in changes if change.kind == CELL]
    if cells:
        yield cells
    yield from ([change] for change in changes if change.kind != CELL)


def _made(form: Format, document: Document, group: Sequence[Change], read: Read) -> Document:
    change = group[0]
    if change.kind == OWN:
        for go in own_goes(form, change.at, settled(form, change)):
            document = _edited(document, go(document), read)
        return document
    if change.kind == CELL:
        return _with_cells(form, document, {each.at: settled(form, each) for each in group}, read)
    if change.kind == HEAD:
        edits = head_edits(form, document, change.at, change.to)
    elif change.kind == TEXT:
        edits = text_edits(form, document, change.at, change.to)
    elif change.kind == FREE:
        edits = free_edits(form, document, change.at, change.to)
    else:
        edits = cleared(form, document, typed_rows(form, document.root)[change.at], _zero(change))
    return _edited(document, edits, read)


def _zero(change: Change) -> str:
    if change.to.strip() not in ("", "0"):
        raise Problem("一行只能整行清空，或者整行写成 0")
    return change.to.strip()


def _edited(document: Document, edits: Iterable[Edit], read: Read) -> Document:
    text = edited(document.source.text, edits)
    return document if text == document.source.text else read(text)


def _with_cells(form: Format, document: Document, new: Mapping[str, str], read: Read) -> Document:
    """Cells by their rows: those that are there in one go, those to be put in one by one."""
    rows = typed_rows(form, document.root)
    by_row: dict[str, dict[str, str]] = {}
    for path, text in new.items():
        if rows[form.places[path].row_path].texts[path] != text:
            by_row.setdefault(form.places[path].row_path, {})[path] = text
    later = [path for path in by_row if rows[path].shape in (Shape.ABSENT, Shape.ZERO_ABOVE)]
    edits = [
        edit
        for path in by_row
        if path not in later
        for edit in row_edits(form, document, rows[path], by_row[path])
    ]
    document = _edited(document, edits, read)
    for path in later:
        row = typed_rows(form, document.root)[path]
        if row.shape is Shape.ZERO_ABOVE:
            document = _edited(document, spread(form, document, row), read)
            row = typed_rows(form, document.root)[path]
        document = _edited(document, row_edits(form, document, row, by_row[path]), read)
    return document


def _verify(form: Format, before: Document, after: Document, changes: Sequence[Change]) -> None:
    """Raise Problem unless exactly the places that were to change have changed."""
    wanted = typed_places(form, before)
    found = typed_places(form, after)
    for change in changes:
        _expect(form, change, wanted)
    touched = {change.place for change in changes}
    for place, text in wanted.items():
        if place[0] == ROW or _is_around(place, touched):
            continue
        exact = found.get(place) == text
        alike = place not in touched and _same_lines(found.get(place), text)
        if not (exact or alike or (place in touched and _same_lines(found.get(place), text))):
            raise Problem(UNSURE, 409)


def _is_around(place: Place, touched: set[Place]) -> bool:
    """Whether a place is a group of the head that may be written whole, and a field of it was touched."""
    return place[0] == HEAD and any(kind == HEAD and at.startswith(f"{place[1]}.") for kind, at in touched)


def _expect(form: Format, change: Change, wanted: dict[Place, str]) -> None:
    text = settled(form, change)
    if change.kind == OWN:
        _expect_own(change.at, text, wanted)
        return
    wanted[change.place] = text
    if change.kind != ROW:
        return
    for cell in form.written_rows[change.at]:
        wanted[CELL, cell.path] = "" if cell.open_column else text


def _expect_own(at: str, text: str, wanted: dict[Place, str]) -> None:
    """One table as it is asked for; those behind one that goes are counted anew."""
    count = sum(kind == OWN for kind, _ in wanted) - 1
    tables = [wanted.pop((OWN, str(number))) for number in range(count)]
    if at == NEW:
        tables.append(text)
    else:
        tables[int(at) : int(at) + 1] = [text] if text else []
    wanted |= {(OWN, str(number)): table for number, table in enumerate(tables)}


def _same_lines(found: str | None, text: str) -> bool:
    return found is not None and settled_lines(found) == settled_lines(text)
