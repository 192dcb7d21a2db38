"""Sentences as they are compared between filings: without figures, without whose they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.common.kept import kept
from generator.filing.filing import Filing, Text
from generator.findings.finding import Span
from generator.form.reserved import TEXTS
from generator.source.nodes import locate

_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
_HOLE = re.compile(r"\{\{[^{}]*\}\}")
_OWN = re.compile(
    r"[我本](?:街道|机关|单位|中心|部门|局|委|办|厅|院|镇|乡|县|市|区)|[全该](?:县|市|区|镇|乡|局)"
)
# Figures, and what offices put between them, tell nothing of who wrote a sentence.
_PUNCTUATION = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a narrative as it is written, from where to where, and what is compared of it."""

    text: Text
    start: int
    end: int
    key: str

    def span(self, filing: Filing) -> Span:
        """Where it stands in the file."""
        return locate(filing.source, self.text.scalar, self.start, self.end)


def sentences(filing: Filing, least: int, apart_from: Collection[str] = ()) -> Iterator[Sentence]:
    """The sentences of a filing's narratives of which so many characters are left to compare; notes beside
    tables and the narratives named are left out."""
    authority = filing.authority or ""
    names = [name for name in (_bare(authority),) if name]
    for path, text in filing.texts.items():
        if path in apart_from or path.rpartition(".")[2] in TEXTS:
            continue
        for match in _SENTENCE.finditer(text.scalar.text):
            key = _key(match[0], names)
            if len(key) >= least:
                yield Sentence(text, *match.span(), key)


def _key(words: str, names: Collection[str]) -> str:
    bare = _bare(_OWN.sub("", _HOLE.sub("", words)))
    for name in names:
        bare = bare.replace(name, "")
    return _FIGURE.sub("", bare)


@kept
def _bare(words: str) -> str:
    """Letters, figures and characters alone."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", words))
