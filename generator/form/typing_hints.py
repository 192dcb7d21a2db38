"""What is said beside a field of the head where people type into a form, and not into a file."""

from __future__ import annotations

from functools import cache

from generator.common import data_folders
from generator.form.head_fields import Field
from generator.source.data_file import DataFault, Model, load_model

FILE = "typing_hints.yaml"


class TypingHints(Model):
    """Hints by the path of a field; ``whole``: what choosing the whole of a group means."""

    hints: dict[str, str]
    whole: dict[str, str]

    def hint(self, field: Field) -> str:
        """What is said beside a field: its own words where nothing else is to be said to who types."""
        return self.hints.get(field.path, field.words)


@cache
def typing_hints() -> TypingHints:
    """Those of ``templates/typing_hints.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, TypingHints, DataFault)
