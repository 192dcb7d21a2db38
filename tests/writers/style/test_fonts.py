"""Fonts: the office's own come first, ours stand behind, and no character is lost in silence."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from generator.batch.desk import examine
from generator.common.data_folders import folder
from generator.report.build import build
from generator.report.rewritten import printed_text
from generator.source.read import read
from generator.writers.glyphs import check_glyphs
from generator.writers.order import Order
from generator.writers.style import font_names
from generator.writers.style.fonts import FontError, choose, lacking, reaching
from generator.writers.style.tokens import find
from generator.writers.write import render
from tests.conftest import EXAMPLES

STYLE = find("gongwen")
SHIPPED = folder("styles") / "fonts"
RARE = "\U00020089"  # in no shipped face


def official(target: Path, family: str, *, extra: str = "") -> Path:
    """A font that calls itself by an official name, made from a shipped one."""
    return face_of(target, family, extra=extra)


def face_of(
    target: Path, family: str, name: str = "", *, weight: int = 400, slanted: bool = False, extra: str = ""
) -> Path:
    """A file of one face of a family, made from a shipped one; ``name`` is the file's and the face's own."""
    target.mkdir(parents=True, exist_ok=True)
    font = TTFont(SHIPPED / "NianbaoKai-Regular.ttf")
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name if name and record.nameID == 6 else family
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~1 | slanted
    for character in extra:
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format == 12:
                table.cmap[ord(character)] = font.getBestCmap()[ord("一")]
    path = target / f"{name or family}.ttf"
    font.save(path)
    return path


def used(pdf: bytes) -> set[str]:
    """The names of the fonts a PDF embeds, without their subset marks."""
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.FontDescriptor:
                names.add(str(item.FontName).lstrip("/").split("+")[-1])
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
        assert font_names.faces(tmp_path / name) == []
    assert choose(STYLE, [tmp_path], system=False).roles["仿宋"][0].origin == "随附"


def test_family_names_are_read_in_every_language():
    (face,) = font_names.faces(SHIPPED / "NianbaoKai-Regular.ttf")
    assert "Nianbao Kai" in face.families


def test_weight_and_slant_are_read_as_fonttools_reads_them(tmp_path):
    paths = [*SHIPPED.glob("*.[ot]tf"), face_of(tmp_path, "A", weight=250, slanted=True)]
    assert len(paths) == 5
    for path in paths:
        with TTFont(path, lazy=True) as font:
            wanted = (font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1))
        (face,) = font_names.faces(path)
        assert (face.weight, face.slanted) == wanted


def test_a_regular_role_never_takes_a_bold_file_of_the_right_family(tmp_path):
    given, machine = tmp_path / "given", tmp_path / "share" / "fonts"
    face_of(given, "Noto Serif CJK SC", "A-Bold", weight=700)
    plain = find("plain")
    assert choose(plain, [given], system=False).roles["宋体"][0].family == "Nianbao Song"
    face_of(given, "Noto Serif CJK SC", "B-Regular")
    face_of(given, "Noto Serif CJK SC", "A-Italic", slanted=True)
    first = choose(plain, [given], system=False).roles["宋体"][0]
    assert (first.path.stem, first.weight) == ("B-Regular", 400)
    assert not machine.exists()


def test_a_bold_role_takes_the_heaviest_file_that_is_near_and_a_single_one_whatever_it_says(tmp_path):
    face_of(tmp_path, "FZXiaoBiaoSong-B05S", "one")
    assert choose(STYLE, [tmp_path], system=False).roles["小标宋"][0].path.stem == "one"
    face_of(tmp_path, "FZXiaoBiaoSong-B05S", "two", weight=700)
    assert choose(STYLE, [tmp_path], system=False).roles["小标宋"][0].path.stem == "two"


def test_the_pdf_is_set_in_the_regular_file_where_a_bold_one_comes_first(tmp_path, reports):
    face_of(tmp_path, "Noto Serif CJK SC", "A-Bold", weight=700)
    face_of(tmp_path, "Noto Serif CJK SC", "B-Regular")
    order = Order(("pdf",), style="plain", font_folders=(tmp_path,), system_fonts=False)
    names = used(render(reports["2021"], order)["pdf"])
    assert "B-Regular" in names
    assert "A-Bold" not in names


def test_a_character_that_no_font_has_is_an_error_with_its_place(example_text):
    text = example_text.replace("其他事项: |\n", f"其他事项: |\n  生僻字{RARE}在此。\n", 1)
    examined = examine(read(text.encode(), "office.yaml", EXAMPLES))
    glyphs = check_glyphs(build(examined.filing), examined.document.source, Order(system_fonts=False))
    (finding,) = glyphs.findings
    assert glyphs.missing == {"pdf": (RARE,)}
    assert finding.code == "N21"
    assert RARE in finding.message
    assert "U+20089" in finding.message
    line = examined.document.source.lines[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == RARE
    assert finding.span.end_line == finding.span.line


def test_a_given_font_that_has_the_character_mends_it(tmp_path, example_text):
    official(tmp_path, "FangSong_GB2312", extra=RARE)
    text = example_text.replace("其他事项: |\n", f"其他事项: |\n  生僻字{RARE}在此。\n", 1)
    examined = examine(read(text.encode(), "office.yaml", EXAMPLES))
    order = Order(("pdf",), font_folders=(tmp_path,), system_fonts=False)
    report = build(examined.filing)
    assert check_glyphs(report, examined.document.source, order).missing == {}
    assert render(report, order)["pdf"]


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_any_face_of_a_given_folder_serves_for_a_character_that_nothing_else_has(
    tmp_path, example_text, reports, engine, weasyprint_runs
):
    face_of(tmp_path, "某某宋体", "Whatever", extra=RARE)
    face_of(tmp_path, "Other Face", "Unneeded")
    text = example_text.replace("其他事项: |\n", f"其他事项: |\n  生僻字{RARE}在此。\n", 1)
    examined = examine(read(text.encode(), "office.yaml", EXAMPLES))
    order = Order(("pdf", "poster"), engine, font_folders=(tmp_path,), system_fonts=False)
    report = build(examined.filing)
    assert check_glyphs(report, examined.document.source, order).missing == {}
    paper = replace(order, formats=("pdf",))
    without_rare = used(render(reports["2021"], paper)["pdf"])
    assert len(used(render(report, paper)["pdf"])) == len(without_rare) + 1


def test_without_such_a_character_no_other_face_is_opened(tmp_path, reports):
    face_of(tmp_path, "Other Face")
    fonts = choose(STYLE, [tmp_path], system=False)
    assert [face.family for face in fonts.spare] == ["Other Face"]
    assert reaching(printed_text(reports["2021"]), fonts).roles == fonts.roles


def test_the_coverage_file_is_what_the_shipped_faces_have():
    have = set()
    for path in SHIPPED.glob("*.[ot]tf"):
        with TTFont(path, lazy=True) as font:
            have |= set(font.getBestCmap())
    listed = {ord(character) for character in (SHIPPED / "coverage.txt").read_text("utf-8")} - {10}
    assert len(listed) > 9000
    assert listed == {character for character in have if character > 32}


def test_the_characters_of_the_general_standard_are_never_missing():
    text = (SHIPPED / "characters.txt").read_text("utf-8")
    characters = "".join(line for line in text.splitlines() if not line.startswith("#"))
    assert len(set(characters)) == 8105
    assert lacking(characters, choose(STYLE, system=False)) == ()
