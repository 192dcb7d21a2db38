"""What the shipped fonts are made from: packages, faces, characters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class FontsError(Exception):
    """A source that is not what these scripts were written for."""


@dataclass(frozen=True)
class Source:
    """One package, by name, with its client, its version, its file and the digest of that file."""

    client: str
    package: str
    version: str
    file: str
    sha256: str


@dataclass(frozen=True)
class Face:
    """One font to ship: where it comes from and what it is called."""

    role: str
    name: str
    family: str
    weight: int
    source: str
    member: str
    licence: str

    @property
    def style(self) -> str:
        """The style name that Windows, fontconfig and typst link a family by."""
        return "Bold" if self.weight == 700 else "Regular"

    @property
    def file(self) -> str:
        """The shipped file: the outlines stay what they were, CFF or TrueType."""
        return self.name + Path(self.member).suffix


SOURCES = {
    "noto": Source(
        "pip",
        "pylopdf-fonts-zh-cn",
        "0.1.1",
        "pylopdf_fonts_zh_cn-0.1.1-py3-none-any.whl",
        "e2661ef3790cbe0f0f6aa5338b6859b7cd288ee75bc88cd4239c62cd025d4fb3",
    ),
    "noto-bold": Source(
        "npm",
        "@expo-google-fonts/noto-serif-sc",
        "0.4.3",
        "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    ),
    "lxgw": Source(
        "apt",
        "fonts-lxgw-wenkai",
        "1.250+repack-1",
        "fonts-lxgw-wenkai_1.250+repack-1_all.deb",
        "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
    ),
    "unihan": Source(
        "apt",
        "unicode-data",
        "15.0.0-1",
        "unicode-data_15.0.0-1_all.deb",
        "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc",
    ),
}

FACES = (
    Face(
        "song",
        "NianbaoSong-Regular",
        "Nianbao Song",
        400,
        "noto",
        "pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
        "OFL-NotoSerifSC.txt",
    ),
    Face(
        "song-bold",
        "NianbaoSong-Bold",
        "Nianbao Song",
        700,
        "noto-bold",
        "package/700Bold/NotoSerifSC_700Bold.ttf",
        "OFL-NotoSerifSC.txt",
    ),
    Face(
        "hei",
        "NianbaoHei-Regular",
        "Nianbao Hei",
        400,
        "noto",
        "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf",
        "OFL-NotoSansSC.txt",
    ),
    Face(
        "kai",
        "NianbaoKai-Regular",
        "Nianbao Kai",
        400,
        "lxgw",
        "./usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "OFL-LXGWWenKai.txt",
    ),
)

# What a face should have besides the han characters and GB 2312: first and last character, both included.
BLOCKS = {
    "Basic Latin": ((0x20, 0x7E),),
    "Latin-1 Supplement": ((0xA0, 0xFF),),
    "General Punctuation": ((0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x205F)),
    "Superscripts and Subscripts": ((0x2070, 0x209C),),
    "Currency Symbols": ((0x20A0, 0x20BF),),
    "Letterlike Symbols": ((0x2100, 0x214F),),
    "Number Forms": ((0x2150, 0x218B),),
    "Arrows": ((0x2190, 0x21FF),),
    "Mathematical Operators": ((0x2200, 0x22FF),),
    "Enclosed Alphanumerics": ((0x2460, 0x24FF),),
    "Box Drawing": ((0x2500, 0x257F),),
    "Geometric Shapes": ((0x25A0, 0x25FF),),
    "Stars, check boxes and ticks": ((0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2718)),
    "CJK Symbols and Punctuation": ((0x3000, 0x303F),),
    "Bopomofo": ((0x3105, 0x312F),),
    "Enclosed CJK Letters and Months": ((0x3220, 0x325F), (0x3280, 0x32B0), (0x32C0, 0x32CB)),
    "CJK Compatibility": ((0x3380, 0x33DF),),
    "Full-width Forms": ((0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)),
}
