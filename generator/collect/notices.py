"""What can be sent to each unit: that its report is missing, late or wrong.  The words are data."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from generator.collect.likeness import Copy
from generator.collect.standing import Standing, State
from generator.common import data_folders
from generator.findings.finding import Level
from generator.form.day import official
from generator.source.data_file import DataFault, Model, load_model
from generator.source.verdicts import refusal

# So many findings are listed in one text.
LISTED = 10
HOLES = ("机关", "年度", "期限", "依据", "天数", "文件", "错误", "警告", "列举", "另一份", "比例", "句数")


def _fillable(text: str) -> str:
    try:
        text.format(**dict.fromkeys(HOLES, ""))
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise refusal(f"花括号里只能是 {'、'.join(HOLES)}") from error
    return text


Words = Annotated[str, AfterValidator(_fillable)]


class Notices(Model):
    """The texts, each with holes in braces."""

    missing: Words
    overdue: Words
    undated: Words
    late: Words
    wrong: Words
    twice: Words
    copied: Words


@cache
def notices() -> Notices:
    """Those of ``templates/notices.yaml``, read once."""
    return load_model(data_folders.folder("templates") / "notices.yaml", Notices, DataFault)


def of_standing(standing: Standing, year: int) -> str:
    """The text for a unit that is not as it should be; nothing for one that is."""
    words, unit, due = notices(), standing.unit, standing.due
    known = {
        "机关": unit.authority,
        "年度": year,
        "期限": _day(due.day) if due else "",
        "依据": due.basis if due else "",
        "天数": standing.days_late,
        "文件": "、".join(filing.file for filing in standing.filings),
    }
    match standing.state:
        case State.MISSING:
            text = _of_missing(standing)
        case State.TWICE:
            text = words.twice
        case State.WRONG:
            text = words.wrong
        case _:
            text = ""
    said = [text.format(**{**dict.fromkeys(HOLES, ""), **known, **_counts(standing)})] if text else []
    if standing.filings and standing.days_late:
        said.append(words.late.format(**{**dict.fromkeys(HOLES, ""), **known}))
    return "\n".join(said)


def _of_missing(standing: Standing) -> str:
    if standing.due is None:
        return notices().undated
    return notices().overdue if standing.days_late else notices().missing


def _counts(standing: Standing) -> dict[str, object]:
    """How much is wrong in a filing, and the first of it by line."""
    filing = standing.filing
    if filing is None:
        return {}
    errors = [told for told in filing.findings if told.level is Level.ERROR and not told.accepted]
    lines = [f"  第 {told.line} 行 {told.code} {told}" for told in errors[:LISTED]]
    lines += [f"  另有 {len(errors) - LISTED} 处"] if len(errors) > LISTED else []
    counts = {"错误": len(errors), "警告": filing.count(Level.WARNING)}
    return {**counts, "列举": "\n".join(lines)}


def of_copy(copy: Copy) -> str:
    """The text for a unit whose words are another's, or last year's."""
    other = "上年的报告" if copy.own else f"{copy.source.authority}的报告"
    return notices().copied.format(
        **{
            **dict.fromkeys(HOLES, ""),
            "机关": copy.filing.authority,
            "年度": copy.filing.year,
            "文件": copy.filing.file,
            "另一份": f"{other}（{copy.source.file}）",
            "比例": f"{copy.share:.0%}",
            "句数": len(copy.lines),
        }
    )


def _day(day: datetime.date) -> str:
    return official(day)
