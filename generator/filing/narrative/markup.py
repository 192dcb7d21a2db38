"""A line of a narrative into runs: emphasis, links, and text that stays text.

What a line may hold of Markdown is small on purpose (docs/decisions/0005, 0068): ``**重点**`` and
``[文字](https://…)``; what whole lines are, `lines` says.  Everything else is text, so that ``10*20*30``
stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.filing.narrative.links import ESCAPED, LINK


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner.

    ``address``: where it leads to, as written; ``link``: which link of its line that is, from 1 on; ``face``:
    the level of the headings in whose face it stands.
    """

    text: str
    strong: bool = False
    address: str = ""
    face: int = 0
    link: int = 0

    @property
    def leads(self) -> tuple[str, int]:
        """Where it leads to, and which link of its line that is: two to one address are two."""
        return self.address, self.link


def runs(text: str, *, links: bool = True) -> tuple[Run, ...]:
    """A line taken apart: ``**…**`` is strong, ``[文字](网址)`` leads there where ``links`` are meant, a
    backslash frees ``*``, ``{`` and a link's ``[``."""
    found: list[Run] = []
    strong, address, link = 0, "", 0
    for token in _parser(links).parseInline(text)[0].children or ():
        if token.type == "text" and token.content:
            _append(found, Run(token.content, strong > 0, address, link=link if address else 0))
        link += token.type == "link_open"
        strong += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        if token.type in ("link_open", "link_close"):
            address = str(token.attrs.get("href", ""))
    return tuple(found)


def _append(found: list[Run], run: Run) -> None:
    last = found[-1] if found else None
    if last and (last.strong, last.leads) == (run.strong, run.leads):
        found[-1] = replace(run, text=last.text + run.text)
    else:
        found.append(run)


@cache
def _parser(links: bool) -> MarkdownIt:
    """CommonMark's inline parser with our emphasis, links and escapes in place of its own."""
    parser = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "fragments_join"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("escape", _escape)
    parser.inline.ruler.enable("escape")
    if links:
        parser.inline.ruler.before("emphasis", "safe_link", _link)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Runs of exactly two asterisks open and close emphasis, beside any character.

    CommonMark lets ``**重点。**后`` not close, because 。 is punctuation and 后 is a letter; Chinese
    has no spaces to tell the sides by, so only spaces inside the marks count here.
    """
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    text = state.src[state.pos : state.pos + scanned.length]
    token = state.push("text", "", 0)
    token.content = text
    state.pos += scanned.length
    if scanned.length == 2:
        token.content = "*"
        second = state.push("text", "", 0)
        second.content = "*"
        _delimiters(state, len(state.tokens) - 2)
    return True


def _delimiters(state: StateInline, first: int) -> None:
    before = state.src[state.pos - 3] if state.pos >= 3 else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    for token in (first, first + 1):
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=2,
                token=token,
                end=-1,
                open=not after.isspace(),
                close=not before.isspace(),
            )
        )


def _link(state: StateInline, silent: bool) -> bool:
    """``[文字](网址)`` whose address is of a safe kind; the words between the brackets are read again."""
    match = LINK.match(state.src, state.pos)
    if silent or match is None or match.end() > state.posMax:
        return False
    whole = state.posMax
    state.push("link_open", "a", 1).attrs = {"href": match["address"]}
    state.pos, state.posMax = match.span("words")
    state.md.inline.tokenize(state)
    state.push("link_close", "a", -1)
    state.pos, state.posMax = match.end(), whole
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    r"""``\*``, ``\{`` and the ``\[`` of a link are the character itself; any other backslash is text."""
    freed = state.src[state.pos + 1 : state.pos + 2] in ("*", "{") or ESCAPED.match(state.src, state.pos)
    if state.src[state.pos] != "\\" or not freed:
        return False
    if not silent:
        state.pending += state.src[state.pos + 1]
    state.pos += 2
    return True
