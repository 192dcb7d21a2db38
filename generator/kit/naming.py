"""Whether everything that a carry, a predecessor or the overview of a form names is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.common.did_you_mean import nearest
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.placeholders import Hidden, Unknown, resolve
from generator.filing.narrative.scanning import Placeholder
from generator.findings.finding import Finding
from generator.form.correspondence import numbers, overlaps
from generator.form.format import Format, FormatError
from generator.form.library import Library
from generator.form.lineage import Predecessor
from generator.form.overview_plan import Chosen, Measure
from generator.kit.specimen import specimen
from generator.rules.names import row_missed
from generator.source.data_file import DataFile
from generator.source.nodes import Location


def of_lineage(file: DataFile, form: Format, library: Library) -> Iterator[Finding]:
    """Carries and predecessors that name what is not there."""
    for number, carry in enumerate(form.carries):
        for key, name in (("after", carry.after), ("to", carry.to)):
            if problem := row_missed(form, name):
                yield _missed(file, ("carries", number, key), problem)
    for number, known in enumerate(form.predecessors):
        place: Location = ("predecessors", number)
        if known.version == form.version:
            yield _missed(file, (*place, "version"), "这里写更早的版本，不写本版")
        elif known.version in library.versions():
            yield from _of_predecessor(file, place, (form, library), known)
        else:
            yield _missed(file, (*place, "version"), f"没有“{known.version}”这一版格式")


def _missed(file: DataFile, place: Location, problem: str) -> Finding:
    return file.at(place, "F05", start="", problem=problem)


def _of_predecessor(
    file: DataFile, place: Location, within: tuple[Format, Library], known: Predecessor
) -> Iterator[Finding]:
    form, library = within
    try:
        earlier = library.find(known.version)
    except FormatError:
        yield _missed(file, (*place, "version"), f"{known.version} 版格式的文件写得不对，请先改好它")
        return
    for number, name in enumerate(known.same):
        for known_form in (form, earlier):
            if name not in known_form.tables:
                yield _missed(file, (*place, "same", number), f"{known_form.version} 版没有“{name}”这张表")
    for number, pair in enumerate(known.pairs):
        pair_place = (*place, "pairs", number)
        yield from _numbers_missed(file, (*pair_place, "here"), form, pair.here)
        yield from _numbers_missed(file, (*pair_place, "there"), earlier, pair.there)
    for number, path in overlaps(form, earlier, known):
        yield file.at((*place, "pairs", number), "F40", path=path)


def _numbers_missed(file: DataFile, place: Location, form: Format, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        if not numbers(form, name):
            said = f"{form.version} 版没有“{name}”这个数、行或组{nearest(name, form.rows)}"
            yield _missed(file, place, said)


def of_overview(file: DataFile, form: Format) -> Iterator[Finding]:
    """Figures and charts that rest on what the form does not have, or are not of the grammar."""
    blank = specimen(form)
    for place, measure in _measures(form):
        try:
            resolve(blank, Placeholder(0, 0, measure.value))
        except Unknown as unknown:
            said = (
                f"“{measure.label}”引用的“{unknown.path.name}”不存在{nearest(unknown.word, unknown.choices)}"
            )
            yield _missed(file, place, said)
        except Mistake as mistake:
            yield _missed(file, place, f"“{measure.label}”的写法有误：{mistake.problem}")
        except (Hidden, Unwritable):
            continue  # the form is blank; nothing more can be known


def _measures(form: Format) -> Iterator[tuple[Location, Measure]]:
    """Every figure of the overview with the place of its value."""
    plan = form.overview
    for number, figure in enumerate(plan.figures):
        place: Location = ("overview", "figures", number)
        yield (*place, "value"), figure
        yield from _choices(place, figure, figure.label)
    for number, chart in enumerate(plan.charts):
        place = ("overview", "charts", number)
        yield from _choices(place, chart, chart.title)
        for at, measure in enumerate(chart.items):
            yield (*place, "items", at, "value"), measure
        for at, stack in enumerate(chart.stacks):
            for part, measure in enumerate(stack.parts):
                yield (*place, "stacks", at, "parts", part, "value"), measure


def _choices(place: Location, plan: Chosen, label: str) -> Iterator[tuple[Location, Measure]]:
    """On what it depends whether a figure or chart is shown."""
    for key, value in (("when", plan.when), ("unless", plan.unless)):
        if value:
            yield (*place, key), Measure(label=label, value=value)
