"""The main figures over the years, of whatever forms: a table and charts.  Pure.

Which numbers stand for which is data (`form/history.py`).  What a form has not, and a year of which nothing
is known, stays blank: no other number takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.filing.filing import Filing
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.placeholders import Unknown
from generator.form.format import FormatError
from generator.form.history import FILE, HistoryLine, history
from generator.report.overview import Bar, Chart, Numbers, OfFiling, Part


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a year: its numbers, the version of the form they are of, where they come from."""

    year: int
    version: str
    numbers: Numbers
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is written, and how many per cent of the greatest of its line it is; nothing where it
    is not known."""

    text: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A year; years of which nothing is known are one row without cells, from the first to the last."""

    year: int
    last: int
    form: str = ""
    source: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Years:
    """Lines side by side, a row for every year, oldest first; ``notes`` say where what is counted has
    changed.  Empty where there is nothing to be shown."""

    lines: tuple[HistoryLine, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines)


def history_of(filing: Filing) -> Years:
    """The years of a filing and of those before it; nothing where it stands alone, or beside last year's of
    the same form alone, with which all is compared already."""
    now = filing.year
    before = [each.filing for each in filing.earlier if each.filing]
    compared = filing.previous and filing.previous.year
    same = [each for each in before if each.year == compared and each.format.version == filing.format.version]
    if now is None or not before or same == before:
        return Years()
    known = [Known(each.year or 0, each.format.version, OfFiling(each)) for each in (*before, filing)]
    try:
        found = years_of(known)
    except (Mistake, Unknown) as fault:
        raise FormatError(f"{FILE} 里有格式没有的数：{fault}") from fault
    return Years(found.lines, found.rows, (*found.notes, *_scopes(filing, before)), found.charts)


def _scopes(filing: Filing, before: Sequence[Filing]) -> list[str]:
    """The years whose figures are of others than this year's."""
    own, of_years = filing.known.get("scope"), dict[str, list[str]]()
    for each in before:
        scope = each.known.get("scope")
        if own and scope and scope != own:
            of_years.setdefault(scope, []).append(str(each.year))
    return [
        f"{'、'.join(years)}年度的统计范围是{scope}，{filing.year}年度是{own}"
        for scope, years in of_years.items()
    ]


def years_of(known: Sequence[Known]) -> Years:
    """The table and the charts of some years, oldest first."""
    lines = [line for line in history().lines if any(_amount(line, each) is not None for each in known)]
    rows = {
        each.year: Row(each.year, each.year, each.version, each.source, tuple(cells))
        for each, cells in zip(known, _cells(lines, known), strict=True)
    }
    changes = len({each.version for each in known}) > 1
    notes = dict.fromkeys(line.note for line in lines if line.note) if changes else {}
    return Years(
        tuple(lines),
        tuple(_without_gaps(rows)),
        tuple(notes),
        tuple(_charts(lines, known)),
    )


def _without_gaps(rows: Mapping[int, Row]) -> Iterator[Row]:
    """The rows, and one for the years that are not there between two of them."""
    before = 0
    for year, row in rows.items():
        if before and year > before + 1:
            yield Row(before + 1, year - 1)
        yield row
        before = year


def _cells(lines: Sequence[HistoryLine], known: Sequence[Known]) -> Iterator[list[Cell]]:
    """The numbers of each year."""
    columns = [[_amount(line, each) for each in known] for line in lines]
    for at, each in enumerate(known):
        pairs = zip(lines, columns, strict=True)
        yield [Cell(_text(line, each), _share(column[at], column)) for line, column in pairs]


def _amount(line: HistoryLine, known: Known) -> Fraction | None:
    source = line.values.get(known.version)
    return known.numbers.amount(source) if source else None


def _text(line: HistoryLine, known: Known) -> str:
    source = line.values.get(known.version)
    return (known.numbers.text(_in_thousands(source)) or "") if source else ""


def _in_thousands(source: str) -> str:
    """An expression that says in no other way how it is written."""
    return source if "|" in source else f"{source} | 千分位"


def _share(value: Fraction | None, column: Sequence[Fraction | None]) -> str:
    most = max((each for each in column if each is not None), default=Fraction(0))
    return f"{float(value / most) * 100:.1f}" if value is not None and value > 0 else ""


def _charts(lines: Sequence[HistoryLine], known: Sequence[Known]) -> list[Chart]:
    """A chart of every line that counts something and that two years have; a number below 0 has no bar."""
    bars = [(line, _bars(line, known)) for line in lines if line.unit]
    return [
        _chart(at, line, found)
        for at, (line, found) in enumerate(bars)
        if len(found) > 1 and any(bar.value for bar in found) and all(bar.value >= 0 for bar in found)
    ]


def _chart(at: int, line: HistoryLine, bars: tuple[Bar, ...]) -> Chart:
    words = "，".join(f"{bar.label}{bar.text}" for bar in bars)
    return Chart(f"history-{at}", line.label, "bars", bars, f"{line.label}：{words}。")


def _bars(line: HistoryLine, known: Sequence[Known]) -> tuple[Bar, ...]:
    found = []
    for each in known:
        value, text = _amount(line, each), _text(line, each)
        if value is not None and text:
            words, year = f"{text}{line.unit}", f"{each.year}年"
            found.append(Bar(year, words, (Part(year, value, words, 0),)))
    return tuple(found)
