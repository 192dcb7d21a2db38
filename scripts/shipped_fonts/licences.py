"""The licence texts, each with the copyright notices of the fonts it is for."""

from __future__ import annotations

import re
from pathlib import Path

from shipped_fonts.catalogue import FACES, Face, FontsError
from shipped_fonts.faces import english, open_font
from shipped_fonts.packages import read_member

NOTO_LICENCE = "pylopdf_fonts_zh_cn-0.1.1.dist-info/licenses/LICENSE"
NOTO_BOLD_LICENCE = "package/LICENSE_FONT"
LXGW_LICENCE = "./usr/share/doc/fonts-lxgw-wenkai/copyright"


def licence_texts(packages: dict[str, Path]) -> dict[str, str]:
    """Return the licence files, each with the copyright notices of the fonts it is for."""
    ofl = read_member(packages["noto"], NOTO_LICENCE).decode("utf-8")
    expo = read_member(packages["noto-bold"], NOTO_BOLD_LICENCE).decode("utf-8").splitlines()[0]
    debian = read_member(packages["lxgw"], LXGW_LICENCE).decode("utf-8")
    notices = {face.name: copyright_notice(face, packages[face.source]) for face in FACES}
    serif = [
        notices["NianbaoSong-Regular"],
        notices["NianbaoSong-Bold"],
        f"{expo} (notice of the npm package)",
    ]
    return {
        "OFL-NotoSerifSC.txt": licence_text(serif, ofl),
        "OFL-NotoSansSC.txt": licence_text([notices["NianbaoHei-Regular"]], ofl),
        "OFL-LXGWWenKai.txt": licence_text(
            [notices["NianbaoKai-Regular"], reserved(debian)], debian_ofl(debian)
        ),
    }


def copyright_notice(face: Face, package: Path) -> str:
    """Return the copyright and trademark notices inside an upstream font."""
    font = open_font(read_member(package, face.member))
    lines = f"{english(font, 0)}\n{english(font, 7)}".splitlines()
    return f"{english(font, 4)}:\n" + "\n".join(line for line in lines if line)


def licence_text(notices: list[str], licence: str) -> str:
    """Put the notices before the licence."""
    return "\n\n".join([*notices, licence.strip()]) + "\n"


def reserved(debian: str) -> str:
    """Return the sentence by which the makers of the Kai face reserve its names."""
    found = re.search(r"With Reserved Font Names .*?\.\n", debian, re.DOTALL)
    if found is None:
        raise FontsError("the Kai package no longer states its reserved names")
    return " ".join(found.group().split())


def debian_ofl(debian: str) -> str:
    """Return the OFL out of a Debian copyright file, whose paragraphs are indented and dotted."""
    found = re.search(r"^License: OFL-1\.1\n( -{9}.*?)^\S", debian, re.DOTALL | re.MULTILINE)
    if found is None:
        raise FontsError("the Kai package no longer carries the text of the OFL")
    lines = [line[1:] for line in found.group(1).rstrip().splitlines()]
    return "\n".join("" if line == "." else line for line in lines).rstrip()
