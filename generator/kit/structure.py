"""Whether the trees of a form hold together: keys, kinds, grids, words in braces, years, codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from generator.common.did_you_mean import nearest
from generator.filing.narrative.filters import write
from generator.findings.catalogue import catalogue
from generator.findings.finding import Finding
from generator.form.format import Format, FormatError, Section
from generator.form.header import head_schema
from generator.form.library import FILE, Library
from generator.form.own_tables import KEY
from generator.form.rule import Rule
from generator.kit import own_head, worked_out
from generator.kit.kin import kin
from generator.kit.table_structure import check_columns, check_name, check_table, misfit, twice
from generator.report.build import NUMBER_HOLE
from generator.report.form_lines import fields_of
from generator.source.data_file import DataFile
from generator.source.nodes import Location

NUMBERED = re.compile("([一二三四五六七八九十]+)、")
NUMERALS = {write(Fraction(number), "汉字", None): number for number in range(1, 40)}


def check(file: DataFile, form: Format) -> Iterator[Finding]:
    """Everything that does not hold together in the form itself."""
    yield from codes(file, form.rules, {})
    yield from own_head.check(file, form)
    yield from _holes(file, form, ("title",), enumerate(form.title))
    yield from twice(file, ("sections",), [section.key for section in form.sections])
    yield from _numbering(file, form.sections)
    for number, section in enumerate(form.sections):
        place: Location = ("sections", number)
        if section.key in (*form.head_keys, KEY):
            yield misfit(file, (*place, "key"), f"“{section.key}”是表头的键，章节不能再用")
        yield from check_name(file, (*place, "key"), section.key)
        yield from _section(file, place, form, section)


def added(file: DataFile, form: Format, sections: Sequence[Section]) -> Iterator[Finding]:
    """What does not hold together in sections that a pack adds to a form."""
    for number, section in enumerate(sections):
        place: Location = ("sections", number)
        yield from check_name(file, (*place, "key"), section.key)
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
            yield misfit(file, ("sections", place, "heading"), problem)
        last = number


def _holes(
    file: DataFile, form: Format, place: Location, lines: Iterable[tuple[int | str, str]]
) -> Iterator[Finding]:
    """Words in braces that are no field of the head."""
    for number, line in lines:
        for path in fields_of(line.replace(NUMBER_HOLE, "")):
            if path not in form.head_keys and not _is_field(path):
                meant = nearest(path, [*form.head_keys, NUMBER_HOLE.strip("{}")])
                yield misfit(file, (*place, number), f"“{{{path}}}”不是表头的字段{meant}")


def _is_field(path: str) -> bool:
    first, *rest = path.split(".")
    properties = head_schema()
    if first not in properties["properties"]:
        return False
    inside = [definition["properties"] for definition in properties["$defs"].values()]
    return not rest or (len(rest) == 1 and any(rest[0] in fields for fields in inside))


def _section(file: DataFile, place: Location, form: Format, section: Section) -> Iterator[Finding]:
    lines = [("heading", section.heading or "")]
    yield from _holes(file, form, place, lines)
    for key, words in (("before", section.before), ("after", section.after)):
        yield from _holes(file, form, (*place, key), enumerate(words))
    yield from twice(file, (*place, "parts"), [part.key for part in section.parts])
    if section.one_text and not section.parts:
        yield misfit(file, (*place, "one_text"), "one_text 只用于分成几部分（parts）的章节")
    if section.table:
        yield from check_table(file, (*place, "table"), form, section.key, section.table)
    if section.free:
        columns = section.free.columns
        yield from check_columns(file, (*place, "free", "columns"), form, columns)
        yield from worked_out.of_free(file, (*place, "free"), form, section.free)
        if columns and columns[0].kind:
            yield misfit(file, (*place, "free", "columns", 0), "第一列是行名，不能写 kind")
        if len(section.free.widths) != len(columns):
            yield misfit(
                file,
                (*place, "free", "widths"),
                f"widths 有 {len(section.free.widths)} 个，列有 {len(columns)} 个",
            )
