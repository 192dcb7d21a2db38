"""The blank form as a Word document, filled in with what an example says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.compose.blank import Known, blank
from generator.filing.filing import Filing
from generator.filing.narrative.lines import BULLET
from generator.form.table_grid import Role
from generator.report.blocks import Heading
from generator.report.build import NUMBER_HOLE, build
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
    printed = [
        block.text for block in build(loaded(source), draft=True).all_blocks if isinstance(block, Heading)
    ]
    return Job(source.with_suffix(".docx"), [*_tables(filing), *_texts(filing, printed)], saved)


def _tables(filing: Filing) -> Iterator[list[str]]:
    for number, (section, table) in enumerate(filing.format.tables.items()):
        grid = filled(filing, section, table)
        places = sorted(grid.places, key=lambda place: (place.row, place.column))
        # A unit that a row does not have leaves its cell as blank as a number does.
        blank_cells = [place for place in places if place.role is Role.NUMBER or not place.printed.strip()]
        yield ["filled", str(number), *(place.printed for place in blank_cells)]


def _texts(filing: Filing, printed: Sequence[str]) -> Iterator[list[str]]:
    """Texts below the headings that the form prints, which leaves out sections that need not be written."""
    said = lines(filing)
    headings = [(f"{s.key}.{part.key}", part.heading) for s in filing.format.sections for part in s.parts]
    headings += [(section.key, section.heading) for section in filing.format.sections]
    for path, heading in headings:
        words = (heading or "").removeprefix(NUMBER_HOLE)
        shown = next((text for text in printed if words and text.endswith(words)), "")
        if shown and _is_plain(said.get(path, [])):
            yield ["below", shown, *said[path]]


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
    came = {tuple(map(_as_item, text)) for text in lines(here).values()}
    yield from (
        f"text not there: {text[0][:30]}" for text in written if tuple(map(_as_item, text)) not in came
    )


def _as_item(line: str) -> str:
    """A line, an item of a list with the one sign that lists have when they are read."""
    item = BULLET.fullmatch(line)
    return f"- {item['rest']}" if item else line
