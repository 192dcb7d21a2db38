"""Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for editors and code hosts.

Section numbers in comments are those of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator import __version__
from generator.common.safe_text import to_json, uri
from generator.findings.catalogue import catalogue
from generator.findings.exit_code import Fault, Unopened
from generator.findings.finding import Edit, Finding, Fix, Level, Place, Span, fingerprint
from generator.findings.statistics import gravest_first
from generator.form.format import Format
from generator.form.rule import Rule
from generator.reporters import Results, in_general, placed, read_json
from generator.reporters.json import number
from generator.rules.examine import Examined
from generator.source.marked_lines import window
from generator.source.nodes import Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The top of the repository in CI, else where we ran; relative addresses count from there.
BASE = "%SRCROOT%"
BASE_WORDS = "仓库的最上层；不在 CI 里时，是运行 nianbao check 时所在的文件夹"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
# GitHub refuses a run of more results, and of these shows only so many, errors before others.
MOST, SHOWN = 25_000, 5_000


def report(results: Results) -> str:
    """One log with one run; accepted findings are there too, as suppressed results.  Of more than a code host
    takes, the gravest are there, and how many are not is said in the log."""
    rules = [*_rules(results.examined)]
    kept = _kept(results)
    where = {rule["id"]: index for index, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "nianbao", "version": __version__, "language": "zh-CN", "rules": rules}},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            BASE: {"description": {"text": "仓库的最上层；不在 CI 里时，是运行 nianbao check 时所在的文件夹"}}
        },
        "invocations": [_invocation(results)],
        "artifacts": [_artifact(examined.document.source) for examined in results.examined],
        "results": [
            _result(finding, examined, where)
            for examined in results.examined
            for finding in examined.findings
            if kept is None or id(finding) in kept
        ],
        "properties": {"findings": len(results.findings), "leftOut": left_out(results)},
    }
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def is_report(text: str) -> bool:
    """Whether a text is a log of ours."""
    match read_json(text):
        case {"runs": [{"tool": {"driver": {"name": "nianbao"}}}]}:
            return True
    return False


def remark(results: Results) -> str:
    """What a code host will not show of such a log, in Chinese; nothing where it shows all."""
    count = len(results.findings)
    if count <= SHOWN:
        return ""
    left = (
        f"SARIF 里写了 {MOST} 处，错误在前（再多 GitHub 不收），另有 {count - MOST} 处没有写进去；"
        if count > MOST
        else ""
    )
    return f"共 {count} 处问题，{left}GitHub 代码扫描只显示最重的 {SHOWN} 处"


def left_out(results: Results) -> int:
    """How many findings are not in the log."""
    return max(0, len(results.findings) - MOST)


def _kept(results: Results) -> frozenset[int] | None:
    """The identities of the findings that go into the log, None where all do: what was accepted goes last."""
    if not left_out(results):
        return None
    accepted = [finding for finding in results.findings if finding.accepted]
    ranked = [*gravest_first(results.unaccepted), *accepted]
    return frozenset(id(finding) for finding in ranked[:MOST])


def _invocation(results: Results) -> dict[str, Any]:
    words = remark(results)
    limits = [{"level": "warning", "message": {"text": words}}] if words else []
    return {
        "executionSuccessful": not results.unopened,
        "exitCode": results.exit_code,
        "toolExecutionNotifications": [*map(_notification, results.unopened), *limits],
    }


def _notification(unopened: Unopened) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": str(unopened)},
        "locations": [{"physicalLocation": {"artifactLocation": _file(unopened.file)}}],
        "exception": {
            "kind": "fault" if isinstance(unopened, Fault) else "OSError",
            "message": unopened.reason,
        },
    }


def _artifact(source: Source) -> dict[str, Any]:
    return {"location": _file(source.name), "roles": ["analysisTarget"], "sourceLanguage": "yaml"}


def _file(name: str) -> dict[str, str]:
    address = uri(name)
    # An absolute address has no base (3.4.4).
    return {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": BASE}


def _result(finding: Finding, examined: Examined, where: Mapping[str, int]) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": where[finding.code],
        "level": LEVELS[finding.level],
        "message": _message("\n".join(filter(None, (placed(finding), finding.detail, finding.help)))),
        "locations": [_place_of(finding, examined.document.source) | _cells(finding)],
        "relatedLocations": _related(finding),
        "partialFingerprints": {"finding/v1": fingerprint(finding)},
        "suppressions": _suppressions(finding),  # on every result or on none (3.27.23)
        "properties": _properties(finding),
    }
    return result | ({"fixes": [_fix(finding.fix, finding.file)]} if finding.fix else {})


def _place_of(finding: Finding, source: Source) -> dict[str, Any]:
    """Where a finding is; in a published report there are no lines, its message says where."""
    if finding.at is not None:
        return {"physicalLocation": {"artifactLocation": _file(finding.file)}}
    return _location(finding.file, finding.span, source)


def _location(file: str, span: Span, source: Source | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _file(file), "region": _region(span)}
    if source is not None and source.text and span.line <= len(source.lines):
        place["contextRegion"] = _shown(window(source, span), source)
    return {"physicalLocation": place}


def _shown(around: Span, source: Source) -> dict[str, Any]:
    """The line about a place (3.29.5); of a long one only what lies about it, as people are shown it."""
    text = source.lines[around.line - 1][around.column - 1 : around.end_column - 1]
    return {**_region(around), "snippet": {"text": text}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _message(text: str) -> dict[str, str]:
    """A filing's words must not make a link (3.11.6)."""
    return {"text": text.replace("](", "] (")}


def _cells(finding: Finding) -> dict[str, Any]:
    """The cell at which it is shown, as what it is called."""
    return (
        {"logicalLocations": [{"fullyQualifiedName": finding.cells[0], "kind": "cell"}]}
        if finding.cells
        else {}
    )


def _related(finding: Finding) -> list[dict[str, Any]]:
    """The other cells that take part, and other places to see."""
    cells = zip(finding.cells, finding.marks, strict=False)
    places = [Place(span, cell) for cell, span in cells if span != finding.span]
    return [
        {"id": index, **_location(place.file or finding.file, place.span), "message": _message(place.words)}
        for index, place in enumerate((*places, *finding.related), start=1)
    ]


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """The waiver stands in the filing itself."""
    return (
        [{"kind": "inSource", "status": "accepted", "justification": finding.accepted}]
        if finding.accepted
        else []
    )


def _properties(finding: Finding) -> dict[str, Any]:
    return {
        "cells": list(finding.cells),
        "values": list(finding.values),
        "left": number(finding.left),
        "right": number(finding.right),
        "difference": number(finding.difference),
        "basis": finding.basis,
    }


def _fix(fix: Fix, file: str) -> dict[str, Any]:
    replacements = [_replacement(edit) for edit in fix.edits]
    change = {"artifactLocation": _file(file), "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


# ---------------------------------------------------------------- rules


def _rules(filings: Sequence[Examined]) -> Iterable[dict[str, Any]]:
    """A descriptor for every code: the rules of the formats met, those that hold for all, and what else
    was found."""
    by_code = _by_code([examined.filing.format for examined in filings if examined.filing])
    yield from (_of_formats(code, rules) for code, rules in by_code.items())
    known = {*by_code, *catalogue()}
    yield from (_of_all(code) for code in catalogue() if code not in by_code)
    found = {finding.code: finding for examined in filings for finding in examined.findings}
    for code in [code for code in found if code not in known]:
        yield _descriptor(code, found[code].level, found[code].message, found[code].help, {})


def _by_code(formats: Iterable[Format]) -> dict[str, dict[str, Rule]]:
    """The rules of some forms, by their code and then by the version, oldest first."""
    versions = {form.version: form for form in formats}
    by_code: dict[str, dict[str, Rule]] = {}
    for version in sorted(versions):
        for rule in versions[version].rules:
            by_code.setdefault(rule.code, {})[version] = rule
    return by_code


def _of_formats(code: str, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The newest version speaks for the code; the help has what each version says."""
    newest = list(rules.values())[-1]
    parts = [_explained(version, rule) for version, rule in rules.items()]
    properties = {"basis": newest.basis, "official": newest.official, "versions": list(rules)}
    descriptor = _descriptor(code, newest.level, newest.message, "\n\n".join(parts), properties)
    return (
        descriptor | {"fullDescription": {"text": f"{newest.message}。{newest.why}"}}
        if newest.why
        else descriptor
    )


def _explained(version: str, rule: Rule) -> str:
    official = "格式中印明的要求" if rule.official else "由格式推出的要求"
    lines = [f"{version} 版：{rule.message}", f"依据：{rule.basis}（{official}）"]
    lines += [f"缘由：{rule.why}"] if rule.why else []
    lines += [f"改法：{rule.help}"] if rule.help else []
    return "\n".join(lines)


def _of_all(code: str) -> dict[str, Any]:
    entry = catalogue()[code]
    advice = f"改法：{in_general(code, 'help')}"
    return _descriptor(code, Level(entry["level"]), in_general(code, "message"), advice, {"official": False})


def _descriptor(
    code: str, level: Level, message: str, help_text: str, properties: Mapping[str, Any]
) -> dict[str, Any]:
    advice = help_text or message
    return {
        "id": code,
        "shortDescription": {"text": message},
        "fullDescription": {"text": message},
        "help": {"text": advice, "markdown": _markdown(advice)},
        "defaultConfiguration": {"level": LEVELS[level]},
        "properties": dict(properties),
    }


def _markdown(text: str) -> str:
    """The same lines with every mark of Markdown made plain, and hard line ends."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text).replace("\n", "  \n")
