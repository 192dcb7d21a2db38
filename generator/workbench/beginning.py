"""New filings: of a form, from last year's, or read from a report that somebody uploads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from generator.batch.reports import Read, read_reports, with_pictures
from generator.common.atomic_files import reason, replace_files
from generator.common.safe_text import whole
from generator.compose.begun import with_sentences
from generator.compose.blank import Known, blank, schema_beside
from generator.compose.carry import carried_over
from generator.filing.filing import Filing
from generator.filing.given import LOCAL
from generator.findings.exit_code import Unopened
from generator.form.carrying import carrying
from generator.form.format import Format
from generator.form.json_schema import schema
from generator.form.local_pack import extended
from generator.form.sentences import sentences_of
from generator.rules.bounds import number_bounds
from generator.rules.text.numbers.carried import carried_texts
from generator.workbench.bench import Bench, Json, word
from generator.workbench.folder import FORBIDDEN, LONGEST
from generator.workbench.problem import Problem

UNREAD = "没有读出年度报告来：{why}"
LOOK = "没有标记的也要看一遍：上年做的事、存在的问题、下一步的打算，今年未必还是那样。"
SHOWN = 40


def new(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """A new filing of a form, with what last year's has to give where there is one."""
    path = bench.folder.new(word(arguments, "name"))
    last = arguments.get("last")
    before = _before(bench, word(arguments, "last")) if last else None
    form = _form(bench, word(arguments, "form"), before)
    known, notes = _known(bench, before, form, str(last or ""))
    if arguments.get("sentences"):
        known = with_sentences(known, sentences_of(form.version, bench.library))
    if bench.library.packs:
        known = replace(known, head={**known.head, LOCAL: bench.library.packs[-1]})
    _write(bench, path, blank(form, known), form, {})
    return _begun(bench, path, notes)


def _before(bench: Bench, file: str) -> Filing:
    filing = bench.filing(bench.open(file))
    if filing.header is None:
        raise Problem("上年的这份填报表头有误，沿用不了；先改正它", 409)
    return filing


def _form(bench: Bench, version: str, before: Filing | None) -> Format:
    if before is not None and before.format.version == version:
        return before.format
    if version not in bench.library.versions():
        raise Problem(f"没有“{version[:SHOWN]}”这一版格式", 404)
    packs = tuple(bench.library.find_pack(name) for name in bench.library.packs)
    return extended(bench.library.find(version), tuple(pack for pack in packs if version in pack.versions))


def _known(bench: Bench, before: Filing | None, form: Format, last: str) -> tuple[Known, list[str]]:
    """What is taken over of last year's, and what is to be said of that."""
    if before is None:
        return Known(), []
    begun = list(carried_texts(before))
    known = carried_over(before, form, last, {each.path: each.text for each in begun})
    made, marked = sum(each.made for each in begun), sum(each.marks for each in begun)
    mark = carrying().revise
    notes = [f"正文沿用上年的：{made} 处数和年份改成了占位符"] if begun else []
    notes += [f"{marked} 处标了“{mark}”，改成这一年的，再删去这个记号"] if marked else []
    return known, [*notes, *([LOOK] if begun else [])]


def take_report(bench: Bench, name: str, data: bytes) -> Json:
    """A report that was uploaded, read into a filing; several, where it is a package of several."""
    file = PurePath(name.replace("\\", "/")).name
    if not file or set(file) & FORBIDDEN or len(file) > LONGEST:
        raise Problem("文件名不能用，请改名以后再来")
    with TemporaryDirectory(prefix="nianbao-") as room:
        source = Path(room) / file
        source.write_bytes(data)
        results = list(read_reports([source], bench.library))
        read = [each for each in results if isinstance(each, Read) and each.imported.text]
        if not read:
            raise Problem(UNREAD.format(why=_why(results)), 409)
        begun = [_taken(bench, each) for each in read]
    return {**begun[0], "files": [each["file"] for each in begun]}


def _why(results: Sequence[Read | Unopened]) -> str:
    for each in results:
        if isinstance(each, Unopened):
            return each.reason
        if each.findings:
            return each.findings[0].message
    return "里面没有报告"


def _taken(bench: Bench, read: Read) -> Json:
    path = _free_name(bench, PurePath(read.name).stem)
    text, pictures = with_pictures(read, path)
    inside = {file: data for file, data in pictures.items() if _is_inside(bench, file)}
    _write(bench, path, text, read.imported.form, inside)
    doubts: list[Json] = [
        {"level": each.level.value, "message": each.message, "detail": each.detail, "cells": list(each.cells)}
        for each in read.findings
    ]
    numbers = {"numbers": read.imported.numbers, "doubtful": read.imported.doubtful}
    return {**_begun(bench, path, [each["message"] for each in doubts]), "doubts": doubts, **numbers}


def _free_name(bench: Bench, stem: str) -> Path:
    """A name that no filing has yet."""
    for name in _names(stem):
        try:
            return bench.folder.new(name)
        except Problem as problem:
            if problem.status != 409:
                raise
    raise Problem("同名的填报太多了，请先改名", 409)


def _names(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 100))


def _is_inside(bench: Bench, file: Path) -> bool:
    return file.resolve().is_relative_to(bench.folder.top)


def _write(bench: Bench, path: Path, text: str, form: Format | None, pictures: Mapping[Path, bytes]) -> None:
    """The new file, what lies beside it, and the schema that its first line names."""
    if whole(text) != text:
        raise Problem("文件名里有写不进填报的字，请先改名")
    files = {path: text.encode(), **pictures}
    if form is not None:
        target = path.parent / schema_beside(form)
        if _is_inside(bench, target):
            written = json.dumps(schema(form, number_bounds(form)), ensure_ascii=False, indent=2) + "\n"
            files[target] = written.encode()
    try:
        replace_files(files)
    except OSError as error:
        bench.folder.refuse_if_gone()
        raise Problem(f"没有写进去：{reason(error)}", 409) from error


def _begun(bench: Bench, path: Path, notes: Sequence[str]) -> Json:
    bench.index.look()
    opened = bench.open(bench.folder.shown(path))
    bench.saver.told[opened.file] = opened.seen
    return {"file": opened.file, "notes": list(notes), "state": bench.state(opened)}
