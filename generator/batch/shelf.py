"""What a process holds for a run: the newest as it is, the rest packed in a file that has no name, so that
thousands take no more memory than a few.

Packing and unpacking a filing takes a fifth of the time that reading it takes.
"""

from __future__ import annotations

import pickle
import weakref
import zlib
from collections import OrderedDict
from collections.abc import Hashable
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar

from generator.batch.parcel import Forms, pickled

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
# So many are held as they are; a filing takes 0.1 MB.
NEWEST = 64
# A larger one, packed, is let go of, and the whole may be no larger: such are rare, and can be read again.
LARGEST = 512 * 1024
WHOLE = 2 * 1024**3


class Shelf(Generic[Key, Value]):
    """Values by their keys.  One that has no room is not there any more."""

    def __init__(self) -> None:
        self.newest: OrderedDict[Key, Value] = OrderedDict()
        self.places: dict[Key, tuple[int, int]] = {}
        self.file: IO[bytes] | None = None
        self.end = 0
        self.forms = Forms()

    def get(self, key: Key) -> Value | None:
        """What was put there; None where it is gone."""
        if key in self.newest:
            self.newest.move_to_end(key)
            return self.newest[key]
        value = self._unpacked(key)
        if value is not None:
            self.newest[key] = value
        return value

    def put(self, key: Key, value: Value) -> None:
        """Hold a value under a key."""
        self.newest[key] = value

    def tidy(self) -> None:
        """Pack what is not among the newest."""
        while len(self.newest) > NEWEST:
            key, value = self.newest.popitem(last=False)
            if key not in self.places:
                self._pack(key, value)

    def _pack(self, key: Key, value: Value) -> None:
        try:
            data = zlib.compress(pickled(value, self.forms.number), 1)
            if len(data) > LARGEST or self.end + len(data) > WHOLE:
                return
            if self.file is None:
                self.file = TemporaryFile(prefix="nianbao-")  # noqa: SIM115  # it lives as long as we
                weakref.finalize(self, self.file.close)
            self.file.seek(self.end)
            self.file.write(data)
        except (OSError, pickle.PicklingError):
            return  # no room on the disk, or too many forms: it is read again
        self.places[key] = self.end, len(data)
        self.end += len(data)

    def _unpacked(self, key: Key) -> Value | None:
        if key not in self.places or self.file is None:
            return None
        start, length = self.places[key]
        try:
            self.file.seek(start)
            value: Value = pickle.loads(zlib.decompress(self.file.read(length)))  # packed by ourselves
        except (OSError, zlib.error):
            return None
        return value
