"""Finding a format by the word that was typed."""

from __future__ import annotations

from generator import format as formats
from generator.batch import Misuse
from generator.format import Format, FormatError


def find_format(version: str) -> Format:
    """The format of that version; raises Misuse with the versions there are."""
    try:
        return formats.find(version)
    except KeyError:
        raise Misuse(f"没有“{version}”这一版格式，可用的有：{'、'.join(formats.versions())}") from None
    except FormatError as error:
        raise Misuse(f"格式文件有误：{error}") from error
