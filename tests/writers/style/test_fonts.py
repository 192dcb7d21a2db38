"""Fonts: the office's own come first, ours stand behind, and no character is lost in silence."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from generator.common.data_folders import folder
from generator.report.build import build
from generator.rules.examine import examine
from generator.source.read import read
from generator.writers.glyphs import check_glyphs
from generator.writers.style import font_names as sfnt
from generator.writers.style.fonts import FontError, choose, missing
from generator.writers.style.tokens import find
from generator.writers.write import Order, render
from tests.conftest import EXAMPLES

STYLE = find("gongwen")
SHIPPED = folder("styles") / "fonts"
RARE = "\U00020089"  # in no shipped face


def official(target: Path, family: str, *, extra: str = "") -> Path:
    """A font that calls itself by an official name, made from a shipped one."""
    font = TTFont(SHIPPED / "NianbaoKai-Regular.ttf")
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = family
    for character in extra:
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format == 12:
                table.cmap[ord(character)] = font.getBestCmap()[ord("一")]
    path = target / f"{family}.ttf"
    font.save(path)
    return path


def used(pdf: bytes) -> set[str]:
    """The names of the fonts a PDF embeds, without their subset marks."""
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.FontDescriptor:
                names.add(str(one.FontName).lstrip("/").split("+")[-1])
    return names


def test_without_official_fonts_every_role_is_served_by_a_shipped_face():
    fonts = choose(STYLE, system=False)
    assert set(fonts.roles) == set(STYLE.fonts)
    for name, faces in fonts.roles.items():
        assert faces[0].origin == "随附"
        assert (faces[0].family, faces[0].weight) == (
            STYLE.fonts[name].bundled.family,
            STYLE.fonts[name].bundled.weight,
        )


def test_an_official_font_in_the_given_folder_comes_first(tmp_path):
    official(tmp_path, "FangSong_GB2312")
    roles = choose(STYLE, [tmp_path], system=False).roles
    assert (roles["仿宋"][0].family, roles["仿宋"][0].origin) == ("FangSong_GB2312", "指定")
    assert roles["仿宋"][1].origin == "随附"
    assert roles["黑体"][0].origin == "随附"


def test_the_system_is_searched_after_the_given_folder(tmp_path, monkeypatch):
    given, machine = tmp_path / "given", tmp_path / "share" / "fonts"
    given.mkdir()
    machine.mkdir(parents=True)
    official(machine, "FangSong")
    official(machine, "SimHei")
    official(given, "KaiTi")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    roles = choose(STYLE, [given]).roles
    assert (roles["楷体"][0].family, roles["楷体"][0].origin) == ("KaiTi", "指定")
    assert (roles["仿宋"][0].family, roles["仿宋"][0].origin) == ("FangSong", "系统")
    assert (roles["黑体"][0].family, roles["黑体"][0].origin) == ("SimHei", "系统")


def test_the_pdf_is_set_in_the_official_font(tmp_path, reports):
    official(tmp_path, "FangSong_GB2312")
    pdf = render(reports["2021"], Order(("pdf",), font_folders=(tmp_path,), system_fonts=False))["pdf"]
    assert any("FangSong" in name for name in used(pdf))
    plain = render(reports["2021"], Order(("pdf",), system_fonts=False))["pdf"]
    assert {name.split("-")[0] for name in used(plain)} == {"NianbaoSong", "NianbaoHei", "NianbaoKai"}


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FontError, match="不存在"):
        choose(STYLE, [tmp_path / "没有"])


def test_what_is_no_font_is_passed_over(tmp_path):
    for name, data in (("a.ttf", b""), ("b.otf", b"ttcf" + b"\xff" * 40), ("c.ttc", b"x" * 500)):
        (tmp_path / name).write_bytes(data)
        assert sfnt.families(tmp_path / name) == []
    assert choose(STYLE, [tmp_path], system=False).roles["仿宋"][0].origin == "随附"


def test_family_names_are_read_in_every_language():
    (names,) = sfnt.families(SHIPPED / "NianbaoKai-Regular.ttf")
    assert "Nianbao Kai" in names


def test_a_character_that_no_font_has_is_an_error_with_its_place(example_text):
    text = example_text.replace("其他事项: |\n", f"其他事项: |\n  生僻字{RARE}在此。\n", 1)
    examined = examine(read(text.encode(), "office.yaml", EXAMPLES))
    glyphs = check_glyphs(build(examined.filing), examined.document.source, Order(system_fonts=False))
    (finding,) = glyphs.findings
    assert glyphs.missing == (RARE,)
    assert finding.code == "N21"
    assert RARE in finding.message
    assert "U+20089" in finding.message
    line = examined.document.source.lines[finding.span.line - 1]
    assert line[finding.span.column - 1] == RARE


def test_a_given_font_that_has_the_character_mends_it(tmp_path, example_text):
    official(tmp_path, "FangSong_GB2312", extra=RARE)
    text = example_text.replace("其他事项: |\n", f"其他事项: |\n  生僻字{RARE}在此。\n", 1)
    examined = examine(read(text.encode(), "office.yaml", EXAMPLES))
    order = Order(("pdf",), font_folders=(tmp_path,), system_fonts=False)
    report = build(examined.filing)
    assert check_glyphs(report, examined.document.source, order).missing == ()
    assert render(report, order)["pdf"]


def test_the_coverage_file_is_what_the_shipped_faces_have():
    have = set()
    for path in SHIPPED.glob("*.[ot]tf"):
        with TTFont(path, lazy=True) as font:
            have |= set(font.getBestCmap())
    told = {ord(one) for one in (SHIPPED / "coverage.txt").read_text("utf-8")} - {10}
    assert len(told) > 9000
    assert told == {one for one in have if one > 32}


def test_the_characters_of_the_general_standard_are_never_missing():
    text = (SHIPPED / "characters.txt").read_text("utf-8")
    characters = "".join(line for line in text.splitlines() if not line.startswith("#"))
    assert len(set(characters)) == 8105
    assert missing(characters, choose(STYLE, system=False)) == ()
