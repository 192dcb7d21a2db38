"""Whether the trees of a form hold together: keys, kinds, grids, words in braces, years, codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import product
from pathlib import Path

from generator.common.did_you_mean import nearest
from generator.filing.narrative.filters import write
from generator.findings.catalogue import catalogue
from generator.findings.finding import Finding
from generator.form.format import Block, Column, Format, FormatError, Row, Section, Table, leaf_columns
from generator.form.header import Header
from generator.form.library import FILE, Library
from generator.form.own_tables import KEY
from generator.form.rule import Rule
from generator.form.table_grid import Grid, Place, deepest, lay_out, stub_columns
from generator.kit import own_head
from generator.kit.kin import kin
from generator.kit.reserved_keys import reserved_keys
from generator.report.build import NUMBER_HOLE
from generator.report.form_lines import fields_of
from generator.source.data_file import DataFile
from generator.source.nodes import Location

NUMBERED = re.compile("([一二三四五六七八九十]+)、")
NUMERALS = {write(Fraction(number), "汉字", None): number for number in range(1, 40)}
NAME = re.compile(r"[^\W\d]\w*")


def check(file: DataFile, form: Format) -> Iterator[Finding]:
    """Everything that does not hold together in the form itself."""
    yield from codes(file, form.rules, {})
    yield from own_head.check(file, form)
    yield from _holes(file, form, ("title",), enumerate(form.title))
    yield from _twice(file, ("sections",), [section.key for section in form.sections])
    yield from _numbering(file, form.sections)
    for number, section in enumerate(form.sections):
        place: Location = ("sections", number)
        if section.key in (*form.head_keys, KEY):
            yield _misfit(file, (*place, "key"), f"“{section.key}”是表头的键，章节不能再用")
        yield from _name(file, (*place, "key"), section.key)
        yield from _section(file, place, form, section)


def added(file: DataFile, form: Format, sections: Sequence[Section]) -> Iterator[Finding]:
    """What does not hold together in sections that a pack adds to a form."""
    for number, section in enumerate(sections):
        place: Location = ("sections", number)
        yield from _name(file, (*place, "key"), section.key)
        yield from _section(file, place, form, section)


def identity(file: DataFile, form: Format, library: Library) -> Iterator[Finding]:
    """Whether the form is told apart from the others: by version, basis and years."""
    if form.version != file.path.parent.name:
        problem = f"版本“{form.version}”与文件夹名“{file.path.parent.name}”不同"
        yield file.at(("version",), "F11", problem=problem)
    known = {folder: other for folder, other in others(library) if folder != file.path.parent}
    relatives = kin(form, {folder.name: other for folder, other in known.items()})
    for folder, other in known.items():
        if form.basis == other.basis:
            problem = f"依据与 {folder.name} 版相同，还没有改成新格式的文号"
            yield file.at(("basis",), "F11", problem=problem)
        if (common := _common(form, other)) and folder.name in relatives:
            yield _overlap(file, folder, other, common)


def others(library: Library) -> Iterator[tuple[Path, Format]]:
    """The forms as they are written, each with its folder; one that is wrong itself has its own check."""
    for version in library.versions():
        with suppress(FormatError):
            yield library.folder_of(version), library.find_own(version)


def _overlap(file: DataFile, folder: Path, other: Format, common: str) -> Finding:
    """An error among forms of one folder, or where the other one has an end already; else worth a look."""
    version = folder.name
    mend = f"；旧版用到哪一年，在 {version}/{FILE} 的 years 里写 last"
    if folder.parent == file.path.parent.parent or other.years.last is not None:
        return file.at(("years",), "F11", problem=f"适用年度与 {version} 版重叠（{common}年）{mend}")
    return file.at(("years",), "F12", version=version, years=common, mend=mend)


def _common(form: Format, other: Format) -> str:
    """The years that both forms are for."""
    first = max(form.years.first, other.years.first)
    lasts = [year for year in (form.years.last, other.years.last) if year is not None]
    if lasts and min(lasts) < first:
        return ""
    return f"{first} 至 {min(lasts)} " if lasts else f"{first} 起各"


def codes(file: DataFile, rules: Sequence[Rule], taken: Mapping[str, str]) -> Iterator[Finding]:
    """Codes used twice; ``taken`` are those of other files, each with where."""
    seen = {**dict.fromkeys(catalogue(), "通用的问题"), **taken}
    for number, rule in enumerate(rules):
        if rule.code in seen:
            place = ("rules", number, "code")
            yield file.at(place, "F08", code=rule.code, where=seen[rule.code])
        seen[rule.code] = "前面的规则"
        for key in ("basis", "help"):
            if not getattr(rule, key):
                yield file.at(("rules", number), "F09", rule=rule.code, key=key)


def _misfit(file: DataFile, place: Location, problem: str) -> Finding:
    return file.at(place, "F07", problem=problem)


def _name(file: DataFile, place: Location, key: str) -> Iterator[Finding]:
    if not NAME.fullmatch(key):
        yield _misfit(
            file, place, f"键“{key}”不能用：只能有汉字、字母、数字，不能以数字开头，否则正文里无法引用"
        )


def _twice(file: DataFile, place: Location, keys: Iterable[str | None]) -> Iterator[Finding]:
    names = list(keys)
    for key, count in Counter(name for name in names if name).items():
        if count > 1:
            last = len(names) - 1 - names[::-1].index(key)
            yield _misfit(file, (*place, last, "key"), f"键“{key}”在同一层用了 {count} 次")


def _labels_twice(file: DataFile, place: Location, labels: Iterable[str]) -> Iterator[Finding]:
    """Labels that are printed twice beside each other: a reader could not tell which is which."""
    seen: set[str] = set()
    for number, label in enumerate(labels):
        if label and label in seen:
            yield _misfit(file, (*place, number, "label"), f"“{label}”在同一层印了两次")
        seen.add(label)


def _numbering(file: DataFile, sections: Sequence[Section]) -> Iterator[Finding]:
    """Headings whose number does not follow the one before: 「六、」 after 「六、」."""
    last = 0
    for place, section in enumerate(sections):
        # One that may be left out shares its number with the one after it.
        match = NUMBERED.match(section.heading or "") if section.required else None
        number = NUMERALS.get(match[1]) if match else None
        if number is None:
            continue
        if last and number != last + 1:
            problem = f"“{section.heading}”的序号接不上前面的第 {last} 部分"
            yield _misfit(file, ("sections", place, "heading"), problem)
        last = number


def _holes(
    file: DataFile, form: Format, place: Location, lines: Iterable[tuple[int | str, str]]
) -> Iterator[Finding]:
    """Words in braces that are no field of the head."""
    for number, line in lines:
        for path in fields_of(line.replace(NUMBER_HOLE, "")):
            if path not in form.head_keys and not _is_field(path):
                meant = nearest(path, [*form.head_keys, NUMBER_HOLE.strip("{}")])
                yield _misfit(file, (*place, number), f"“{{{path}}}”不是表头的字段{meant}")


def _is_field(path: str) -> bool:
    first, *rest = path.split(".")
    properties = Header.model_json_schema(by_alias=True)
    if first not in properties["properties"]:
        return False
    inside = [definition["properties"] for definition in properties["$defs"].values()]
    return not rest or (len(rest) == 1 and any(rest[0] in fields for fields in inside))


def _section(file: DataFile, place: Location, form: Format, section: Section) -> Iterator[Finding]:
    lines = [("heading", section.heading or "")]
    yield from _holes(file, form, place, lines)
    for key, words in (("before", section.before), ("after", section.after)):
        yield from _holes(file, form, (*place, key), enumerate(words))
    yield from _twice(file, (*place, "parts"), [part.key for part in section.parts])
    if section.one_text and not section.parts:
        yield _misfit(file, (*place, "one_text"), "one_text 只用于分成几部分（parts）的章节")
    if section.table:
        yield from _table(file, (*place, "table"), form, section.key, section.table)
    if section.free:
        columns = section.free.columns
        yield from _columns(file, (*place, "free", "columns"), form, columns)
        if columns and columns[0].kind:
            yield _misfit(file, (*place, "free", "columns", 0), "第一列是行名，不能写 kind")
        if len(section.free.widths) != len(columns):
            yield _misfit(
                file,
                (*place, "free", "widths"),
                f"widths 有 {len(section.free.widths)} 个，列有 {len(columns)} 个",
            )


def _table(file: DataFile, place: Location, form: Format, section: str, table: Table) -> Iterator[Finding]:
    if table.kind not in form.kinds:
        yield _misfit(file, (*place, "kind"), _no_kind(table.kind, form))
    problems: list[Finding] = []
    for number, block in enumerate(table.blocks):
        inside: Location = (*place, "blocks", number)
        problems += _columns(file, (*inside, "columns"), form, block.columns)
        problems += _rows(file, (*inside, "rows"), form, block.rows)
        problems += _shape(file, inside, block)
        problems += reserved_keys(file, (*inside, "columns"), block.columns)
        problems += reserved_keys(file, (*inside, "rows"), block.rows)
    tops = [row.key for block in table.blocks for row in block.rows]
    if len(set(filter(None, tops))) < len([key for key in tops if key]):
        problems.append(_misfit(file, (*place, "blocks"), f"“{section}”的各块里有同名的行"))
    yield from problems
    if not problems:
        yield from _tiling(file, (*place, "widths"), section, lay_out(section, table))


def _no_kind(kind: str, form: Format) -> str:
    return f"kinds 里没有“{kind}”这一种数{nearest(kind, form.kinds)}"


def _one_total(file: DataFile, place: Location, totals: Sequence[bool]) -> Iterator[Finding]:
    """Two totals beside one another would each be added into the other."""
    numbers = [number for number, total in enumerate(totals) if total]
    if len(numbers) > 1:
        yield _misfit(file, (*place, numbers[1], "total"), "同一组里的合计（total）只能有一个")


def _columns(file: DataFile, place: Location, form: Format, columns: tuple[Column, ...]) -> Iterator[Finding]:
    yield from _twice(file, place, [column.key for column in columns])
    yield from _labels_twice(file, place, [column.label for column in columns])
    yield from _one_total(file, place, [column.total for column in columns])
    for number, column in enumerate(columns):
        if column.kind and column.kind not in form.kinds:
            yield _misfit(file, (*place, number, "kind"), _no_kind(column.kind, form))
        if column.key:
            yield from _name(file, (*place, number, "key"), column.key)
        yield from _columns(file, (*place, number, "columns"), form, column.columns)


def _rows(file: DataFile, place: Location, form: Format, rows: tuple[Row, ...]) -> Iterator[Finding]:
    yield from _twice(file, place, [row.key for row in rows])
    yield from _labels_twice(file, place, [row.label for row in rows])
    yield from _one_total(file, place, [row.total for row in rows])
    for number, row in enumerate(rows):
        if row.kind and row.kind not in form.kinds:
            yield _misfit(file, (*place, number, "kind"), _no_kind(row.kind, form))
        if row.key:
            yield from _name(file, (*place, number, "key"), row.key)
        elif not row.rows:
            yield _misfit(file, (*place, number), f"“{row.label}”没有 key：只有一组行才可以没有")
        yield from _rows(file, (*place, number, "rows"), form, row.rows)


def _shape(file: DataFile, place: Location, block: Block) -> Iterator[Finding]:
    """Columns that an address could not tell apart, and what only an outline can print."""
    leaves = list(leaf_columns(block.columns))
    if len(leaves) > 1 and any(column.key is None for column in leaves):
        yield _misfit(file, (*place, "columns"), "有几列时，每一列都要有 key")
    yield from _stubs(file, place, block)
    if not block.outline and any(row.own for row in _all(block.rows)):
        yield _misfit(file, (*place, "rows"), "own 只能用在 outline: true 的块里")


def _stubs(file: DataFile, place: Location, block: Block) -> Iterator[Finding]:
    """Columns for the heads of rows that are too few, or that cannot be; a corner for each that is not."""
    several = isinstance(block.corner, tuple)
    if block.stub and (block.across or block.outline):
        yield _misfit(file, (*place, "stub"), "行名并排（across）或者依次往下排（outline）的块，不能写 stub")
    elif block.stub and block.stub < deepest(block.rows):
        problem = f"行名有 {deepest(block.rows)} 层，stub 不能少于 {deepest(block.rows)}"
        yield _misfit(file, (*place, "stub"), problem)
    if several and len(block.corner or ()) != stub_columns(block):
        problem = f"corner 有 {len(block.corner or ())} 段文字，行名占 {stub_columns(block)} 栏"
        yield _misfit(file, (*place, "corner"), problem)
    if not block.head and block.across and len(list(leaf_columns(block.columns))) > 1:
        yield _misfit(file, (*place, "head"), "行名并排（across）的块有几列的，列名不能不印（head: false）")
    if not block.head and (block.corner or block.unit):
        yield _misfit(
            file, (*place, "head"), "不印列名（head: false）的块，没有左上角（corner）和单位一栏的栏名"
        )


def _all(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _all(row.rows)


def _squares(cell: Place) -> Iterator[tuple[int, int]]:
    """Rows and columns that a cell covers."""
    return product(range(cell.row, cell.row + cell.rowspan), range(cell.column, cell.column + cell.colspan))


def _tiling(file: DataFile, place: Location, section: str, grid: Grid) -> Iterator[Finding]:
    """Places of the grid that no cell covers, or more than one."""
    covered = Counter(square for cell in grid.places for square in _squares(cell))
    wide = max(column for _, column in covered) + 1
    if wide != grid.columns:
        problem = f"“{section}”的各列一共占 {wide} 格，widths 却有 {grid.columns} 个；核对 span 和 widths"
        yield _misfit(file, place, problem)
        return
    every = product(range(grid.rows), range(grid.columns))
    for row, column in [square for square in every if covered[square] != 1][:3]:
        what = "没有格子" if not covered[row, column] else "有重叠的格子"
        yield _misfit(
            file, place, f"“{section}”印出来的第 {row + 1} 行第 {column + 1} 列{what}；核对 span 和 widths"
        )
