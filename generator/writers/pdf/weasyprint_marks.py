"""Marks that stand beside each other share their white space: 》（, ）“, 。” (CLREQ 3.1.6).

Typst and Word see to it themselves; WeasyPrint knows no ``text-spacing-trim``, and neither do our fonts, so
the page that it prints says it mark by mark.
"""

from __future__ import annotations

import re

CLOSING = "、，。；：？！）〕》〉」』】”’"
OPENING = "（〔《〈「『【“‘"
# A mark before another, unless an opening one stands before a closing one and there is nothing to share.
_FIRST = re.compile(f"[{CLOSING}](?=[{CLOSING}{OPENING}])|[{OPENING}](?=[{OPENING}])")
# Longer runs are no sentence's; in pieces WeasyPrint would not break them and set them off the paper.
_RUN = re.compile(f"[{CLOSING}{OPENING}]+")
LONGEST = 5
_TEXT = re.compile(r"<(p|li)\b[^>]*>.*?</\1>", re.DOTALL)
# Tags, and what is set in a face of its own, whose quotes may be narrow.
_KEPT = re.compile(r"(<span\b[^>]*>.*?</span>|<[^>]+>)", re.DOTALL)
_CLOSE = r'<span style="letter-spacing:-.5em">\g<0></span>'


def tightened(page: str) -> str:
    """The page with neighbouring marks of its paragraphs and lists set closer."""
    return _TEXT.sub(lambda match: _tightened(match[0]), page)


def _tightened(element: str) -> str:
    parts = _KEPT.split(element)
    parts[::2] = [_RUN.sub(lambda run: _closer(run[0]), text) for text in parts[::2]]
    return "".join(parts)


def _closer(marks: str) -> str:
    return marks if len(marks) > LONGEST else _FIRST.sub(_CLOSE, marks)
