"""The lines of a filing's head that may hold placeholders: its own title, its attachments."""

from __future__ import annotations

from collections.abc import Mapping

from generator.filing.filing import Text
from generator.form.header import NAMES
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import scalars

KEYS = tuple(key for key, name in NAMES.items() if name in ("title", "subtitle", "attachments"))


def head_lines(root: Tree) -> Mapping[str, tuple[Text, ...]]:
    """What is written under each of these keys, in its order."""
    given = {key: root.entries[key] for key in KEYS if key in root.entries}
    return {key: tuple(Text(key, scalar) for scalar in scalars(node)) for key, node in given.items()}
