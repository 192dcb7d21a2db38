"""The blank form as a Word document, filled in with what an example says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.compose.blank import Known, blank
from generator.filing.filing import Filing
from generator.form.table_grid import Role
from generator.report.tables import filled
from tests.conftest import CORRECT
from tests.office.documents import Tally, figures, lines, loaded
from tests.office.program import Job, nianbao, work

FORMS = ("docx", "doc", "odt", "rtf")
# What a form prints nothing without.
HEAD = ("机关", "机关类型", "行政层级", "年度", "发布日期")


def returned(only: str, folder: Path) -> dict[str, Tally]:
    """The form of every example with tables, filled in, saved in every form, and read."""
    jobs = []
    for example in CORRECT:
        filing = loaded(example)
        if example.stem.startswith(only) and filing.format.tables:
            jobs.append((filing, _job(filing, example.stem, folder)))
    done = work([job for _, job in jobs])
    tallies = {form: Tally() for form in FORMS}
    tallies["docx"].faults += [f"not made: {fault}" for faults in done for fault in faults]
    for filing, job in jobs:
        for path in job.saved:
            tally = tallies[path.suffix[1:]]
            tally.reports += 1
            tally.edits += len(job.edits)
            tally.faults += [f"{path.name}: {fault}" for fault in _faults(filing, job, path)]
    return tallies


def _job(filing: Filing, name: str, folder: Path) -> Job:
    written = {key: str(filing.document.root.entries[key].text) for key in HEAD}
    source = folder / f"{name}-form.yaml"
    source.write_text(blank(filing.format, Known(head=written)), encoding="utf-8")
    nianbao("build", source, "-o", folder, "--to", "docx", "--draft", "--bundled-fonts")
    saved = [folder / f"{name}-filled-in.{form}" for form in FORMS]
    return Job(source.with_suffix(".docx"), [*_tables(filing), *_texts(filing)], saved)


def _tables(filing: Filing) -> Iterator[list[str]]:
    for number, (section, table) in enumerate(filing.format.tables.items()):
        grid = filled(filing, section, table)
        places = sorted(grid.places, key=lambda place: (place.row, place.column))
        yield ["filled", str(number), *(place.printed for place in places if place.role is Role.NUMBER)]


def _texts(filing: Filing) -> Iterator[list[str]]:
    """Texts below headings that stand alone on their line."""
    said = lines(filing)
    for section in filing.format.sections:
        for part in section.parts:
            path = f"{section.key}.{part.key}"
            if part.heading and _is_plain(said.get(path, [])):
                yield ["below", part.heading, *said[path]]
        if section.heading and _is_plain(said.get(section.key, [])):
            yield ["below", section.heading, *said[section.key]]


def _is_plain(text: list[str]) -> bool:
    """Whether a text is paragraphs alone, without lists, tables and pictures."""
    return bool(text) and not any(line.startswith(("- ", "|", "!", "\ufffc")) for line in text)


def _faults(filing: Filing, job: Job, path: Path) -> Iterator[str]:
    made = path.with_name(f"{path.stem}-{path.suffix[1:]}.yaml")
    _, heard = nianbao("import", path, "-o", made, "--force")
    if not made.exists():
        yield f"no filing: {heard.strip()[:200]}"
        return
    here, wanted = loaded(made), figures(filing)
    for cell, number in figures(here).items():
        if number != wanted[cell]:
            yield f"{cell}: {number}, not {wanted[cell]}"
    written = {tuple(edit[2:]) for edit in job.edits if edit[0] == "below"}
    came = {tuple(text) for text in lines(here).values()}
    yield from (f"text not there: {text[0][:30]}" for text in written - came)
