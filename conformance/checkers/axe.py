"""axe-core: the page is accessible on a screen, light and dark, a phone, enlarged, and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from conformance.browser import DARK, ENLARGED, PAPER, PHONE, SCREEN, browser, shown
from conformance.faults import HEADLESS, PICTURE, styled, text_changed
from conformance.parts import NODE
from conformance.verdict import Fault, Output, Verdict

TITLE = "axe-core"
KINDS = ("html",)
STATES = (SCREEN, DARK, PHONE, ENLARGED, PAPER)
SCRIPT = NODE / "node_modules/axe-core/axe.min.js"


# Colours do not depend on the layout; cells that lie beside or over each other keep axe from telling them.
ASUNDER = (
    "table, caption, colgroup, thead, tbody, tr, th, td"
    " { display: block !important; width: auto !important; min-width: 0 !important }"
    " * { overflow: visible !important }"
)
ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = {"runOnly": ["color-contrast"]}


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """Every page in every state.  What axe cannot decide is a failure too: someone must look."""
    with browser() as opened:
        for output in outputs:
            for state in STATES:
                with shown(opened, output, state) as page:
                    yield _verdict(output, state.title, page)


def _verdict(output: Output, title: str, page: Any) -> Verdict:
    page.add_script_tag(path=str(SCRIPT))
    rules, failures = _ask(page, ALL_BUT_COLOURS)
    page.add_style_tag(content=ASUNDER)
    more_rules, more_failures = _ask(page, COLOURS)
    return Verdict(output, title, rules + more_rules, (*failures, *more_failures))


def _ask(page: Any, options: dict[str, Any]) -> tuple[int, tuple[str, ...]]:
    """How many rules applied, and what was found against them or could not be told."""
    told = page.evaluate("options => axe.run(document, options)", options)
    against = [*told["violations"], *told["incomplete"]]
    return len(told["passes"]) + len(against), tuple(text for one in against for text in _told(one))


def _told(rule: Any) -> Iterator[str]:
    for node in rule["nodes"]:
        summary = " ".join(str(node.get("failureSummary", rule["help"])).split())
        yield f"{rule['id']} {node['target']}: {summary}"


def faults(output: Output) -> Iterator[Fault]:
    """A picture without a text, heads that are none, grey on white, a page without a language."""
    mute, grey = ('<html lang="zh-CN">', "<html>"), styled("td { color: #bbb !important }")
    planted = output.changed(text_changed(output.data, *PICTURE, *HEADLESS, mute, grey))
    yield Fault("图片没有替代文字", planted, "image-alt")
    yield Fault("表头不是 th", planted, "td-headers-attr")
    yield Fault("字色太淡", planted, "color-contrast")
    yield Fault("没有注明语言", planted, "html-has-lang")
