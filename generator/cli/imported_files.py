"""The files that an import makes: filings, and the pictures that they name beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from generator.batch.inputs import Misuse
from generator.batch.reports import Read, with_pictures
from generator.cli.new_file import write_new, write_new_bytes, write_schema


def write_imported(
    read: Sequence[Read], output: str, files: Sequence[Path], *, force: bool
) -> dict[str, str]:
    """The filings to the file, or each to its own in the folder; which went where.  Raises Misuse."""
    made = [each for each in read if each.imported.text]
    into_folder = Path(output).is_dir() or output.endswith(("/", "\\")) or len(read) > 1
    if into_folder and Path(output).is_file():
        raise Misuse(f"读了 {len(read)} 份报告，-o 后面应当是文件夹：{output}")
    targets = _targets(made, output) if into_folder else {each.name: output for each in made}
    for each in made:
        target = targets[each.name]
        text, pictures = with_pictures(each, Path(target))
        write_new(target, text, files, force=force)
        for file, data in pictures.items():
            write_new_bytes(str(file), data, files, force=force)
        if each.imported.form is not None:
            write_schema(target, each.imported.form)
    return targets


def _targets(made: Sequence[Read], folder: str) -> dict[str, str]:
    """A file for each report, named after it; two of one name are told apart by a number."""
    taken: dict[str, str] = {}
    for each in made:
        stem, number = PurePath(each.name).stem, 1
        while (target := _target(folder, stem, number)) in taken.values():
            number += 1
        taken[each.name] = target
    return taken


def _target(folder: str, stem: str, number: int) -> str:
    return str(Path(folder, f"{stem}{'' if number == 1 else f'-{number}'}.yaml"))
