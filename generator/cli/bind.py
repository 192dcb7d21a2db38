"""``nianbao text --bind``: placeholders for what was typed and the tables have, written or only shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.batch.bound import BoundFiling, bind
from generator.batch.desk import Desk, apart
from generator.batch.inputs import STDIN, Misuse, reports_among, under
from generator.cli.fix import Unwritten, put, show_diff
from generator.cli.screen import complain, say
from generator.cli.unread import unread
from generator.findings.exit_code import exit_code
from generator.form.library import Library
from generator.rules.examine import Examined

# So many numbers that were left are named for each reason.
NAMED = 8


def bind_files(paths: Sequence[str], library: Library, previous: str | None, *, write: bool) -> int:
    """Bind the texts of filings and say what was done, or (not ``write``) print it as a patch."""
    there, reports = reports_among(under(paths))
    if reports:
        raise Misuse(f"--bind 只用于填报，不用于报告：{reports[0]}；先用 nianbao import 读成填报")
    if write and STDIN in paths:
        raise Misuse("--bind 不能用于标准输入；先用 --diff 看怎样改，或者给出文件")
    desk = Desk(library, previous)
    examined, unopened = apart(desk.examine(there.inputs))
    code = exit_code((), [*there.unopened, *unopened])
    for result in examined:
        code = max(code, _bind_file(result, desk, write=write))
    for closed in (*there.unopened, *unopened):
        complain(str(closed))
    return code


def _bind_file(result: Examined, desk: Desk, *, write: bool) -> int:
    name, source = result.document.source.name, result.document.source
    if result.filing is None:
        complain(unread(name, result.findings))
        return 1
    bound = bind(result, desk)
    if write and bound.after != bound.before:
        try:
            put(Path(name), source.text, bound.after, source.encoding)
        except Unwritten as why:
            complain(str(why))
            return 2
    if not write:
        show_diff(name, bound.before, bound.after)
    for line in _said(name, bound, write=write):
        say(line, err=not write)
    return int(bool(bound.problem))


def _said(name: str, bound: BoundFiling, *, write: bool) -> Iterator[str]:
    """What was made, what was left and why."""
    done = "改成占位符" if write else "可以改成占位符（还没有写）"
    yield f"{name}：{len(bound.made)} 处{done}" if bound.made else f"{name}：没有可以改成占位符的"
    for span, made in bound.made if write else ():
        yield f"  {name}:{span.line}: {made.typed} → {made.text}"
    if bound.problem:
        yield f"  {bound.problem}"
    yield from (f"  {path}：{reason}" for path, reason in bound.unchanged)
    left = [(number, why) for text in bound.texts for number, why in text.left]
    for number, why in left:
        if number.is_bound and not number.agrees:
            yield f"  {name}:{number.span.line}: “{number.words}”{why}，没有改；请先核对（nianbao text）"
    reasons = Counter(why for number, why in left if not number.is_bound or number.agrees)
    for why in reasons:
        words = [number.words for number, each in left if each == why][:NAMED]
        more = f" 等 {reasons[why]} 个" if reasons[why] > NAMED else ""
        yield f"  留着没有改（{why}）：{'、'.join(words)}{more}"
