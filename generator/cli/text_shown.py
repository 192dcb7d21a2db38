"""The sentences of files and the numbers in them: for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from generator.batch.narrated import Narrated
from generator.cli.unread import unread
from generator.common.safe_text import to_json
from generator.filing.filing import Filing
from generator.findings.finding import Span
from generator.form.own_tables import KEY
from generator.rules.finding_of_rule import figure
from generator.rules.text.clauses.meaning import has_words
from generator.rules.text.numbers.listing import TextNumber, TextSentence, sentences
from generator.rules.text.numbers.placeholder import expression
from generator.rules.text.numbers.reckoning import Reckoning
from generator.rules.text.numbers.sums import label, source

UNREADABLE = "没有读它的文字："
NO_WORDS = "这一版格式没有写明各行各列在句子里怎么称呼，文字没有读"
CLAIMS = {"none": "没有", "every": "全部"}
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file and its sentences; ``problem`` where they could not be read."""

    narrated: Narrated
    sentences: tuple[TextSentence, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many sentences and numbers there are, how many are bound and agree."""

    sentences: int
    numbers: int
    bound: int
    agree: int

    def __str__(self) -> str:
        against = f"，{self.bound - self.agree} 个不符" if self.bound > self.agree else ""
        bound = f"{self.bound} 个与表对上，{self.agree} 个相符{against}"
        return f"共 {self.sentences} 句，{self.numbers} 个数：{bound}；{self.numbers - self.bound} 个没有对"


def read_file(narrated: Narrated) -> ReadFile:
    """The sentences of a file, as far as they can be read."""
    filing = narrated.filing
    if filing is None or filing.year is None:
        return ReadFile(narrated, problem=UNREADABLE + unread(narrated.name, narrated.findings))
    if not has_words(filing):
        return ReadFile(narrated, problem=NO_WORDS)
    return ReadFile(narrated, tuple(sentences(filing)))


def counted(files: Iterable[ReadFile]) -> Counted:
    """What there is in all of them; a claim is no number."""
    every = [sentence for file in files for sentence in file.sentences]
    numbers = [number for sentence in every for number in sentence.numbers if number.kind not in CLAIMS]
    bound = [number for number in numbers if number.is_bound]
    return Counted(len(every), len(numbers), len(bound), sum(number.agrees for number in bound))


def as_text(files: Sequence[ReadFile]) -> Iterator[str]:
    """Lines for people: texts, their sentences, below each its numbers; last a line that counts them."""
    for file in files:
        yield file.narrated.name
        if file.problem:
            yield f"  {file.problem}"
        for path, inside in groupby(file.sentences, key=lambda sentence: sentence.path):
            yield ""
            yield f"  {_title(file, path)}"
            for sentence in inside:
                yield from _sentence(file, sentence)
        yield ""
    yield f"{counted(files)}。"


def _title(file: ReadFile, path: str) -> str:
    filing = file.narrated.filing
    part = filing.format.narratives.get(path) if filing else None
    name = part.name if part and part.name != path else ""
    return f"{name}（{path}）" if name and not path.startswith(KEY) else path


def _sentence(file: ReadFile, sentence: TextSentence) -> Iterator[str]:
    yield f"  {_place(file, sentence.span)}  {sentence.words.strip()}"
    for number in sentence.numbers:
        at = _place(file, number.span) if file.narrated.imported is None else "    "
        yield f"      {at}  {_shown(file, number)}"


def _place(file: ReadFile, span: Span) -> str:
    position = file.narrated.position(span)
    return f"{span.line}:{span.column}" if position is None else str(position)


def _shown(file: ReadFile, number: TextNumber) -> str:
    """A number, what it is bound to and whether it agrees, or why it is not bound."""
    filing = file.narrated.filing
    assert filing is not None  # a file without one has no sentences
    printed = "（占位符）" if number.printed else ""
    if not number.is_bound:
        return f"“{number.words}”{printed} 没有对：{number.why_not}"
    if number.agrees:
        return f"“{number.words}”{printed} 相符：{_reckoned(filing, number, number.reckonings[0])}"
    ways = "；或者 ".join(_reckoned(filing, number, each) for each in number.reckonings)
    return f"“{number.words}”{printed} 不符：{ways}"


def _reckoned(filing: Filing, number: TextNumber, reckoning: Reckoning) -> str:
    """The cells of a reckoning by path and label, and what they come to."""
    said = CLAIMS.get(number.kind)
    value = _value(number, reckoning)
    where = expression(filing, number, reckoning) or _paths(filing, number, reckoning)
    names = _labels(filing, reckoning)
    told = f"{where}（{names}）" if names else where
    of = f"说“{said}”的是 {told}" if said else told
    return f"{of}{'，表中' if reckoning.is_of_form else '，句中的数算得'} {value}"


def _paths(filing: Filing, number: TextNumber, reckoning: Reckoning) -> str:
    """The numbers of the form in it, where the text has a part in it or nothing is to be printed."""
    return source(filing.format, reckoning.cells) if reckoning.cells else "句中的数"


def _labels(filing: Filing, reckoning: Reckoning) -> str:
    now = label(filing, reckoning.cells) if reckoning.cells else ""
    if reckoning.how == "share" and reckoning.beside:
        return f"{now or '句中的数'}占{label(filing, reckoning.beside)}"
    if reckoning.beside and filing.previous is not None:
        then = label(filing.previous, reckoning.beside)
        return f"上年的{then}" if reckoning.how == "base" else f"{now or '句中的数'}，与上年的{then}比"
    return now


def _value(number: TextNumber, reckoning: Reckoning) -> str:
    if reckoning.value is None:
        return "？"
    if number.figure and number.figure.is_rate:
        return f"{float(reckoning.value):.{max(DECIMALS, number.figure.decimals)}f}%"
    return figure(Fraction(reckoning.value))


def as_json(files: Sequence[ReadFile]) -> str:
    """The same for programs."""
    return to_json({"files": [file_json(file) for file in files], "summary": asdict(counted(files))})


def file_json(file: ReadFile) -> dict[str, Any]:
    """One file for programs."""
    found = [_sentence_json(file, sentence) for sentence in file.sentences]
    return {"file": file.narrated.name, "problem": file.problem or None, "sentences": found}


def _sentence_json(file: ReadFile, sentence: TextSentence) -> dict[str, Any]:
    numbers = [_number_json(file, number) for number in sentence.numbers]
    return {
        "path": sentence.path,
        **_place_json(file, sentence.span),
        "text": sentence.words,
        "numbers": numbers,
    }


def _number_json(file: ReadFile, number: TextNumber) -> dict[str, Any]:
    filing = file.narrated.filing
    assert filing is not None  # a file without one has no sentences
    return {
        "kind": number.kind,
        **_place_json(file, number.span),
        "text": number.words,
        "placeholder": number.printed,
        "bound": number.is_bound,
        "agrees": number.agrees if number.is_bound else None,
        "reason": number.why_not or None,
        "to": [
            {
                "how": each.how,
                "cells": each.cells,
                "beside": each.beside,
                "label": _labels(filing, each),
                "placeholder": expression(filing, number, each) or None,
                "value": None
                if each.value is None
                else figure(each.value)
                if each.value.denominator == 1
                else float(each.value),
            }
            for each in (number.reckonings if number.is_bound else ())
        ],
    }


def _place_json(file: ReadFile, span: Span) -> dict[str, Any]:
    position = file.narrated.position(span)
    if position is not None:
        return {"at": position.known}
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
