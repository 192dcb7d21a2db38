"""The calls that only look: the list, a filing, a rule, what was understood of its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.batch.narrated import Narrated
from generator.filing.filing import Filing, State
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.placeholders import LAST_YEAR, Hidden, Unknown, resolve
from generator.filing.narrative.scanning import scan
from generator.filing.numbers import figure
from generator.form.header import PUBLIC_KEYS
from generator.rules.text.clauses.meaning import has_words
from generator.rules.text.numbers.bound_texts import Replacement, bound_texts
from generator.workbench.bench import Bench, Json, word
from generator.workbench.problem import Problem

LONGEST = 200_000


def home(bench: Bench, _: Mapping[str, Any]) -> Json:
    """The filings of the folder, and the forms there are."""
    bench.folder.refuse_if_gone()
    bench.index.look()
    filings = bench.index.shown(list(bench.index.entries.values()))
    return {
        "folder": bench.folder.top.name,
        "complete": all(entry["known"] for entry in filings),
        "gone": False,
        "forms": [
            {"version": form.version, "name": form.name, "years": str(form.years)}
            for form in map(bench.library.find_own, bench.library.versions()[::-1])
        ],
        "filings": sorted(filings, key=lambda entry: str(entry["file"])),
    }


def open_filing(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """A filing with its form."""
    bench.worked()
    opened = bench.open(word(arguments, "file"))
    return {"form": bench.form(opened), "state": bench.state(opened)}


def rule(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """What the rule book says of a rule."""
    opened = bench.open(word(arguments, "file"))
    return bench.handed.explain(word(arguments, "code"), opened.known_form)


def sentences(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """What was understood of the sentences, and which numbers could be placeholders."""
    opened = bench.open(word(arguments, "file"))
    found = opened.examined.findings
    answer = bench.handed.sentences(Narrated(opened.file, opened.filing, findings=tuple(found)))
    return {**answer, "replacements": _replacements(opened.filing)}


def _replacements(filing: Filing | None) -> Json:
    if filing is None or not has_words(filing):
        return {}
    return {
        text.path: [_replacement(filing, text.path, each) for each in text.replacements]
        for text in bound_texts(filing)
        if text.replacements
    }


def _replacement(filing: Filing, path: str, made: Replacement) -> Json:
    """What could be a placeholder, by its place in the text as a page has it: without blank lines before."""
    written = filing.texts[path].scalar.text
    before = len(written) - len(written.lstrip("\n"))
    return {"start": made.start - before, "end": made.end - before, "typed": made.typed, "text": made.text}


def shown(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """A text as it is printed, its placeholders filled in."""
    filing = bench.filing(bench.open(word(arguments, "file")))
    text = word(arguments, "text")
    if len(text) > LONGEST:
        raise Problem("这段文字太长了", 413)
    parts, problems, end = [], [], 0
    for placeholder in scan(text):
        parts.append(text[end : placeholder.start])
        end = placeholder.end
        written = text[placeholder.start : placeholder.end]
        try:
            parts.append(resolve(filing, placeholder))
        except Hidden:
            parts.append("？")
        except (Mistake, Unknown, Unwritable) as error:
            parts.append(written)
            problems.append(f"{written}：{_why(error)}")
    return {"text": "".join([*parts, text[end:]]), "problems": problems}


def _why(error: Exception) -> str:
    return f"没有“{error}”这一项" if isinstance(error, Unknown) else str(error)


def complete(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """What may stand between the braces of a placeholder, with what it prints now."""
    filing = bench.filing(bench.open(word(arguments, "file")))
    return {"items": [*_head_items(filing), *_cell_items(filing)]}


def _head_items(filing: Filing) -> Iterator[Json]:
    for key in (*PUBLIC_KEYS, *(field.key for field in filing.format.own_fields)):
        if text := filing.head(key):
            yield {"label": key, "write": key, "value": text.replace("\n", " ")}


def _cell_items(filing: Filing) -> Iterator[Json]:
    for path, cell in filing.cells.items():
        value = "" if cell.state in (State.BLANK, State.BROKEN, State.LEFT_OUT) else figure(cell)
        yield {"label": filing.label(path), "write": path, "value": value}
    for path, cell in filing.free_cells.items():
        yield {"label": filing.label(path), "write": path, "value": figure(cell)}
    for path, cell in filing.previous.cells.items() if filing.previous else ():
        if cell.value is not None:
            label = f"{LAST_YEAR}的{filing.previous.label(path)}" if filing.previous else path
            yield {"label": label, "write": f"{LAST_YEAR}.{path}", "value": figure(cell)}
