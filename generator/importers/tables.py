"""All grids of a source laid against a form's tables: its numbers by address, each with place and doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.findings.finding import Finding
from generator.findings.position import Position
from generator.form.format import Format
from generator.form.library import Library
from generator.importers.columns import Assigned, assigned
from generator.importers.cut_rows import whole_rows
from generator.importers.doubts import doubt
from generator.importers.figures import Figure, figure
from generator.importers.lines import Printed, printed
from generator.importers.matching import Match, Matched, labels_of, match, without_foreign
from generator.importers.names import FormNames, rest_of
from generator.importers.pages import Cell, Grid
from generator.importers.wild import folded, is_blank

# So many rows of a form, and a source has its tables.
FEWEST = 3
# Of a table of which less is there, nothing is certain.
PART = 0.3
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """A number as it was read: what stood there, where, and why it is not certain."""

    figure: Figure
    text: str
    at: Position
    doubt: str = ""


@dataclass
class Tables:
    """The numbers of a form as a source has them.  ``used`` are the grids that hold them, ``labels`` what
    was taken for the name of a row, or told as one that the form does not have."""

    form: Format
    cells: dict[str, Taken] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    rows: int = 0

    @property
    def doubtful(self) -> list[str]:
        """The addresses of what is not certain."""
        return [path for path, taken in self.cells.items() if taken.doubt]


def form_of(grids: Sequence[Grid], library: Library) -> tuple[Format | None, int]:
    """The form whose tables these are, and how many of its rows they have; it is told by the tables alone."""
    lines = printed(grids)
    words = {folded(cell.text) for grid in grids for row in grid.rows for cell in row}
    best: tuple[int, int, Format | None] = (0, 0, None)
    for version in library.versions():
        names = FormNames(library.find(version))
        if not names.lines:
            continue
        rows = len({each.line.path for each in match(names, lines).matches if not each.doubt})
        score = rows + len(names.words & words)
        if score >= best[0]:
            best = (score, rows, names.form)
    return (best[2], best[1]) if best[1] >= FEWEST else (None, best[1])


def read_tables(grids: Sequence[Grid], form: Format, *, part: bool = False) -> Tables:
    """The numbers of the form; what was guessed, not recognised or left out is a finding.

    ``part``: what is there is not meant to be a whole table, so that nothing is missing.
    """
    names = FormNames(form)
    lines = printed(whole_rows(names, grids))
    matched = without_foreign(match(names, lines), names)
    reading = _Reading(names, Tables(form))
    reading.groups = {each.line.path for each in matched.matches}
    for each in matched.matches:
        reading.take(each)
    reading.tell_unknown(matched)
    if not part:
        reading.tell_scarce()
        reading.tell_missing()
    reading.tables.rows = len({each.line.path for each in matched.matches})
    return reading.tables


@dataclass
class _Reading:
    names: FormNames
    tables: Tables
    groups: set[str] = field(default_factory=set)
    ordered: set[str] = field(default_factory=set)

    def take(self, found: Match) -> None:
        """A row that was recognised: its figures, and what is to be said of it."""
        row = found.printed
        if found.line.group and not found.across:
            self._group(found)
            return
        columns = assigned(self.names, row, found.across or (found.line,))
        if columns.wrong:
            self._wrong(found)
            return
        self.tables.used.add(row.grid)
        self.tables.labels |= _label(row)
        self._tell(found, columns)
        for path, cell in columns.cells.items():
            self._cell(path, cell, found.doubt)

    def _group(self, found: Match) -> None:
        """A group printed as one row: its figures go to the row for what is not told apart, if it has one and
        its rows are not there themselves."""
        row, rest = found.printed, rest_of(self.tables.form, found.line)
        if not row.has_figures:
            return
        told_apart = any(path in self.groups for path in found.line.group)
        line = next((line for line in self.names.rows if line.path == rest), None)
        columns = assigned(self.names, row, (line,)) if line and not told_apart else Assigned(wrong=True)
        if columns.wrong or line is None:
            self._unknown(row)
            return
        self.tables.used.add(row.grid)
        zero = all(is_blank(cell.text) or not cell.text.strip().strip("0") for cell in columns.cells.values())
        for path, cell in columns.cells.items():
            self._cell(path, cell, "")
        others = [path for path in found.line.group if path != rest]
        for path in (cell.path for other in others for cell in self.tables.form.rows.get(other, ())):
            known = Figure("0") if zero and row.has_figures else Figure(blank=True)
            self.tables.cells[path] = Taken(known, "", row.at)
        labels = self.tables.form.labels
        what = "都是零，分成各行的零" if zero else f"归到{labels.row(rest)}，其余各行空着"
        self._say("I16", row.at, *found.line.group, row=labels.row(found.line.path), what=what)

    def _cell(self, path: str, cell: Cell, doubtful: str) -> None:
        form = self.tables.form
        number = figure(cell.text, form.kinds[form.places[path].kind])
        why = doubtful or ("数字中间断开了" if number.joined else "")
        taken = Taken(number, cell.text, cell.at, why)
        before = self.tables.cells.get(path)
        if before is not None and (before.figure.is_known or number.blank):
            if number.is_known and number != before.figure:
                self._twice(path, before, taken)
            return
        self.tables.cells[path] = taken
        name = form.labels.short(path)
        if number.joined:
            self._say("I18", cell.at, path, cell=name, text=_one_line(cell.text), number=number.number)
        elif number.changed and number.is_known:
            self._say("I19", cell.at, path, cell=name, text=_one_line(cell.text), number=number.written)
        elif not number.is_known and not number.blank:
            self._say("I13", cell.at, path, cell=name, text=_one_line(cell.text))

    def _twice(self, path: str, before: Taken, again: Taken) -> None:
        first, second = before.figure.number, again.figure.number
        self.tables.cells[path] = replace(before, doubt=f"来源里另有一处是 {second}")
        words = {"cell": self.tables.form.labels.short(path), "first": first, "second": second}
        self._say("I17", again.at, path, **words, place=before.at)

    def _tell(self, found: Match, columns: Assigned) -> None:
        """What a row that was taken gives occasion to say."""
        row, labels = found.printed, self.tables.form.labels
        if found.doubt:
            words = _words(labels_of(self.names, row)) or "（没有名称）"
            self._say(
                "I10", row.at, found.line.path, text=words, row=labels.row(found.line.path), why=found.doubt
            )
        if columns.extra:
            texts = "、".join(_one_line(cell.text) for cell in columns.extra[:SHOWN])
            self._say("I12", row.at, found.line.path, row=labels.row(found.line.path), figures=texts)
        if columns.by_order and not row.loose and found.line.section not in self.ordered:
            self.ordered.add(found.line.section)
            self._say("I14", row.at, found.line.path, row=labels.row(found.line.path))

    def _wrong(self, found: Match) -> None:
        row = found.printed
        if not row.has_figures:
            return
        count = sum(1 for text in row.texts if text)
        rows = found.across or (found.line,)
        wanted = sum(len(self.names.heads(line)) for line in rows)
        self._say(
            "I15",
            row.at,
            found.line.path,
            row=self.tables.form.labels.row(found.line.path),
            count=count,
            wanted=wanted,
            figures=_figures(row),
        )

    def tell_unknown(self, matched: Matched) -> None:
        """Rows with figures that are none of the form's, in the tables that are."""
        for row in matched.unknown:
            if row.grid in self.tables.used:
                self._unknown(row)

    def _unknown(self, row: Printed) -> None:
        if row.has_figures:
            self.tables.labels |= _label(row)
            words = _words(labels_of(self.names, row)) or "（没有名称）"
            self._say("I11", row.at, text=words, figures=_figures(row))

    def tell_scarce(self) -> None:
        """Tables of which so little is there that nothing of it is certain."""
        for section in self.tables.form.tables:
            rows = [path for path in self.tables.form.rows if path.startswith(f"{section}.")]
            there = {
                path for path in rows if any(c.path in self.tables.cells for c in self.tables.form.rows[path])
            }
            if 0 < len(there) < PART * len(rows):
                for path in (c.path for row in there for c in self.tables.form.rows[row]):
                    if path in self.tables.cells:
                        scarce = "这张表只认出很少几行"
                        self.tables.cells[path] = replace(self.tables.cells[path], doubt=scarce)

    def tell_missing(self) -> None:
        """Numbers of the form that the source does not have, by rows; totals may be left out."""
        form = self.tables.form
        for section in form.tables:
            if not any(path.startswith(f"{section}.") for path in self.tables.cells):
                continue
            for path, row in form.rows.items():
                if path.startswith(f"{section}."):
                    self._missing(path, [c.path for c in row if not c.open_column and not c.open_row])

    def _missing(self, path: str, wanted: Iterable[str]) -> None:
        gone = [cell for cell in wanted if cell not in self.tables.cells]
        if gone:
            labels = self.tables.form.labels
            whole = len(gone) > 1 and not any(
                c.path in self.tables.cells for c in self.tables.form.rows[path]
            )
            which = labels.row(path) if whole else "、".join(labels.short(cell) for cell in gone)
            self._say("I20", Position(), *gone, row=which)

    def _say(self, code: str, at: Position, /, *cells: str, **words: object) -> None:
        self.tables.findings.append(doubt(code, at, *cells, **words))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _words(labels: Sequence[str]) -> str:
    return _one_line(labels[-1]) if labels else ""


def _label(row: Printed) -> set[str]:
    """The name of a row, or the pieces of it."""
    pieces = [*row.before, *row.labels] if not row.loose else row.labels[-1:]
    return {folded(piece) for piece in pieces}


def _figures(row: Printed) -> str:
    texts = [text or "（空）" for text in row.texts]
    return "、".join(map(_one_line, texts[:SHOWN])) + ("……" if len(texts) > SHOWN else "")


def known(cells: Mapping[str, Taken]) -> dict[str, str]:
    """The numbers alone, by address."""
    return {path: taken.figure.number for path, taken in cells.items() if taken.figure.is_known}
