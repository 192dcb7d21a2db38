"""A filing, blank or filled, as a workbook: its state, its head, a sheet a table, a sheet a text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.written import values
from generator.filing.filing import Filing, State
from generator.filing.given import Given
from generator.filing.load import load
from generator.form.correspondence import corresponding
from generator.form.format import Format, Part, Section
from generator.report.published import public_tree, published
from generator.report.sheet_names import sheet_names
from generator.report.sheets import (
    CHECKS,
    HEAD,
    STATE,
    Box,
    Difference,
    Look,
    Missing,
    Sheet,
    Unequal,
    Verdict,
    Workbook,
    Written,
)
from generator.rules.bounds import number_bounds
from generator.source.nodes import Mapping as Tree
from generator.source.read import read
from generator.workbook.checks import Balance, balances, sums
from generator.workbook.free import free_sheet, own_sheets
from generator.workbook.origin import origin_sheet
from generator.workbook.tables import Facts, table_sheet
from generator.workbook.words import head_sheet, needed_fields, text_sheet

STATE_COLUMNS = ("部分", "还差几格", "几处不平衡", "情况")
STATE_HOW = "这一页自动计算，不用填。各部分在后面各页，页名就是各部分的名称。"
WORDS = ("还没填完", "不平衡", "填好了")
CHECK_COLUMNS = ("规则", "应当怎样", "哪一处", "相差")
CHECK_HOW = "相差应为 0；不为 0 的变红，表里有关的数也变红。"


def exported(filing: Filing) -> Workbook:
    """A filing's figures and texts, so far as they are for others (see `report.published`)."""
    return workbook(filing, public_tree(filing), None)


def blank_workbook(form: Format, text: str, last: Filing | None) -> Workbook:
    """A new filing's text as a workbook to be filled in, last year's figures and texts beside it."""
    document = read(text.encode())
    filing = load(document, Given(form)).filing
    assert filing is not None  # a new filing has a head, however empty
    return workbook(filing, document.root, last)


def workbook(filing: Filing, root: Tree, last: Filing | None) -> Workbook:
    """A filing as a workbook: ``root`` is what its head is taken from, ``last`` stands beside it."""
    found = tuple(balances(filing))
    numbers = values(last, corresponding(filing.format, last.format)) if last else {}
    bounds = number_bounds(filing.format)
    facts = Facts(filing, sums(filing), found, numbers, bounds)
    sections = [_section(facts, section, last) for section in filing.format.sections]
    middle = [sheet for sheets in sections for sheet in sheets]
    sheets = [head_sheet(filing.format, root), *middle, *own_sheets(filing)]
    checks = [_check_sheet(found)] if found else []
    names = _texts(filing)
    title = f"{filing.format.version} 版年度报告填报"
    state = _state_sheet(filing, root, found, names, title)
    return Workbook(title, filing.format.version, (state, *sheets, *checks, origin_sheet(published(filing))))


def _section(facts: Facts, section: Section, last: Filing | None) -> list[Sheet]:
    if section.table:
        return [table_sheet(facts, section, section.table)]
    if section.free:
        return [free_sheet(facts.filing, section, section.free, facts.bounds)]
    parts = _texts(facts.filing)
    mine = {path: part for path, (part, _) in parts.items() if path.partition(".")[0] == section.key}
    return [_text(facts.filing, path, part, parts[path][1], last) for path, part in mine.items()]


def _text(filing: Filing, path: str, part: Part, name: str, last: Filing | None) -> Sheet:
    before = last.texts[path].scalar.text if last and path in last.texts else ""
    return text_sheet(filing, path, part, name, before)


def _texts(filing: Filing) -> dict[str, tuple[Part, str]]:
    """The narratives with the names of their sheets; a section that is one text has one."""
    whole = {
        section.key: section
        for section in filing.format.sections
        if section.one_text and section.key in filing.texts
    }
    form: Format = filing.format
    parts = {path: part for path, part in form.narratives.items() if path.partition(".")[0] not in whole}
    found = {**whole, **parts}
    ordered = {
        path: found[path]
        for section in form.sections
        for path in found
        if path.partition(".")[0] == section.key
    }
    names = sheet_names(form)
    return {path: (part, names[path]) for path, part in ordered.items()}


def _check_sheet(found: tuple[Balance, ...]) -> Sheet:
    """Every balance of the form on a line."""
    boxes = [
        Box(0, 0, Look.TITLE, CHECKS, columns=4),
        Box(1, 0, Look.NOTE, CHECK_HOW, columns=4),
        *(Box(2, column, Look.HEAD, words) for column, words in enumerate(CHECK_COLUMNS)),
    ]
    for row, balance in enumerate(found, start=3):
        words = (balance.rule.code, balance.rule.message, balance.where)
        boxes += [Box(row, column, Look.LABEL, text) for column, text in enumerate(words)]
        boxes.append(Box(row, 3, Look.CHECK, path=balance.path, formula=balance.difference))
    red = {Difference((balance.path,)): (balance.path,) for balance in found}
    return Sheet(CHECKS, tuple(boxes), (10.0, 44.0, 44.0, 12.0), (3, 0), red=red)


def _state_sheet(
    filing: Filing, root: Tree, found: tuple[Balance, ...], texts: dict[str, tuple[Part, str]], title: str
) -> Sheet:
    """What is missing in each section, and what does not balance."""
    lines = list(_lines(filing, root, found, texts))
    boxes = [
        Box(0, 0, Look.TITLE, f"{title}（{filing.format.basis}）", columns=4),
        Box(1, 0, Look.NOTE, STATE_HOW, columns=4),
        *(Box(2, column, Look.HEAD, words) for column, words in enumerate(STATE_COLUMNS)),
        *(box for row, line in enumerate(lines, start=3) for box in line_boxes(row, *line)),
    ]
    return Sheet(STATE, tuple(boxes), (30.0, 12.0, 12.0, 16.0), (3, 0))


Line = tuple[str, Missing | Written, Unequal]


def line_boxes(row: int, name: str, missing: Missing | Written, unequal: Unequal) -> Iterator[Box]:
    """A section's line: its name, the two counts, and a word for them."""
    paths = [f"{STATE}.{name}.{column}" for column in STATE_COLUMNS[1:]]
    yield Box(row, 0, Look.LABEL, name)
    yield Box(row, 1, Look.STATE, path=paths[0], formula=missing)
    yield Box(row, 2, Look.STATE, path=paths[1], formula=unequal)
    yield Box(row, 3, Look.STATE, path=paths[2], formula=Verdict(paths[0], paths[1], WORDS))


def _lines(
    filing: Filing, root: Tree, found: tuple[Balance, ...], texts: dict[str, tuple[Part, str]]
) -> Iterator[Line]:
    yield HEAD, _needed(filing.format, root), Unequal(())
    for section in filing.format.sections:
        if section.table:
            paths = _asked(filing, section)
            filled = sum(filing.cells[path].state is State.GIVEN for path in paths)
            wrong = tuple(balance.path for balance in found if balance.table == section.key)
            yield section.key, Missing(paths, filled), Unequal(wrong)
    for path, (part, name) in texts.items():
        if part.required:
            written = path in filing.texts and bool(filing.texts[path].scalar.text.strip())
            yield name, Written(path, written), Unequal(())


def _needed(form: Format, root: Tree) -> Missing:
    fields = needed_fields(form)
    sheet = {box.path: box.value for box in head_sheet(form, root).boxes}
    return Missing(fields, sum(bool(sheet.get(field)) for field in fields), words=True)


def _asked(filing: Filing, section: Section) -> tuple[str, ...]:
    """The numbers of a section that are to be filled in: all but its totals."""
    totals = sums(filing)
    inside = (path for path in filing.format.addresses if path.partition(".")[0] == section.key)
    return tuple(path for path in inside if path not in totals)
