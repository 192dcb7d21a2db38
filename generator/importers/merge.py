"""What was changed in a report since it was built, put into the filing that it was built of.

The filing keeps its comments, its layout and its placeholders; only the figures and the lines that were
changed are written anew.  What cannot be put there is told, never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.common.characters import settled
from generator.filing.filing import Cell, Filing, State
from generator.filing.numbers import figure
from generator.findings.finding import Edit, Span
from generator.form.header import Header
from generator.form.own_tables import KEY
from generator.form.reserved import NUMBER, REMARK
from generator.importers.merge_around import not_here, not_there
from generator.importers.merge_pictures import other_pictures
from generator.importers.merge_texts import TextMerge, merged_text
from generator.importers.said import NOTHING, Said
from generator.source.edits import edited
from generator.source.nodes import Scalar
from generator.source.yaml_text import quoted


def _key(name: str) -> str:
    """What a field of the head is called in a filing."""
    return Header.model_fields[name].alias or name


# Loads a text as the filing that it is.
Load = Callable[[str], Filing | None]
KNOWN = (State.GIVEN, State.COMPUTED)
# Fields of the head that a report prints, and what tells one report from another.
DAY = _key("published")
FIELDS = (*(_key(name) for name in ("number", "index")), DAY)
SAME = (_key("authority"), _key("year"))


@dataclass
class Merged:
    """``text`` is the filing with what was changed; ``changes`` say each change, ``unplaced`` what was
    changed and has to be put there by hand, ``notes`` what follows of itself."""

    text: str
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def merged(old: Filing, new: Filing, load: Load, said: Said = NOTHING) -> Merged:
    """The old filing with the figures, texts and fields of the new one, which is what a report says now:
    ``said`` is all of the report, also what no field has.

    Raises ValueError where the two are not of one form.
    """
    if old.format.version != new.format.version:
        raise ValueError(f"{new.format.version} is not the form of the filing, {old.format.version}")
    result = Merged(old.source.text)
    edits = [*figure_edits(old, new.cells, result), *_fields(old, new, result)]
    result.text = edited(result.text, edits)
    between = load(result.text)
    if between is None:
        result.unplaced.append("正文没有比较：数字改过以后填报读不出来")
        return result
    result.unplaced += [*_not_found(old, new, said), *not_there(old, said)]
    result.unplaced += [*not_here(old, new), *other_pictures(old, said)]
    texts = _texts(old, between, new, result)
    result.text = edited(result.text, texts)
    _totals(load(result.text), new, result)
    return result


# ---------------------------------------------------------------- figures


def figure_edits(old: Filing, cells: Mapping[str, Cell], result: Merged) -> Iterator[Edit]:
    """An edit for each number that is another one in ``cells``; numbers written as one are written apart."""
    for paths in _nowhere(old).values():
        if any(_differs(old.cells[path], cells.get(path)) for path in paths):
            row = old.format.addresses[paths[0]].row_path
            line = f"{row.rpartition('.')[2]}: {_written(old, cells, paths)}"
            result.unplaced.append(f"填报里没有“{row}”这一行，请补上：{line}")
    for span, paths in _places(old).items():
        changed = [path for path in paths if _differs(old.cells[path], cells.get(path))]
        result.changes += [_change(old, path, cells[path]) for path in changed]
        if changed and len(paths) > 1:
            yield Edit(span, _apart(span, _written(old, cells, paths)))
        elif changed:
            yield from _number(old.cells[paths[0]], cells[paths[0]], old.label(paths[0]), result)


def _is_nowhere(cell: Cell) -> bool:
    return cell.state in (State.BROKEN, State.LEFT_OUT) and cell.span in (Span(), Span(1, 1, 1, 1))


def _nowhere(filing: Filing) -> dict[str, list[str]]:
    """The numbers that are not written, by their rows."""
    rows: dict[str, list[str]] = defaultdict(list)
    for path, cell in filing.cells.items():
        if _is_nowhere(cell):
            rows[filing.format.addresses[path].row_path].append(path)
    return rows


def _places(filing: Filing) -> dict[Span, list[str]]:
    """The numbers that are written, by where; a row may be one number for all its cells."""
    places: dict[Span, list[str]] = defaultdict(list)
    for path, cell in filing.cells.items():
        if cell.state is not State.COMPUTED and not _is_nowhere(cell):
            places[cell.span].append(path)
    return places


def _apart(span: Span, text: str) -> str:
    """What is written where nothing stood, with a blank behind the colon."""
    nothing = (span.line, span.column) == (span.end_line, span.end_column)
    return f" {text}" if nothing else text


def _differs(old: Cell, new: Cell | None) -> bool:
    """Whether a number, or what is said of it, is another one; where none could be read, nothing was."""
    if new is None or new.state not in KNOWN:
        return False
    return new.value != old.value or _remark(new) != _remark(old)


def _remark(cell: Cell) -> str:
    return "".join(cell.remark.text.split()) if cell.remark else ""


def _change(old: Filing, path: str, new: Cell) -> str:
    return f"{old.label(path)}：{_shown(old.cells[path]) or '空'} → {_shown(new)}"


def _shown(cell: Cell) -> str:
    return figure(cell) + (f"（{cell.remark.text.strip()}）" if cell.remark else "")


def _number(before: Cell, after: Cell, name: str, result: Merged) -> Iterator[Edit]:
    """A number as it is to be written.  The place of one with a remark is that of the number alone."""
    if before.remark is None:
        yield Edit(before.span, _apart(before.span, _with_remark(after)))
        return
    if before.value != after.value:
        yield Edit(before.span, figure(after))
    if after.remark is None:
        result.unplaced.append(
            f"{name}：报告里没有备注“{before.remark.text.strip()}”了，填报里还在，请自己删"
        )
    elif _remark(before) != _remark(after):
        yield Edit(before.remark.span, quoted(after.remark.text.strip()))


def _with_remark(cell: Cell) -> str:
    if not cell.remark:
        return figure(cell)
    return f"{{{NUMBER}: {figure(cell)}, {REMARK}: {quoted(cell.remark.text.strip())}}}"


def _written(old: Filing, cells: Mapping[str, Cell], paths: Sequence[str]) -> str:
    """A row that was one number for all its cells, cell by cell: null where none is known, totals only where
    they are printed."""
    now = [(path, cells.get(path) or old.cells[path]) for path in paths]
    addresses = old.format.addresses
    kept = [cell for path, cell in now if not addresses[path].total_column or cell.state is State.GIVEN]
    row = [_with_remark(cell) if cell.state in KNOWN else "null" for cell in kept]
    return row[0] if len(paths) == 1 else f"[{', '.join(row)}]"


def _totals(filing: Filing | None, new: Filing, result: Merged) -> None:
    """Totals that the filing leaves to be computed, where the report says another number."""
    for path, cell in filing.cells.items() if filing else ():
        printed = new.cells[path]
        if cell.state is State.COMPUTED and printed.state is State.GIVEN and printed.value != cell.value:
            name = new.label(path)
            result.unplaced.append(
                f"{name}：报告里是 {figure(printed)}，各项之和是 {figure(cell)}，填报里由程序计算"
            )


# ---------------------------------------------------------------- fields of the head


def other_report(old: Filing, new: Filing) -> str:
    """What says that a report is another one: its authority or year; nothing where nothing does."""
    for key in SAME:
        before, after = _field(old, key), _field(new, key)
        if before and after and settled(before) != settled(after):
            return f"报告的{key}是“{after}”，填报的是“{before}”"
    return ""


def _field(filing: Filing, key: str) -> str:
    """A field as it is written, whether or not the rest of the head can be read."""
    node = filing.document.root.entries.get(key)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _signed(filing: Filing) -> str:
    """The day that stands below the report, where it is another one than that of publication."""
    signature = filing.header.signature if filing.header else None
    return signature.signed.isoformat() if signature and signature.signed else ""


def _fields(old: Filing, new: Filing, result: Merged) -> Iterator[Edit]:
    for key in FIELDS:
        before, after = _field(old, key), _field(new, key)
        if not after or before == after or (key == DAY and after == _signed(old)):
            continue
        if key == DAY and _signed(old):
            result.unplaced.append(
                f"报告里的日期是 {after}；填报的{DAY}是 {before}，成文日期是 {_signed(old)}"
            )
            continue
        result.changes.append(f"{key}：{before or '没有'} → {after}")
        if before:
            plain = old.document.root.entries[key]
            assert isinstance(plain, Scalar)  # `_field` has looked
            yield Edit(plain.span, after if plain.plain else quoted(after))
        else:
            result.unplaced.append(f"{key}：填报里没有写，报告里是“{after}”，请补上")


# ---------------------------------------------------------------- texts


def _texts(old: Filing, between: Filing, new: Filing, result: Merged) -> Iterator[Edit]:
    """An edit for each narrative in which a line was changed."""
    for path, text in new.texts.items():
        if path not in between.texts:
            if text.scalar.text.strip():
                result.unplaced.append(
                    f"填报里没有“{path}”这一部分，报告里有：{text.scalar.text.strip()[:30]}"
                )
            continue
        if not text.scalar.text.strip():
            continue  # what was not found in the report was not taken out of it
        merge = merged_text(old, between, new, path)
        result.changes += merge.changes
        result.notes += merge.notes
        if merge.changes:
            yield _rewritten(between, path, merge)


def _not_found(old: Filing, new: Filing, report: Said) -> Iterator[str]:
    """Texts of the filing of which the report shows nothing: left as they are, and told.  Those about the
    office's own tables are no texts in a report that is read, but may be there."""
    for path, text in old.texts.items():
        if path.startswith(f"{KEY}.") and report.words and not report.is_book:
            continue
        said = path in new.texts and new.texts[path].scalar.text.strip()
        if text.scalar.text.strip() and not said:
            yield f"报告里没有找到“{path}”，填报里的没有动"


def _rewritten(filing: Filing, path: str, merge: TextMerge) -> Edit:
    """The narrative anew behind its key; what introduces the block stays as it is."""
    scalar = filing.texts[path].scalar
    span, lines = scalar.span, filing.source.lines
    ending = "\r\n" if "\r\n" in filing.source.text else "\n"
    if scalar.style != "|":
        indent = " " * (filing.place_of(path).column + 1)
        return Edit(span, f"|{ending}{_block(merge.lines, indent, ending)}")
    last = _last_line(lines, span)
    if last is None:
        indent = " " * (filing.place_of(path).column + 1)
        end = len(lines[span.line - 1]) + 1
        return Edit(Span(span.line, end, span.line, end), ending + _block(merge.lines, indent, ending))
    indent = _indent(lines[span.line : last])
    return Edit(Span(span.line + 1, 1, last, len(lines[last - 1]) + 1), _block(merge.lines, indent, ending))


def _block(lines: Sequence[str], indent: str, ending: str) -> str:
    return ending.join(f"{indent}{line}" if line.strip() else "" for line in lines)


def _last_line(lines: Sequence[str], span: Span) -> int | None:
    """The last line of a block that is not blank; None where there is none."""
    indent = _indent(lines[span.line : span.end_line])
    inside = [
        number
        for number in range(span.line + 1, min(span.end_line, len(lines)) + 1)
        if lines[number - 1].strip() and lines[number - 1].startswith(indent) and indent
    ]
    return inside[-1] if inside else None


def _indent(lines: Sequence[str]) -> str:
    """The blanks that a block's first line begins with."""
    written = next((line for line in lines if line.strip()), "")
    return written[: len(written) - len(written.lstrip(" "))]
