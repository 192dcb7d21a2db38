"""A waiver written into a filing, or taken out of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.filing.filing import Filing
from generator.findings.finding import Edit, Finding, Span, fingerprint
from generator.form.format import Format
from generator.form.header import Waiver
from generator.rules.waivers import SECTION, acceptable
from generator.source.blocks import ending_of
from generator.source.entries import inserted, is_flow, last_line, lines_removed, removed
from generator.source.nodes import Document, Node, is_blank
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Sequence as List
from generator.source.yaml_text import as_value
from generator.workbench.places import siblings
from generator.workbench.problem import Problem

RULE, REASON, SEAL = (str(Waiver.model_fields[name].alias) for name in ("rule", "reason", "seal"))
ERRORS = "错误要改正，不能豁免"
NO_REASON = "写一句理由，说明为什么可以接受"
NONE = "这条问题没有豁免"
LONGEST = 500


def waived(
    form: Format, document: Document, filing: Filing, finding: Finding, reason: str
) -> tuple[Edit, ...]:
    """The edits that accept a finding with this reason; without one those that take its waiver back."""
    if not reason:
        return (_taken_back(document, finding),)
    if not acceptable(filing, finding):
        raise Problem(ERRORS)
    if len(reason) > LONGEST or not reason.isprintable():
        raise Problem(NO_REASON)
    words = f"{{{RULE}: {finding.code}, {REASON}: {as_value(reason)}, {SEAL}: {fingerprint(finding)}}}"
    node = document.root.entries.get(SECTION)
    if node is None or is_blank(node):
        return _first(form, document, node, words)
    if not isinstance(node, List):
        raise Problem(f"“{SECTION}”现在的写法不是一条一条的，请在编辑器里改", 409)
    return (_behind(document, node, words),)


def _first(form: Format, document: Document, node: Node | None, words: str) -> tuple[Edit, ...]:
    lines = ("", f"  - {words}")
    if node is None:
        return inserted(document, (SECTION,), lines, siblings(form))
    end = len(document.source.lines[node.span.end_line - 1]) + 1
    here = Span(node.span.end_line, end, node.span.end_line, end)
    return Edit(node.span, ""), Edit(here, f"{ending_of(document.source.text)}{lines[1]}")


def _behind(document: Document, node: List, words: str) -> Edit:
    source = document.source
    if is_flow(source, node):
        end = node.span.end_column - 1
        comma = ", " if node.items else ""
        return Edit(Span(node.span.end_line, end, node.span.end_line, end), f"{comma}{words}")
    last = last_line(source, node)
    end = len(source.lines[last - 1]) + 1
    line = f"{ending_of(source.text)}{' ' * (node.span.column - 1)}- {words}"
    return Edit(Span(last, end, last, end), line)


def _taken_back(document: Document, finding: Finding) -> Edit:
    node = document.root.entries.get(SECTION)
    items = node.items if isinstance(node, List) else ()
    at = next((number for number, item in enumerate(items) if _is_for(item, finding)), None)
    if at is None:
        raise Problem(NONE)
    assert isinstance(node, List)  # an item of it was found
    if len(items) == 1:
        return removed(document, (SECTION,))
    if is_flow(document.source, node):
        return _out_of_list(items, at)
    first = items[at].span.line
    return lines_removed(document.source, first, max(first, last_line(document.source, items[at])))


def _out_of_list(items: Sequence[Node], at: int) -> Edit:
    start, end = items[at].span, items[at].span
    if at:
        before = items[at - 1].span
        return Edit(Span(before.end_line, before.end_column, end.end_line, end.end_column), "")
    behind = items[1].span
    return Edit(Span(start.line, start.column, behind.line, behind.column), "")


def _is_for(item: Node, finding: Finding) -> bool:
    texts = (
        {key: getattr(node, "text", "") for key, node in item.entries.items()}
        if isinstance(item, Tree)
        else {}
    )
    seal = texts.get(SEAL, "").strip().lower()
    return texts.get(RULE, "").strip().upper() == finding.code and seal == fingerprint(finding)
