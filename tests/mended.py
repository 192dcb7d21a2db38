"""The first example with its totals written out, changed and mended: what the tests of mending share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.batch.desk import examine
from generator.filing.read import read
from generator.rules.examine import Examined
from generator.rules.mends.rounds import Mended, mend
from generator.source.nodes import Document
from tests.conftest import EXAMPLES

EXAMPLE = (EXAMPLES / "2021.yaml").read_text(encoding="utf-8")


def with_totals(text: str) -> str:
    """Every list of a row with its total behind it."""

    def add(match: re.Match[str]) -> str:
        numbers = [int(part) for part in match.group(1).split(", ")]
        return f"[{match.group(1)}, {sum(numbers)}]" if len(numbers) in (4, 6) else match.group()

    return re.sub(r"\[(\d+(?:, \d+)+)\]", add, text)


FULL = with_totals(EXAMPLE)
LINES = FULL.split("\n")
LISTS = [number for number, line in enumerate(LINES) if re.match(r" +\S+: \[", line)]
ZEROS = [number for number, line in enumerate(LINES) if re.match(r"    \S+: 0$", line)]


def look(text: str) -> Examined:
    return examine(read(text.encode(), "office.yaml", EXAMPLES))


def look_again(documents: Sequence[Document]) -> list[Examined]:
    return [examine(document) for document in documents]


def mended(text: str) -> Mended:
    return mend([look(text)], look_again)[0]


def changed(*pairs: tuple[str, str]) -> str:
    text = FULL
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
