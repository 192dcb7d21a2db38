"""Where ``check`` shows what it found: on the screen in one form, and in files (``--output FORM=FILE``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from generator import reporters
from generator.batch.inputs import Input, Misuse
from generator.cli.chinese import wants_colour
from generator.cli.job_summary import summarise
from generator.cli.screen import complain, put
from generator.cli.streamed import Streamed
from generator.common.atomic_files import identities, identity, reason, replace_files
from generator.findings.exit_code import Fault, Skipped, Unopened, attempt
from generator.findings.statistics import EVERYTHING, Shown
from generator.form.format import FormatError
from generator.form.library import SHIPPED, Library
from generator.reporters import Results
from generator.reporters.text import Running
from generator.rules.examine import Examined

_FORMS = click.option(
    "--format",
    "form",
    type=click.Choice(sorted(reporters.names(), key=lambda name: (name != "text", name))),
    default="text",
    help="显示的形式：text（默认）、json、sarif、github、gitlab、junit",
    metavar="形式",
)
_FILES = click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="形式=文件",
    help="另以这种形式写到文件（没有的文件夹会建立）；可以写多次",
)


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """``--format`` and ``--output``, the same for every command that gives findings."""
    return _FORMS(_FILES(command))


# No report of ours is longer; what is, is not read to see whether it is one.
REPORT_LIMIT = 2**28


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be written, and in which form."""

    form: str
    file: Path


@dataclass(frozen=True, slots=True)
class Output:
    """The form on the screen, the files, and whether warnings fail the run."""

    form: str
    targets: tuple[Target, ...]
    strict: bool
    library: Library = SHIPPED
    shown: Shown = EVERYTHING

    def results(
        self, examined: Sequence[Examined], unopened: Sequence[Unopened], skipped: Sequence[Skipped] = ()
    ) -> Results:
        """What the run came to, as reporters take it."""
        options = self.library.options
        return Results(
            examined, unopened, strict=self.strict, options=options, skipped=skipped, shown=self.shown
        )

    @property
    def streams(self) -> bool:
        """Whether what is found can be shown as it comes: files are written whole, and before the screen."""
        return self.form == "text" and not self.targets

    def streamed(self) -> Streamed:
        """Where to show it, file by file."""
        return Streamed(Running(replace(self.results((), ()), colour=wants_colour())))

    def give(self, results: Results, *, silently: bool = False) -> int:
        """Write the files, print the rest (not ``silently``); returns the exit code."""
        # Files first: the screen may be a pipe that nobody reads to its end.
        written = self.write(results)
        shown = self.show(results, nothing=silently)
        self._tell_limits(results)
        return max(results.exit_code, written, shown)

    def _tell_limits(self, results: Results) -> None:
        """Say what the readers of a form will not show, and put a summary on the page of GitHub's job."""
        for form in dict.fromkeys([self.form, *(target.form for target in self.targets)]):
            if words := reporters.remark(form, results):
                complain(words)
        if self.form == "github":
            summarise(results)

    def show(self, results: Results, *, nothing: bool = False) -> int:
        """Print the results (or ``nothing``), and complain of what could not be opened.  Returns the exit
        code it asks for."""
        text, faults = (
            ("", []) if nothing else report_text(self.form, replace(results, colour=wants_colour()))
        )
        put(text, nl=bool(text))
        for unopened in [*results.unopened, *faults]:
            complain(str(unopened))
        return 3 if faults else 0

    def write(self, results: Results) -> int:
        """Write all the files or none; says what was in the way.  Returns the exit code it asks for."""
        texts = {target.file: report_text(target.form, results) for target in self.targets}
        try:
            replace_files({file: f"{text}\n".encode() for file, (text, _) in texts.items()})
        except OSError as error:
            names = "、".join(str(target.file) for target in self.targets)
            complain(f"写不到 {names}：{reason(error)}")
            return 2
        return 3 if any(faults for _, faults in texts.values()) else 0


def versions_of(examined: Iterable[Examined]) -> set[str]:
    """The forms that filings are in."""
    return {result.filing.format.version for result in examined if result.filing is not None}


def tell_unserved(library: Library, versions: Set[str]) -> None:
    """Say which local packs, asked for in the whole run, served none of its filings.

    Where one serves some, the others are passed over: a folder may hold filings of several forms.
    """
    for name in library.packs if versions else ():
        # One that is not there, or is wrong itself, is told where it was to be used.
        with suppress(KeyError, FormatError):
            serves = library.find_pack(name).versions
            if versions & set(serves):
                continue
            complain(f"--local {name} 只用于 {'、'.join(serves)} 版，这些填报都没有用到")


def report_text(form: str, results: Results) -> tuple[str, list[Fault]]:
    """The results in a form; a filing over which the reporter stumbles is a fault of ours, and the others
    are told."""
    report = reporters.find(form).report
    text = attempt(form, partial(report, results))
    if not isinstance(text, Fault):
        return text, []
    alone = [replace(results, examined=[examined]) for examined in results.examined]
    tried = [attempt(part.examined[0].document.source.name, partial(report, part)) for part in alone]
    faults = [fault for fault in tried if isinstance(fault, Fault)]
    if not faults:
        raise text
    stumbled = {fault.file for fault in faults}
    kept = [each for each in results.examined if each.document.source.name not in stumbled]
    return report(replace(results, examined=kept, unopened=[*results.unopened, *faults])), faults


def targets(texts: Sequence[str], inputs: Sequence[Input]) -> tuple[Target, ...]:
    """What was asked for with ``--output``; raises Misuse, above all where a filing would be lost."""
    asked = tuple(_target(text) for text in texts)
    files = [target.file.resolve() for target in asked]
    if len(set(files)) < len(files):
        raise Misuse("--output 把两种形式写到了同一个文件")
    read = identities(given.place for given in inputs if given.place)
    for target in asked:
        if identity(target.file) in read:
            raise Misuse(f"--output 会盖掉填报本身：{target.file}")
        if not _may_be_replaced(target.file):
            raise Misuse(f"--output 不覆盖 {target.file}：它不是以前的核对结果，盖掉就没有了；请换一个文件名")
    return asked


def _may_be_replaced(file: Path) -> bool:
    """Whether nothing stands there, or an earlier report of ours; what cannot be read is somebody's work."""
    if not file.is_file():
        return True  # nothing, a device, or a folder, which is told where it is written to
    try:
        return file.stat().st_size <= REPORT_LIMIT and reporters.is_report(file.read_bytes().decode())
    except (OSError, UnicodeDecodeError):
        return False


def _target(text: str) -> Target:
    form, equals, file = text.partition("=")
    if form not in reporters.names() or not equals or not file:
        raise Misuse(f"--output 应当写成 形式=文件，形式是 {'、'.join(reporters.names())} 之一：{text}")
    return Target(form, Path(file))
