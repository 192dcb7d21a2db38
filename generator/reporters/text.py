"""Findings for people: where, what, the figures on both sides, the lines themselves with marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import click

from generator.findings.catalogue import catalogue
from generator.findings.exit_code import Fault, Unopened, exit_code
from generator.findings.finding import Finding, Level, Span, fingerprint, has_errors
from generator.findings.statistics import BY_FILE, NAMES, Counted
from generator.form.format import Format
from generator.form.header import KEYS
from generator.reporters import Results, where
from generator.rules.examine import Examined
from generator.rules.waivers import acceptable
from generator.source.marked_lines import excerpt, legible
from generator.source.nodes import Location
from generator.source.unfilled import unfilled

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
ACCEPTED = "已接受"
# A zero among `Finding.values`: it takes part, but there is little to see.
NOTHING = {"0"}
# So many findings, or files with any, and they are counted at the end without being asked for.
MANY, MANY_FILES = 100, 10
# So many empty places are told each by itself; more of them are a filing that is not filled in yet.
FEW = 6
# So many of them are named for each table.
FIRST = 3
HEAD, TEXT = "表头", "正文"
# How a report begins where something was found, and how it ends: filings are counted, or what a form has.
_LEVELS = "|".join((*NAMES.values(), ACCEPTED))
_FOUND = re.compile(rf".+: (?:{_LEVELS}) [A-Z]\d+ |.+: (?:{_LEVELS}) 还有 \d+ 处没有填|{BY_FILE}")
_COUNTED = re.compile(r"共核对 \d+ 份填报：.+。|.+：(?:没有错误，|\d+ 处).+。")


def report(results: Results) -> str:
    """All findings, file by file, and a line that counts them."""
    running = Running(results)
    lines = [line for examined in results.examined for line in running.file(examined)]
    return "\n".join([*lines, *running.closing(results.unopened)])


@dataclass
class Running:
    """Findings told file by file, as they come: ``options`` say how, and of what was told only counts are
    held.  ``files`` were examined, ``accepted`` findings have a waiver, ``hidden`` are not shown."""

    options: Results
    counted: Counted = field(default_factory=Counted)
    files: int = 0
    accepted: int = 0
    hidden: int = 0
    errors: bool = False
    fails: bool = False

    def file(self, examined: Examined) -> list[str]:
        """The lines of one more file."""
        lines = list(_file(examined, self.options))
        self.add(examined)
        return lines

    def add(self, examined: Examined) -> None:
        """Count one more file."""
        self.files += 1
        findings = examined.findings
        self.hidden += len(findings) - len(self.options.shown.of(findings))
        self.errors = self.errors or has_errors(findings)
        self.fails = self.fails or bool(exit_code(findings, strict=self.options.strict))
        for finding in findings:
            self.accepted += bool(finding.accepted)
            if not finding.accepted:
                self.counted.add(finding)

    def exit_code(self, unopened: Sequence[Unopened]) -> int:
        """What the run says of itself to whoever started it."""
        return max(exit_code((), unopened), int(self.fails))

    def closing(self, unopened: Sequence[Unopened]) -> list[str]:
        """The findings counted by file and by rule, where that is asked for or they are many, and a line that
        counts all."""
        many = sum(self.counted.levels.values()) > MANY or len(self.counted.files) > MANY_FILES
        wanted = many or self.options.shown.statistics
        tables = [legible(line) for line in self.counted.table()] if wanted else []
        return [*tables, self.options.summary or self.summary(unopened)]

    def summary(self, unopened: Sequence[Unopened]) -> str:
        """One line that counts the files and what was found, accepted findings by themselves."""
        levels = self.counted.levels
        nothing = "没有发现问题" if self.files else "一份也没有"
        parts = [f"{levels[level]} 处{name}" for level, name in NAMES.items() if levels[level]] or [nothing]
        faults = sum(isinstance(file, Fault) for file in unopened)
        strictly = self.options.strict and self.exit_code(unopened) == 1 and not self.errors
        more = {
            f"{{}} 处{ACCEPTED}": self.accepted,
            "{} 份打不开": len(unopened) - faults,
            "{} 份因内部错误没有做完": faults,
            "其中 {} 处没有列出": self.hidden,
            "按 --strict 算没有通过": strictly,
        }
        parts += [words.format(count) for words, count in more.items() if count]
        return f"共核对 {self.files} 份填报：{'，'.join(parts)}。"


def summary(results: Results) -> str:
    """One line that counts the files and what was found."""
    running = Running(results)
    for examined in results.examined:
        running.add(examined)
    return running.summary(results.unopened)


def is_report(text: str) -> bool:
    """Whether a text is findings that end in the line that counts them, or in that of a form."""
    lines = text.strip().split("\n")
    begins = len(lines) == 1 or _FOUND.match(lines[0])
    return bool(begins and _COUNTED.fullmatch(lines[-1]))


def _file(examined: Examined, results: Results) -> Iterator[str]:
    """The findings of one file: where much is not filled in yet, that is one block, and first."""
    empty = unfilled(examined.document.root)
    findings = results.shown.of(examined.findings)
    blanks = [finding for finding in findings if finding.span in empty and not finding.accepted]
    blanks = blanks if len(blanks) > FEW else []
    if blanks:
        yield from _not_filled_in(blanks, empty, examined, results.colour)
    for finding in findings:
        if finding not in blanks:
            yield from _finding(finding, examined, results)


def _not_filled_in(
    blanks: list[Finding], empty: dict[Span, Location], examined: Examined, colour: bool
) -> Iterator[str]:
    """What is still to be filled in, a line for each table or text: how much, and the first places."""
    level = min((finding.level for finding in blanks), key=list(NAMES).index)
    styled = _styled(NAMES[level], COLOURS[level], colour)
    spans = dict.fromkeys(finding.span for finding in blanks)
    yield f"{legible(blanks[0].file)}: {styled} 还有 {len(spans)} 处没有填"
    form = examined.filing.format if examined.filing else None
    sections: dict[str, list[str]] = {}
    for span in spans:
        section, name = _section_and_name(empty[span], form)
        sections.setdefault(section, []).append(f"{name}（第 {span.line} 行）")
    for section, places in sections.items():
        more = " ……" if len(places) > FIRST else ""
        yield legible(f"    {section}：{len(places)} 处，{'、'.join(places[:FIRST])}{more}")
    if mended := sum(finding.fix is not None for finding in blanks):
        yield f"    其中 {mended} 处可自动改正：nianbao check --fix"
    yield "    没有发生的事项写 0；文字写在“|”的下一行，每行开头空两格以上"
    yield ""


def _section_and_name(path: Location, form: Format | None) -> tuple[str, str]:
    """Under which heading an empty place is told, and its name there: both as printed, where they are."""
    first, *below = (key for key in path if isinstance(key, str))
    if first in KEYS:
        return HEAD, ".".join((first, *below))
    below_it = ".".join(below) or TEXT
    heading = _heading(form, first) if form else ""
    if form is None or not heading:
        return first, below_it
    return heading, _name(".".join((first, *below)), form) if below else below_it


def _heading(form: Format, key: str) -> str:
    """How a section is called, or nothing where the form has none of this key."""
    return next((" ".join(section.name.split()) for section in form.sections if section.key == key), "")


def _name(path: str, form: Format) -> str:
    """How a number or a text below a section is called; its keys where it has no name."""
    if form.labels.has(path):
        return form.labels.short(path)
    part = form.narratives.get(path)
    return part.name if part else path.partition(".")[2]


def _finding(finding: Finding, examined: Examined, results: Results) -> Iterator[str]:
    colour = results.colour
    level = f"{ACCEPTED if finding.accepted else NAMES[finding.level]} {finding.code}"
    styled = _styled(level, "green" if finding.accepted else COLOURS[finding.level], colour)
    yield f"{legible(_where(finding))}: {styled} {legible(finding.message)}"
    yield from (f"    {legible(line)}" for line in finding.detail.splitlines())
    if finding.accepted:
        yield f"    理由：{legible(finding.accepted)}"
    else:
        yield from _lines(finding, examined, colour) if finding.at is None else ()
        yield from _advice(finding, examined)
    version = f"{examined.filing.format.version} " if examined.filing else ""
    basis = f"依据：{legible(finding.basis)}　　" if finding.basis else ""
    # What holds for every form is known without the folders of one's own.
    options = "" if finding.code in catalogue() else results.options
    yield f"    {basis}详见：nianbao rules {version}{finding.code}{options}"
    yield ""


def _where(finding: Finding) -> str:
    return " ".join(filter(None, (where(finding), str(finding.at or ""))))


def _lines(finding: Finding, examined: Examined, colour: bool) -> Iterator[str]:
    """The lines that take part; where they are many, those with a zero are only counted."""
    values = (*finding.values, *[""] * (len(finding.marks) - len(finding.values)))
    figures = [span for value, span in zip(values, finding.marks, strict=False) if value not in NOTHING]
    zeros = [span for value, span in zip(values, finding.marks, strict=False) if value in NOTHING]
    shown = excerpt(examined.document.source, finding.span, figures, zeros)
    for line in shown.lines:
        yield f"{line.number:>6} | {line.text}"
        yield "       | " + "".join(_coloured(piece, colour) for piece in line.under)
    if shown.left_out:
        yield f"     … | 另有 {shown.left_out} 行参与{'，都是 0' if shown.faint else ''}"


def _coloured(piece: str, colour: bool) -> str:
    return _styled(piece, "red" if piece.startswith("^") else "cyan", colour and piece[0] in "^-")


def _advice(finding: Finding, examined: Examined) -> Iterator[str]:
    """Other places to see, and what can be done."""
    for place in finding.related:
        where = f"{place.file or finding.file}:{place.span.line}:{place.span.column}"
        yield f"    另见 {legible(where)}：{legible(place.words)}"
    if finding.help:
        yield f"    改法：{legible(finding.help)}"
    if finding.fix:
        yield f"    可自动改正（{legible(finding.fix.title)}）：nianbao check --fix"
    if examined.filing and finding.at is None and acceptable(examined.filing, finding):
        yield "    如属实，在表头的“豁免:”下面另起一行写（“…”换成理由）："
        yield f"  - {{规则: {finding.code}, 核对码: {fingerprint(finding)}, 理由: …}}"


def _styled(text: str, colour: str, wanted: bool) -> str:
    return click.style(text, fg=colour, bold=True) if wanted else text
