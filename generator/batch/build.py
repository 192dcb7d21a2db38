"""Building: what was examined becomes reports; no filing stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from generator import writers
from generator.batch.inputs import Input, files_beside
from generator.common.atomic_files import Identity, identities, identity, reason
from generator.filing.filing import Filing
from generator.findings.exit_code import Fault, Refusal, Unopened, attempt
from generator.findings.finding import Finding, in_order
from generator.report.build import Report, build
from generator.rules.examine import Examined
from generator.source.nodes import Source
from generator.workbook.plan import exported
from generator.writers.failure import CannotWrite
from generator.writers.glyphs import check_glyphs
from generator.writers.order import Order
from generator.writers.remote import Folder
from generator.writers.write import write

# How what Typst raises where it stumbles itself is called; it cannot be imported.
PANIC = "PanicException"


class Refused(Enum):
    """Why nothing was made of a filing that could be opened."""

    ERRORS = "it has errors"
    HEAD = "its head is wrong, so that not even a draft can be made"


@dataclass(frozen=True, slots=True)
class Job:
    """One filing as it was examined, where its files go, and what is asked for.

    ``force``: what somebody has changed since may be replaced.  ``inputs`` are the files that the whole run
    reads, which nothing may replace.
    """

    input: Input
    examined: Examined | Unopened
    folder: Folder
    order: Order
    draft: bool = False
    force: bool = False
    inputs: frozenset[Identity] = frozenset()

    @property
    def name(self) -> str:
        """What the filing is called in messages."""
        return self.input.shown

    @property
    def targets(self) -> list[Folder]:
        """The files that are to be made."""
        names = writers.file_names(self.input.name.name, self.order)
        return [self.folder / name for name in names.values()]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job: the files, or why there are none; what there is to say of the filing.

    ``unprintable`` are the forms that were not made for want of a font, ``failure`` is why the filing could
    not be opened or nothing could be written, in Chinese; ``fault`` is one of ours.  ``left_out`` says which
    earlier years the history in the page is without, and why.
    """

    input: Input
    examined: Examined | None = None
    files: tuple[Folder, ...] = ()
    unprintable: tuple[str, ...] = ()
    refused: Refused | None = None
    failure: str = ""
    fault: Fault | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    """A report to be written."""

    report: Report
    source: Source
    folder: Folder
    name: str
    order: Order
    draft: bool
    force: bool
    made_from: str


@dataclass(frozen=True, slots=True)
class _Written:
    """The files of a task, the forms that could not be printed, and the characters that were in the way; or
    why there is nothing, ``fault`` where that is for us to mend."""

    files: tuple[Folder, ...] = ()
    unprintable: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    failure: str = ""
    fault: str = ""


def build_all(jobs: Iterable[Job]) -> Iterator[Done]:
    """Build every filing that has no errors, in the order of the jobs."""
    for job in jobs:
        begun = _begun(job)
        yield begun if isinstance(begun, Done) else _finished(job, _write(begun))


def unbuilt(file: Input, closed: Unopened) -> Done:
    """What is to be said of a filing that could not be examined."""
    if isinstance(closed, Fault):
        return Done(file, fault=closed)
    return Done(file, failure=f"打不开，{closed.reason}")


def _begun(job: Job) -> Done | _Task:
    """The report of a filing, or why it is not built."""
    begun = attempt(job.name, lambda: _report(job))
    return Done(job.input, fault=begun) if isinstance(begun, Fault) else begun


def _report(job: Job) -> Done | _Task:
    examined = job.examined
    if isinstance(examined, Unopened):
        return unbuilt(job.input, examined)
    if examined.stops_build and not job.draft:
        return Done(job.input, examined, refused=Refused.ERRORS)
    filing, name = examined.filing, job.input.name.name
    if filing is None or filing.header is None:
        return Done(job.input, examined, refused=Refused.HEAD)
    if hit := _input_hit(job, filing):
        return Done(job.input, failure=f"生成的文件会盖掉{hit}，请用 -o 指定另一个文件夹")
    report = build(filing, draft=job.draft)
    if "xlsx" in job.order.formats:
        report = replace(report, workbook=exported(filing))
    return _Task(
        report, filing.source, job.folder, name, job.order, job.draft, job.force, job.input.made_from
    )


def _input_hit(job: Job, filing: Filing) -> str:
    """What would be lost of the files that the run reads, by whatever name they are written over."""
    own = identities([job.input.path] if job.input.path else [])
    others = job.inputs | identities(files_beside(filing))
    for target in job.targets:
        found = identity(target) if isinstance(target, Path) else None  # nothing is read from elsewhere
        if found in own:
            return "填报本身"
        if found in others:
            return f" {target}，这次生成要用到它"
    return ""


def _write(task: _Task) -> _Written:
    try:
        glyphs = check_glyphs(task.report, task.source, task.order)
        unprintable = () if task.draft else tuple(glyphs.missing)
        formats = tuple(form for form in task.order.formats if form not in unprintable)
        order = replace(task.order, formats=formats)
        files = _placed(task, order) if formats else ()
        return _Written(files, unprintable, glyphs.findings)
    except CannotWrite as why:
        return _Written(failure=str(why))
    except OSError as error:
        return _Written(failure=f"没有做成：{reason(error)}")
    except Refusal:
        raise
    except BaseException as error:
        # Where Typst itself stumbles it raises what is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        return _Written(fault=Fault.of(error, task.name).reason)


def _placed(task: _Task, order: Order) -> tuple[Folder, ...]:
    known = {"filing": task.source.text, "made_from": task.made_from}
    return write(task.report, task.folder, task.name, order, force=task.force, **known)


def _finished(job: Job, written: _Written) -> Done:
    assert isinstance(job.examined, Examined)  # else there was nothing to write
    if written.fault:
        return Done(job.input, job.examined, fault=Fault(job.name, written.fault))
    if written.failure:
        return Done(job.input, failure=written.failure)
    examined = _with(job.examined, written.findings)
    left_out = tuple(_left_out(examined.filing)) if written.files else ()
    return Done(job.input, examined, written.files, written.unprintable, left_out=left_out)


def _left_out(filing: Filing | None) -> Iterator[str]:
    for each in filing.earlier if filing else ():
        if each.problem:
            yield f"网页里历年的数据没有 {each.year} 年度的：{each.name} {each.problem}"


def _with(examined: Examined, more: Iterable[Finding]) -> Examined:
    """What was examined, with what printing has brought to light; that settles what check could only fear."""
    certain = [finding for finding in examined.findings if finding.code != "N24"]
    return replace(examined, findings=in_order([*certain, *more], examined.document.source.name))
