"""Values in bytes, with the forms that they rest on packed once (to travel between processes) or not at all
(to come back to the same one).

A form is a hundred times as large as what is found in a filing, and all filings of a folder rest on a few.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import weakref
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import blake2b
from itertools import count
from operator import attrgetter
from typing import Any

from generator.filing.filing import Cell, Text
from generator.findings.finding import Finding, Span
from generator.form.format import Format
from generator.source import nodes

# So many forms are kept packed; a folder that has more of them, by local rules, only takes longer.
KEPT = 64
# What there are hundreds of in a filing; the way of dataclasses with slots takes five times as long.
MANY = (Span, Cell, Text, Finding, nodes.Scalar, nodes.Sequence, nodes.Mapping)
Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A value in bytes, and the forms that it rests on by their digests."""

    data: bytes
    forms: Mapping[str, bytes]


class _Packed:
    """The forms of this process in bytes, each made once."""

    def __init__(self) -> None:
        self.forms: dict[int, tuple[Format, str, bytes]] = {}

    def pack(self, form: Format) -> tuple[str, bytes]:
        if id(form) not in self.forms:
            if len(self.forms) >= KEPT:
                self.forms.clear()
            data = pickle.dumps(form, 5)
            # The form itself is held, so that no other gets its identity.
            self.forms[id(form)] = form, blake2b(data, digest_size=16).hexdigest(), zlib.compress(data, 1)
        return self.forms[id(form)][1:]


_PACKED = _Packed()
# The forms of the parcel that is being opened.
_OPEN: dict[str, bytes] = {}


def parcel(value: object) -> Parcel:
    """A value ready to travel."""
    forms: dict[str, bytes] = {}

    def by_digest(form: Format) -> Reduced:
        digest, data = _PACKED.pack(form)
        forms[digest] = data
        return _form, (digest,)

    return Parcel(pickled(value, by_digest), forms)


def pickled(value: object, form: Callable[[Format], Reduced]) -> bytes:
    """A value in bytes, its forms as they are reduced by a function."""
    stream = io.BytesIO()
    packer = pickle.Pickler(stream, 5)
    packer.dispatch_table = {**copyreg.dispatch_table, **_REDUCED, Format: form}
    packer.dump(value)
    return stream.getvalue()


def _by_fields(kind: type[Any]) -> Callable[[Any], Reduced]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


_REDUCED: dict[type[Any], Callable[[Any], Reduced]] = {kind: _by_fields(kind) for kind in MANY}


def opened(packed: Parcel) -> Any:
    """The value; what was packed in another process of this run has the same forms here."""
    _OPEN.update(packed.forms)
    try:
        return pickle.loads(packed.data)  # of our own processes
    finally:
        _OPEN.clear()


@lru_cache(maxsize=KEPT)
def _form(digest: str) -> Format:
    form = pickle.loads(zlib.decompress(_OPEN[digest]))  # of our own processes
    assert isinstance(form, Format)
    return form


_NUMBERS = count()
_HERE: dict[int, Format] = {}


class Forms:
    """Forms of this process by numbers, for values that do not leave it; they are let go of with this."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}
        weakref.finalize(self, _let_go, self.numbers)

    def number(self, form: Format) -> Reduced:
        """How a form is told in bytes.  Raises PicklingError where there are too many to be held."""
        if id(form) not in self.numbers:
            if len(self.numbers) >= KEPT:
                raise pickle.PicklingError("too many forms")
            self.numbers[id(form)] = number = next(_NUMBERS)
            _HERE[number] = form
        return _here, (self.numbers[id(form)],)


def _here(number: int) -> Format:
    return _HERE[number]


def _let_go(numbers: Mapping[int, int]) -> None:
    for number in numbers.values():
        del _HERE[number]
