"""One face: opened, subset, given Simplified Chinese forms and a name of its own."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

from fontTools.misc.timeTools import timestampFromString
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

from shipped_fonts.catalogue import SOURCES, Face
from shipped_fonts.packages import read_member

MADE = timestampFromString("Thu Jan  1 00:00:00 2026")
REVISION = 2
FEATURES = ["ccmp", "kern"]  # ccmp joins a double dash into one stroke; kern is for Latin
DROPPED = ["BASE", "DSIG", "GDEF", "STAT", "gasp"]
KEPT_NAMES = (0, 7, 8, 9, 11, 12, 13, 14)  # copyright, trademark, makers, addresses, licence
FSTYPE_INSTALLABLE = 0
LONGEST_LIST = 16


def make_face(face: Face, package: Path, wanted: dict[str, set[int]], output: Path) -> dict[str, Any]:
    """Subset, rename and write one face; return its entry for the manifest."""
    font = open_font(read_member(package, face.member))
    upstream = {"name": english(font, 4), "version": english(font, 5)}
    use_mainland_forms(font)
    subset(font, set().union(*wanted.values()))
    rename(font, face, upstream)
    path = output / face.file
    font.save(path)
    has = characters_of(path)
    print(f"{face.file}: {len(has)} characters, {path.stat().st_size / 1e6:.2f} MB")
    return entry(face, path, upstream, has, wanted)


def open_font(content: bytes) -> TTFont:
    """Open a font so that saving it leaves its dates alone."""
    return TTFont(io.BytesIO(content), recalcTimestamp=False)


def english(font: TTFont, name: int) -> str:
    """Return one English name record, or nothing."""
    return font["name"].getDebugName(name) or ""


def use_mainland_forms(font: TTFont) -> None:
    """Put the forms that `locl` would choose for Simplified Chinese straight into the character map.

    In Noto this makes the dashes one em and two em wide. A renderer then needs no language to get them.
    """
    forms = mainland_forms(font)
    for table in font["cmap"].tables:
        if table.format != 14:
            table.cmap = {point: forms.get(glyph, glyph) for point, glyph in table.cmap.items()}


def mainland_forms(font: TTFont) -> dict[str, str]:
    """Return the glyph replacements of `locl` for han text in Simplified Chinese."""
    table = font["GSUB"].table
    features = table.FeatureList.FeatureRecord
    forms: dict[str, str] = {}
    for script in table.ScriptList.ScriptRecord:
        for system in script.Script.LangSysRecord:
            if (script.ScriptTag, system.LangSysTag) != ("hani", "ZHS "):
                continue
            for index in system.LangSys.FeatureIndex:
                if features[index].FeatureTag == "locl":
                    forms |= single_replacements(table, features[index].Feature.LookupListIndex)
    return forms


def single_replacements(table: Any, lookups: list[int]) -> dict[str, str]:
    """Return the one-for-one replacements of some lookups of GSUB."""
    forms: dict[str, str] = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            forms |= getattr(getattr(part, "ExtSubTable", part), "mapping", {})
    return forms


def subset(font: TTFont, points: set[int]) -> None:
    """Keep only these characters, without hinting and without features that horizontal Chinese never uses."""
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += DROPPED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)


def rename(font: TTFont, face: Face, upstream: dict[str, str]) -> None:
    """Give the face its family, its style and its honest description in every place that carries a name."""
    rename_records(font, face, upstream)
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = 1 << 5 if face.style == "Bold" else 1 << 6
    font["OS/2"].fsType = FSTYPE_INSTALLABLE
    font["OS/2"].achVendID = "NONE"
    font["head"].macStyle = 1 if face.style == "Bold" else 0
    font["head"].created = font["head"].modified = MADE
    if "CFF " in font:
        rename_outlines(font, face)


def rename_records(font: TTFont, face: Face, upstream: dict[str, str]) -> None:
    """Write a new name table: upstream's copyright, makers and licence, and our names."""
    old, new = font["name"], newTable("name")
    new.names = []
    records = {number: english(font, number) for number in KEPT_NAMES} | {
        1: face.family,
        2: face.style,
        3: f"{font['head'].fontRevision:.3f};nianbao {REVISION};{face.name}",
        4: f"{face.family} {face.style}",
        5: f"{upstream['version']}; nianbao subset {REVISION}",
        6: face.name,
        10: description(upstream, old.getDebugName(10)),
    }
    for number, text in sorted(records.items()):
        if text:
            new.setName(text, number, 3, 1, 0x409)
    font["name"] = new


def description(upstream: dict[str, str], before: str | None) -> str:
    """Say what was done to the font, before what upstream says of it."""
    ours = (
        f"A renamed subset of {upstream['name']} ({upstream['version']}), made by scripts/make_fonts.py of "
        "nianbao: fewer characters, no hinting, few layout features, Simplified Chinese forms by default. "
        "Not an original version; its makers do not endorse it."
    )
    return f"{ours} Of the original: {before}" if before else ours


def rename_outlines(font: TTFont, face: Face) -> None:
    """Rename the CFF table too: it carries names of its own, which end up in a PDF."""
    cff = font["CFF "].cff
    old = cff.fontNames[0]
    cff.fontNames = [face.name]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = f"{face.family} {face.style}", face.family
    for part in top.FDArray:
        part.FontName = part.FontName.replace(old, face.name)


def entry(
    face: Face, path: Path, upstream: dict[str, str], has: set[int], wanted: dict[str, set[int]]
) -> dict[str, Any]:
    """Return what the manifest says of one face."""
    source = SOURCES[face.source]
    return {
        "file": face.file,
        "family": face.family,
        "weight": face.weight,
        "role": face.role,
        "upstream": upstream,
        "source": {"client": source.client, "package": source.package, "version": source.version},
        "licence": face.licence,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "characters": len(has),
        "missing": {name: shown(points - has) for name, points in wanted.items() if points - has},
    }


def shown(points: set[int]) -> str | int:
    """A short list of characters as they are, a long one as its length."""
    return "".join(map(chr, sorted(points))) if len(points) <= LONGEST_LIST else len(points)


def characters_of(path: Path) -> set[int]:
    """The characters a font file has."""
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())
