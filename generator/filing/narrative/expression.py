"""The closed grammar of placeholders: ``{{ expression | filter | filter(n) }}``.

    expression = term   { ("+" | "-" | "−") term }
    term       = factor { ("*" | "×" | "/" | "÷") factor }
    factor     = number | path | "(" expression ")" | ("-" | "−") factor
    path       = name { "." name }
    name       = a word | “any characters” | 「any characters」 | "any characters"

Quotes are for names that the office gave itself, of tables and rows, with brackets, blanks or points in them.
Nothing else exists: no calls, no attributes, no strings, no loops.  What is written is at most
500 characters long, so nothing can hang.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from generator.common.kept import kept

LENGTH_LIMIT = 500
DEPTH_LIMIT = 20

TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,15}(?:\.[0-9]{1,12})?)(?![\w.])|(?P<name>[^\W\d]\w*)|(?P<sign>[-+*/().|−×÷])"
    r"|(?P<quoted>“[^“”]+”|「[^「」]+」|『[^『』]+』|‘[^‘’]+’|\"[^\"]+\"|'[^']+'))"
)
WORD = re.compile(r"[^\W\d]\w*")
QUOTES = ("“”", "「」", '""', "''")
_SAME = {"−": "-", "×": "*", "÷": "/"}


class Mistake(Exception):
    """A placeholder that is not of the grammar: what is wrong (Chinese), and at which character."""

    def __init__(self, problem: str, position: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.position = position


@dataclass(frozen=True, slots=True)
class Literal:
    """A plain number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Path:
    """A name to be looked up in the filing, without quotes; from which character to which it is written."""

    name: str
    position: int
    end: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and one of ``+ - * /``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Filter:
    """How a value is to be written; ``digits`` is the number in brackets, if any."""

    name: str
    digits: int | None
    position: int


Node = Literal | Path | Binary


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed placeholder."""

    root: Node
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int
    end: int = 0


def quoted_name(name: str) -> str:
    """A name as it stands in a placeholder: in quotes where it is no plain word."""
    if WORD.fullmatch(name):
        return name
    quotes = next((pair for pair in QUOTES if not set(pair) & set(name)), QUOTES[0])
    return f"{quotes[0]}{name}{quotes[1]}"


@kept
def parse(text: str) -> Expression:
    """Turn what stands between the braces into an Expression; raises Mistake."""
    if len(text) > LENGTH_LIMIT:
        raise Mistake(f"太长，最多 {LENGTH_LIMIT} 个字", 0)
    return _Parser(_tokens(text), len(text)).parse()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = TOKEN.match(text, position)
        if match is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise Mistake(f"不认识“{text[start]}”", start)
        kind = str(match.lastgroup)
        word = match[kind]
        name = word[1:-1].strip() if kind == "quoted" else _SAME.get(word, word)
        tokens.append(_Token("name" if kind == "quoted" else kind, name, *match.span(kind)))
        position = match.end()
    return tokens


class _Parser:
    """Recursive descent over the tokens, with a bound on depth."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self.tokens = tokens
        self.end = _Token("end", "", length)
        self.at = 0
        self.depth = 0

    def parse(self) -> Expression:
        root = self.expression()
        filters: list[Filter] = []
        while self.take("|"):
            filters.append(self.filter())
        if self.next.kind != "end":
            raise Mistake(f"“{self.next.text}”放错了位置", self.next.position)
        return Expression(root, tuple(filters))

    @property
    def next(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.end

    def take(self, *signs: str) -> str | None:
        token = self.next
        if token.kind == "sign" and token.text in signs:
            self.at += 1
            return token.text
        return None

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise Mistake(f"缺少“{sign}”", self.next.position)

    def expression(self) -> Node:
        node = self.term()
        while operator := self.take("+", "-"):
            node = Binary(operator, node, self.term())
        return node

    def term(self) -> Node:
        node = self.factor()
        while operator := self.take("*", "/"):
            node = Binary(operator, node, self.factor())
        return node

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise Mistake("括号或负号套得太深", self.next.position)
        node = self.signed()
        self.depth -= 1
        return node

    def signed(self) -> Node:
        if self.take("-"):
            return Binary("-", Literal(Fraction(0)), self.factor())
        if self.take("("):
            node = self.expression()
            self.need(")")
            return node
        token = self.next
        if token.kind == "number":
            self.at += 1
            return Literal(Fraction(token.text))
        if token.kind == "name":
            return self.path()
        instead = f"，不是“{token.text}”" if token.text else ""
        raise Mistake(f"这里应当是路径或数字{instead}", token.position)

    def path(self) -> Path:
        first = self.next
        names = [self.name()]
        while self.take("."):
            names.append(self.name())
        return Path(".".join(names), first.position, self.tokens[self.at - 1].end)

    def name(self) -> str:
        token = self.next
        if token.kind != "name":
            raise Mistake("“.”后面缺少名称", token.position)
        self.at += 1
        return token.text

    def filter(self) -> Filter:
        position = self.next.position
        name = self.filter_name()
        digits: int | None = None
        if self.take("("):
            token = self.next
            if token.kind != "number" or not token.text.isdigit():
                raise Mistake("括号里应当是位数", token.position)
            self.at += 1
            digits = int(token.text)
            self.need(")")
        return Filter(name, digits, position)

    def filter_name(self) -> str:
        token = self.next
        if token.kind != "name":
            raise Mistake("“|”后面缺少过滤器的名称", token.position)
        self.at += 1
        return token.text
