"""Step five, *write*: a Report in a Style becomes files: html, pdf, docx, and a picture sheet (poster).

All files of a report are made in memory first and moved into place together: either every format
is new, or none is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.common.atomic_files import reason, refuse_folders, replace_files
from generator.common.safe_text import visible
from generator.report.build import Report
from generator.writers import apart, file_names
from generator.writers.failure import CannotWrite
from generator.writers.manifest import (
    NOTHING,
    Manifest,
    alone_in,
    digest,
    digest_of,
    make_folder,
    read_manifest,
)
from generator.writers.order import Order, Task
from generator.writers.remote import Folder, Remote, place_away
from generator.writers.rendered import rendered
from generator.writers.style import fonts, tokens
from generator.writers.style.days import with_days
from generator.writers.style.remarks import with_remarks

CHANGED = (
    "没有生成：{files} 不是上次生成时的原样，可能有人改过。"
    "要保留，请给它改名，或者用 -o 换一个文件夹；确实要覆盖，请加 --force"
)


def write(
    report: Report,
    folder: Folder,
    name: str,
    order: Order | None = None,
    *,
    filing: str = "",
    made_from: str = "",
    force: bool = False,
) -> tuple[Folder, ...]:
    """Write a report as ``folder/name.docx`` and so on; returns the paths.

    ``filing`` is the text it was made of, which is remembered by its digest, ``made_from`` one of all that it
    rests on.  A file there that is not as we wrote it is somebody's work: all are refused, unless ``force``.
    Raises StyleError, FontError or CannotWrite; in every case no file has been touched.
    """
    order = order or Order()
    names = file_names(name, order)
    made = {names[key]: data for key, data in render(report, order, name).items()}
    if not made:
        return ()
    if isinstance(folder, Remote):
        _place_away(made, folder, name, (filing, made_from), force=force)
        return tuple(folder / file for file in made)
    try:
        place(made, folder, name, filing=filing, made_from=made_from, force=force)
    except OSError as error:
        where = error.filename if isinstance(error, IsADirectoryError) else folder
        raise CannotWrite(f"写不到 {where}：{reason(error)}") from error
    return tuple(folder / file for file in made)


def place(
    made: Mapping[str, bytes],
    folder: Path,
    name: str,
    *,
    filing: str = "",
    made_from: str = "",
    force: bool = False,
) -> None:
    """Move files into their places, and with them what is remembered of them under that name.  Raises
    CannotWrite where one that stands there is somebody's work, OSError.

    The manifest goes first and knows both what stands there and what is to come: whenever the moves are
    interrupted, each file is one of the two, and the next build replaces them all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    refuse_folders(folder / file for file in made)
    with alone_in(folder):
        manifest = read_manifest(folder, name)
        found = {file: digest_of(folder / file) for file in made}
        if not force:
            _refuse_changed(made, folder, manifest, found)
        make_folder(folder)
        manifest = manifest.with_files(made, found, filing, made_from)
        files = {folder / file: data for file, data in made.items()}
        replace_files({manifest.path: manifest.written(), **files})


def _place_away(
    made: Mapping[str, bytes], folder: Remote, name: str, origin: tuple[str, str], *, force: bool
) -> None:
    def refuse(manifest: Manifest, found: Mapping[str, str]) -> None:
        if not force:
            _refuse_changed(made, folder, manifest, found)

    place_away(made, folder, name, refuse, origin)


def _refuse_changed(
    made: Mapping[str, bytes], folder: Folder, manifest: Manifest, found: Mapping[str, str]
) -> None:
    """Raise CannotWrite where what stands there is neither ours nor what is to be written."""
    changed = [
        folder / file
        for file, data in made.items()
        if found[file] not in (NOTHING, digest(data)) and not manifest.knows(file, found[file])
    ]
    if changed:
        raise CannotWrite(CHANGED.format(files="、".join(visible(str(path)) for path in changed)))


def render(report: Report, order: Order, name: str = "") -> Mapping[str, bytes]:
    """The files of a report by key, in memory.

    With a ``name`` the page links to the other files of the same order, which will lie beside it.
    """
    style = tokens.find(order.style)
    faces = fonts.choose(style, order.font_folders, system=order.system_fonts)
    task = Task(with_days(with_remarks(report, style), style), style, faces, order, name)
    return apart.render(task) if apart.is_needed(task) else rendered(task)
