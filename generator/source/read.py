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
import yaml._yaml
from yaml.scanner import ScannerError

from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.findings.unseen import shown
from generator.source.nodes import REFUSED, Document, Mapping, Node, Scalar, Sequence, Source, ambiguous
from generator.source.other_files import other_kind

SIZE_LIMIT = 5 * 1024 * 1024
DEPTH_LIMIT = 20
FINDINGS_LIMIT = 1000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")

# The line breaks of YAML 1.1: the parser counts lines by these, so must we.
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# Not even the rare line breaks of YAML 1.1: editors count lines without them.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# In a value, besides, what some output would take for the end of a line.
UNPRINTABLE = re.compile(CONTROL.pattern + "|\r")


Mark = yaml.Mark | yaml._yaml.Mark


class _Unreadable(Exception):
    """Stops the reading of a file that has no tree; carries its finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _TooMany(_Unreadable):
    """So much is wrong that the file is none of ours; what was found so far is told."""


def read(data: bytes, name: str = "<stdin>", folder: Path | None = None) -> Document:
    """Turn the bytes of one YAML file into a Document.  Never raises for bad input.

    Findings: Y01 to Y13 and Y20.  Where the text cannot be parsed at all, the tree is empty.
    """
    source, unreadable = decode(data, name, folder)
    return Document(source, _nothing(), unreadable) if unreadable else parse(source, source.text)


def parse(source: Source, text: str) -> Document:
    """Turn a text into a source's Document; ``text`` is the source's, or stands in for it line by line."""
    builder = _Builder()
    try:
        _refuse_control(text)
        root = builder.build(text)
    except _TooMany as stop:
        return Document(source, _nothing(), (*builder.findings, stop.finding))
    except _Unreadable as stop:
        return Document(source, _nothing(), (stop.finding,))
    if not isinstance(root, Mapping):
        return Document(source, _nothing(), (*builder.findings, _not_a_mapping(root)))
    return Document(source, root, tuple(builder.findings))


def read_file(path: Path) -> Document:
    """Read one file; raises OSError when it cannot be opened.  Never reads past the size limit."""
    with path.open("rb") as stream:
        return read(stream.read(SIZE_LIMIT + 1), str(path), path.parent)


# ---------------------------------------------------------------- text


def decode(data: bytes, name: str, folder: Path | None = None) -> tuple[Source, tuple[Finding, ...]]:
    """The text of a file, and findings Y01, Y02 or Y20 where it is no text of ours; then there is no text."""
    try:
        text = _decode(data, name)
        return Source(name, text, tuple(LINE_BREAK.split(text)), folder), ()
    except _Unreadable as stop:
        return Source(name, "", ("",), folder), (stop.finding,)


def _decode(data: bytes, name: str) -> str:
    if kind := other_kind(data, name):
        raise _Unreadable(found("Y20", Span(), kind=kind))
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


def recoded(data: bytes) -> tuple[str, str] | None:
    """The text of bytes that are no UTF-8 but may be Windows' Chinese or two-byte ones, and that encoding."""
    encoding = "utf-16" if data[:2] in UTF_16 else "gb18030"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return None


def _guess_encoding(data: bytes) -> str:
    if data[:2] in UTF_16:
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
        raise _Unreadable(found("Y10", span, character=shown(bad.group())))


def _nothing() -> Mapping:
    return Mapping({}, {}, Span())


def _not_a_mapping(root: Node | None) -> Finding:
    kinds = {Sequence: "一串没有名称的内容", Scalar: "一段文字", type(None): "空文件"}
    return found("Y11", root.span if root else Span(), found=kinds[type(root)])


# ---------------------------------------------------------------- tree


@dataclass
class _Open:
    """A list or mapping whose end has not come yet."""

    start: Mark | None
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
            self.take_all(text)
        except yaml.MarkedYAMLError as error:
            raise _Unreadable(_wrong_before(text, error) or _syntax(error)) from None
        return self.root

    def take_all(self, text: str) -> None:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            self._take(event)

    def _take(self, event: yaml.Event) -> None:
        if len(self.findings) >= FINDINGS_LIMIT:
            raise _TooMany(found("Y13", _span(event.start_mark, event.end_mark), limit=FINDINGS_LIMIT))
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                # What stands before may be half a filing: to go on would be to report its other half.
                raise _Unreadable(found("Y07", _span(event.start_mark, event.end_mark)))
            return
        if isinstance(event, yaml.AliasEvent):
            self._find("Y05", event)
            self._add(Scalar("", _span(event.start_mark, event.end_mark), REFUSED))
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
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
        # Escapes ("\\0", "\\x1b", "\\u2028") make characters that the file's own text does not show.
        if bad := UNPRINTABLE.search(scalar.text):
            self.findings.append(found("Y10", scalar.span, character=shown(bad.group())))
            return Scalar("", scalar.span, REFUSED)
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


def _span(start: Mark | None, end: Mark | None) -> Span:
    if start is None or end is None:  # only events made by hand have no marks
        return Span()
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _wrong_before(text: str, error: yaml.MarkedYAMLError) -> Finding | None:
    """What is wrong before the place where the scanner stopped: too deep nesting, or a fault of syntax.

    libyaml's scanner runs up to 1024 characters ahead of the events, and since PyYAML 6.0.4 it stops at a
    depth of its own.  So what stands before that place is read once more, and every version is told alike.
    """
    if not isinstance(error, ScannerError) or error.problem_mark is None:
        return None
    end = error.problem_mark.index
    try:
        _Builder().take_all(text[:end])
    except yaml.MarkedYAMLError as earlier:
        return _syntax(earlier) if earlier.problem_mark and earlier.problem_mark.index < end else None
    except _Unreadable as stop:
        return stop.finding if stop.finding.code == "Y09" else None
    return None


# What was begun and not ended is to be mended where it began; libyaml notices rows later.
_BEGUN = frozenset(
    {
        "while scanning a simple key",
        "while scanning a quoted scalar",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
)


# What is said where libyaml says what it has never been heard to say.
UNKNOWN = "这里的写法读不懂，核对缩进、冒号、引号和括号"


def _syntax(error: yaml.MarkedYAMLError) -> Finding:
    """libyaml's reasons are fixed English sentences; ``syntax.yaml`` has the ones a clerk meets."""
    begun = error.context in _BEGUN and error.context_mark
    mark = begun or error.problem_mark or error.context_mark
    span = _span(mark, mark)
    text = Path(__file__).with_name("syntax.yaml").read_text(encoding="utf-8")
    known: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    reason = error.problem or ""
    return found("Y03", span, problem=known.get(reason, UNKNOWN))
