"""Findings of the catalogue: what their sentences say is what they rest on."""

from __future__ import annotations

import string

from generator.findings.catalogue import catalogue, found
from generator.findings.finding import Span, fingerprint


def holes(sentence: str) -> list[str]:
    """The names of the holes in a sentence."""
    return [name for _, name, _, _ in string.Formatter().parse(sentence) if name]


def test_no_two_findings_with_other_words_share_a_fingerprint():
    tried = 0
    for code, entry in catalogue().items():
        names = holes(entry["message"])
        if not names:
            continue
        words = dict.fromkeys(names, "甲")
        seals = {fingerprint(found(code, Span(), **words))}
        for name in names:
            seals.add(fingerprint(found(code, Span(), **(words | {name: "乙"}))))
            tried += 1
        assert len(seals) == len(names) + 1, code
    assert tried > 60


def test_a_fingerprint_does_not_depend_on_the_folder_a_command_is_run_from():
    seals = {
        fingerprint(found("S12", Span(), other=name))
        for name in ("局.yaml", "填报/局.yaml", "/somewhere/填报/局.yaml")
    }
    assert len(seals) == 1
