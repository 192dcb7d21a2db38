"""All rules in one shape, each with what it is for and an example of wrong and right: the rule book.

Examples are those that tests prove: for a format's rules the first case of ``cases.yaml`` that makes the
rule fire, for the rules that hold for every format the one beside its sentence in ``catalogue.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import dedent

from generator.findings.catalogue import catalogue
from generator.findings.finding import Level, Span
from generator.findings.statistics import NAMES
from generator.form.format import Format
from generator.form.library import Library
from generator.form.local_pack import Pack
from generator.form.practice import Practice, citing, rules_for
from generator.form.rule import Rule
from generator.kit import pack_additions
from generator.kit.cases import FILE as CASES
from generator.kit.cases import Case, Cases, Change, load_cases
from generator.kit.cases import of_pack as cases_of_pack
from generator.kit.cases import of_practice as cases_of_practice
from generator.kit.pack_additions import Addition
from generator.kit.quoted_lines import lines
from generator.source.nodes import Mapping as Tree
from generator.source.read import read_file

ALL = "通用"
FAMILIES = {
    "Y": "读不出来的 YAML",
    "S": "结构",
    "B": "勾稽关系",
    "L": "数的范围",
    "C": "跨年",
    "N": "文字",
    "D": "日期",
    "P": "个人信息",
    "I": "读进来的报告",
    "F": "格式、规则、样式的文件",
}
# Comments above the lines of an example that stand in different filings.
LAST, THIS, PART = "# 上年填报", "# 本年填报", "# 下级填报"
# How a pack of practice cites the document of the form it goes on, whichever that is.
THE_FORM = "所用格式的文件"
ROWS_SHOWN = 3
EMPTY = Tree({}, {}, Span())
BEGINNING = (
    "# 规则手册",
    "",
    "本页由 `nianbao rules --markdown` 生成，不要手改：规则改了，重新生成。例子都经过测试。",
)
_LISTED = re.compile(rf".+  [A-Z][0-9]{{2}}  (?:{'|'.join(NAMES.values())})  .+")


@dataclass(frozen=True, slots=True)
class Example:
    """The same lines wrong and right, as YAML; ``words`` say what is wrong with them."""

    wrong: str
    right: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as it is printed."""

    version: str
    code: str
    level: Level
    message: str
    why: str
    basis: str
    official: str
    help: str
    example: Example | None = None


def of_format(form: Format) -> list[Entry]:
    """The rules of a format as it is written, without examples."""
    return [_entry(form.version, rule, _official(rule.official)) for rule in form.rules]


def of_pack(pack: Pack) -> list[Entry]:
    """The rules of a local pack, without examples; where others have a version, they have its name."""
    return [_entry(pack.name, rule, f"地方规则“{pack.name}”，不是全国的格式") for rule in pack.rules]


def of_practice(pack: Practice, form: Format | None = None) -> list[Entry]:
    """The rules of a pack of practice, those that go on a form or all of them, without examples."""
    rules = rules_for(pack, form) if form else [citing(rule, THE_FORM) for rule in pack.rules]
    return [_entry(pack.name, rule, _official(rule.official)) for rule in rules]


def _entry(version: str, rule: Rule, official: str) -> Entry:
    return Entry(version, rule.code, rule.level, rule.message, rule.why, rule.basis, official, rule.help)


def _official(printed: bool) -> str:
    return "格式中印明的要求" if printed else "由格式推出的要求，格式中没有逐字写明"


def of_all() -> list[Entry]:
    """The rules that hold for every format, with their examples; holes in their sentences are left open."""
    return list(map(_of_all, catalogue()))


def _of_all(code: str) -> Entry:
    kind = catalogue()[code]
    shown = kind.get("example")
    example = Example(_laid_out(shown["wrong"]), _laid_out(shown["right"])) if shown else None
    message, help_text = (re.sub(r"(?<!\\)\{\w+\}", "…", text) for text in (kind["message"], kind["help"]))
    level, why = Level(kind["level"]), kind.get("why", "")
    return Entry(ALL, code, level, message, why, "", "填报文件本身的要求", help_text, example)


def _laid_out(text: str) -> str:
    return dedent(text).strip("\n")


def with_examples(entries: Sequence[Entry], library: Library) -> list[Entry]:
    """The same entries, those of formats with their examples from the format's cases."""
    cases = {version: _cases(version, library) for version in {entry.version for entry in entries} - {ALL}}
    return [
        entry if entry.version == ALL else replace(entry, example=_example(cases[entry.version], entry.code))
        for entry in entries
    ]


def _cases(version: str, library: Library) -> Cases:
    """The cases of a format, or of a pack on the form it is proved on (a local one: on its first)."""
    if version in library.practice_names():
        cases = load_cases(library.folder_of(library.find_practice(version).proved_on) / CASES, library)
        return cases_of_practice(cases, read_file(library.practice_path(version)))
    if version not in library.pack_names():
        return load_cases(library.folder_of(version) / CASES, library)
    cases = load_cases(library.folder_of(library.find_pack(version).versions[0]) / CASES, library)
    return cases_of_pack(cases, read_file(library.pack_path(version)), version)


def _example(cases: Cases, code: str) -> Example | None:
    """From the first case that gives this code alone, or else the first that gives it."""
    giving = [case for case in cases.cases if code in case.gives]
    alone = [case for case in giving if set(case.gives) == {code}]
    return _of_case(cases, (alone or giving)[0], code) if giving else None


def _of_case(cases: Cases, case: Case, code: str) -> Example:
    here = _paths(case.change) or _rows(cases, case, code)
    there = None if case.previous is None else _paths(case.previous) or here
    return Example(
        _shown(cases, case, here, there), _shown(cases, _silent(cases, case), here, there), case.name
    )


def _silent(cases: Cases, case: Case) -> Case:
    """The correct filing as it stands; where several places have to change for the rule to speak at all, a
    case that changes the same ones and gives nothing, if there is one."""
    usual = replace(case, change=Change(EMPTY), previous=case.previous and Change(EMPTY), below=())
    alike = [other for other in cases.cases if not other.gives and _places(other) == _places(case)]
    return alike[0] if alike and len(_paths(case.change)) > 1 else usual


def _places(case: Case) -> tuple[frozenset[str], ...]:
    parts = (_paths(change) for change in (case.change, case.previous or Change(EMPTY), *case.below[:1]))
    return tuple(map(frozenset, parts))


def _shown(cases: Cases, case: Case, here: Sequence[str], there: Sequence[str] | None) -> str:
    """The lines at these places with the case's changes made; where it is about other filings, theirs too."""
    found = [lines(cases.changed(case.change), here)]
    if there is not None:
        found = [LAST, lines(cases.last_year(case.previous), there), THIS, *found]
    for change in case.below:
        found += [PART, lines(cases.changed(change), _paths(change))]
    return "\n".join(found)


def _paths(change: Change) -> list[str]:
    return [*change.set.entries, *change.remove]


def _rows(cases: Cases, case: Case, code: str) -> list[str]:
    """The first rows that the finding is about, where the case changes nothing in the filing itself."""
    examined = cases.examine(case)
    addresses = examined.filing.format.addresses if examined.filing else {}
    finding = next(finding for finding in examined.findings if finding.code == code)
    rows = [addresses[cell].row_path for cell in finding.cells if cell in addresses]
    return list(dict.fromkeys(rows))[:ROWS_SHOWN]


# ---------------------------------------------------------------- print


def listed(entry: Entry) -> str:
    """One line of the list."""
    return f"{entry.version}  {entry.code}  {NAMES[entry.level]}  {entry.message}"


def explained(entry: Entry) -> str:
    """A rule in full, for a terminal."""
    lines = [f"{entry.code}（{entry.version}，{NAMES[entry.level]}）", entry.message, ""]
    lines += [f"{name}：{text}" for name, text in _facts(entry)]
    if entry.example:
        lines += ["", f"错误的写法：{entry.example.words}", _indented(entry.example.wrong)]
        lines += ["正确的写法：", _indented(entry.example.right)]
    return "\n".join(lines)


def _facts(entry: Entry) -> list[tuple[str, str]]:
    facts = [("为什么", entry.why), ("依据", entry.basis), ("性质", entry.official), ("改法", entry.help)]
    return [(name, text) for name, text in facts if text]


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))


def markdown(
    books: Sequence[tuple[str, Sequence[Entry]]], additions: Mapping[str, Sequence[Addition]] | None = None
) -> str:
    """The rule book as Markdown: a table of contents by family, and a section with an anchor for every rule.

    ``books`` are titles with the rules under each, ``additions`` what local packs add by these titles.
    """
    lines = [*BEGINNING, ""]
    for title, entries in books:
        lines += [f"- {title}", *_contents(entries)]
    for title, entries in books:
        lines += ["", f"## {title}"]
        if added := (additions or {}).get(title):
            lines += ["", *(f"- {addition.kind}：{_plain(addition.words)}" for addition in added)]
        for entry in entries:
            lines += ["", *_section(entry)]
    return "\n".join(lines) + "\n"


def is_made(text: str) -> bool:
    """Whether a text is a rule book as `markdown` makes it, or nothing but lines of the list."""
    beginning = "\n".join(BEGINNING)
    return text.startswith(f"{beginning}\n") or all(map(_is_listed, text.strip().split("\n")))


def _is_listed(line: str) -> bool:
    return bool(_LISTED.fullmatch(line) or pack_additions.LISTED.fullmatch(line))


def _contents(entries: Sequence[Entry]) -> Iterator[str]:
    for letter, name in FAMILIES.items():
        family = sorted(
            (entry for entry in entries if entry.code.startswith(letter)), key=lambda entry: entry.code
        )
        if family:
            yield f"  - {letter} {name}：" + "、".join(
                f"[{entry.code}](#{_anchor(entry)})" for entry in family
            )


def _anchor(entry: Entry) -> str:
    return f"{entry.version}-{entry.code}".lower() if entry.version != ALL else entry.code.lower()


def _section(entry: Entry) -> Iterator[str]:
    yield f'### <a id="{_anchor(entry)}"></a>{entry.code} {_plain(entry.message)}'
    yield ""
    yield f"- 级别：{NAMES[entry.level]}"
    yield from (f"- {name}：{_plain(text)}" for name, text in _facts(entry))
    if entry.example:
        yield from (
            "",
            f"错误的写法：{_plain(entry.example.words)}",
            "",
            "```yaml",
            entry.example.wrong,
            "```",
        )
        yield from ("", "正确的写法：", "", "```yaml", entry.example.right, "```")


def _plain(text: str) -> str:
    """Text in which Markdown sees no marks."""
    return re.sub(r"([\\`*_{}<>|\[\]])", r"\\\1", text)
