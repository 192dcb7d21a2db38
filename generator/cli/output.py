"""How ``check`` tells its results: on the screen in one form, and in files (``--output FORM=FILE``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator import reporters
from generator.batch.inputs import Input, Misuse
from generator.cli.chinese import wants_colour
from generator.common.atomic_files import reason, replace_files
from generator.findings.exit_code import Unopened, exit_code
from generator.rules.examine import Examined


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be written, and in which form."""

    form: str
    file: Path


@dataclass(frozen=True, slots=True)
class Telling:
    """The form on the screen, the files, and whether warnings fail the run."""

    form: str
    targets: tuple[Target, ...]
    strict: bool

    def tell(
        self, results: Sequence[Examined], unopened: Sequence[Unopened], *, silently: bool = False
    ) -> int:
        """Write the files, print the rest (not ``silently``); returns the exit code."""
        # Files first: the screen may be a pipe that nobody reads to its end.
        written = self.write(results, unopened)
        self.show(results, unopened, nothing=silently)
        findings = (one for result in results for one in result.findings)
        return exit_code(findings, unopened, self.strict) if written else 2

    def show(
        self, results: Sequence[Examined], unopened: Sequence[Unopened], *, nothing: bool = False
    ) -> None:
        """Print the results (or ``nothing``), and complain of what could not be opened."""
        text = "" if nothing else self._text(self.form, results, unopened, wants_colour())
        click.echo(text, nl=bool(text))
        for one in unopened:
            click.echo(f"nianbao：{one}", err=True)

    def write(self, results: Sequence[Examined], unopened: Sequence[Unopened]) -> bool:
        """Write all the files or none; says what was in the way.  Returns whether they are there."""
        texts = {one.file: self._text(one.form, results, unopened) for one in self.targets}
        try:
            replace_files({file: f"{text}\n".encode() for file, text in texts.items()})
        except OSError as error:
            names = "、".join(str(one.file) for one in self.targets)
            click.echo(f"nianbao：写不到 {names}：{reason(error)}", err=True)
            return False
        return True

    def _text(
        self, form: str, results: Sequence[Examined], unopened: Sequence[Unopened], colour: bool = False
    ) -> str:
        reporter = reporters.find(form)
        return reporter.report(results, colour=colour, strict=self.strict, unopened=unopened)


def targets(texts: Sequence[str], found: Sequence[Input]) -> tuple[Target, ...]:
    """What was asked for with ``--output``; raises Misuse, above all where a filing would be lost."""
    asked = tuple(_target(text) for text in texts)
    files = [one.file.resolve() for one in asked]
    if len(set(files)) < len(files):
        raise Misuse("--output 把两种形式写到了同一个文件")
    own = {one.path.resolve() for one in found if one.path}
    for one in asked:
        if one.file.resolve() in own:
            raise Misuse(f"--output 会盖掉填报本身：{one.file}")
    return asked


def _target(text: str) -> Target:
    form, equals, file = text.partition("=")
    if form not in reporters.names() or not equals or not file:
        raise Misuse(f"--output 应当写成 形式=文件，形式是 {'、'.join(reporters.names())} 之一：{text}")
    return Target(form, Path(file))
