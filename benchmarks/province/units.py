"""Who is there: cities, counties, their departments, offices and towns, and who is below whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

ORDINALS = "甲乙丙丁戊己庚辛壬癸"
PROVINCE = "示例省"
DEPARTMENTS = (
    *("财政局", "教育局", "公安局", "民政局", "司法局", "水利局", "农业农村局", "商务局", "审计局", "统计局"),
    *("卫生健康局", "应急管理局", "市场监督管理局", "生态环境局", "交通运输局", "自然资源局"),
    *("文化和旅游局", "退役军人事务局", "城市管理局", "医疗保障局"),
)
COUNTIES, TOWNS = 10, 6


@dataclass(frozen=True)
class Unit:
    """A row of the roster; ``folder`` is where its filing lies, ``sums`` whether it files for its region."""

    authority: str
    kind: str
    level: str
    parent: str
    folder: str
    sums: bool = False


def units(number: int) -> list[Unit]:
    """So many units, city by city; a city that is not whole has its government all the same."""
    return list(islice(_all(), number))


def _all() -> Iterator[Unit]:
    for number in count():
        yield from _city(f"示例{_name(number)}市")


def _name(number: int) -> str:
    rest, own = divmod(number, len(ORDINALS))
    return (_name(rest - 1) if rest else "") + ORDINALS[own]


def _city(city: str) -> Iterator[Unit]:
    government = f"{city}人民政府"
    yield Unit(government, "人民政府", "市级", "", city, sums=True)
    yield Unit(f"{government}办公室", "政府办公室", "市级", government, city)
    for name in DEPARTMENTS:
        yield Unit(f"{city}{name}", "政府部门", "市级", government, f"{city}/市直部门")
    for ordinal in ORDINALS[:COUNTIES]:
        yield from _county(city, f"{city}{ordinal}县", government)


def _county(city: str, county: str, above: str) -> Iterator[Unit]:
    folder = f"{city}/{county.removeprefix(city)}"
    government = f"{county}人民政府"
    yield Unit(government, "人民政府", "县级", above, folder, sums=True)
    yield Unit(f"{government}办公室", "政府办公室", "县级", government, folder)
    for name in DEPARTMENTS:
        yield Unit(f"{county}{name}", "政府部门", "县级", government, f"{folder}/县直部门")
    for ordinal in ORDINALS[:TOWNS]:
        town = f"{county}{ordinal}山镇人民政府"
        yield Unit(town, "乡镇街道", "乡级", government, f"{folder}/乡镇")
