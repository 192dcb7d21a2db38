"""Step one, *read*: bytes become data that know where they stand.  The only reader of users' YAML.

A statutory figure must never change between the clerk's eye and the machine's, so this is YAML
with everything surprising left out: no anchors, tags, duplicate keys or second documents, and no
scalar that YAML 1.1 would quietly read as something else (``010`` is 8, ``12:30`` is 750).
Scalars stay the text that was written; what they mean is decided where they are needed.

PyYAML's C parser supplies the events, once; the tree is built here because PyYAML's own composer
resolves aliases and lets the last of two equal keys win without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from generator.findings import Finding, Span, found

SIZE_LIMIT = 5 * 1024 * 1024
DEPTH_LIMIT = 20

# The line breaks of YAML 1.1: the parser counts lines by these, so must we.
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
CONTROL = re.compile("[^\t\n\r\x85\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file; ``folder`` is where its pictures may lie (None for standard input)."""

    name: str
    text: str
    lines: tuple[str, ...]
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written.  ``style`` is YAML's: '' plain, '|', '>', or a quote."""

    text: str
    span: Span
    style: str = ""

    @property
    def plain(self) -> bool:
        """Written without quotes, on one line."""
        return self.style == ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys to nodes, with the place of every key."""

    entries: dict[str, Node]
    keys: dict[str, Span]
    span: Span


Node = Scalar | Sequence | Mapping
Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Document:
    """What reading gives: the source, its tree (empty when unreadable) and what was wrong."""

    source: Source
    root: Mapping
    findings: tuple[Finding, ...] = ()


class _Unreadable(Exception):
    """Stops the reading of a file that has no tree; carries its finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(data: bytes, name: str = "<stdin>", folder: Path | None = None) -> Document:
    """Turn the bytes of one YAML file into a Document.  Never raises for bad input.

    Findings: Y01 to Y12.  Where the text cannot be parsed at all, the tree is empty.
    """
    try:
        text = _decode(data)
        source = Source(name, text, tuple(LINE_BREAK.split(text)), folder)
    except _Unreadable as stop:
        return Document(Source(name, "", ("",), folder), _nothing(), (stop.finding,))
    try:
        _refuse_control(text)
        builder = _Builder()
        root = builder.build(text)
    except _Unreadable as stop:
        return Document(source, _nothing(), (stop.finding,))
    if not isinstance(root, Mapping):
        return Document(source, _nothing(), (*builder.findings, _not_a_mapping(root)))
    return Document(source, root, tuple(builder.findings))


def read_file(path: Path) -> Document:
    """Read one file; raises OSError when it cannot be opened.  Never reads past the size limit."""
    with path.open("rb") as stream:
        return read(stream.read(SIZE_LIMIT + 1), str(path), path.parent)


def to_plain(node: Node) -> Plain:
    """The node as ordinary Python data: plain decimal integers, ``true``/``false`` and empty scalars
    get their types, everything else stays text."""
    if isinstance(node, Mapping):
        return {key: to_plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    if not node.plain:
        return node.text
    if node.text in _WORDS:
        return _WORDS[node.text]
    return int(node.text) if _INTEGER.fullmatch(node.text) else node.text


def is_blank(node: Node) -> bool:
    """Whether nothing was written: an empty value, ``null`` or ``~`` without quotes."""
    return isinstance(node, Scalar) and node.plain and node.text in _BLANK


def locate(source: Source, scalar: Scalar, start: int, end: int) -> Span:
    """Where characters ``start`` to ``end`` of a scalar's text stand in the file.

    Exact for ``|`` blocks and for scalars on one line; the whole scalar where YAML folds lines
    or resolves escapes, because then the text is no longer the file's.
    """
    if scalar.style == "|":
        return _locate_in_block(source, scalar, start, end)
    quote = 0 if scalar.plain else 1
    raw = source.lines[scalar.span.line - 1][scalar.span.column - 1 + quote :]
    if scalar.style == ">" or not raw.startswith(scalar.text):
        return scalar.span
    first = scalar.span.column + quote
    return Span(scalar.span.line, first + start, scalar.span.line, first + end)


def _locate_in_block(source: Source, scalar: Scalar, start: int, end: int) -> Span:
    before = scalar.text[:start].split("\n")
    line = scalar.span.line + len(before)
    written = scalar.text.split("\n")[len(before) - 1]
    raw = source.lines[line - 1] if line <= len(source.lines) else ""
    indent = max(len(raw) - len(written), 0)
    column = indent + len(before[-1]) + 1
    return Span(line, column, line, column + min(end - start, len(written) - len(before[-1])))


# ---------------------------------------------------------------- text


def _decode(data: bytes) -> str:
    if len(data) > SIZE_LIMIT:
        raise _Unreadable(found("Y02", Span(), limit=SIZE_LIMIT // 1024 // 1024))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise _Unreadable(
            found("Y01", Span(line, column, line, column + 1), guess=_guess_encoding(data))
        ) from None


def _guess_encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "，而是 UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，看来是 GBK（ANSI）"


def _refuse_control(text: str) -> None:
    if bad := CONTROL.search(text):
        before = LINE_BREAK.split(text[: bad.start()])
        line, column = len(before), len(before[-1]) + 1
        span = Span(line, column, line, column + 1)
        raise _Unreadable(found("Y10", span, character=f"U+{ord(bad.group()):04X}"))


def _nothing() -> Mapping:
    return Mapping({}, {}, Span())


def _not_a_mapping(root: Node | None) -> Finding:
    kinds = {Sequence: "一个列表", Scalar: "一段文字", type(None): "空文件"}
    return found("Y11", root.span if root else Span(), found=kinds[type(root)])


# ---------------------------------------------------------------- tree

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_BLANK = frozenset({"", "null", "~"})
_WORDS: dict[str, None | bool] = {"": None, "null": None, "~": None, "true": True, "false": False}

# What YAML 1.1 readers (and so other tools, and other people's scripts) take for something that was
# not written.  Order matters: the first that fits names the reason.
_TRAPS = (
    (re.compile(r"[-+]?0[0-9_]+"), "以 0 开头的数会被当成八进制"),
    (re.compile(r"[-+]?0[xob][0-9a-fA-F_]+", re.I), "会被当成其他进制的数"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?"), "下划线会被悄悄去掉"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9_]*)?"), "带冒号的数会被当成六十进制"),
    (re.compile(r"yes|no|on|off", re.I), "会被当成“是”或“否”"),
)


@dataclass
class _Open:
    """A list or mapping whose end has not come yet."""

    start: yaml.Mark
    mapping: bool
    children: list[Node] = field(default_factory=list)


@dataclass
class _Builder:
    """Builds the tree from parse events without recursion, so that depth cannot hurt."""

    findings: list[Finding] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0

    def build(self, text: str) -> Node | None:
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                if self._ends(event):
                    break
        except yaml.MarkedYAMLError as error:
            raise _Unreadable(_syntax(error)) from None
        return self.root

    def _ends(self, event: yaml.Event) -> bool:
        """Take in one event; True when nothing after it is to be read."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._find("Y07", event)
            return self.documents > 1
        if isinstance(event, yaml.AliasEvent):
            self._find("Y05", event)
            self._add(Scalar("", _span(event.start_mark, event.end_mark), "*"))
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        return False

    def _node(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._find("Y05", event)
        if event.tag is not None:
            self._find("Y06", event)
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
            return
        self.stack.append(_Open(event.start_mark, isinstance(event, yaml.MappingStartEvent)))
        if len(self.stack) > DEPTH_LIMIT:
            raise _Unreadable(found("Y09", _span(event.start_mark, event.end_mark), limit=DEPTH_LIMIT))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        scalar = Scalar(event.value, _span(event.start_mark, event.end_mark), event.style or "")
        if reason := ambiguous(scalar):
            self.findings.append(found("Y08", scalar.span, value=scalar.text, reason=reason))
        return scalar

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        opened = self.stack.pop()
        span = _span(opened.start, event.end_mark)
        if opened.mapping:
            self._add(self._mapping(opened.children, span))
        else:
            self._add(Sequence(tuple(opened.children), span))

    def _mapping(self, children: list[Node], span: Span) -> Mapping:
        mapping = Mapping({}, {}, span)
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.findings.append(found("Y12", key.span))
            elif key.text in mapping.entries:
                first = mapping.keys[key.text].line
                self.findings.append(found("Y04", key.span, key=key.text, first=first))
            else:
                mapping.entries[key.text] = value
                mapping.keys[key.text] = key.span
        return mapping

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node

    def _find(self, code: str, event: yaml.Event) -> None:
        self.findings.append(found(code, _span(event.start_mark, event.end_mark)))


def ambiguous(scalar: Scalar) -> str | None:
    """Why other YAML readers would not see the text that stands here, or None."""
    if not scalar.plain or scalar.text.isalpha() and not scalar.text.isascii():
        return None
    return next((reason for pattern, reason in _TRAPS if pattern.fullmatch(scalar.text)), None)


def _span(start: yaml.Mark, end: yaml.Mark) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)



def _syntax(error: yaml.MarkedYAMLError) -> Finding:
    """libyaml's reasons are fixed English sentences; ``syntax.yaml`` has the ones a clerk meets."""
    mark = error.problem_mark or error.context_mark
    span = _span(mark, mark) if mark else Span()
    text = Path(__file__).with_name("syntax.yaml").read_text(encoding="utf-8")
    known: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    reason = error.problem or ""
    return found("Y03", span, problem=known.get(reason, reason))


def span_at(node: Node, location: tuple[int | str, ...]) -> Span:
    """The place of the deepest node that exists along a path of keys and indices."""
    for step in location:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.span
