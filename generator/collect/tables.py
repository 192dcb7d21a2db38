"""Who is missing, late, wrong, copied: a table each, as CSV, with a text that can be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.collect.collected import Collected
from generator.collect.notices import of_copy, of_standing
from generator.collect.roster import COLUMNS
from generator.collect.standing import Standing, State
from generator.common.csv_text import csv_text
from generator.findings.finding import Level

MISSING, LATE = "缺报.csv", "逾期.csv"
WRONG, COPIED, UNITS = "错误.csv", "雷同.csv", "单位.csv"
# What a unit of one of these states is told about its filing.
UNSOUND = (State.WRONG, State.TWICE)


def tables(collected: Collected) -> dict[str, bytes]:
    """The files by their names."""
    return {
        MISSING: csv_text(_missing(collected)),
        LATE: csv_text(_late(collected)),
        WRONG: csv_text(_wrong(collected)),
        COPIED: csv_text(_copied(collected)),
        UNITS: csv_text(_units(collected)),
    }


def _unit(standing: Standing) -> list[str]:
    """The columns of the roster."""
    unit = standing.unit
    return [unit.authority, unit.kind, unit.level, unit.parent, unit.contact]


def _due(standing: Standing) -> str:
    return standing.due.day.isoformat() if standing.due else ""


def _missing(collected: Collected) -> Iterator[Sequence[str]]:
    yield [*COLUMNS, "期限", "逾期天数", "可能是", "通知"]
    for standing in collected.standings:
        if standing.state is State.MISSING:
            late = str(standing.days_late) if standing.days_late else ""
            hints, notice = "；".join(standing.hints), of_standing(standing, collected.year)
            yield [*_unit(standing), _due(standing), late, hints, notice]


def _late(collected: Collected) -> Iterator[Sequence[str]]:
    yield [*COLUMNS, "情形", "期限", "发布日期", "逾期天数", "文件", "通知"]
    for standing in collected.late:
        days = [filing.published.isoformat() for filing in standing.filings if filing.published]
        how = "晚报" if standing.filings else "未报"
        files = _files(standing)
        yield [
            *_unit(standing),
            how,
            _due(standing),
            "、".join(days),
            str(standing.days_late),
            files,
            of_standing(standing, collected.year),
        ]


def _wrong(collected: Collected) -> Iterator[Sequence[str]]:
    yield [*COLUMNS, "文件", "错误", "警告", "通知"]
    for standing in collected.standings:
        if standing.state in UNSOUND:
            errors, warnings = (_count(standing, level) for level in (Level.ERROR, Level.WARNING))
            notice = of_standing(standing, collected.year)
            yield [*_unit(standing), _files(standing), errors, warnings, notice]


def _copied(collected: Collected) -> Iterator[Sequence[str]]:
    yield ["机关", "文件", "与谁相同", "那一份", "相同部分占正文", "相同的句数", "位置", "通知"]
    for copy in collected.copies:
        source = "本单位上年" if copy.own else copy.source.authority
        places = "、".join(f"{line.path} 第 {line.line} 行" for line in copy.lines)
        share, count = f"{copy.share:.0%}", str(len(copy.lines))
        yield [
            copy.filing.authority,
            copy.filing.file,
            source,
            copy.source.file,
            share,
            count,
            places,
            of_copy(copy),
        ]


def _units(collected: Collected) -> Iterator[Sequence[str]]:
    """Every unit with all the roster says of it, and those that are in no roster."""
    more = list(dict.fromkeys(key for each in collected.standings for key in each.unit.more))
    yield [*COLUMNS, *more, "情况", "文件", "发布日期", "期限", "逾期天数", "错误", "警告", "与名录不同"]
    for standing in collected.standings:
        days = (filing.published.isoformat() for filing in standing.filings if filing.published)
        yield [
            *_unit(standing),
            *(standing.unit.more.get(key, "") for key in more),
            standing.state,
            _files(standing),
            "、".join(days),
            _due(standing),
            str(standing.days_late or ""),
            *(_count(standing, level) for level in (Level.ERROR, Level.WARNING)),
            "；".join(standing.differences),
        ]
    for filing in collected.outside:
        blank = [""] * (len(COLUMNS) - 1 + len(more))
        counts = (str(filing.count(level)) for level in (Level.ERROR, Level.WARNING))
        published = filing.published.isoformat() if filing.published else ""
        yield [filing.authority, *blank, "名录外", filing.file, published, "", "", *counts, ""]


def _files(standing: Standing) -> str:
    return "、".join(filing.file for filing in standing.filings)


def _count(standing: Standing, level: Level) -> str:
    counts: Iterable[int] = (filing.count(level) for filing in standing.filings)
    return str(sum(counts)) if standing.filings else ""
