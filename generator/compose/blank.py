"""A blank filing of a format: every key there, with what it means beside it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from generator.compose.own_head import following, own_line
from generator.compose.own_table_lines import own_table_lines
from generator.compose.written import rows, values
from generator.filing.filing import Filing
from generator.filing.narrative.lines import headings
from generator.form.correspondence import corresponding
from generator.form.format import Block, Format, Row, Section, Table, leaf_columns
from generator.form.header import Header, Website
from generator.form.reserved import BEFORE, BELOW, EXAMPLE, UNIT
from generator.source.data_file import Model
from generator.source.yaml_text import quoted

INDENT = "  "
# Beside the filings, in the folder in which the program keeps what is its own.
SCHEMAS = PurePosixPath(".nianbao/schema")
EDITOR = (
    "# 上面一行给编辑器用（VS Code 装 YAML 扩展），不影响核对；旁边没有那个文件的，用 nianbao schema 生成。"
)
# How texts are written, for somebody who has never seen a filing.
TEXTS = (
    "# 文字写在“|”的下一行，每行开头空两格（标题下又分几项的，空四格）；一行就是一段，不用再空两个字。",
    "# 文字里可以引用填好的内容：{{ 年度 }}、{{ 机关 }}、{{ 联系方式.电话 }}，数也一样，印出来就是那个数。",
)
# What may be written beside the rows of every table.
BESIDE_TABLE = (
    f"# 各表之下可以另写 {BEFORE}:（印在表前的话）、{UNIT}:（表的右上方，如 件）、{BELOW}:（印在表下的话）；"
    f"数要加备注的，写成 {EXAMPLE}。"
)
# What a new filing takes from last year's head as it stands.
KEPT = ("authority", "authority_kind", "level", "scope", "local")
# What is printed of the head besides; of a year's own document all but its number and what it comes with.
PRINTED = ("number", "index", "title", "subtitle", "signature", "attachments", "website", "contact")
OF_THE_YEAR = ("number", "index", "attachments")


@dataclass(frozen=True)
class Known:
    """What is known already: lines for keys of the head, rows by path, the headings of what is one text."""

    head: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def blank(format: Format, known: Known) -> str:
    """The text of a new filing; what is not known is left empty, and `check` will say so."""
    lines = [f"# yaml-language-server: $schema={schema_beside(format).as_posix()}", EDITOR]
    lines += [
        f"# {format.name}（{format.basis}）",
        "# 没有发生的事项写 0；总计可以不写，由程序计算。",
        *TEXTS,
        BESIDE_TABLE,
    ]
    lines += _head(format, known)
    for section in format.sections:
        lines += ["", *_section(format, section, known)]
    lines += ["", *own_table_lines()]
    return "\n".join(lines) + "\n"


def schema_beside(format: Format) -> PurePosixPath:
    """Where a new filing's first line looks for the schema: from the filing's own folder, so that it holds on
    every machine and without a network.  An editor reads the line up to the first blank."""
    version = re.sub(r"\s", "-", format.version)
    return SCHEMAS / f"{version}.json"


def carried_over(filing: Filing, target: Format, path: str) -> Known:
    """What a new filing in that format knows from last year's, which lies at ``path`` from the new one.

    Rows that are carried (``carries`` of the new format) go over number by number: what last year's format
    has for it is told by the formats' lineage, never by where it stands.
    """
    if filing.header is None:
        return Known()
    year, own = following(filing, target)
    head = {**kept(_next_year(filing)), **own, "年度": str(year), "上年填报": quoted(path)}
    del head["发布日期"]
    return Known(head, rows(target, _carried(filing, target)), own_headings(filing, target))


def own_headings(filing: Filing, target: Format) -> dict[str, tuple[str, ...]]:
    """The headings of each section that is one text in the filing and may be one in the target form."""
    return {
        section.key: tuple(headings(filing.texts[section.key].scalar.text))
        for section in target.sections
        if section.one_text and section.key in filing.texts
    }


def _carried(filing: Filing, target: Format) -> dict[str, str]:
    """The numbers of the new filing that begin as last year's, by their addresses."""
    known = values(filing, corresponding(target, filing.format))
    pairs = [
        (to.path, after.path)
        for carry in target.carries
        for to in target.rows[carry.to]
        for after in target.rows[carry.after]
        if to.column == after.column
    ]
    return {to: known[after] for to, after in pairs if after in known}


def _next_year(filing: Filing) -> Filing:
    """The same filing without what is only this year's: the address of its page, its number, its day.

    A year that stands in its title in digits becomes a placeholder.
    """
    header = filing.header
    if header is None:
        return filing
    changes: dict[str, object] = {name: Header.model_fields[name].get_default() for name in OF_THE_YEAR}
    changes["website"] = _without_page(header.website)
    changes["signature"] = header.signature and header.signature.model_copy(update={"signed": None})
    year = re.compile(f"(?<![0-9]){header.year}(?![0-9])")
    for name in ("title", "subtitle"):
        changes[name] = tuple(year.sub("{{ 年度 }}", line) for line in getattr(header, name))
    return replace(filing, header=header.model_copy(update=changes))


def _without_page(website: Website | None) -> Website | None:
    """A website without the address of this page; nothing where it was only that."""
    website = website and website.model_copy(update={"address": None})
    return website if website and any(value for _, value in website) else None


def kept(filing: Filing) -> dict[str, str]:
    """The head of a filing as it is to be written again; nothing where the head is wrong."""
    header = filing.header
    if header is None:
        return {}
    head = {_alias(Header, name): quoted(str(value)) for name in KEPT if (value := getattr(header, name))}
    head["年度"], head["发布日期"] = str(header.year), header.published.isoformat()
    of_document = {_alias(Header, name): _field(getattr(header, name)) for name in PRINTED}
    return head | {key: text for key, text in of_document.items() if text}


def _field(value: str | tuple[str, ...] | Model | None) -> str:
    """A field as it is written; nothing where it was left out."""
    match value:
        case None | ():
            return ""
        case str():
            return quoted(value)
        case tuple():
            return quoted(value[0]) if len(value) == 1 else f"[{', '.join(map(quoted, value))}]"
        case Model():
            return _flow(value)


def _alias(model: type[Model], name: str) -> str:
    return model.model_fields[name].alias or name


def _flow(part: Model) -> str:
    """A group of fields in braces; a signature in which nothing is written is only wished for."""
    pairs = ((_alias(type(part), name), value) for name, value in part)
    inside = ", ".join(f"{key}: {_written(value)}" for key, value in pairs if value)
    return "{" + inside + "}" if inside else "true"


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else quoted(str(value))


def _head(format: Format, known: Known) -> Iterator[str]:
    for name, entry in Header.model_fields.items():
        key = entry.alias or name
        if key == "格式":
            yield f'{key}: "{format.version}"'
        elif key in known.head:
            yield f"{key}: {known.head[key]}"
        else:
            mark = "" if entry.is_required() else "# "
            yield f"{mark}{key}:    # {_meaning(name)}"
    for own in format.own_fields:
        yield own_line(own, known.head.get(own.key))


def _meaning(name: str) -> str:
    """What a field is, and its choices or its keys."""
    schema = Header.model_json_schema(by_alias=True)
    alias = _alias(Header, name)
    entry = schema["properties"][alias]
    variants = [entry, *entry.get("anyOf", ())]
    choices = next((each["enum"] for each in variants if "enum" in each), None)
    words = f"：{'｜'.join(choices)}" if choices else ""
    return f"{entry['description']}{words}"


def _section(format: Format, section: Section, known: Known) -> Iterator[str]:
    yield f"# {section.name}{_hint(section)}"
    if section.table:
        begun = section.required or any(path.startswith(f"{section.key}.") for path in known.rows)
        for line in _table(format, section.key, section.table, known):
            yield line if begun else f"# {line}"
    elif section.free:
        yield from _free(section)
    elif section.parts:
        yield from _parts(section, known)
    else:
        yield f"{section.key}: |"
        yield ""


def _parts(section: Section, known: Known) -> Iterator[str]:
    """The parts of a section, or one text where last year's filing had one."""
    if section.key in known.headings:
        own = "、".join(known.headings[section.key])
        yield f"# 上年写成一篇文字，没有分项；小标题是：{own}" if own else "# 上年写成一篇文字，没有分项"
        yield f"{section.key}: |"
        yield ""
        return
    if section.one_text:
        yield f"# 也可以不分项，写成一篇文字：“{section.key}:”后面写“ |”，下面写自己的小标题和文字"
    yield f"{section.key}:"
    for part in section.parts:
        yield f"{INDENT}{part.key}: |    # {part.hint or part.name}"
        yield ""


def _table(format: Format, section: str, table: Table, known: Known) -> Iterator[str]:
    yield f"{section}:"
    for block in table.blocks:
        yield from _of_kinds(format, block)
        yield from _block(section, block, known)


def _free(section: Section) -> Iterator[str]:
    """A free table as one sample row; commented out where the table may be left out."""
    assert section.free is not None  # the caller has looked
    mark = "" if section.required else "# "
    row = ", ".join(f"{column.key}: " for column in section.free.columns)
    yield f"{mark}{section.key}:"
    yield f"{mark}{INDENT}- {{{row}}}"
    if section.free.parts:
        below = f"{section.free.parts}: [{{{row}}}]"
        yield f"{mark}{INDENT}- {{{row}, {below}}}    # 各分项合起来等于本行"


def _hint(section: Section) -> str:
    """What the form and we say of a section; a table that may be left out is commented out."""
    open_table = section.table and not section.required
    may = "　可以不写；要写，去掉下面各行开头的“# ”" if open_table else ""
    return section.note + (f"　{section.hint}" if section.hint else "") + may


def _of_kinds(format: Format, block: Block) -> Iterator[str]:
    """How the columns are written whose numbers are more than digits."""
    for column in leaf_columns(block.columns):
        hint = format.kinds[column.kind].hint if column.kind else ""
        if hint:
            yield f"{INDENT}# {column.label}：{hint}"


def _block(section: str, block: Block, known: Known) -> Iterator[str]:
    columns = [column for column in leaf_columns(block.columns) if column.key]
    if columns:
        parts = [str(column.key) for column in columns if not column.total]
        totals = "".join(f" [, {column.key}]" for column in columns if column.total)
        zeros = ", ".join("0" for _ in parts)
        yield f"{INDENT}# 各列依次为：{'、'.join(parts)}{totals}；写成 [{zeros}] 这样，全行为零时写 0"
    yield from _rows(section, block.rows, known, 1, [column.label for column in leaf_columns(block.columns)])


def _rows(path: str, rows: Sequence[Row], known: Known, depth: int, labels: list[str]) -> Iterator[str]:
    for row in rows:
        name = f"{path}.{row.key}"
        if row.key is None:
            yield from _rows(path, row.rows, known, depth, labels)
        elif row.rows:
            yield f"{INDENT * depth}{row.key}:    # {row.label}"
            yield from _rows(name, row.rows, known, depth + 1, labels)
        elif row.total:
            yield f"{INDENT * depth}# {row.key}:    # {row.label}（可以不写）"
        else:
            yield f"{INDENT * depth}{row.key}: {known.rows.get(name, '')}".rstrip() + _comment(row, labels)


def _comment(row: Row, labels: list[str]) -> str:
    """What the form prints for a row, where its key does not say as much already."""
    words = [row.label] if row.label != row.key else []
    words += labels if len(labels) == 1 else []
    return f"    # {'，'.join(words)}" if words else ""
