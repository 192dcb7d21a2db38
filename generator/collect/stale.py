"""What earlier runs left in a folder and this one does not make: a page of a unit that is no longer on the
roster must not lie there as if it were current.

Only what we made ourselves and nobody changed is removed (`writers/manifest.py`).  Reports that were built
of a sum beside it are somebody's: they were made of a filing, which what we make here is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from generator.common.atomic_files import replace_files
from generator.writers.manifest import FOLDER, NOTHING, Manifest, alone_in, digest_of, read_manifest


@dataclass(frozen=True, slots=True)
class Left:
    """What was removed, and what was left because somebody changed it, or because it could not be removed."""

    removed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def clear(folder: Path, made: Collection[str], endings: tuple[str, ...]) -> Left:
    """Remove what earlier runs left in a folder besides the files that were ``made`` now, of those with these
    ``endings``.  Raises OSError."""
    if not (folder / FOLDER).is_dir():
        return Left()
    removed: list[Path] = []
    kept: list[Path] = []
    with alone_in(folder):
        for path in sorted((folder / FOLDER).glob("*.json")):
            manifest = read_manifest(folder, path.stem)
            old = [name for name in _ours(manifest) if name.endswith(endings) and name not in made]
            gone = [name for name in old if _removed(folder / name, manifest)]
            removed += [folder / name for name in gone]
            kept += [folder / name for name in old if (folder / name).exists()]
            _forget(manifest, [name for name in old if not (folder / name).exists()])
    return Left(tuple(sorted(removed)), tuple(sorted(kept)))


def _ours(manifest: Manifest) -> Iterator[str]:
    """The names of what a collecting wrote: made of no one filing."""
    for name, entry in manifest.outputs.items():
        if entry.get("from") == {} and PurePath(name).name == name and name not in (".", ".."):
            yield name


def _removed(path: Path, manifest: Manifest) -> bool:
    """Remove a file if it stands there as it was written."""
    found = digest_of(path)
    if found == NOTHING or path.is_symlink() or not manifest.knows(path.name, found):
        return False
    path.unlink()
    return True


def _forget(manifest: Manifest, names: Collection[str]) -> None:
    """A manifest without what is no longer there; without a file of its own where nothing is left."""
    if not names:
        return
    outputs = {name: entry for name, entry in manifest.outputs.items() if name not in names}
    if outputs:
        left = replace(manifest, outputs=outputs)
        replace_files({left.path: left.written()})
    else:
        manifest.path.unlink(missing_ok=True)
