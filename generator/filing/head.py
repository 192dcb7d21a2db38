"""Loading the head of a filing from its tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.common.did_you_mean import nearest
from generator.filing.head_mends import of_choice, of_date, of_year
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Fix, Span
from generator.form.authorities import authorities
from generator.form.header import KEYS, NAMES, Contact, Header, Waiver, Website, Written
from generator.source.data_file import Model
from generator.source.nodes import REFUSED, Mapping, Node, Scalar, Sequence, is_blank, node_at, span_at


def load_header(root: Mapping, excused: Collection[str] = ()) -> tuple[Header | None, list[Finding]]:
    """The head of a filing from its tree; None with findings (S01, S02, S03, S06) where it is wrong.

    Fields that are ``excused`` are missing under their own key, and that has been told.
    """
    given = {key: value for key, value in root.entries.items() if key in KEYS}
    data = {key: _written(value) for key, value in given.items() if not _left_out(key, value)}
    try:
        return Header.model_validate(data), []
    except ValidationError as error:
        return None, list(_findings(root, error, excused))


def _left_out(key: str, node: Node) -> bool:
    field = next(field for field in Header.model_fields.values() if field.alias == key)
    return is_blank(node) and not field.is_required()


def _written(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key: _written(value) for key, value in node.entries.items() if not is_blank(value)}
    if isinstance(node, Sequence):
        return [_written(item) for item in node.items]
    return None if is_blank(node) else Written(node)


def _findings(root: Mapping, error: ValidationError, excused: Collection[str]) -> Iterator[Finding]:
    for problem in error.errors(include_url=False):
        location = problem["loc"]
        missing = problem["type"] == "missing" and location[-1] in excused
        if not missing and not _is_refused(root, location):
            yield replace(_finding(root, location, problem), fix=_mend(root, location, problem["type"]))


def _mend(root: Mapping, location: tuple[int | str, ...], kind: str) -> Fix | None:
    """The mend of a field that can only mean one thing; every kind of field has its own ways of slipping."""
    node, name = node_at(root, location), NAMES.get(str(location[-1]), "")
    if kind == "literal_error":
        return of_choice(node, authorities().names(name))
    ways = {"year": of_year, "published": of_date}
    return ways[name](node) if kind == "header" and name in ways else None


def _is_refused(root: Mapping, location: tuple[int | str, ...]) -> bool:
    """Whether reading has told already what is wrong there."""
    node: Node = root
    for step in location:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
    return isinstance(node, Scalar) and node.style == REFUSED


def _finding(root: Mapping, location: tuple[int | str, ...], problem: ErrorDetails) -> Finding:
    """pydantic's verdict in our words, chosen by its type."""
    key = next((step for step in reversed(location) if isinstance(step, str)), "")
    span = span_at(root, location)
    match problem["type"]:
        case "missing":
            return found("S02", _key_span(root, location[:-1]), key=key)
        case "extra_forbidden":
            return found("S01", _key_span(root, location), key=key, suggestion=nearest(key, _known(location)))
        case "literal_error":
            return found("S06", span, key=key, problem=_choices(location, problem["input"]))
        case "header":
            return found("S06", span, key=key, problem=problem["msg"])
        case _:
            return found("S03", span, key=key, expected=_SHAPES.get(key, "一段文字"), found="别的形式")


_SHAPES = {"网站": "“键: 值”的映射", "联系方式": "“键: 值”的映射", "豁免": "列表"}


_MODELS: dict[str, type[Model]] = {"网站": Website, "联系方式": Contact, "豁免": Waiver}


def _known(location: tuple[int | str, ...]) -> tuple[str, ...]:
    model = _MODELS[str(location[0])]
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _choices(location: tuple[int | str, ...], given: object) -> str:
    choices = authorities().names(NAMES[str(location[-1])])
    told = f"，这里是“{given}”" if isinstance(given, str) else "，还没有填写" if given is None else ""
    return f"应当是{'、'.join(choices)}之一{told}"


def _key_span(root: Mapping, location: tuple[int | str, ...]) -> Span:
    """Where the last key of a path is written; the top of the file for the empty path."""
    if not location:
        return Span()
    node: Node = root
    span = Span()
    for step in location:
        if isinstance(node, Mapping) and step in node.entries:
            span, node = node.keys[str(step)], node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
            span = node.span
    return span
