"""``nianbao import --into``: what was changed in a report since it was built, put into its filing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator import reporters
from generator.batch.desk import examine, load
from generator.batch.inputs import Misuse
from generator.batch.reports import Read, read_reports, report_files
from generator.cli.chinese import wants_colour
from generator.cli.fix import put as put_down
from generator.cli.merged import show_merged
from generator.cli.screen import complain, say
from generator.cli.unread import unread
from generator.filing.filing import Filing
from generator.filing.read import read, read_file
from generator.findings.exit_code import Unopened
from generator.form.library import Library
from generator.importers.extract import Imported
from generator.importers.merge import Load, Report, merged
from generator.importers.merge_around import all_known
from generator.importers.merge_head import other_report
from generator.importers.merge_sides import Merged, Places
from generator.report.published import published
from generator.reporters import Results

# What says that the report differs from the filing it carries, which is what was changed, and what
# a report does not say of the head, which the filing has: no doubts here.
CHANGED = frozenset({"I24", "I26", "I27", "I30", "I31", "I32", "I33"})
# What of the form and the head the filing says; tables of the office's own are held against it line by line.
KNOWN_THERE = frozenset({"I03", "I38", "I42", "I50", "I51"})
# What of the tables was not read, and so is not in the filing.
NOT_READ = frozenset({"I11", "I12", "I15", "I39", "I40", "I41"})
UNTOLD = (
    "报告里没有带填报数据（用别的程序另存、打印过的就没有了），分不清哪些是报告里改的、哪些是填报里后来改的，"
    "两边不同的以报告为准"
)
AS_BUILT = "报告生成以后改过的，填报里都有了；与报告不同的地方，是填报后来改的，没有动"
# What had no place in a filing: the tables of the office's own are looked for by what they print.
NO_PLACE = frozenset({"I23"})


def put_into(target: str, paths: tuple[str, ...], library: Library, *, diff: bool, force: bool) -> int:
    """Put what a report says now into a filing, or only show it; returns the exit code.

    Raises Misuse, also for a report of another authority or year unless ``force``.
    """
    filing = _filing(target, library)
    imported = _report(paths, library, filing)
    if imported is None:
        return 1
    new = load(read(imported.text.encode(), library=library), library).filing
    if new is None:
        raise Misuse(f"{paths[0]} 读出来的填报不完整，没有可以比较的")
    if (why := other_report(filing, new)) and not force:
        raise Misuse(f"{why}，不像是同一份；确实是的，请加 --force")
    base = _base(filing, imported, library)
    result = _merged(filing, new, base, imported, library)
    if base is None:
        say(UNTOLD, err=True)
    elif imported.origin != published(filing) and not _is_changed(result):
        say(AS_BUILT, err=diff)
    if not diff and result.text != filing.source.text:
        put_down(Path(target), filing.source.text, result.text, filing.source.encoding)
    now = filing if diff else load_as(filing, library)(result.text) or filing
    show_merged(target, filing, now, result, diff=diff)
    errors = _show_errors(target, result, library)
    unread = any(finding.code in NOT_READ for finding in imported.findings)
    return int(errors or unread or bool(result.unplaced or result.conflicts))


def _filing(target: str, library: Library) -> Filing:
    if not Path(target).is_file():
        raise Misuse(f"--into 后面应当是一个填报文件：{target}")
    loaded = load(read_file(Path(target)), library)
    filing = loaded.filing
    if filing is None or filing.header is None:
        raise Misuse(unread(target, loaded.findings))
    return filing


def _report(paths: tuple[str, ...], library: Library, filing: Filing) -> Imported | None:
    """The one report that is named; what is to be said of it is said."""
    reports = list(read_reports(report_files(paths), library))
    if len(reports) != 1:
        raise Misuse("--into 一次只用一份报告")
    report = reports[0]
    if isinstance(report, Unopened):
        complain(str(report))
        return None
    assert isinstance(report, Read)
    known = CHANGED | KNOWN_THERE | (NO_PLACE if all_known(filing, report.imported.said) else frozenset())
    findings = [finding for finding in report.findings if finding.code not in known]
    if findings:
        shown = replace(report.examined, findings=tuple(findings))
        text = reporters.find("text").report(Results([shown], colour=wants_colour()))
        for line in text.split("\n"):
            say(line, err=True)
    form = report.imported.form
    if form is not None and form.version != filing.format.version:
        raise Misuse(f"报告是 {form.version} 版的，填报是 {filing.format.version} 版的")
    return report.imported if report.imported.text else None


def _is_changed(result: Merged) -> bool:
    return bool(result.changes or result.unplaced or result.conflicts)


def load_as(filing: Filing, library: Library) -> Load:
    """Loads a text as the filing is loaded: under its name, with what lies beside it."""
    folder, name = filing.source.folder, filing.source.name
    return lambda text: load(read(text.encode(), name, folder, library), library).filing


def _base(filing: Filing, imported: Imported, library: Library) -> Filing | None:
    """The filing that the report was built of, which an output of ours carries; None where it carries none,
    or that of another report."""
    base = load_as(filing, library)(imported.origin) if imported.origin.strip() else None
    if base is None or base.header is None or base.format.version != filing.format.version:
        return None
    return None if other_report(filing, base) else base


def _merged(filing: Filing, new: Filing, base: Filing | None, imported: Imported, library: Library) -> Merged:
    """What is certain is put into the filing; numbers that are not are only told."""
    doubtful = {
        cell for finding in imported.findings if finding.code not in CHANGED for cell in finding.cells
    }
    certain = {path: cell for path, cell in new.cells.items() if path not in doubtful}
    known = replace(new, cells={**filing.cells, **certain})
    places = Places(imported.places, imported.lines)
    result = merged(filing, Report(known, imported.said, base, places), load_as(filing, library))
    before = (base or filing).cells
    left = [
        path
        for path in doubtful & new.cells.keys()
        if new.cells[path].value not in (filing.cells[path].value, before[path].value)
    ]
    result.unplaced += [f"{filing.label(path)}：读得没有把握，没有动" for path in sorted(left)]
    return result


def _show_errors(target: str, result: Merged, library: Library) -> bool:
    """What the figures break, as they are now."""
    path = Path(target)
    document = read(result.text.encode(), str(path), path.parent, library)
    examined = examine(document, library)
    errors = [finding for finding in examined.findings if finding.level.value == "error"]
    if errors:
        shown = replace(examined, findings=tuple(errors))
        for line in reporters.find("text").report(Results([shown], colour=wants_colour())).split("\n"):
            say(line)
    return bool(errors)
