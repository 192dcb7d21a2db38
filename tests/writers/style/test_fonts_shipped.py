"""The shipped fonts: whole, covering, licensed, and never under a reserved name."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont

from generator.common.data_folders import folder

REAL = os.environ.get("NIANBAO_REAL_REPORTS")
SHIPPED = folder("styles") / "fonts"
FACES = yaml.safe_load((SHIPPED / "fonts.yaml").read_text("utf-8"))["faces"]
RESERVED = ("source", "lxgw", "霞鹜", "wenkai", "noto", "klee")
NAMES = [1, 3, 4, 6, 16, 18, 21]


@pytest.fixture(params=FACES, ids=lambda face: face["file"])
def face(request):
    return request.param


def font(face) -> TTFont:
    return TTFont(SHIPPED / face["file"], lazy=True)


def test_the_manifest_lists_every_font_that_is_there():
    files = {path.name for path in SHIPPED.iterdir() if path.suffix in (".otf", ".ttf")}
    assert {face["file"] for face in FACES} == files
    assert len(files) == 4


def test_a_face_is_the_one_the_manifest_describes(face):
    digest = hashlib.sha256((SHIPPED / face["file"]).read_bytes()).hexdigest()
    assert digest == face["sha256"]
    with font(face) as opened:
        assert opened["name"].getDebugName(1) == face["family"]
        assert opened["OS/2"].usWeightClass == face["weight"]
        assert len(opened.getBestCmap()) == face["characters"]


def test_a_face_has_the_general_standard_and_gb2312(face):
    text = (SHIPPED / "characters.txt").read_text("utf-8")
    standard = {
        ord(character) for line in text.splitlines() if not line.startswith("#") for character in line
    }
    han = {
        ord(bytes((row, cell)).decode("gb2312"))
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA) or row > 0xD7
    }
    with font(face) as opened:
        have = set(opened.getBestCmap())
    assert (len(standard), len(han)) == (8105, 6763)
    assert standard | han <= have
    assert set(map(ord, "“”‘’—…《》〈〉〔〕【】、。，；：？！（）％℃№①⑳Ⅰ■□◆○→×÷±㎡")) <= have


def test_a_face_has_the_traditional_characters_in_common_use(face):
    common = {
        ord(bytes((row, cell)).decode("big5"))
        for row in range(0xA4, 0xC7)
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        if (row, cell) <= (0xC6, 0x7E)
    }
    with font(face) as opened:
        assert len(common) == 5401
        assert common <= set(opened.getBestCmap())


@pytest.mark.skipif(not REAL, reason="NIANBAO_REAL_REPORTS names no folder of real reports")
def test_a_face_has_every_character_of_a_report_in_traditional_characters(face):
    text = (Path(str(REAL)) / "zengcheng-2012.txt").read_text("utf-8")
    han = {ord(character) for character in text if "一" <= character <= "鿿"}
    with font(face) as opened:
        assert len(han) > 400
        assert han <= set(opened.getBestCmap())


def test_no_name_of_a_face_is_a_reserved_one(face):
    with font(face) as opened:
        names = [str(name) for name in opened["name"].names if name.nameID in NAMES]
    assert len(names) >= 4
    assert not [name for name in names for word in RESERVED if word in name.lower()]


def test_a_face_may_be_installed_and_embedded(face):
    with font(face) as opened:
        assert opened["OS/2"].fsType == 0


def test_every_licence_text_is_there_with_its_copyright(face):
    text = (SHIPPED / face["licence"]).read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert re.search("Copyright", text)
    with font(face) as opened:
        assert "SIL Open Font License" in opened["name"].getDebugName(13)
