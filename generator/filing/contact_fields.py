"""Postcode, mail address, identification code and domain: what cannot be right as it is written.

Warnings: none of them changes a figure, and a report with a wrong postcode is still the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Fields
from typing import Any
from urllib.parse import urlsplit

from generator.findings.catalogue import found
from generator.findings.finding import Finding
from generator.form.header import Contact, Website
from generator.source.nodes import Mapping, span_at

# Part of the head, field, what its text must be, and that in words.
FORMS = (
    ("联系方式", "邮编", "[0-9]{6}", "应当是六位数字，加引号"),
    ("联系方式", "电子邮箱", r"[^\s@]+@[^\s@]+", "应当是含有一个“@”的邮箱地址"),
    ("网站", "标识码", "[0-9A-Za-z]{10}", "应当是十个字符，加引号"),
)


def check_contact(root: Mapping, head: Fields[str, Any]) -> Iterator[Finding]:
    """Findings S23 and S24 of the fields of a head that are right otherwise."""
    website = head.get("website")
    given = {**_fields(website), **_fields(head.get("contact"))}
    for part, key, form, words in FORMS:
        text = given.get(key)
        if text is not None and not re.fullmatch(form, text):
            yield found("S23", span_at(root, (part, key)), key=key, problem=f"{words}，这里是“{text}”")
    yield from _host(root, website)


def _fields(part: Website | Contact | None) -> dict[str, str]:
    """What is written in a part of the head, by its Chinese keys."""
    return {} if part is None else part.model_dump(by_alias=True, exclude_none=True)


def _host(root: Mapping, website: Website | None) -> Iterator[Finding]:
    """The page stands on the site that is named; a name that no address can have tells nothing."""
    if website is None or website.domain is None or website.address is None:
        return
    try:
        host = urlsplit(website.address).hostname or ""
    except ValueError:
        return
    ours, theirs = _site(website.domain), _site(host)
    if not ours.endswith(theirs) and not theirs.endswith(ours):
        yield found("S24", span_at(root, ("网站", "域名")), domain=website.domain, host=host)


def _site(host: str) -> str:
    """The domain from its end, with a mark at its beginning, and without www.: a column's own host
    (zwgk.example.gov.cn) is of the same site."""
    return "." + host.casefold().removeprefix("www.")
