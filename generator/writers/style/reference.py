"""Whether a style's reference document was made from the style as it is now.

Word documents say nothing of where they come from, and files moved by git have the time of their copying.
So ``style.yaml`` keeps a digest of the tokens that ``reference.docx`` was last made from.
"""

from __future__ import annotations

import json
from hashlib import sha256

from generator.findings.finding import Finding
from generator.writers.style.tokens import Style

NAME = "reference.docx"
KEY = "reference"
# What of a style is printed by Word.
TOKENS = ("page", "grid", "body", "title", "headings", "strong", "caption", "page_number", "table", "draft")
LENGTH = 8


def digest(style: Style) -> str:
    """What stands for everything in a style that its reference document depends on."""
    rests_on = {
        **style.model_dump(mode="json", include=set(TOKENS), exclude={"table": {"remarks"}}),
        "inks": style.colours.paper.model_dump(exclude_none=True),
        "fonts": {role: font.docx for role, font in style.fonts.items()},
        "latin": style.latin,
    }
    text = json.dumps(rests_on, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:LENGTH]


def complaints(style: Style) -> list[Finding]:
    """F33 where the style was changed after its reference document was made.  A style without a record of it
    says nothing: it cannot be known."""
    now = digest(style)
    if not style.reference or style.reference == now or not (style.folder / NAME).is_file():
        return []
    return [style.written_at((KEY,), "F33", now=now)]
