"""Whether what a local pack adds to a form can be added, told with its line."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings.finding import Finding
from generator.form.format import Format
from generator.form.local_pack import Pack
from generator.form.pack_faults import pack_faults
from generator.source.data_file import DataFile


def check(file: DataFile, pack: Pack, form: Format) -> Iterator[Finding]:
    """F72 for everything in a pack that this form does not allow."""
    for place, problem in pack_faults(pack, form):
        yield file.at(place, "F72", problem=problem, version=form.version)
