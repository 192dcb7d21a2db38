"""Loading the head of a filing from its tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from generator.filing.head_mends import of_choice, of_date, of_signature, of_year
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Fix, Span
from generator.form.authorities import authorities
from generator.form.head_values import Written
from generator.form.header import KEYS, NAMES, Header
from generator.form.signature import Signature
from generator.source.nodes import (
    REFUSED,
    Location,
    Mapping,
    Node,
    Scalar,
    Sequence,
    is_blank,
    key_span,
    node_at,
    span_at,
)
from generator.source.verdicts import Verdict, verdicts


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a filing, None where something in it is wrong, and then what (S01, S02, S03, S06).

    ``known`` are the fields that are right, by their names in `Header`, those left out among them.
    """

    header: Header | None
    known: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)


def load_header(root: Mapping, excused: Collection[str] = ()) -> Head:
    """The head of a filing from its tree.

    Fields that are ``excused`` are missing under their own key, and that has been told.
    """
    given = {key: value for key, value in root.entries.items() if key in KEYS}
    data = {key: _listed(key, _written(value)) for key, value in given.items() if not _left_out(key, value)}
    try:
        header = Header.model_validate(data)
    except ValidationError as error:
        return Head(None, _known(data, error), list(_findings(root, error, excused)))
    return Head(header, {name: getattr(header, name) for name in NAMES.values()})


def _known(data: dict[str, object], error: ValidationError) -> dict[str, Any]:
    """The fields that nothing is wrong with, each read by itself."""
    wrong = {problem["loc"][0] for problem in error.errors(include_url=False)}
    fields = Header.model_fields
    return {
        name: _field(name).validate_python(data[key]) if key in data else fields[name].get_default()
        for key, name in NAMES.items()
        if key not in wrong
    }


@cache
def _field(name: str) -> TypeAdapter[Any]:
    """What reads one field of the head."""
    field = Header.model_fields[name]
    # The name says nothing to pydantic; a field without validators would have nothing to be annotated with.
    reads: Any = Annotated[field.annotation, *field.metadata, name]
    return TypeAdapter(reads)


def _left_out(key: str, node: Node) -> bool:
    field = next(field for field in Header.model_fields.values() if field.alias == key)
    return is_blank(node) and not field.is_required()


def _written(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key: _written(value) for key, value in node.entries.items() if not is_blank(value)}
    if isinstance(node, Sequence):
        return [_written(item) for item in node.items]
    return None if is_blank(node) else Written(node)


def _listed(key: str, written: object) -> object:
    """The only waiver may stand without its dash, as it was pasted out of a message."""
    several = NAMES[key] == "waivers" and isinstance(written, dict)
    return [written] if several else written


def _findings(root: Mapping, error: ValidationError, excused: Collection[str]) -> Iterator[Finding]:
    for verdict in verdicts(error, Header):
        missing = verdict.sort == "missing" and verdict.key in excused
        if not missing and not _is_refused(root, verdict.location):
            yield replace(_finding(root, verdict), fix=_mend(root, verdict))


def _mend(root: Mapping, verdict: Verdict) -> Fix | None:
    """The mend of a field that can only mean one thing; every kind of field has its own ways of slipping."""
    node, name = node_at(root, verdict.location), _FIELDS.get(verdict.key, "")
    above = NAMES.get(str(verdict.location[0]), "")
    if verdict.sort != "value" or (len(verdict.location) > 1 and above != "signature"):
        return None
    choices = authorities().names(name)
    return _WAYS[name](node) if name in _WAYS else of_choice(node, choices) if choices else None


def _is_refused(root: Mapping, location: Location) -> bool:
    """Whether reading has told already what is wrong there."""
    node: Node = root
    for step in location:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
    return isinstance(node, Scalar) and node.style == REFUSED


def _finding(root: Mapping, verdict: Verdict) -> Finding:
    """What a head may not say, under the code of its sort."""
    location, key = verdict.location, verdict.key
    above = key_span(root, location[:-1]) if location[:-1] else Span()
    match verdict.sort:
        case "missing":
            return found("S02", above, key=key)
        case "unknown":
            return found("S01", key_span(root, location), key=key, suggestion=verdict.suggestion)
        case "value":
            return found("S06", span_at(root, location), key=key, problem=verdict.problem)
        case "shape":
            expected = _SHAPES.get(key, "一段文字")
            return found("S03", span_at(root, location), key=key, expected=expected, found="别的形式")


_FIELDS = {**{str(field.alias): name for name, field in Signature.model_fields.items()}, **NAMES}
_WAYS = {"year": of_year, "published": of_date, "signed": of_date, "signature": of_signature}
_SHAPES = {
    "网站": "花括号括起来的几项，如 {名称: 某某网, 域名: www.example.gov.cn}",
    "联系方式": "花括号括起来的几项，如 {地址: 示例市示例路1号}",
    "豁免": "一行一条，以“- ”开头，如 - {规则: C31, 核对码: bcdfghjk, 理由: 机构改革，职能划转}",
}
