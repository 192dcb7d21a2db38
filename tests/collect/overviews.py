"""Overviews made of a city and its offices, for tests of the page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from lxml import html

from generator.collect.collected import Collected, collect
from generator.collect.handed import Handed
from generator.collect.overview.links import Links
from generator.collect.overview.page import PAGE, pages
from generator.collect.roster import Unit
from generator.form.library import Library
from tests.collect.units import NEW, handed, roster, unit

CITY = "示例市人民政府"
TOTAL = "申请办理情况.本年新收.总计"
CARRIED = "申请办理情况.上年结转.总计"
DONE = "申请办理情况.办理结果总计.总计"
NAMES = [f"示例市第{at}局" for at in range(1, 13)]
Element = html.HtmlElement


def filings(names: Sequence[str], year: int = 2024, more: int = 0) -> list[Handed]:
    """One of each, with figures that are not far from each other; the last of twelve lies far outside."""
    found = []
    for at, name in enumerate(names):
        received = 1000 if at == 11 else 10 + at + more
        numbers = {NEW: received, TOTAL: received, CARRIED: 2, DONE: 8 + at}
        found.append(handed(name, numbers, year=year))
    return found


def units(names: Sequence[str] = NAMES, parent: str = CITY) -> list[Unit]:
    return [unit(CITY, "", "人民政府"), *(unit(name, parent) for name in names)]


def collected(found: Sequence[Handed], listed: Sequence[Unit] | None = None) -> Collected:
    on = datetime.date(2025, 2, 10)
    return collect(found, roster(*(listed or units())), 2024, on, Library())


def made(of: Collected, address: Links | None = None) -> dict[str, bytes]:
    return pages(
        of, Library(), address or Links(), {each.unit.key: f"汇总/{each.unit.key}" for each in of.sums}
    )


def page(of: Collected) -> Element:
    return html.document_fromstring(made(of)[PAGE].decode())


def plain(element: Element) -> str:
    return " ".join(element.text_content().split())
