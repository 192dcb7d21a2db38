"""A narrative written anew where it stands in the text of a filing."""

from __future__ import annotations

from collections.abc import Sequence

from generator.filing.filing import Filing
from generator.findings.finding import Edit
from generator.source.blocks import rewritten_block


def rewritten(filing: Filing, path: str, new: Sequence[str]) -> Edit:
    """The narrative of these lines behind its key; what introduces the block stays as it is."""
    return rewritten_block(filing.source, filing.texts[path].scalar, filing.place_of(path).column, new)
