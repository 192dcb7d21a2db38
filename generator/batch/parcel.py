"""What travels between processes: values, with the forms that they rest on packed once.

A form is a hundred times as large as what is found in a filing, and all filings of a folder rest on a few.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from generator.form.format import Format

# So many forms are kept packed; a folder that has more of them, by local rules, only takes longer.
KEPT = 64


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

    def by_digest(form: Format) -> tuple[Any, tuple[str]]:
        digest, data = _PACKED.pack(form)
        forms[digest] = data
        return _form, (digest,)

    stream = io.BytesIO()
    packer = pickle.Pickler(stream, 5)
    packer.dispatch_table = {**copyreg.dispatch_table, Format: by_digest}
    packer.dump(value)
    return Parcel(stream.getvalue(), forms)


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
