"""What in a style does not go together: roles without a font, type that is too large for its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.common.did_you_mean import nearest
from generator.findings.finding import Finding
from generator.source.data_file import DataFile

if TYPE_CHECKING:
    from generator.writers.style.tokens import Style


def misfits(file: DataFile, style: Style) -> list[Finding]:
    """F31 and F32."""
    return [*_without_fonts(file, style), *_too_large(file, style)]


def _without_fonts(file: DataFile, style: Style) -> Iterator[Finding]:
    """Roles whose fonts are not named."""
    for place, role in style.roles():
        if role not in style.fonts:
            words = {"place": ".".join(map(str, place)), "role": role}
            yield file.at(place, "F31", suggestion=nearest(role, style.fonts), **words)


def _too_large(file: DataFile, style: Style) -> Iterator[Finding]:
    """Sizes beyond the pitch of the grid."""
    for place, size in style.sizes():
        if size > style.pitch:
            words = {"size": f"{size:g}", "pitch": f"{style.pitch:.1f}"}
            yield file.at(place, "F32", place=".".join(map(str, place)), **words)
