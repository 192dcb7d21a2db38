"""Filings of earlier years of the same authority, which the web page shows as its history.

Which files they are is seen at a glance: one step back for each year, to the file that is named as last
year's, else to what lies beside the filing, in the run, or where last year's are looked for.  They are
judged by themselves: nothing of theirs is found in the filing that they are shown with.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from generator.batch.desk import Desk
from generator.batch.facts import Facts
from generator.batch.inputs import SUFFIXES, Input, real, under
from generator.filing.filing import Earlier, Filing
from generator.filing.glimpse import Glimpse, glimpse
from generator.filing.load import load
from generator.findings.exit_code import Fault, Unopened, attempt
from generator.rules.examine import examine_loaded
from generator.source.nodes import Document
from generator.source.read import SIZE_LIMIT, decode

# Before it nothing was published: the law came into force in that year.
FIRST_YEAR = 2008
UNREADABLE = "读不出来"
ERRORS = "有错误"
OTHER = "不是这个机关那一年度的填报"
SEVERAL = "等 {count} 份都像，不知道用哪一份"


def with_earlier(
    found: Sequence[Input], facts: Sequence[Facts | None] = (), previous: str | None = None
) -> tuple[Input, ...]:
    """The same filings, each with the files of its earlier years; ``facts`` is what is known of those that
    have been read, which are not opened again; ``previous`` is where last year's are looked for."""
    shelf = _Shelf()
    for file, each in zip(found, facts, strict=False):
        if file.path and each and each.key:
            shelf.hold(file.path, Glimpse(each.key.authority, each.key.year, last=each.last))
    given = [file.path for file in under([previous]).inputs if file.path] if previous is not None else []
    for path in (*(file.path for file in found), *given, *_beside(found)):
        if path is not None:
            shelf.put(path)
    only = given[0] if len(found) == 1 and previous is not None and not Path(previous).is_dir() else None
    return tuple(
        replace(file, earlier=tuple(dict.fromkeys(shelf.before(file.path, only)))) if file.path else file
        for file in found
    )


def _beside(found: Iterable[Input]) -> Iterator[Path]:
    """The YAML files in the folders of filings; no link is followed."""
    folders = dict.fromkeys(file.path.parent for file in found if file.path)
    for folder in folders:
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            continue
        for path in entries:
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and _is_file(path):
                yield path


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


@dataclass
class _Shelf:
    """Files by whose filing of which year they seem to be, each once however it was named."""

    seen: dict[Path, Glimpse] = field(default_factory=dict)
    by_key: dict[tuple[str, int], list[Path]] = field(default_factory=dict)

    def put(self, path: Path) -> Glimpse:
        """Look at a file."""
        key = real(path)
        if key not in self.seen:
            self.hold(path, glimpse(path))
        return self.seen[key]

    def hold(self, path: Path, at: Glimpse) -> None:
        """Let a file be found by what is known of it."""
        self.seen[real(path)] = at
        if at.name and at.year is not None:
            self.by_key.setdefault((at.name, at.year), []).append(path)

    def before(self, path: Path, last: Path | None) -> Iterator[tuple[int, Path]]:
        """The years before that of a file with their files, the latest first; all of them where there are
        several of one year.  ``last``: its own of last year, where that was given."""
        at = self.put(path)
        names = dict.fromkeys([at.name]) if at.name else {}
        year = at.year or 0
        while year > FIRST_YEAR and names:
            year -= 1
            files = [last] if last else self._of(path, at, year, names)
            last = None
            yield from ((year, file) for file in files)
            if len(files) == 1:
                path, at = files[0], self.put(files[0])
                names |= {at.name: None} if at.name else {}

    def _of(self, path: Path, at: Glimpse, year: int, names: Iterable[str]) -> list[Path]:
        """The files of a year, by one of these names; the one that the file of the year after names wins."""
        named = _named(path, at.last) if at.year == year + 1 and at.last else None
        if named is not None and self.put(named).year == year:
            return [named]
        return [found for name in names for found in self.by_key.get((name, year), ())]


def _named(path: Path, name: str) -> Path | None:
    """The file that a filing names as last year's."""
    if Path(name).is_absolute() or Path(name).suffix not in SUFFIXES:
        return None
    try:
        found = path.parent / name
        return found if stat.S_ISREG(found.stat().st_mode) else None
    except (OSError, ValueError):
        return None


def digest_of(path: Path, known: Mapping[Path, str] | None = None) -> str:
    """A digest of the text in a file, of one that was read the ``known`` one by its real path; nothing where
    it cannot be read."""
    if known and (found := known.get(real(path))):
        return found
    try:
        with path.open("rb") as stream:
            return digest_of_text(decode(stream.read(SIZE_LIMIT + 1), str(path))[0].text)
    except OSError:
        return ""


def digest_of_text(text: str) -> str:
    """The same of a text that was read."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# ---------------------------------------------------------------- read

Known = dict[Path, Filing | str]


def look_back(desk: Desk, filing: Filing, files: Sequence[tuple[int, Path]], known: Known) -> Filing:
    """A filing with those of its earlier years; ``known`` are those that were read before."""
    if filing.year is None or filing.format.periods or not files:
        return filing
    years: dict[int, list[Path]] = {}
    for year, path in files:
        if path not in known:
            known[path] = _judged(desk, path)
        found = known[path]
        years.setdefault((isinstance(found, Filing) and found.year) or year, []).append(path)
    earlier = (_earlier(year, years[year], known) for year in sorted(years) if year < filing.year)
    return replace(filing, earlier=tuple(earlier))


def _earlier(year: int, paths: Sequence[Path], known: Known) -> Earlier:
    """What there is of a year; of two that say the same none can be chosen."""
    path = paths[0]
    if len(paths) > 1:
        return Earlier(str(path), year, None, SEVERAL.format(count=len(paths)))
    found = known[path]
    return (
        Earlier(str(path), year, None, found) if isinstance(found, str) else Earlier(str(path), year, found)
    )


def _judged(desk: Desk, path: Path) -> Filing | str:
    """A filing that could be published as it stands, or why its figures are not to be shown."""
    document = desk.open(Input(path, Path(path.stem)))
    if isinstance(document, Unopened):
        return UNREADABLE
    found = attempt(document.source.name, partial(_by_itself, desk, document))
    return UNREADABLE if isinstance(found, Fault) else found


def _by_itself(desk: Desk, document: Document) -> Filing | str:
    examined = examine_loaded(document, load(document, replace(desk.gather(document), last=None)))
    filing = examined.filing
    if filing is None or filing.header is None:
        return UNREADABLE
    if filing.format.periods:
        return OTHER
    return ERRORS if examined.stops_build else filing
