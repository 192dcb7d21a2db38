"""What is said of filings that were built: of each as it is done, and of all at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator import writers
from generator.batch.build import Done, Refused
from generator.cli.chinese import wants_colour
from generator.cli.output import report_text
from generator.cli.screen import complain, put, say
from generator.common.safe_text import harmless
from generator.findings.exit_code import Unopened, exit_code
from generator.findings.statistics import Counted
from generator.form.library import Library
from generator.reporters import Results
from generator.rules.examine import Examined

# What is said, after its findings, of a filing of which nothing was made.
REFUSED = {
    Refused.ERRORS: "有错误，没有生成",
    Refused.HEAD: "表头有误，草稿也无法生成",
}


@dataclass
class Tally:
    """What came of the filings of a run: the exit code it comes to, what was found, how many were built and
    how many were ``current``;
    ``versions`` are the forms they were in.  Nothing else is held of them, because there may be thousands."""

    library: Library
    code: int = 0
    done: int = 0
    built: int = 0
    current: int = 0
    found: Counted = field(default_factory=Counted)
    versions: set[str] = field(default_factory=set)

    def tell(self, done: Done) -> None:
        """Say what came of a filing, and count it."""
        self.code = max(self.code, _report(done, self.library))
        self.done += 1
        self.built += bool(done.files)
        if done.examined is None:
            return
        for finding in done.examined.findings:
            if not finding.accepted:
                self.found.add(finding)
        if done.examined.filing is not None:
            self.versions.add(done.examined.filing.format.version)

    def close(self, found: int) -> None:
        """After many filings: what was found by file and by rule, what was built and what was not."""
        for line in self.found.table():
            say(harmless(line))
        skipped, left = found - self.done - self.current, self.done - self.built
        parts = [f"{self.built} 份已生成"]
        parts += [f"{self.current} 份没有变，没有重做"] if self.current else []
        parts += [f"{left} 份没有生成"] if left else []
        parts += [f"跳过 {skipped} 份不是填报的 YAML"] if skipped else []
        say(f"共 {found} 份：{'，'.join(parts)}。")


def _report(done: Done, library: Library) -> int:
    """Say what came of a filing; returns the exit code it asks for."""
    if done.fault:
        complain(str(done.fault))
        return 3
    if done.failure:
        complain(f"{done.input.path or '标准输入'}：{done.failure}")
        return 2
    return _report_filing(done, library)


def _report_filing(done: Done, library: Library) -> int:
    """The same for one that could be examined: its findings, what was refused, its files."""
    ending = REFUSED[done.refused] if done.refused else _unprintable(done.unprintable)
    faults: Sequence[Unopened] = ()
    if done.examined and (ending or done.examined.findings):
        faults = _show(done.examined, library)
    if done.examined and ending:
        say(f"{done.examined.document.source.name}：{ending}")
    for path in done.files:
        say(f"已生成 {path}")
    for line in done.left_out:
        say(line)
    return max(int(bool(ending)), exit_code((), faults))


def _unprintable(forms: Sequence[str]) -> str:
    names = "、".join(writers.title(form) for form in forms)
    return f"有字无法排印，没有生成 {names}" if names else ""


def _show(examined: Examined, library: Library) -> Sequence[Unopened]:
    """Print the findings of a filing; returns what faults of ours there were in that."""
    results = Results([examined], colour=wants_colour(), options=library.options)
    text, faults = report_text("text", results)
    put(text)
    for fault in faults:
        complain(str(fault))
    return faults
