"""Which reports are current: made of just what their filings, and all they rest on, are now.

Of every output it is remembered by a digest what it was made from (`writers/manifest.py`); with ``--resume``
what would be made of the same again, and stands there untouched, is left alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator import __version__
from generator.batch.inputs import Input
from generator.batch.plan import Plan
from generator.form.library import Library
from generator.writers.manifest import digest_of, read_manifest
from generator.writers.order import Order
from generator.writers.remote import Remote, is_as_made
from generator.writers.style import fonts
from generator.writers.style.tokens import find

# What sets type or reads pictures: another version of it may print otherwise.
ENGINES = ("typst", "weasyprint", "lxml", "pillow", "fonttools", "pydantic")


def basis(plan: Plan, library: Library) -> str:
    """A digest of all that every report of a run rests on, besides its filing: version, options, forms and
    packs, style, fonts, engines."""
    whole = sha256()
    for part in _parts(plan, library):
        whole.update(sha256(part.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


def is_current(plan: Plan, file: Input) -> bool:
    """Whether every file that is to be made of a filing stands there as it was made, of what is there now."""
    if not file.made_from:
        return False
    folder, targets = plan.folder(file), plan.targets(file)
    if isinstance(folder, Remote):
        return is_as_made(folder, file.name.name, [target.name for target in targets], file.made_from)
    manifest = read_manifest(folder, file.name.name)
    return all(
        manifest.is_current(target.name, digest_of(Path(target)), file.made_from)  # type: ignore[arg-type]
        for target in targets
    )


def _parts(plan: Plan, library: Library) -> Iterator[str]:
    yield f"nianbao {__version__} {sys.version_info[:2]}"
    yield repr(sorted(asdict(plan.order).items()))
    yield f"draft {plan.draft}"
    yield from (f"{name} {_version(name)}" for name in ENGINES)
    yield repr(library.packs)
    for folder in (*library.places(), find(plan.order.style).folder):
        yield from _files(sorted(path for path in folder.rglob("*") if path.is_file()), folder)
    yield from _fonts(plan.order)


def _files(paths: Iterable[Path], folder: Path) -> Iterator[str]:
    yield from (f"{path.relative_to(folder).as_posix()} {digest_of(path)}" for path in paths)


def _fonts(order: Order) -> Iterator[str]:
    """The faces that may be taken; when their files were written, for they are large."""
    chosen = fonts.choose(find(order.style), order.font_folders, system=order.system_fonts)
    for face in (*chosen.faces, *chosen.spare):
        found = face.path.stat()
        yield f"{face.path} {face.index} {found.st_size} {found.st_mtime_ns}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
