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
SCRIPT = NODE / "node_modules/axe-core/axe.min.js"
ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = {"runOnly": ["color-contrast"]}
# What is asked in each state: colours do not change with the width, nor the rest with the colours.
STATES = {
    SCREEN: (ALL_BUT_COLOURS, COLOURS),
    DARK: (COLOURS,),
    PHONE: (ALL_BUT_COLOURS,),
    ENLARGED: (ALL_BUT_COLOURS,),
    PAPER: (ALL_BUT_COLOURS, COLOURS),
}
# Colours do not depend on the layout, but cells that lie beside or over each other keep axe from telling
# them, and so do what is laid out only when it is seen, and a drawing: its words are put below it, on the
# shape they lie on.
ASUNDER = (
    "table, caption, colgroup, thead, tbody, tr, th, td"
    " { display: block !important; width: auto !important; min-width: 0 !important }"
    " * { overflow: visible !important; content-visibility: visible !important }"
)
WORDS_OF_DRAWINGS = """() => document.querySelectorAll("svg").forEach(drawing => {
  const shapes = [...drawing.querySelectorAll("rect, path, circle, ellipse, polygon")];
  const lies = (word, shape) => {
    const one = word.getBoundingClientRect(), other = shape.getBoundingClientRect();
    const after = shape.compareDocumentPosition(word) & Node.DOCUMENT_POSITION_FOLLOWING;
    return after && one.left < other.right && one.right > other.left
      && one.top < other.bottom && one.bottom > other.top;
  };
  for (const word of drawing.querySelectorAll("text")) {
    const style = getComputedStyle(word), under = shapes.filter(shape => lies(word, shape)).at(-1);
    const copy = document.createElement("p");
    copy.textContent = word.textContent;
    copy.style.cssText = `color: ${style.fill} !important; font-size: ${style.fontSize}`;
    if (under) copy.style.backgroundColor = getComputedStyle(under).fill;
    drawing.after(copy);
  }
  drawing.remove();
})"""


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """Every page in every state.  What axe cannot decide is a failure too: someone must look."""
    with browser() as opened:
        for output in outputs:
            for state, questions in STATES.items():
                with shown(opened, output, state) as page:
                    yield _verdict(output, state.title, page, questions)


def _verdict(output: Output, title: str, page: Any, questions: Sequence[dict[str, Any]]) -> Verdict:
    page.add_script_tag(path=str(SCRIPT))
    rules, failures = 0, []
    for question in questions:
        if question is COLOURS:
            page.evaluate(WORDS_OF_DRAWINGS)
            page.add_style_tag(content=ASUNDER)
        applied, found = _ask(page, question)
        rules += applied
        failures += found
    return Verdict(output, title, rules, tuple(failures))


def _ask(page: Any, options: dict[str, Any]) -> tuple[int, list[str]]:
    """How many rules applied, and what was found against them or could not be told."""
    answer = page.evaluate("options => axe.run(document, options)", options)
    against = [*answer["violations"], *answer["incomplete"]]
    return len(answer["passes"]) + len(against), [text for rule in against for text in _described(rule)]


def _described(rule: Any) -> Iterator[str]:
    for node in rule["nodes"]:
        summary = " ".join(str(node.get("failureSummary", rule["help"])).split())
        yield f"{rule['id']} {node['target']}: {summary}"


def faults(output: Output) -> Iterator[Fault]:
    """A picture without a text, heads that are none, grey on white, a page without a language."""
    mute = ('<html lang="zh-CN">', "<html>")
    grey = styled("td { color: #bbb !important } svg text { fill: #ddd !important }")
    planted = output.changed(text_changed(output.data, *PICTURE, *HEADLESS, mute, grey))
    yield Fault("图片没有替代文字", planted, "image-alt")
    yield Fault("表头不是 th", planted, "td-headers-attr")
    yield Fault("字色太淡", planted, "color-contrast")
    yield Fault("没有注明语言", planted, "html-has-lang")
