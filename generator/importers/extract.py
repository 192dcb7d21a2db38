"""Pages become a filing: its form, its numbers, its texts, its head; and everything that is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from generator.compose.blank import Known, blank, schema_beside
from generator.compose.imported import printed_rows
from generator.filing.pictures import PICTURE_LINE
from generator.findings.finding import Finding
from generator.findings.position import Position
from generator.form.format import Format
from generator.form.library import Library
from generator.importers.carried import Carried, carried_filing
from generator.importers.carried_pictures import carried_pictures, pictures_in
from generator.importers.doubts import doubt
from generator.importers.ending import Ending, take_ending
from generator.importers.head import Head, read_head
from generator.importers.headings import headings
from generator.importers.letter import take_letter
from generator.importers.own_workbook import Filled, filled
from generator.importers.pages import NOWHERE, Aside, Pages, Paragraph
from generator.importers.proposals import proposals
from generator.importers.prose import line_of, prose
from generator.importers.remarks import with_remarks
from generator.importers.report_pictures import ReportPictures, report_pictures, without_marks
from generator.importers.said import NOTHING, Said, said_in
from generator.importers.sections import Sections, read_sections
from generator.importers.stray_grids import Strays, take_strays
from generator.importers.table_words import TableWords
from generator.importers.tables import Tables, form_of, read_tables
from generator.importers.wild import reading

# So many headings of its sections, and a text without tables is a report.
HEADINGS = 3
SHOWN = 3
ONE_LINE = 24
LONG = 200
# By which finding it is told what was not read.
ASIDES = {Aside.NOTE: "I46", Aside.FILE: "I47", Aside.HIDDEN: "I48", Aside.STRUCK: "I49", Aside.SYMBOL: "I55"}
# What is kept as comments at the end of the filing.
LEFT_WORDS, LEFT_TABLES = "没有读进去的文字", "没有读进去的表"

Lines = dict[str, tuple[Position, ...]]


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a filing (nothing where there is none), what is to be said, where each number and each
    line of a text stands in the source.  ``numbers`` were read, ``doubtful`` of them are not certain;
    ``pictures`` are those that the text names, by their names; ``said`` is all that the source says,
    ``origin`` the filing that an output of ours carries."""

    text: str
    form: Format | None
    findings: tuple[Finding, ...]
    places: dict[str, Position] = field(default_factory=dict)
    lines: Lines = field(default_factory=dict)
    numbers: int = 0
    doubtful: int = 0
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    said: Said = NOTHING
    origin: str = ""


def extract(pages: Pages, name: str, library: Library, version: str | None = None) -> Imported:
    """The filing of a report; ``version`` where the form is known.  Raises KeyError for an unknown one."""
    return _with_remarks(_extracted(pages, name, library, version), pages)


def _with_remarks(imported: Imported, pages: Pages) -> Imported:
    """The same with what readers wrote beside the text, and how their changes were taken."""
    found = [doubt("I34", each.at, text=line_of(each.text)[:LONG]) for each in pages.comments]
    found += _asides(pages)
    found += [doubt("I35", Position(), count=pages.revised)] if pages.revised else []
    said = said_in(pages, imported.said.left)
    return replace(imported, findings=(*imported.findings, *found), said=said, origin=pages.filing)


def _asides(pages: Pages) -> Iterator[Finding]:
    """What was not read, of each kind together but for notes."""
    for aside in Aside:
        held = [each for kind, each in pages.asides if kind is aside]
        words = [line_of(each.text) for each in held]
        if aside is Aside.NOTE:
            yield from (doubt(ASIDES[aside], NOWHERE, text=text[:LONG]) for text in words)
        elif held:
            text = "；".join(each[:ONE_LINE] for each in words[:SHOWN])
            yield doubt(ASIDES[aside], held[0].at, text=text, count=len(held))


def _extracted(pages: Pages, name: str, library: Library, version: str | None) -> Imported:
    marked, pages = pages, without_marks(pages)
    if own := filled(pages, _file(name), library):
        return _as_filled(own)
    carried = carried_filing(pages, library)
    if carried is not None and carried.holds:
        return _as_carried(carried, name, pages)
    form, problems = _form(pages, library, version)
    if form is None:
        return Imported("", None, tuple(problems))
    pictures = report_pictures(marked if carried is None else pages, _file(name))
    findings = [*problems, *(carried.findings if carried else ())]
    return _Extraction(form, pictures.pages, name, findings, pictures).result()


def _as_carried(carried: Carried, name: str, pages: Pages) -> Imported:
    """The filing that an output of ours carries, where it says what is printed."""
    pictures = carried_pictures(carried, pages)
    named = len(pictures_in(carried.text))
    lost = [doubt("I27", Position(), count=named - len(pictures), where="")] if len(pictures) < named else []
    schema = f"# yaml-language-server: $schema={schema_beside(carried.form).as_posix()}\n"
    note = f"# 由 nianbao import 从 {_file(name)} 读出：用的是文件里带的填报数据。\n"
    return Imported(
        schema + note + carried.text,
        carried.form,
        (*carried.findings, doubt("I31", Position()), *lost),
        carried.places,
        numbers=carried.numbers,
        pictures=pictures,
    )


def _as_filled(own: Filled) -> Imported:
    """The filing of a workbook that we made and somebody filled in."""
    cells = own.tables.cells
    return Imported(
        own.text,
        own.form,
        tuple(own.findings),
        {path: taken.at for path, taken in cells.items() if taken.at != Position()},
        numbers=own.numbers,
        doubtful=len(own.tables.doubtful),
    )


def _form(pages: Pages, library: Library, version: str | None) -> tuple[Format | None, list[Finding]]:
    """The form: as asked for, by the tables, or where there are none by the headings."""
    if version is not None:
        return library.find(version), []
    form, _ = form_of(list(pages.grids), library)
    if form is not None:
        return form, []
    paragraphs = [(place, each) for place, each in enumerate(pages.blocks) if isinstance(each, Paragraph)]
    counted = [(len(headings(library.find(v), paragraphs)), v) for v in library.versions()]
    count, best = max(counted, default=(0, ""))
    if count < HEADINGS:
        return None, [doubt("I02", Position())]
    return library.find(best), [doubt("I03", Position(), version=best)]


@dataclass
class _Extraction:
    form: Format
    pages: Pages
    name: str
    findings: list[Finding]
    pictures: ReportPictures
    notes: dict[str, str] = field(default_factory=dict)

    def result(self) -> Imported:
        """The filing as text, and what is to be said of it."""
        tables = read_tables(list(self.pages.grids), self.form)
        words = TableWords(self.form, tables)
        sections = read_sections(self.form, self.pages, words)
        ending = self._ending(sections)
        sections.texts |= take_letter(self.form, sections.front)
        strays = take_strays(self.form, self.pages, words, sections)
        strays.left += words.left
        strays.findings += words.findings
        sections.forget(strays.about)
        head = read_head(self.pages, sections.front, ending, self._said())
        for path, why in with_remarks(tables, sections).items():
            self._note(path, why)
        rows = self._rows(tables)
        texts, lines = self._texts(sections, head)
        preface = (f"# 由 nianbao import 从 {_file(self.name)} 读出；写着“存疑”的地方，请对照原件核对。",)
        known = Known(
            head={key: text for key, text in head.fields.items() if key in self.form.head_keys},
            rows=rows,
            texts={path: "\n".join(text) for path, text in {**texts, **sections.beside}.items()},
            units=sections.units,
            free=strays.free,
            own_tables=tuple(strays.own),
            left=self._left(sections, head, strays),
            notes={**{key: f"存疑：{note}" for key, note in head.notes.items()}, **self.notes},
            preface=preface,
        )
        return self._imported(known, tables, lines, (*strays.findings, *head.findings))

    def _imported(self, known: Known, tables: Tables, lines: Lines, found: Iterable[Finding]) -> Imported:
        """The filing laid out, with what was found beside its tables."""
        text = blank(self.form, known)
        shown = self._shown(text)
        return Imported(
            text,
            self.form,
            (*self.findings, *tables.findings, *found),
            {path: taken.at for path, taken in tables.cells.items() if taken.at != Position()},
            lines,
            numbers=sum(taken.figure.is_known for taken in tables.cells.values()),
            doubtful=len(tables.doubtful),
            pictures=shown,
            said=Said(left=tuple("\n".join(known.left.values()).split("\n"))),
        )

    def _shown(self, text: str) -> Mapping[str, bytes]:
        """The pictures that the filing shows; where those stand that it does not, and which have no words,
        is told."""
        shown = self.pictures.named_in(text)
        if lost := self.pictures.lost(shown):
            places = "、".join(dict.fromkeys(str(at) for at in lost[:SHOWN] if at != NOWHERE))
            where = f"（{places}{'等处' if len(lost) > SHOWN else ''}）" if places else ""
            self.findings.append(doubt("I27", lost[0], count=len(lost), where=where))
        captions = [caption for caption in self.pictures.captions if f"![{caption}](" in text]
        if captions:
            words = "、".join(captions[:SHOWN])
            self.findings.append(doubt("I43", Position(), text=words, count=len(captions)))
        return shown

    def _said(self) -> list[str]:
        return [line_of(each.text) for each in self.pages.paragraphs]

    def _ending(self, sections: Sections) -> Ending:
        """The end of the report, taken off the last text before what is annexed."""
        for heading in reversed(sections.found):
            if not heading.section.annex and heading.section.key in sections.texts:
                ending = take_ending(sections.texts[heading.section.key])
                sections.gone += [each for each in ending.behind if isinstance(each, Paragraph)]
                return ending
        return Ending()

    def _rows(self, tables: Tables) -> dict[str, str]:
        """The rows as they are written, with a note for each that is not certain."""
        written = {path: taken.figure.written for path, taken in tables.cells.items()}
        for path, taken in tables.cells.items():
            if taken.doubt:
                self._note(path, taken.doubt)
            if not taken.figure.is_known and not taken.figure.blank:
                self._note(path, f"{path.rpartition('.')[2]}印的是“{line_of(taken.text)[:ONE_LINE]}”")
        for path, (number, by) in proposals(self.form, tables.cells).items():
            at = tables.cells[path].at
            cell = self.form.labels.short(path)
            tables.findings.append(doubt("I21", at, path, cell=cell, number=number, by=by))
            self._note(path, f"{path.rpartition('.')[2]}按{by}推算应当是 {number}")
        return printed_rows(self.form, written)

    def _note(self, cell: str, words: str) -> None:
        """Say something of a number beside its row, each thing once."""
        row = self.form.places[cell].row_path
        before = self.notes.get(row, "存疑：").removeprefix("存疑：")
        if words not in before.split("；"):
            self.notes[row] = "存疑：" + "；".join(filter(None, (before, words)))

    def _texts(self, sections: Sections, head: Head) -> tuple[dict[str, tuple[str, ...]], Lines]:
        """The narratives line by line, and where each line stands in the source."""
        texts: dict[str, tuple[str, ...]] = {}
        lines: Lines = {}
        opening = next(
            (s.key for s in self.form.sections if s.is_narrative and not s.heading and not s.letter), ""
        )
        blocks = dict(sections.texts)
        if opening and head.opening:
            blocks[opening] = list(head.opening)
        for path, inside in blocks.items():
            pairs = [(line, block.at) for block in inside for line in prose([block])]
            texts[path] = tuple(line for line, _ in pairs)
            lines[path] = tuple(at for _, at in pairs)
        return texts, lines

    def _left(self, sections: Sections, head: Head, strays: Strays) -> dict[str, str]:
        """What has no place in the filing, to be kept as comments; headings worded otherwise, what was left
        out, pictures are told."""
        for paragraph, name in sections.near:
            self.findings.append(
                doubt("I22", paragraph.at, text=line_of(paragraph.text), name=" ".join(name.split()))
            )
        gone = [each for each in (*head.gone, *sections.gone) if not _is_around(each)]
        gone = [each for each in gone if not PICTURE_LINE.fullmatch(each.text)]
        if gone:
            words = "；".join(line_of(each.text)[:ONE_LINE] for each in gone[:SHOWN])
            more = f"等 {len(gone)} 段" if len(gone) > SHOWN else ""
            self.findings.append(doubt("I23", gone[0].at, text=f"{words}{more}"))
        left = {LEFT_WORDS: [line_of(each.text) for each in gone], LEFT_TABLES: strays.left}
        return {name: "\n".join(lines) for name, lines in left.items() if lines}


def _file(name: str) -> str:
    """The name of a file without its folder, on one line."""
    return line_of(PurePath(name).name)


def _is_around(paragraph: Paragraph) -> bool:
    """Whether it is what always stands about a report and is none of it."""
    line = line_of(paragraph.text)
    return not line or any(word in line for word in reading().around)
