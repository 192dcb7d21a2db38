"""What a report prints around its sections: number, title and signature at its head, attachments and
signature at its end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.form.day import official
from generator.form.header import Header
from generator.report.blocks import Attachments, Block, Signature
from generator.report.prose import filled_in


@dataclass(frozen=True, slots=True)
class Head:
    """What stands about the title: the document's ``number`` above it; below it the ``subtitle`` and, where
    the report is signed at its head, authority and day (``byline``).

    ``signed`` is the day wherever it is signed; ``index`` is the number under which others find it.  ``days``
    are the lines of days that a style wants on paper.
    """

    number: str = ""
    index: str = ""
    subtitle: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    signed: datetime.date | None = None
    days: tuple[str, ...] = ()

    @property
    def below(self) -> tuple[tuple[str, ...], ...]:
        """What stands below the title on paper, each a group of lines."""
        return tuple(filter(None, (self.subtitle, self.byline, self.days)))


def head(filing: Filing, header: Header) -> Head:
    """The head of a report but for its title."""
    signature = header.signature
    return Head(
        number=header.number or "",
        index=header.index or "",
        subtitle=lines(filing, header.subtitle),
        byline=_signed(header) if signature and signature.at_head else (),
        signed=header.signing_day,
    )


def lines(filing: Filing, written: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of the head as they are printed."""
    return tuple(filled_in(filing, line) for line in written)


def foot(filing: Filing, header: Header) -> Iterator[Block]:
    """What stands after the sections."""
    if header.attachments:
        yield Attachments(lines(filing, header.attachments))
    signature = header.signature
    if signature and not signature.at_head:
        yield Signature(*_signed(header), bool(signature.seal))


def _signed(header: Header) -> tuple[str, str]:
    """Who signs, and the day as it is printed."""
    signature, day = header.signature, header.signing_day
    assert signature and day  # the caller has looked
    return signature.authority or header.authority, official(day)
