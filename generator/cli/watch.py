"""``check --watch``: check again what was saved, until Ctrl-C.

watchfiles says when to look; what has changed is told by the files themselves, so that nothing saved
before watching began, and nothing on a network drive that sends no word, is missed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.batch.inputs import STDIN, Misuse, passed_over
from generator.batch.watched import Watched
from generator.cli.output import Output
from generator.cli.screen import say
from generator.common.safe_text import harmless
from generator.form.library import Library
from generator.reporters.text import summary

# Milliseconds: what is saved in one go is checked once, and without word we look again all the same.
TOGETHER = 400
LOOK_AGAIN = 3000
# So many names are said, of more only how many there are.
NAMED = 3


def watch(
    paths: Sequence[str], output: Output, previous: str | None, filings_only: bool, library: Library
) -> int:
    """Check the filings under ``paths``, and again whatever is saved; Ctrl-C ends it with 0."""
    if STDIN in paths or output.form != "text":
        raise Misuse("--watch 看的是文件，结果是给人看的：不能与 -（标准输入）或其他 --format 合用")
    watched = Watched(paths, previous, filings_only, library)
    try:
        changed, _ = watched.look()
        for line in passed_over(watched.skipped):
            say(line, err=True)
        _tell(watched, output, changed)
        say(f"正在看着 {len(changed)} 份填报，保存后重新核对；按 Ctrl-C 结束。")
        for _ in _moments([*paths, *([previous] if previous else [])]):
            changed, gone = watched.look()
            if changed or gone:
                say("")
                say(_heading(changed, gone))
                _tell(watched, output, changed)
    except KeyboardInterrupt:
        say("")
        say("不再看着了。")
    return 0


def _tell(watched: Watched, output: Output, changed: Sequence[Path]) -> None:
    """The changed ones on the screen with a count of all; all of them in the files."""
    if changed:
        output.show(output.results(*watched.results(changed)))
    everything = output.results(*watched.results(watched.paths), watched.skipped)
    output.write(everything)
    if len(watched.paths) > len(changed):
        say(f"合起来，{summary(everything)}")


def _heading(changed: Sequence[Path], gone: Sequence[Path]) -> str:
    parts = [
        f"{words}：{_named(paths)}" for words, paths in (("重新核对", changed), ("不在了", gone)) if paths
    ]
    return f"──── {time.strftime('%H:%M:%S')} {'；'.join(parts)} ────"


def _named(paths: Sequence[Path]) -> str:
    names = "、".join(harmless(str(path)) for path in paths[:NAMED])
    return f"{names} 等 {len(paths)} 份" if len(paths) > NAMED else names


def _moments(paths: Sequence[str]) -> Iterator[object]:
    """Whenever something was saved in the folders, and every few seconds besides."""
    from watchfiles import watch as changes_in

    # Many editors write beside and rename: the folder sees that, a watch on the file would be lost.
    folders = {path if path.is_dir() else path.parent for path in map(Path, paths)}
    yield from changes_in(
        *sorted(folder for folder in folders if folder.is_dir()),
        watch_filter=None,
        recursive=any(Path(path).is_dir() for path in paths),
        debounce=TOGETHER,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
