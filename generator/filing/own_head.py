"""Loading the fields of the head that a form has for itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.common.did_you_mean import nearest
from generator.filing.head_mends import of_choice, of_date
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Fix, Span
from generator.form.format import Format
from generator.form.own_fields import HeadField
from generator.source.nodes import REFUSED, Node, Scalar, is_blank
from generator.source.nodes import Mapping as Tree


def load_own(
    form: Format, root: Tree, excused: Collection[str] = ()
) -> tuple[Mapping[str, str], list[Finding]]:
    """What was written in these fields, by their keys, and findings S02 and S06; a field that is wrong is not
    among them."""
    values: dict[str, str] = {}
    findings: list[Finding] = []
    for field in form.own_fields:
        node = root.entries.get(field.key)
        problems = list(_problems(field, node, excused))
        findings += problems
        if not problems and isinstance(node, Scalar) and not is_blank(node):
            values[field.key] = node.text.strip()
    return values, findings


def _problems(field: HeadField, node: Node | None, excused: Collection[str]) -> Iterator[Finding]:
    if node is None:
        if field.required and field.key not in excused:
            yield found("S02", Span(), key=field.key)
        return
    if not isinstance(node, Scalar):
        yield found("S06", node.span, key=field.key, problem="应当是一段文字")
        return
    if node.style == REFUSED or (is_blank(node) and not field.required):
        return
    text = "" if is_blank(node) else node.text
    if problem := field.problem(text):
        suggestion = nearest(text, field.allowed) if text and field.allowed else ""
        finding = found("S06", node.span, key=field.key, problem=problem + suggestion)
        yield replace(finding, fix=_mend(field, node))


def _mend(field: HeadField, node: Scalar) -> Fix | None:
    """The mend of a field that can only mean one thing."""
    if field.holds == "日期":
        return of_date(node)
    return of_choice(node, field.allowed) if field.allowed else None
