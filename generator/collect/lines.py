"""The sentences of a filing as they are compared with others': without figures, without whose they are."""

from __future__ import annotations

from typing import NamedTuple

from generator.filing.filing import Filing
from generator.rules.kinds import options_of
from generator.rules.text.copying import sentences

# Shorter sentences are alike by chance.
LENGTH = 12


class Line(NamedTuple):
    """A sentence: what is compared of it, in which narrative it stands, and in which line of the file."""

    key: str
    path: str
    line: int


def lines(filing: Filing) -> tuple[Line, ...]:
    """The sentences of a filing that are long enough; the narratives that rules about copies leave out
    because they are alike everywhere are left out here too."""
    apart = {path for rule in filing.format.rules for path in getattr(options_of(rule), "apart_from", ())}
    return tuple(
        Line(sentence.key, sentence.text.path, sentence.span(filing).line)
        for sentence in sentences(filing, LENGTH, apart)
    )
