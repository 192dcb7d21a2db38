"""What every writer raises when it cannot do its work."""

from __future__ import annotations


class CannotWrite(Exception):
    """An output that cannot be made; the message says why, in Chinese where a user can mend it."""
