"""A new form begun from an earlier one: its folder copied, with what must differ changed already."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.form.format import Format
from generator.form.library import FILE, Library
from generator.form.sentences import FILE as SENTENCES
from generator.kit.cases import FILE as CASES
from generator.kit.written_columns import columns_of

# A year that is not part of a document's number: 〔2021〕 stays.
YEAR = re.compile(r"(?<![0-9〔.])(20[0-9]{2})(?![0-9〕])(?! 版)")


def copies(version: str, earlier: str, library: Library) -> dict[str, str]:
    """The files of a new version by name, made from those of an earlier one.  Raises KeyError."""
    folder, form = library.folder_of(earlier), library.find_own(earlier)
    year = int(version) if version.isdigit() else form.years.first
    change: dict[str, Callable[[str], str]] = {
        FILE: lambda text: _form(text, form, version, year),
        CASES: lambda text: _columns(form, text) + _cases(text, version, year),
        SENTENCES: lambda text: text.replace(f"new {earlier} --", f"new {version} --").replace(
            f"check {earlier} ", f"check {version} "
        ),
    }
    return {
        name: change[name]((folder / name).read_text(encoding="utf-8"))
        for name in change
        if (folder / name).is_file()
    }


def _form(text: str, form: Format, version: str, year: int) -> str:
    """Version and years are the new ones, and every number stands for the same one of the earlier form."""
    text = re.sub(r"(?m)^version:.*$", f'version: "{version}"', text)
    text = re.sub(r"(?m)^years:.*$", f"years: {{first: {year}}}", text)
    without = re.sub(r"(?m)^(# [^\n]*\n)?predecessors:\n(?:[ #][^\n]*\n|\n(?= ))*", "", text)
    same = ", ".join(form.tables)
    known = (
        f"# 与 {form.version} 版的数如何对应：same 里的表，行列同名的就是同一个数；\n"
        "# 改了名、合并了的写在 pairs 里；没有写到的没有对应，跨年不比较，转换时不搬。\n"
        f'predecessors:\n  - version: "{form.version}"\n    same: [{same}]\n\n'
    )
    return re.sub(r"(?m)^rules:", lambda found: known + found[0], without, count=1)


def _moved(line: str, shift: int) -> str:
    return YEAR.sub(lambda match: str(int(match[1]) + shift), line)


def _columns(form: Format, text: str) -> str:
    """The columns that the rows of the cases are written in, where they do not say so themselves."""
    if re.search(r"(?m)^columns:", text):
        return ""
    written = [f"  {path}: [{', '.join(names)}]\n" for path, names in columns_of(form).items()]
    if not written:
        return ""
    return (
        "# 下面的例子里，各表的一行依次写这几列。表里加了列，这里不用改：新加的列在各个例子里都是 0，\n"
        "# 要证明新列的例子写“列名: 数”；列的先后变了，数还跟着原来的列名。\n"
        f"columns:\n{''.join(written)}\n"
    )


def _cases(text: str, version: str, year: int) -> str:
    """The same filing some years later, in the new version."""
    found = re.search(r"(?m)^  年度: *([0-9]{4})", text)
    shift = year - int(found[1]) if found else 0
    lines = (line if line.startswith("#") else _moved(line, shift) for line in text.splitlines(True))
    moved = "".join(lines)
    return re.sub(r"(?m)^(  格式: *).*$", rf'\g<1>"{version}"', moved, count=1)
