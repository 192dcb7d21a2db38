"""Many filings: finding them, examining them, building them; one bad file never stops the rest."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from generator.batch import paths as written_paths
from generator.batch.paths import Written, meant
from generator.common.atomic_files import reason
from generator.filing.filing import Filing
from generator.findings.exit_code import Skipped, Unopened
from generator.form.header import REQUIRED
from generator.rules.examine import Examined

Misuse = written_paths.Misuse
STDIN = "-"
PATTERN = "*.yaml、*.yml"
SUFFIXES = (".yaml", ".yml")
# What is examined as a published report where it is named itself; in a folder it is passed over.
REPORTS = (
    *(".docx", ".docm", ".dotx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".mhtml", ".mht"),
    *(".html", ".htm", ".shtml", ".xhtml", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".zip"),
)
# The same, but in a folder it may be anything: nobody asks why it was passed over.
TEXTS = (".txt", ".text", ".md", ".markdown", ".csv", ".tsv")
# So many files are named of those that were passed over for one reason; of more, only how many there are.
NAMED = 10
# Why a report in a folder is passed over, and one that carries its own filing.
A_REPORT = "是报告，不是填报；要核对请加 --reports"
OF_OURS = "是 nianbao 生成的，核对它的填报就行"
NO_REPORT = "不像年度报告"
# A line that only a filing has: a key of its head, whatever else may be wrong with it.
_HEAD = re.compile(rf"""(?m)^\s*["']?({"|".join(REQUIRED)})["']?\s*[:：]""")


@dataclass(frozen=True, slots=True)
class Input:
    """One filing to be read, standard input where there is no ``path``: ``name`` is its output's, below the
    output folder; ``stands_for`` is the file that what is given on standard input is to be taken for.
    ``made_from`` is a digest of all that its report rests on, where that was asked for; ``earlier`` are its
    earlier years with their files, where they were looked for."""

    path: Path | None
    name: Path
    stands_for: Path | None = None
    made_from: str = ""
    earlier: tuple[tuple[int, Path], ...] = ()

    @property
    def place(self) -> Path | None:
        """Where the filing lies, or is said to lie."""
        return self.path or self.stands_for

    @property
    def shown(self) -> str:
        """What it is called in messages."""
        return str(self.place or "标准输入")


class Reports(Enum):
    """What is done with the published reports that a folder holds."""

    NO_MATTER = "they are not even seen"
    PASSED_OVER = "they are passed over, and named"
    TAKEN = "they are read"


# Which endings are looked at.
_SEEN = {Reports.NO_MATTER: (), Reports.PASSED_OVER: REPORTS, Reports.TAKEN: (*REPORTS, *TEXTS)}


@dataclass(frozen=True, slots=True)
class Under:
    """What there is under the paths of a call: filings, what was passed over, what could not be entered."""

    inputs: tuple[Input, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    unopened: tuple[Unopened, ...] = ()


def inputs(paths: Sequence[str]) -> list[Input]:
    """The filings that paths stand for: a file, a folder searched for YAML files, or ``-``."""
    return list(under(paths).inputs)


def under(paths: Sequence[str], reports: Reports = Reports.NO_MATTER) -> Under:
    """The filings that paths stand for, and what else was met on the way, each told once."""
    parts = [part for written in meant(paths) for part in _under(written, reports)]
    found = _each_once(part for part in parts if isinstance(part, Input))
    skipped = dict.fromkeys(part for part in parts if isinstance(part, Skipped))
    unopened = {part.file: part for part in parts if isinstance(part, Unopened)}
    if not found and not unopened:
        raise _nothing(paths, [*skipped])
    return Under(found, tuple(skipped), tuple(unopened.values()))


def _each_once(files: Iterable[Input]) -> tuple[Input, ...]:
    """Without those that lead to a file that was there already."""
    found: dict[Path | None, Input] = {}
    for file in files:
        found.setdefault(real(file.path) if file.path else None, file)
    return tuple(found.values())


def _nothing(paths: Sequence[str], skipped: Sequence[Skipped]) -> Misuse:
    words = f"这些文件夹里没有 {PATTERN} 文件：{'、'.join(paths)}"
    return Misuse("\n".join([words, *passed_over(skipped)]))


def standing_for(there: Under, name: str | None) -> Under:
    """The same with what is given on standard input taken for the file of that name, which is not read."""
    if name is None:
        return there
    if not any(file.path is None for file in there.inputs):
        raise Misuse("--stdin-filename 说的是标准输入，路径里要有 -")
    path = Path(name)
    if not path.name:
        raise Misuse(f"--stdin-filename 后面应当是一个文件名：{name or '（空的）'}")
    return replace(there, inputs=tuple(_with_given(there.inputs, path)))


def _with_given(files: Iterable[Input], path: Path) -> Iterator[Input]:
    """Standard input under the name of a file, and the others without that file."""
    for file in files:
        if file.path is None:
            yield Input(None, Path(path.stem), stands_for=path)
        elif real(file.path) != real(path):
            yield file


def reports_among(there: Under) -> tuple[Under, list[Path]]:
    """The filings alone, and the published reports among what was named."""
    taken = _SEEN[Reports.TAKEN]
    found = [file.path for file in there.inputs if file.path and file.path.suffix.lower() in taken]
    return replace(there, inputs=tuple(file for file in there.inputs if file.path not in found)), found


def reports_in(folder: Path) -> list[Path]:
    """What may be a published report in a folder and those below it; links that lead out are not followed."""
    found = (part.path for part in _in_folder(folder, folder, Reports.TAKEN) if isinstance(part, Input))
    return [path for path in found if path and path.suffix.lower() not in SUFFIXES]


def yaml_files(folder: Path) -> Iterator[Input]:
    """The YAML files below a folder, whatever else is there."""
    return (part for part in _in_folder(folder, folder) if isinstance(part, Input))


def passed_over(skipped: Sequence[Skipped]) -> Iterator[str]:
    """A line for every reason there is, with the files it holds for."""
    for why in dict.fromkeys(file.reason for file in skipped):
        files = [file.file for file in skipped if file.reason == why]
        more = f" 等 {len(files)} 个" if len(files) > NAMED else ""
        yield f"跳过 {len(files)} 个文件，{why}：{'、'.join(files[:NAMED])}{more}"


def real(path: Path) -> Path:
    """Where a path leads; a link that leads nowhere stays what it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle, before Python 3.13
        return path.absolute()


def _under(written: Written, reports: Reports) -> Iterator[Input | Skipped | Unopened]:
    text = written.path
    path = Path(text)
    try:
        if text == STDIN:
            yield Input(None, Path("stdin"))
        elif stat.S_ISDIR(mode := path.stat().st_mode):
            yield from _in_folder(path, path, reports)
        elif stat.S_ISREG(mode):
            yield Input(path, _name_below(path, written.top))
        else:
            raise Misuse(f"这不是普通文件：{text}")
    except FileNotFoundError as error:
        raise Misuse(f"没有这个文件或文件夹：{text}") from error
    except (OSError, ValueError) as error:
        raise Misuse(f"打不开 {text}：{reason(error)}") from error


def _name_below(path: Path, top: Path | None) -> Path:
    """The name of a file's outputs: as it lies below the folder that a pattern or a list began at."""
    if top is not None and path.is_relative_to(top):
        return path.relative_to(top).with_suffix("")
    return Path(path.stem)


def _in_folder(
    top: Path, folder: Path, reports: Reports = Reports.NO_MATTER
) -> Iterator[Input | Skipped | Unopened]:
    """The YAML files in a folder and those below it, in the order of their names.

    What begins with a dot is not looked into: it is no filing, but what programs keep beside them.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Unopened(str(folder), reason(error))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _in_folder(top, path, reports)
        elif path.suffix.lower() in SUFFIXES or (entry.is_symlink() and _leads_to_folder(path)):
            why = _passed_over(top, path)
            yield Skipped(str(path), why) if why else Input(path, path.relative_to(top).with_suffix(""))
        elif path.suffix.lower() in _SEEN[reports] and not entry.name.startswith("~$"):
            why = A_REPORT if reports is Reports.PASSED_OVER else _passed_over(top, path)
            yield Skipped(str(path), why) if why else Input(path, path.relative_to(top))


def _passed_over(top: Path, path: Path) -> str:
    """Why what has the name of a YAML file, or a link, is none of the filings in a folder, or nothing."""
    if path.name.startswith("."):
        return "名称以点开头"
    if path.is_symlink():
        if not real(path).is_relative_to(real(top)):
            return "链接通到这个文件夹以外，没有跟去"
        if _leads_to_folder(path):
            return "链接通到的文件夹就在这里，不重复看"
    try:
        return "" if stat.S_ISREG(path.stat().st_mode) else "不是普通文件"
    except OSError as error:
        return f"链接用不了（{reason(error)}）"


def _leads_to_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def is_filing(result: Examined) -> bool:
    """Whether a YAML file is meant as a filing.  What cannot even be decoded is taken for one, so that
    nothing is passed over in silence."""
    return is_text_of_filing(result.document.source.text)


def is_text_of_filing(text: str) -> bool:
    """The same of the text of a YAML file; of none where it could not be decoded."""
    return not text or _HEAD.search(text) is not None


def files_beside(filing: Filing) -> Iterator[Path]:
    """The files that were read for a filing: its pictures, last year's, those whose figures it includes."""
    folder = filing.source.folder or Path()
    yield from (folder / name for name in filing.pictures)
    others = (filing.previous, *filing.below)
    yield from (Path(other.source.name) for other in others if other)
    yield from (Path(earlier.name) for earlier in filing.earlier)
