"""What joining needs to know of a filing: little, so that thousands can be put beside each other without
being held, and so that it travels quickly between processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from generator.filing.filing import Filing
from generator.filing.key import Key, key_before, key_of
from generator.findings.finding import Span
from generator.form.header import Header
from generator.rules.text.copying import sentences

# Shorter sentences are alike by chance.
LENGTH = 12
_BYTES = 8


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who reports and on whom, as the head declares it."""

    authority: str
    kind: str
    level: str
    scope: str | None
    year: int
    period: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A filing as the others see it.

    ``identity`` is that of its file, however it was named; ``has_last`` where its head brought last year's
    filing along, ``last`` the file that it names so.  ``marks`` are its sentences, each as eight bytes by
    which it is known again.
    """

    identity: int | str
    name: str
    key: Key | None
    before: Key | None
    span: Span
    speaker: Speaker | None = None
    domain: str | None = None
    has_last: bool = False
    marks: bytes = b""
    last: str = ""

    @property
    def sentences(self) -> Sequence[int]:
        """Its sentences as numbers, each once, in the order of the file."""
        return memoryview(self.marks).cast("Q")


def facts_of(filing: Filing, identity: int | str) -> Facts:
    """What others need to know of a filing."""
    site = filing.known.get("website")
    return Facts(
        identity,
        filing.source.name,
        key_of(filing),
        key_before(filing),
        filing.span_of("authority"),
        _speaker(filing.header, filing.period),
        site.domain if site else None,
        filing.previous is not None,
        _marks(filing),
        str(filing.known.get("previous") or ""),
    )


def _speaker(header: Header | None, period: str) -> Speaker | None:
    if header is None:
        return None
    kind, level, scope = header.authority_kind, header.level, header.scope
    return Speaker(header.authority, kind, level, scope, header.year, period)


def _marks(filing: Filing) -> bytes:
    # Not Python's own hash of a text: that is another one in every process.
    keys = dict.fromkeys(sentence.key for sentence in sentences(filing, LENGTH))
    return b"".join(
        blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest() for key in keys
    )
