"""Whether the ready sentences of a form are true: each is printed, and found right with any figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.batch.desk import Desk
from generator.batch.together import Last
from generator.compose.begun import with_sentences
from generator.compose.blank import Known, blank
from generator.compose.head import alias, kept
from generator.compose.written import rows, values
from generator.findings.exit_code import Fault
from generator.findings.finding import Finding, Level
from generator.form.correspondence import corresponding
from generator.form.format import Format
from generator.form.header import Contact, Header
from generator.form.library import Library
from generator.form.sentences import Other, Ready, Sentences
from generator.kit.cases import Cases, CasesFault, read_cases
from generator.source.data_file import DataFile
from generator.source.read import read

# The figures a text is tried with, and how that is called.
FILLED, NOUGHT, BLANK = "有数", "全部是零", "还没有填"
# A blank is told where it stands; so is what the filing of the cases has not beside it.
_SHOWN = 2
SAMPLE = "000000"


@dataclass(frozen=True, slots=True)
class _Trial:
    """A form with what a filing of it is known by, and the desk that examines it."""

    form: Format
    desk: Desk
    tables: Mapping[str, Known]

    def problems(self, figures: str, sentences: tuple[Ready, ...], at: str) -> list[Finding]:
        """What is found in one narrative of a filing with these figures and sentences."""
        text = blank(self.form, with_sentences(self.tables[figures], sentences))
        (examined,) = self.desk.look([read(text.encode())])
        if isinstance(examined, Fault):
            raise examined
        filing = examined.filing
        if filing is None or at not in filing.texts:
            return []
        span = filing.texts[at].scalar.span
        return [each for each in examined.findings if each.level is not Level.INFO and each.span.within(span)]


def check(file: DataFile, form: Format, cases: DataFile, library: Library) -> Iterator[Finding]:
    """Sentences for what is no narrative of the form, or that are not right whatever the tables say."""
    ready, findings = file.load(Sentences)
    yield from findings
    if ready is None:
        return
    try:
        trial = _trial(form, read_cases(cases, library), library)
    except CasesFault:
        return  # told where they stand
    for number, each in enumerate(ready.sentences):
        if each.at not in form.narratives:
            yield file.at(("sentences", number, "at"), "F05", start="", problem=f"没有“{each.at}”这一处文字")
            continue
        yield from _of_text(file, trial, ready.sentences, number)
        for which, other in enumerate(each.others):
            yield from _of_other(file, trial, ready.sentences, number, which, other)


def _trial(form: Format, cases: Cases, library: Library) -> _Trial:
    filing = Desk(library).load(cases.correct).filing
    assert filing is not None  # the cases were read
    head = {**kept(filing), alias(Header, "contact"): _contact()}
    filled = rows(form, values(filing, corresponding(form, filing.format)))
    tables = {
        FILLED: Known(head, filled),
        NOUGHT: Known(head, dict.fromkeys(form.rows, "0")),
        BLANK: Known(head),
    }
    desk, last = Desk(library), Desk(library).load(cases.last_year()).filing
    desk.last = Last(filings=(last,) if last else ())
    return _Trial(form, desk, tables)


def _contact() -> str:
    """How to reach an office, in a head: sentences may name it, and a filing of cases need not have it."""
    pairs = (f'{alias(Contact, name)}: "{SAMPLE}"' for name in Contact.model_fields)
    return "{" + ", ".join(pairs) + "}"


def _of_text(file: DataFile, trial: _Trial, every: tuple[Ready, ...], number: int) -> Iterator[Finding]:
    """A text must be right with all figures."""
    at = every[number].at
    for figures in trial.tables:
        for found in trial.problems(figures, every, at)[:_SHOWN]:
            yield _told(file, ("sentences", number, "text"), figures, found)


def _of_other(
    file: DataFile, trial: _Trial, every: tuple[Ready, ...], number: int, which: int, other: Other
) -> Iterator[Finding]:
    """Words for certain circumstances must be right with some figures, and be none of the others' fault."""
    alone = replace_text(every, number, other.text)
    found = {figures: trial.problems(figures, alone, every[number].at) for figures in (FILLED, NOUGHT)}
    if all(found.values()):
        yield _told(file, ("sentences", number, "others", which, "text"), FILLED, found[FILLED][0])


def replace_text(every: tuple[Ready, ...], number: int, text: str) -> tuple[Ready, ...]:
    """The sentences with another text in one place."""
    changed = every[number].model_copy(update={"text": text})
    return (*every[:number], changed, *every[number + 1 :])


def _told(file: DataFile, place: tuple[str | int, ...], figures: str, found: Finding) -> Finding:
    detail = f"；{found.detail}" if found.detail else ""
    problem = f"表里{figures}时核对会指出 {found.code} {found.message}{detail}"
    return file.at(place, "F05", start="", problem=problem)
