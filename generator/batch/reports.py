"""Published reports: read, made into filings, examined, and findings told at their places in the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from generator.batch.desk import examine, load
from generator.batch.inputs import TEXTS, Misuse, reports_in
from generator.batch.paths import meant
from generator.common.atomic_files import reason
from generator.filing.filing import Filing, State
from generator.filing.read import read
from generator.findings.exit_code import Fault, Unopened
from generator.findings.finding import Finding, Span, in_order
from generator.findings.position import Position
from generator.form.library import SHIPPED, Library
from generator.importers.doubts import doubt
from generator.importers.extract import Imported, extract
from generator.importers.pages import Unreadable
from generator.importers.places import placed
from generator.importers.saved_page import in_folder
from generator.importers.sources import LARGEST, Source, read_source, sources
from generator.rules.examine import Examined
from generator.source.nodes import Document, Mapping
from generator.source.nodes import Source as Text

# What a filing that a report became is called while it is examined.
AS_FILING = "填报.yaml"
# A number that was not found is an empty cell of the filing, which is told once.
ABSENT, EMPTY = "I20", "S07"
# What stands in a cell and is no number.
NO_NUMBER = "I13"
# Pictures of a report are no files beside it.
NO_PICTURE = "N20"
# What is told of a report that carries its own filing.
OF_OURS = "I31"
# Told of what cannot be read, and of what is no report.
UNKNOWN = ("I01", "I02")


@dataclass(frozen=True, slots=True)
class Read:
    """A report that was read: its name, and the filing that it became."""

    name: str
    imported: Imported

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of the reading, in the order of the report."""
        return tuple(sorted(in_order(self.imported.findings, self.name), key=_by_place))

    @property
    def examined(self) -> Examined:
        """The reading alone, as reporters take it."""
        return Examined(_empty(self.name), None, self.findings)

    def examined_as(self, library: Library) -> Examined:
        """The same with the filing, as far as it can be told: whose it is, for which year, in which form."""
        document = read(self.imported.text.encode(), AS_FILING, library=library)
        return replace(self.examined, filing=load(document, library).filing)


def report_files(paths: Sequence[str]) -> list[Path]:
    """The files that paths stand for: a file, whatever its name, or those in a folder that may be reports."""
    found: list[Path] = []
    for written in meant(paths):
        path = Path(written.path)
        if path.is_dir():
            found += reports_in(path)
        elif path.is_file():
            found.append(path)
        else:
            raise Misuse(f"没有这个文件或文件夹：{path}")
    if not found:
        raise Misuse(f"这些文件夹里没有可以读的报告：{'、'.join(paths)}")
    return list(dict.fromkeys(found))


def read_reports(
    files: Iterable[Path], library: Library = SHIPPED, version: str | None = None
) -> Iterator[Read | Unopened]:
    """Each report, those within packages too; one that cannot be read does not stop the others."""
    for path in files:
        try:
            with path.open("rb") as stream:
                source = Source(str(path), stream.read(LARGEST + 1), in_folder(path.parent))
        except OSError as error:
            yield Unopened(str(path), reason(error))
            continue
        yield from _each(source, library, version)


def _each(source: Source, library: Library, version: str | None) -> Iterator[Read | Unopened]:
    try:
        for each in sources(source):
            yield _attempted(each, library, version)
    except Unreadable as error:
        yield _unreadable(source.name, error)


def _attempted(source: Source, library: Library, version: str | None) -> Read | Unopened:
    try:
        return Read(source.name, extract(read_source(source), source.name, library, version))
    except Unreadable as error:
        return _unreadable(source.name, error)
    except Misuse:
        raise
    except Exception as error:  # whatever it is, the other reports go on
        return Fault.of(error, source.name)


def _unreadable(name: str, error: Unreadable) -> Read:
    return Read(name, Imported("", None, (doubt("I01", Position(), reason=error),)))


def examine_reports(files: Iterable[Path], library: Library = SHIPPED) -> list[Examined | Unopened]:
    """Reports examined as filings are, every finding at its place in the report."""
    return [
        each if isinstance(each, Unopened) else _examined(each, library)
        for each in read_reports(files, library)
    ]


def _examined(report: Read, library: Library) -> Examined:
    if not report.imported.text:
        return report.examined
    result = examine(read(report.imported.text.encode(), AS_FILING, library=library), library)
    unread = _unread(report.imported, result.filing)
    own = [
        finding
        for finding in result.findings
        if not _is_told(finding, report.imported)
        and (finding.code == EMPTY or unread.isdisjoint(finding.cells))
    ]
    found = [_at_home(each, report.name) for each in placed(own, report.imported, result.filing)]
    gone = {cell for finding in found if finding.code == EMPTY for cell in finding.cells}
    reading = [each for each in report.findings if each.code != ABSENT or not gone & set(each.cells)]
    findings = tuple(sorted((*reading, *found), key=_by_place))
    return replace(result, document=_empty(report.name), findings=findings)


def _unread(imported: Imported, filing: Filing | None) -> set[str]:
    """The numbers that the report has or may have and that could not be read: they are told, and nothing is
    concluded from their absence, as it is from cells that were left empty."""
    odd = {cell for finding in imported.findings if finding.code == NO_NUMBER for cell in finding.cells}
    blank = {path for path, cell in filing.cells.items() if cell.state is State.BLANK} if filing else set()
    return {path for path in blank if path in odd or path not in imported.places}


def is_no_report(report: Examined) -> bool:
    """Whether it is a text in which no report was found: in a folder it may be anything."""
    name = report.document.source.name
    return name.lower().endswith(TEXTS) and any(finding.code in UNKNOWN for finding in report.findings)


def is_of_ours(report: Examined) -> bool:
    """Whether a report carries its own filing, and says what that says."""
    return any(finding.code == OF_OURS for finding in report.findings)


def _is_told(finding: Finding, imported: Imported) -> bool:
    """Whether reading has told it already: what a report does not say cannot be wrong in it."""
    if not finding.code.startswith("S"):
        return finding.code == NO_PICTURE
    line = imported.text.split("\n")[finding.span.line - 1] if finding.span.line > 1 else ""
    return "存疑：" in line


def _at_home(finding: Finding, file: str) -> Finding:
    """A finding of the filing as one of the report: lines of the filing say nothing there."""
    marks = tuple(Span() for _ in finding.marks)
    return replace(finding, file=file, span=Span(), marks=marks, related=(), fix=None)


def _by_place(finding: Finding) -> tuple[Position, str]:
    return finding.at or Position(), finding.code


def _empty(name: str) -> Document:
    return Document(Text(name, "", (), None), Mapping({}, {}, Span()), ())


def with_pictures(read: Read, target: Path) -> tuple[str, dict[Path, bytes]]:
    """The text of a filing, and the pictures that are to be written beside it: one that is there already is
    left alone, one whose name another has is named after the filing."""
    text, files = read.imported.text, {}
    for name, data in read.imported.pictures.items():
        file = target.parent / name
        if file.is_file() and file.read_bytes() != data:
            own = str(PurePath(name).with_name(f"{target.stem}-{PurePath(name).name}"))
            text, file = text.replace(f"]({name})", f"]({own})"), target.parent / own
        if not (file.is_file() and file.read_bytes() == data):
            files[file] = data
    return text, files
