"""What every number of a sum is made of: as a workbook that adds it up again, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.collect.adding import Part, Sum
from generator.collect.results import told
from generator.common.safe_text import to_json
from generator.form.format import Format
from generator.report.sheets import Box, Difference, Look, Sheet, Workbook
from generator.reporters.json import number

VERSION = 1
SUMS, DETAILS, PARTS = "合计", "明细", "单位"
SUM_HEAD = ("路径", "名称", "单位", "合计", "由几家加成", "本级填报", "填报减合计", "没有填的")
DETAIL_HEAD = ("路径", "名称", "机关", "数", "文件")
PART_HEAD = ("机关", "机关类型", "行政层级", "情况", "文件")
# So many names stand in one cell.
NAMED = 20


def proof_json(each: Sum, form: Format, year: int) -> str:
    """``{"version", "authority", "year", "form", "parts", "missing", …, "cells": […]}``: every number with
    what it is the sum of, noughts left out."""
    return to_json(
        {
            "version": VERSION,
            "authority": each.unit.authority,
            "year": year,
            "form": each.form,
            "scope": each.scope,
            "parts": [_part(part) for part in each.parts],
            **told(each),
            "own": each.own.file if each.own else None,
            "cells": [_cell(each, form, path) for path in _paths(form)],
        }
    )


def _part(part: Part) -> dict[str, Any]:
    return {"authority": part.unit.authority, "file": part.file or None, "errors": part.has_errors}


def _cell(each: Sum, form: Format, path: str) -> dict[str, Any]:
    own = each.own.numbers.get(path) if each.own else None
    known = path in each.numbers
    return {
        "path": path,
        "label": form.labels.short(path),
        "unit": _unit(form, path),
        "sum": number(each.numbers[path]) if known else None,
        "of": [
            {"authority": part.unit.authority, "file": part.file or None, "value": number(value)}
            for part, value in _made_of(each, path)
        ],
        "own": number(own),
        "difference": number(own - each.numbers[path]) if own is not None and known else None,
    }


def _paths(form: Format) -> list[str]:
    """The numbers that add up."""
    return [path for path, address in form.addresses.items() if not address.is_share]


def _unit(form: Format, path: str) -> str:
    return form.kinds[form.addresses[path].kind].unit


def _made_of(each: Sum, path: str) -> Iterator[tuple[Part, int | Decimal]]:
    """The parts that count something there."""
    for part in each.parts:
        if value := part.numbers.get(path):
            yield part, value


def proof_workbook(each: Sum, form: Format, year: int) -> Workbook:
    """Three sheets: every number with a formula that adds up its details, the details, the units."""
    title = f"{each.unit.authority} {year} 年度汇总的由来"
    sheets = (_sum_sheet(each, form, title), _detail_sheet(each, form), _part_sheet(each))
    return Workbook(title, "", sheets)


def _sum_sheet(each: Sum, form: Format, title: str) -> Sheet:
    boxes = [Box(0, 0, Look.TITLE, title), *_head(SUM_HEAD, 1)]
    for row, path in enumerate(_paths(form), start=2):
        boxes += _sum_row(each, form, path, row)
    return Sheet(SUMS, tuple(boxes), (36.0, 44.0, 8.0, 12.0, 10.0, 12.0, 12.0, 40.0), (2, 2))


def _sum_row(each: Sum, form: Format, path: str, row: int) -> Iterator[Box]:
    details = tuple(_detail(path, place) for place, _ in enumerate(_made_of(each, path)))
    own = each.own.numbers.get(path) if each.own else None
    here, theirs = f"{SUMS}.{path}", f"{SUMS}.{path}.own"
    unknown = [part.unit.authority for part in each.unknown.get(path, ())]
    yield Box(row, 0, Look.LABEL, path)
    yield Box(row, 1, Look.LABEL, form.labels.short(path))
    yield Box(row, 2, Look.STATE, _unit(form, path))
    if details:
        yield Box(row, 3, Look.TOTAL, path=here, formula=Difference(details))
    else:
        yield Box(row, 3, Look.TOTAL, each.numbers.get(path), path=here)
    yield Box(row, 4, Look.STATE, len(details))
    yield Box(row, 5, Look.STATE, own, path=theirs)
    if own is None:
        yield Box(row, 6, Look.STATE)
    else:
        yield Box(row, 6, Look.STATE, formula=Difference((theirs,), (here,)))
    yield Box(row, 7, Look.STATE, _named(unknown))


def _detail_sheet(each: Sum, form: Format) -> Sheet:
    boxes, row = list(_head(DETAIL_HEAD, 0)), 0
    for path in _paths(form):
        for place, (part, value) in enumerate(_made_of(each, path)):
            row += 1
            words = (path, form.labels.short(path), part.unit.authority)
            boxes += [Box(row, column, Look.LABEL, text) for column, text in enumerate(words)]
            boxes.append(Box(row, 3, Look.STATE, value, path=_detail(path, place)))
            boxes.append(Box(row, 4, Look.LABEL, part.file or f"下级汇总（见{part.unit.authority}的）"))
    return Sheet(DETAILS, tuple(boxes), (36.0, 44.0, 32.0, 12.0, 48.0), (1, 0))


def _detail(path: str, place: int) -> str:
    return f"{DETAILS}.{path}.{place}"


def _part_sheet(each: Sum) -> Sheet:
    rows = [(part.unit, "已加，有错误" if part.has_errors else "已加", part.file) for part in each.parts]
    rows += [(unit, "缺报", "") for unit in each.missing]
    lines = [(unit.authority, unit.kind, unit.level, how, file) for unit, how, file in rows]
    lines += [("", "", "", f"没有加：{why}", file) for file, why in each.left_out]
    lines += [("", "", "", f"拿不准：{doubt}", "") for doubt in each.doubts]
    lines += [("", "", "", note, "") for note in each.notes]
    boxes = list(_head(PART_HEAD, 0))
    for row, line in enumerate(lines, start=1):
        boxes += [Box(row, column, Look.LABEL, text) for column, text in enumerate(line)]
    return Sheet(PARTS, tuple(boxes), (32.0, 12.0, 10.0, 40.0, 48.0), (1, 0))


def _head(words: tuple[str, ...], row: int) -> Iterator[Box]:
    return (Box(row, column, Look.HEAD, word) for column, word in enumerate(words))


def _named(names: list[str]) -> str:
    more = f" 等 {len(names)} 家" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more


def proofs(each: Sum, form: Format, year: int) -> Mapping[str, Workbook | str]:
    """Both, by the endings of their files."""
    return {".xlsx": proof_workbook(each, form, year), ".json": proof_json(each, form, year)}
