"""Many filings: finding them, examining them, building them; one bad file never stops the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.filing.filing import Filing
from generator.findings.exit_code import Unopened as Unopened  # noqa: PLC0414  # those who open catch it from here
from generator.form.header import REQUIRED
from generator.rules.examine import Examined

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
    found = list(
        {file.path and file.path.resolve(): file for path in paths for file in _inputs(path)}.values()
    )
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


def is_filing(result: Examined) -> bool:
    """Whether a YAML file is meant as a filing.  What cannot even be decoded is taken for one, so that
    nothing is passed over in silence."""
    text = result.document.source.text
    return not text or _HEAD.search(text) is not None


def files_beside(filing: Filing) -> Iterator[Path]:
    """The files that were read for a filing: its pictures, last year's, those whose figures it includes."""
    folder = filing.source.folder or Path()
    yield from (folder / name for name in filing.pictures)
    others = (filing.previous, *filing.below)
    yield from (Path(other.source.name) for other in others if other)
