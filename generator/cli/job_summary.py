"""What a run came to, as a summary in Markdown for the page of GitHub's job: by file and by rule.

What a filing says is text: no mark of Markdown or HTML takes effect.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.cli.screen import complain
from generator.common.atomic_files import reason
from generator.common.safe_text import address, harmless
from generator.findings.statistics import NAMES, Counted
from generator.reporters import Results
from generator.reporters.text import summary

# So many files have a line of their own: a page for a job holds one megabyte.
MOST = 200
HEADING = "### nianbao check："
# What means something in a line of Markdown, or in the HTML that may stand in it.
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&$]|:(?=//)")
# So much of a sentence is shown: one may quote a filing at length.
LONGEST = 200


def summarise(results: Results) -> None:
    """Add a summary of what was checked to the page of the job."""
    _add(in_markdown(results))


def summarise_lines(title: str, lines: Iterable[str]) -> None:
    """Add a heading and plain lines to the page of the job, each line a point."""
    _add("\n".join(map(harmless, (f"### {title}", "", *(f"- {_plain(line)}" for line in lines)))))


def _add(text: str) -> None:
    """Where GitHub has a file for it.  Nobody asked for that file, so the run does not fail where it cannot
    be written."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", newline="\n") as page:
            page.write(f"{text}\n\n")
    except (OSError, ValueError) as error:
        complain(f"作业摘要写不到 {file}：{reason(error)}")


def in_markdown(results: Results) -> str:
    """A heading that says whether it passed, a sentence that counts, a table by file and one by rule."""
    passed = "通过" if results.exit_code == 0 else "没有通过"
    lines = [f"{HEADING}{passed}", "", _plain(results.summary or summary(results)), *_strictly(results), ""]
    lines += [f"- {_plain(str(unopened))}" for unopened in results.unopened[:MOST]]
    lines += [""] if results.unopened else []
    counted = Counted.of(results.unaccepted)
    lines += [*_files(counted), *_rules(counted)]
    return "\n".join(map(harmless, lines)).rstrip("\n")


def _strictly(results: Results) -> Iterator[str]:
    if results.strict:
        yield "按 --strict 核对：有警告也算没有通过，已接受的除外。"


def _files(counted: Counted) -> Iterator[str]:
    files = counted.by_file()
    rows = [[address(file), *(counts[level] for level in NAMES)] for file, counts in files[:MOST]]
    yield from _table(["文件", *NAMES.values()], rows)
    if len(files) > MOST:
        yield f"另有 {len(files) - MOST} 份填报有问题，没有列出。"
        yield ""


def _rules(counted: Counted) -> Iterator[str]:
    rows = [
        [
            f"{NAMES[found.first.level]} {found.first.code}",
            found.count,
            len(found.files),
            f"{address(found.first.file)}:{found.first.span.line}　{found.first.message}",
        ]
        for found in counted.by_rule()
    ]
    yield from _table(["规则", "处", "份", "例如"], rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    written = [f"| {' | '.join(_plain(str(value)) for value in row)} |" for row in rows]
    if written:
        yield from (f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |", *written, "")


def _plain(text: str) -> str:
    """One line in which no mark means anything."""
    line = " ".join(text.split())
    shown = line if len(line) <= LONGEST else f"{line[:LONGEST]}……"
    return _MARKS.sub(r"\\\g<0>", shown)
