"""A blank filing of a format: every key there, with what it means beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from generator.compose.blank_tables import INDENT, Rows, above_free, below_free, block_lines, sample
from generator.compose.head import alias
from generator.compose.own_head import own_line
from generator.compose.own_table_lines import OFFERED, own_table_lines
from generator.form.format import Format, Section, Table
from generator.form.header import Header, head_schema
from generator.form.reserved import BEFORE, BELOW, EXAMPLE, ROWS, TEXTS, UNIT
from generator.source.yaml_text import block as text_block
from generator.source.yaml_text import quoted

# Beside the filings, in the folder in which the program keeps what is its own.
SCHEMAS = PurePosixPath(".nianbao/schema")
EDITOR = (
    "# 上面一行给编辑器用（VS Code 装 YAML 扩展），不影响核对；旁边没有那个文件的，用 nianbao schema 生成。"
)
# How texts are written, for somebody who has never seen a filing.
HOW = (
    "# 文字写在“|”的下一行，每行开头空两格（标题下又分几项的，空四格）；一行就是一段，不用再空两个字。",
    "# 文字里可以引用填好的内容：{{ 年度 }}、{{ 机关 }}、{{ 联系方式.电话 }}，数也一样，印出来就是那个数。",
)
# What may be written beside the rows of every table.
BESIDE_TABLE = (
    f"# 各表之下可以另写 {BEFORE}:（印在表前的话）、{UNIT}:（表的右上方，如 件）、{BELOW}:（印在表下的话）；"
    f"数要加备注的，写成 {EXAMPLE}。"
)


@dataclass(frozen=True)
class Known:
    """What is known already: lines for keys of the head, rows by path, the headings of what is one text.

    ``texts`` are narratives and what is said beside tables, by path; ``units`` the lines right above tables;
    ``free`` the rows of free tables; ``own_tables`` the lines of the office's own.  What must be looked at
    before it stands is only shown: ``shown_head`` by key, ``shown_texts`` and ``remarks`` by path.
    ``offered`` are words for a narrative, each with when they may be said, by its path; ``left`` texts that
    have no place in the form.  ``notes`` are doubts about a key of the head or a row, by key or path;
    ``preface`` lines at the top.
    """

    head: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    free: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_tables: tuple[str, ...] = ()
    shown_head: Mapping[str, str] = field(default_factory=dict)
    shown_texts: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offered: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    preface: tuple[str, ...] = ()

    def note(self, path: str, before: str = "    # ") -> str:
        """What is said at the end of its line; nothing where there is nothing to say."""
        return f"{before}{self.notes[path]}" if path in self.notes else ""


def blank(format: Format, known: Known) -> str:
    """The text of a new filing; what is not known is left empty, and `check` will say so."""
    lines = [f"# yaml-language-server: $schema={schema_beside(format).as_posix()}", EDITOR]
    lines += [
        f"# {format.name}（{format.basis}）",
        *known.preface,
        "# 没有发生的事项写 0；总计可以不写，由程序计算。",
        *HOW,
        BESIDE_TABLE,
    ]
    lines += _head(format, known)
    for section in format.sections:
        lines += ["", *_section(format, section, known)]
    lines += ["", *(known.own_tables or own_table_lines()), *_left(known)]
    return "\n".join(lines) + "\n"


def schema_beside(format: Format) -> PurePosixPath:
    """Where a new filing's first line looks for the schema: from the filing's own folder, so that it holds on
    every machine and without a network.  An editor reads the line up to the first blank."""
    version = re.sub(r"\s", "-", format.version)
    return SCHEMAS / f"{version}.json"


def _head(format: Format, known: Known) -> Iterator[str]:
    for name, entry in Header.model_fields.items():
        key = entry.alias or name
        if key == "格式":
            yield f'{key}: "{format.version}"'
        elif key in known.head:
            yield f"{key}: {known.head[key]}{known.note(key)}"
        elif key in known.shown_head:
            yield f"# {key}: {known.shown_head[key]}    # 上年的，改成这一年的再用：去掉行首的“# ”"
        else:
            mark = "" if entry.is_required() else "# "
            yield f"{mark}{key}:    # {_meaning(name)}{known.note(key, '　')}"
    for own in format.own_fields:
        yield own_line(own, known.head.get(own.key))


def _meaning(name: str) -> str:
    """What a field is, and its choices or its keys."""
    schema = head_schema()
    entry = schema["properties"][alias(Header, name)]
    variants = [entry, *entry.get("anyOf", ())]
    choices = next((each["enum"] for each in variants if "enum" in each), None)
    words = f"：{'｜'.join(choices)}" if choices else ""
    return f"{entry['description']}{words}"


def _section(format: Format, section: Section, known: Known) -> Iterator[str]:
    yield f"# {section.name}{_hint(section)}"
    if section.has_table:
        begun = section.required or _is_begun(section, known)
        table = section.table
        lines = _table(format, section.key, table, known) if table else _free(format, section, known)
        for line in lines:
            yield line if begun or not line else f"# {line}"
    elif section.parts:
        yield from _parts(section, known)
    else:
        yield from _offered(section.key, known)
        yield from _text(section.key, known.texts.get(section.key, ""))


def _is_begun(section: Section, known: Known) -> bool:
    """Whether anything of a table that may be left out is known."""
    places = (known.rows, known.texts)
    rows = any(path.startswith(f"{section.key}.") for place in places for path in place)
    return rows or section.key in known.free or section.key in known.units


def _text(key: str, text: str, indent: str = "", comment: str = "") -> Iterator[str]:
    """A narrative behind its key, or the empty place for one."""
    first, *rest = text_block(key, text, indent)
    yield first + comment
    yield from rest if text else ()
    yield ""


def _offered(path: str, known: Known, indent: str = "") -> Iterator[str]:
    """Words that may be said in a narrative, as comments above it."""
    for when, text in known.offered.get(path, ()):
        yield f"{indent}# 可以选用（{when}）："
        yield from (f"{indent}#   {line}" for line in text.strip().split("\n"))


def _parts(section: Section, known: Known) -> Iterator[str]:
    """The parts of a section, or one text where the filing before had one."""
    one = known.texts.get(section.key, "")
    if section.key in known.headings and not one:
        own = "、".join(known.headings[section.key])
        yield f"# 上年写成一篇文字，没有分项；小标题是：{own}" if own else "# 上年写成一篇文字，没有分项"
    if section.key in known.headings or one:
        yield from _offered(section.key, known)
        yield from _text(section.key, one)
        return
    if section.one_text:
        yield f"# 也可以不分项，写成一篇文字：“{section.key}:”后面写“ |”，下面写自己的小标题和文字"
    yield f"{section.key}:"
    for part in section.parts:
        comment = f"    # {part.hint or part.name}"
        yield from _offered(f"{section.key}.{part.key}", known, INDENT)
        yield from _text(part.key, known.texts.get(f"{section.key}.{part.key}", ""), INDENT, comment)


def _table(format: Format, section: str, table: Table, known: Known) -> Iterator[str]:
    yield f"{section}:"
    yield from _before(section, known)
    for block in table.blocks:
        yield from block_lines(format, section, block, Rows(known.rows, known.remarks, known.note))
    yield from _behind(section, known)


def _before(section: str, known: Known) -> Iterator[str]:
    """What stands before the rows of a table."""
    if section in known.units:
        yield f"{INDENT}{UNIT}: {quoted(known.units[section])}"
    if text := known.texts.get(f"{section}.{BEFORE}"):
        yield from text_block(BEFORE, text, INDENT)


def _behind(section: str, known: Known) -> Iterator[str]:
    """What stands below the rows of a table; last year's words are only shown."""
    if text := known.texts.get(f"{section}.{BELOW}"):
        yield from text_block(BELOW, text, INDENT)
    for key in TEXTS:
        if text := known.shown_texts.get(f"{section}.{key}"):
            yield f"{INDENT}{OFFERED.format(key=key)}"
            yield from (f"{INDENT}# {line}" for line in text_block(key, text, ""))


def _free(format: Format, section: Section, known: Known) -> Iterator[str]:
    """A free table: its rows as far as they are known, else a sample row."""
    assert section.free is not None  # the caller has looked
    before, rows = [*_before(section.key, known)], known.free.get(section.key, ())
    beside = bool(before) or f"{section.key}.{BELOW}" in known.texts
    yield from above_free(format, section.free)
    yield f"{section.key}:"
    yield from before
    yield from (f"{INDENT}{ROWS}:",) if beside else ()
    indent = INDENT * (2 if beside else 1)
    yield from (f"{indent}- {row}" for row in rows or sample(section.free))
    yield from _behind(section.key, known)
    yield from below_free(section.key, section.free)


def _left(known: Known) -> Iterator[str]:
    """Texts that have no place in the form, as comments."""
    if known.left:
        yield ""
        yield "# 下面的文字在这一版格式里没有地方放，照原样抄在这里，请改写到合适的地方："
    for path, text in known.left.items():
        yield from (f"# {line}" for line in text_block(path, text, ""))


def _hint(section: Section) -> str:
    """What the form and we say of a section; a table that may be left out is commented out."""
    open_table = section.table and not section.required
    may = "　可以不写；要写，去掉下面各行开头的“# ”" if open_table else ""
    return section.note + (f"　{section.hint}" if section.hint else "") + may
