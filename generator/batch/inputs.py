"""Many filings: finding them, examining them, building them; one bad file never stops the rest."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.batch.together import Last, examine_together
from generator.common.atomic_files import reason
from generator.filing import read as reading
from generator.filing.filing import Filing
from generator.filing.load import load_alone
from generator.findings.exit_code import Unopened as Unopened  # noqa: PLC0414  # those who open catch it from here
from generator.form.header import REQUIRED
from generator.form.library import Library
from generator.rules.examine import Examined, examine
from generator.source.nodes import Document
from generator.source.read import SIZE_LIMIT

STDIN = "-"
PATTERN = "*.yaml"
# A line that only a filing has: a key of its head, whatever else may be wrong with it.
_HEAD = re.compile(rf"""(?m)^\s*["']?({"|".join(REQUIRED)})["']?\s*[:：]""")


class Misuse(Exception):
    """A call that cannot be carried out as it was made; the message is Chinese.  Exit code 2."""


@dataclass(frozen=True, slots=True)
class Input:
    """One filing to be read: ``name`` is its output's, below the output folder."""

    path: Path | None
    name: Path


def inputs(paths: Sequence[str]) -> list[Input]:
    """The filings that paths stand for: a file, a folder searched for ``*.yaml``, or ``-``."""
    found = list({one.path and one.path.resolve(): one for path in paths for one in _inputs(path)}.values())
    if not found:
        raise Misuse(f"这些文件夹里没有 {PATTERN} 文件：{'、'.join(paths)}")
    return found


def _inputs(text: str) -> Iterator[Input]:
    path = Path(text)
    if text == STDIN:
        yield Input(None, Path("stdin"))
    elif path.is_dir():
        for file in sorted(path.rglob(PATTERN)):
            inside = file.relative_to(path)
            if file.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield Input(file, inside.with_suffix(""))
    elif path.is_file():
        yield Input(path, Path(path.stem))
    elif path.exists():
        raise Misuse(f"这不是普通文件：{text}")
    else:
        raise Misuse(f"没有这个文件或文件夹：{text}")


def read_input(one: Input, library: Library) -> Document:
    """Read one filing; raises Unopened."""
    try:
        if one.path is None:
            return reading.read(sys.stdin.buffer.read(SIZE_LIMIT + 1), library=library)
        return reading.read_file(one.path, library)
    except OSError as error:
        raise Unopened(str(one.path), reason(error)) from error


def is_filing(result: Examined) -> bool:
    """Whether a YAML file is meant as a filing.  What cannot even be decoded is taken for one, so that
    nothing is passed over in silence."""
    text = result.document.source.text
    return not text or _HEAD.search(text) is not None


def open_input(one: Input, library: Library, previous: Path | None = None) -> Examined:
    """Read and examine one filing, beside last year's if it is given; raises Unopened."""
    if previous is None:
        return examine(read_input(one, library), library)
    (result,) = examine_together([read_input(one, library)], Last(only=_load(previous, library)), library)
    return result


def examine_all(
    found: Sequence[Input], library: Library, previous: str | None = None
) -> tuple[list[Examined], list[Unopened]]:
    """Read and examine filings together, with last year's at ``previous`` (a file or a folder) and among
    themselves; those that cannot be opened do not stop the others."""
    documents: list[Document] = []
    unopened: list[Unopened] = []
    for one in found:
        try:
            documents.append(read_input(one, library))
        except Unopened as why:
            unopened.append(why)
    return examine_together(documents, last_year(previous, len(found), library), library), unopened


def look(
    previous: str | None, count: int, library: Library
) -> Callable[[Sequence[Document]], list[Examined]]:
    """What `examine_all` does with filings, for documents that were read already, as often as is wanted."""
    return partial(examine_together, last=last_year(previous, count, library), library=library)


def last_year(previous: str | None, count: int, library: Library) -> Last:
    """Last year's filings at a path: one file given for one filing is meant for it, whatever its name."""
    if previous is None:
        return Last()
    files = [one.path for one in inputs([previous]) if one.path is not None]
    filings = [filing for path in files if (filing := _load(path, library)) is not None]
    if count == 1 and not Path(previous).is_dir():
        if not filings:
            raise Misuse(f"--previous 后面应当是一份读得出来的填报：{previous}")
        return Last(only=filings[0], given=True)
    return Last(filings=tuple(filings), given=True)


def _load(path: Path, library: Library) -> Filing | None:
    """A filing as it stands, without looking further back."""
    try:
        return load_alone(read_input(Input(path, Path(path.stem)), library), library=library).filing
    except Unopened as why:
        raise Misuse(str(why)) from why


def partners(found: Sequence[Input], previous: str | None, library: Library) -> dict[Path, Path]:
    """For each filing the file of last year's that is not named in its own head, where there is one."""
    results, _ = examine_all(found, library, previous) if previous or len(found) > 1 else ([], [])
    pairs: dict[Path, Path] = {}
    for one in results:
        filing = one.filing
        last = filing.previous if filing else None
        of_head = previous is None and filing and filing.header and filing.header.previous
        if last is not None and not of_head:
            pairs[Path(one.document.source.name)] = Path(last.source.name)
    return pairs


def outputs_differ(found: Sequence[Input]) -> None:
    """Raise Misuse where two filings would be written to the same files."""
    seen: dict[Path, Input] = {}
    for one in found:
        if one.name in seen:
            first, second = seen[one.name].path, one.path
            raise Misuse(f"{first} 和 {second} 会生成同名的文件，请分别指定 -o")
        seen[one.name] = one
