"""Numbers of true sentences changed: ``python -m tests.text.changed develop [--every 4]``.

Every number of the corpus that the reader binds to a cell and that agrees with it is changed by one, in a
digit, and for the bound number beside it; the share that is noticed is printed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from generator.rules.text.clauses.meaning import read_texts, values
from tests.text.score import PARTS, USUAL, entries, judge

Span = tuple[int, int]


def changes(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """The text with each of these numbers changed, and how."""
    for start, end in spans:
        number = text[start:end]
        yield "by one", _with(text, (start, end), str(int(number) + 1))
        digit = str((int(number[0]) % 9) + 1)
        yield "a digit", _with(text, (start, end), digit + number[1:])
    for (first, before), (second, after) in pairwise(spans):
        if text[first:before] != text[second:after]:
            swapped = _with(text, (second, after), text[first:before])
            yield "swapped", _with(swapped, (first, before), text[second:after])


def _with(text: str, span: Span, words: str) -> str:
    return text[: span[0]] + words + text[span[1] :]


def bound(name: str, entry: dict[str, Any]) -> list[Span]:
    """Where the numbers stand, in the sentence as written, that are bound and agree with the tables."""
    findings, filing = judge(name, entry)
    if findings:
        return []
    reading = read_texts(filing).get(entry.get("in", USUAL))
    found = []
    for statement in reading.statements if reading else ():
        if statement.figure is None or not statement.is_bound or statement.figure.how != "exact":
            continue
        if any(total == statement.value for _, total in values(filing, statement) or ()):
            found.append(f"{statement.value}")
    # The reader's places are in the text as printed; the sentence is short: the same number, in its order.
    spans, at = [], 0
    for number in found:
        match = re.compile(rf"(?<![0-9.]){number}(?![0-9.%])").search(entry["text"], at)
        if match:
            spans.append(match.span())
            at = match.end()
    return spans


def main() -> None:
    """Print the share that is noticed of each way to change a number."""
    parser = argparse.ArgumentParser()
    parser.add_argument("half", choices=PARTS)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    noticed, all_ = Counter[str](), Counter[str]()
    for name, entry in list(entries(asked.half))[:: asked.every]:
        spans = bound(name, entry) if not entry.get("tells") else []
        for how, text in changes(entry["text"], spans):
            findings, _ = judge(name, {**entry, "text": text})
            all_[how] += 1
            noticed[how] += bool(findings)
            if asked.list and not findings:
                print(f"not noticed, {how}: {text}")
    for how, count in all_.items():
        print(f"{how}: {noticed[how]} of {count} noticed ({noticed[how] / count:.1%})")


if __name__ == "__main__":
    main()
