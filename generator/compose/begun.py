"""A new filing whose narratives begin with the ready sentences of its form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.compose.blank import Known
from generator.form.sentences import Ready


def with_sentences(known: Known, sentences: Iterable[Ready]) -> Known:
    """The same with ready sentences where no text is known yet, and the others that may be said beside."""
    wanted = [ready for ready in sentences if not _is_begun(ready.at, known)]
    texts = {ready.at: ready.text.strip("\n") for ready in wanted}
    offered = {ready.at: tuple((other.when, other.text) for other in ready.others) for ready in wanted}
    return replace(known, texts={**texts, **known.texts}, offered=offered)


def _is_begun(path: str, known: Known) -> bool:
    """Whether a text is known already: itself, its section as one text, or a part of it."""
    section = path.partition(".")[0]
    return any(each in (path, section) or each.startswith(f"{path}.") for each in known.texts)
