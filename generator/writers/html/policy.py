"""The page's policy: no script runs in it and nothing is loaded from elsewhere, whatever a style brings."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
_ATTRIBUTES = r"(?:\s+[a-z-]+=\"[^\"<>]*\")*\s*"
# How a page begins that a browser and we understand alike.
_CHARSET = r"\s*<meta charset=\"utf-8\">\n"
_HEAD = re.compile(rf"\s*<!doctype html>\s*<html{_ATTRIBUTES}>\s*<head>(?:{_CHARSET}|\n)?", re.IGNORECASE)
_DOCTYPE = re.compile(r"\s*<!doctype[^<>]*>\n?", re.IGNORECASE)


def guarded(page: str, script: str = "") -> str:
    """A page with its policy, before everything that it could forbid.  No script but that one may run, which
    a browser knows by its digest.

    A page that begins in any other way than ours has it before its very first element: a browser then makes
    the head itself, and no comment or quotation mark can hide where that begins.
    """
    begun = _HEAD.match(page) or _DOCTYPE.match(page)
    end = begun.end() if begun else 0
    return f"{page[:end]}{_allowing(script) if script else META}{page[end:]}"


def _allowing(script: str) -> str:
    digest = b64encode(sha256(script.encode()).digest()).decode("ascii")
    return META.replace(POLICY, f"{POLICY}; script-src 'sha256-{digest}'")
