"""Reports that somebody edits in LibreOffice, and their filings after the edits came back."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path

from generator.batch.desk import examine
from generator.filing.filing import Filing, State
from generator.filing.numbers import figure
from generator.filing.read import read
from generator.importers.sources import find
from generator.rules.text.printed_page import page
from tests.conftest import CORRECT
from tests.office.program import Job, nianbao, work

FORMS = ("docx", "doc", "odt", "rtf")
# A line of which this stands once in the report can be found there again.
ENOUGH = 12
SAID = "这里请再核一下"
NOTHING = "没有要改的"
# LibreOffice keeps a comment's place in such a file and loses its words when it reads the file again.
WITHOUT_COMMENTS = "rtf"
NO_SUM = "各项之和"
NOT_WRITTEN = "没有写进去"
ADDED = "经集体研究，另就年度重点工作补充说明如下，相关情况已在门户网站公开。"


@dataclass
class Edited:
    """A report after its edits: ``figures`` and ``texts`` are what its filing must come to."""

    name: str
    edits: list[list[str]] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    comment: str = ""


def loaded(path: Path) -> Filing:
    found = examine(read(path.read_bytes(), str(path), path.parent)).filing
    assert found is not None, path
    return found


def figures(filing: Filing) -> dict[str, str]:
    return {path: figure(cell) for path, cell in filing.cells.items()}


def lines(filing: Filing) -> dict[str, list[str]]:
    """Every line of every text, as it is printed."""
    return {
        path: [line.strip() for line in page(filing, text).words.split("\n") if line.strip()]
        for path, text in filing.texts.items()
    }


def edited(filing: Filing, report: bytes, name: str, seed: int) -> Edited:
    """Edits by chance: a figure, a sentence, a paragraph put in and one taken out, both tracked and not."""
    chance = random.Random(seed)
    plan = Edited(name, figures=figures(filing))
    pages = find("docx").read(report)
    said = Counter(cell.text for grid in pages.grids for row in grid.rows for cell in row if not cell.covered)
    said.update(each.text for each in pages.paragraphs)
    # Sentences follow figures by their placeholders; only those that do not are changed besides.
    follows, plan.texts = lines(filing), lines(_figure(plan, filing, said, chance))
    words = "\n".join(said)
    free = [
        (path, line)
        for path, text in plan.texts.items()
        for line in text
        if line in follows.get(path, ())
        and len(text) > 1
        and len(line) >= 2 * ENOUGH
        and words.count(line[4:ENOUGH]) == 1
        and re.fullmatch(r"\w+", line[:ENOUGH])
    ]
    chance.shuffle(free)
    for make in (_sentence, _put_in, _taken_out, _tracked_in, _tracked_out, _comment):
        if free:
            make(plan, *free.pop())
    return plan


def _figure(plan: Edited, filing: Filing, said: Counter[str], chance: random.Random) -> Filing:
    """A figure that stands in one cell alone; the filing with it, totals that are computed following."""
    printed = [
        path
        for path, cell in filing.cells.items()
        if cell.state is State.GIVEN
        and not cell.remark
        and said[figure(cell)] == 1
        and figure(cell).isdecimal()
    ]
    if not printed:
        return filing
    path = chance.choice(sorted(printed))
    value = int(filing.cells[path].value or 0) + 1
    plan.edits.append(["figure", figure(filing.cells[path]), str(value)])
    cells = dict(filing.cells)
    cells[path] = replace(cells[path], value=value, written="")
    for _ in range(3):  # totals of totals
        for total, cell in cells.items():
            if cell.state is State.COMPUTED and cell.parts:
                cells[total] = replace(cell, value=sum(cells[part].value or 0 for part in cell.parts))
    plan.figures = {each: figure(cell) for each, cell in cells.items()}
    return replace(filing, cells=cells)


def _change(plan: Edited, path: str, line: str, new: str | None) -> int:
    """A line becomes another, or none; where it stood."""
    place = plan.texts[path].index(line)
    plan.texts[path][place : place + 1] = [] if new is None else [new]
    return place


def _sentence(plan: Edited, path: str, line: str) -> None:
    old = line[:ENOUGH]
    plan.edits.append(["words", old[4:], old[4:8] + "切实" + old[8:]])
    _change(plan, path, line, line.replace(old, old[:8] + "切实" + old[8:], 1))


def _put_in(plan: Edited, path: str, line: str) -> None:
    plan.edits.append(["paragraph_after", line[:ENOUGH], ADDED])
    plan.texts[path].insert(plan.texts[path].index(line) + 1, ADDED)


def _taken_out(plan: Edited, path: str, line: str) -> None:
    plan.edits.append(["without_paragraph", line[:ENOUGH]])
    _change(plan, path, line, None)


def _tracked_in(plan: Edited, path: str, line: str) -> None:
    plan.edits.append(["tracked", "put_behind", line[:ENOUGH], "（含派出机构）"])
    _change(plan, path, line, f"{line[:ENOUGH]}（含派出机构）{line[ENOUGH:]}")


def _tracked_out(plan: Edited, path: str, line: str) -> None:
    plan.edits.append(["tracked", "words", line[4:ENOUGH], ""])
    _change(plan, path, line, line[:4] + line[ENOUGH:])


def _comment(plan: Edited, path: str, line: str) -> None:
    plan.edits.append(["comment", line[:ENOUGH], SAID])
    plan.comment = SAID


# ---------------------------------------------------------------- what came back


def faults(plan: Edited, before: str, path: Path, heard: str, form: str) -> Iterator[str]:
    """What the filing at ``path`` has that it should not, or has not; ``heard`` was said on the way."""
    after = loaded(path)
    for cell, number in figures(after).items():
        if number != plan.figures[cell]:
            yield f"{cell}: {number}, not {plan.figures[cell]}"
    for key, said in lines(after).items():
        if said != plan.texts[key]:
            yield f"{key}: {_first(said, plan.texts[key])}"
    if _comments(before) != _comments(path.read_text("utf-8")):
        yield "the comments of the filing are other ones"
    if _head(before) != _head(path.read_text("utf-8")):
        yield "the head of the filing is another one"
    if plan.comment and plan.comment not in heard and form != WITHOUT_COMMENTS:
        yield "the reader's comment is not told"
    # A printed total does not follow a figure that is changed by hand, which is to be told.
    left = [line for line in heard.splitlines() if NOT_WRITTEN in line and NO_SUM not in line]
    yield from map(str.strip, left)


def _head(text: str) -> list[str]:
    """The lines before the first text."""
    return list(takewhile(lambda line: not line.rstrip().endswith("|"), text.splitlines()))


def _first(said: list[str], wanted: list[str]) -> str:
    pairs = zip([*said, ""], [*wanted, ""], strict=False)
    return next((f"“{a}”, not “{b}”" for a, b in pairs if a != b), "other lines")


def _comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


def changed_by_nothing(code: int, heard: str, before: str, path: Path) -> Iterator[str]:
    """What a report did that was only opened and saved."""
    if path.read_text("utf-8") != before:
        yield "the filing is another one"
    if code or NOTHING not in heard:
        yield f"told: {heard.strip()[:200]}"


def jobs(plan: Edited, source: Path, folder: Path) -> Iterator[Job]:
    """The edited report and the untouched one, each saved in every form."""
    for kind, edits in (("edited", plan.edits), ("same", [])):
        saved = [folder / f"{plan.name}-{kind}.{form}" for form in FORMS]
        yield Job(source, edits, saved)


def with_pictures(example: Path, folder: Path) -> Path:
    """The example beside its pictures, to be written to."""
    shutil.copytree(example.parent / "图片", folder / "图片", dirs_exist_ok=True)
    return Path(shutil.copy(example, folder / example.name))


# ---------------------------------------------------------------- all of them


@dataclass
class Tally:
    """How many reports came back, how many edits they had, and what came back otherwise."""

    reports: int = 0
    edits: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def count(self) -> str:
        """In words."""
        return f"{self.reports} reports with {self.edits} edits"


def returned(only: str, seeds: int, folder: Path) -> dict[str, Tally]:
    """Every correct example, built, edited so often, saved in every form, and put into its filing."""
    work_list = []
    for example in CORRECT:
        if example.stem.startswith(only):
            filing = with_pictures(example, folder)
            nianbao("build", filing, "-o", folder, "--to", "docx", "--bundled-fonts")
            source = filing.with_suffix(".docx")
            for seed in range(seeds):
                plan = edited(loaded(filing), source.read_bytes(), f"{example.stem}-{seed}", seed)
                work_list.append((plan, filing, tuple(jobs(plan, source, folder))))
    done = work([job for _, _, both in work_list for job in both])
    tallies = {f"{kind} {form}": Tally() for kind in ("edited", "same") for form in FORMS}
    tallies["edited docx"].faults += [f"not made: {fault}" for faults in done for fault in faults]
    for plan, filing, both in work_list:
        for kind, job in zip(("edited", "same"), both, strict=True):
            for path in job.saved:
                _count(tallies[f"{kind} {path.suffix[1:]}"], plan, filing, path)
    return tallies


def _count(tally: Tally, plan: Edited, filing: Path, path: Path) -> None:
    """One report put into its filing, which is as it was afterwards."""
    before = filing.read_text("utf-8")
    code, heard = nianbao("import", path, "--into", filing)
    tally.reports += 1
    if "-same" in path.stem:
        found = list(changed_by_nothing(code, heard, before, filing))
    else:
        tally.edits += len(plan.edits)
        found = list(faults(plan, before, filing, heard, path.suffix[1:]))
    tally.faults += [f"{path.name}: {fault}" for fault in found]
    filing.write_text(before, encoding="utf-8")
