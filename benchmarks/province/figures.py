"""Numbers that balance: of a unit drawn by chance, of a region the sums of those in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

APPLICANTS = 6
LIKELY = (80, 8, 1, 1, 3, 7)
OPEN, PARTLY = "予以公开", "部分公开"
GROUPS = {
    "不予公开": (
        *("国家秘密", "法律行政法规禁止公开", "危及三安全一稳定", "保护第三方合法权益"),
        *("内部事务信息", "过程性信息", "行政执法案卷", "行政查询事项"),
    ),
    "无法提供": ("不掌握相关信息", "没有现成信息", "补正后仍不明确"),
    "不予处理": ("信访举报投诉", "重复申请", "要求提供公开出版物", "大量反复申请", "要求确认或重新出具"),
    "其他处理": ("逾期不补正", "逾期不缴费", "其他"),
}
RESULTS = (OPEN, PARTLY, *(name for names in GROUPS.values() for name in names))
NEW, OLD, DONE, NEXT = "本年新收", "上年结转", "办理结果总计", "结转下年度"
SUITS = ("行政复议", "未经复议直接起诉", "复议后起诉")
PLAIN = ("行政许可", "行政处罚", "行政强制")
MADE, DROPPED, VALID = "制发", "废止", "现行有效"
FEES = "行政事业性收费"

Row = tuple[int, ...]


@dataclass(frozen=True)
class Figures:
    """``rows`` of applications by applicant, ``suits`` by outcome, both without totals; ``plain`` the counts
    of table one; ``cents`` the fees in hundredths of 万元."""

    rows: dict[str, Row] = field(default_factory=dict)
    suits: dict[str, Row] = field(default_factory=dict)
    plain: dict[str, int] = field(default_factory=dict)
    cents: int = 0


def drawn(chance: Random, before: Figures | None) -> Figures:
    """A unit's year: what came in is settled or carried over; what was carried over last year comes first."""
    new = _applicants(chance, chance.randrange(0, 60))
    old = before.rows[NEXT] if before else _applicants(chance, chance.randrange(0, 6))
    whole = [a + b for a, b in zip(new, old, strict=True)]
    left = [chance.randrange(0, max(1, number // 8 + 1)) for number in whole]
    done = [number - rest for number, rest in zip(whole, left, strict=True)]
    rows = {NEW: tuple(new), OLD: tuple(old), **_results(chance, done)}
    rows |= {DONE: tuple(done), NEXT: tuple(left)}
    return Figures(rows, _suits(chance), _plain(chance, before), chance.randrange(0, 900_000))


def _applicants(chance: Random, number: int) -> list[int]:
    found = [0] * APPLICANTS
    for place in chance.choices(range(APPLICANTS), LIKELY, k=number):
        found[place] += 1
    return found


def _results(chance: Random, done: list[int]) -> dict[str, Row]:
    rows = {name: [0] * APPLICANTS for name in RESULTS}
    often = (*[OPEN, PARTLY] * 4, *GROUPS["无法提供"] * 2, *RESULTS)
    for place, number in enumerate(done):
        for name in chance.choices(often, k=number):
            rows[name][place] += 1
    return {name: tuple(row) for name, row in rows.items()}


def _suits(chance: Random) -> dict[str, Row]:
    found = {}
    for name in SUITS:
        row = [0] * 4
        for place in chance.choices(range(4), k=chance.choice((0, 0, 0, 1, 3))):
            row[place] += 1
        found[name] = tuple(row)
    return found


def _plain(chance: Random, before: Figures | None) -> dict[str, int]:
    valid = before.plain[VALID] if before else chance.randrange(5, 100)
    made, dropped = chance.randrange(0, 20), chance.randrange(0, 5)
    counts = {MADE: made, DROPPED: dropped, VALID: valid + made - dropped}
    return counts | {
        name: chance.randrange(0, most) for name, most in zip(PLAIN, (2000, 500, 30), strict=True)
    }


def together(parts: Iterable[Figures]) -> Figures:
    """The sums of all."""
    rows: dict[str, Row] = {}
    suits: dict[str, Row] = {}
    plain: dict[str, int] = {}
    cents = 0
    for part in parts:
        _add(rows, part.rows)
        _add(suits, part.suits)
        for name, number in part.plain.items():
            plain[name] = plain.get(name, 0) + number
        cents += part.cents
    return Figures(rows, suits, plain, cents)


def _add(sums: dict[str, Row], rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        known = sums.get(name, (0,) * len(row))
        sums[name] = tuple(a + b for a, b in zip(known, row, strict=True))
