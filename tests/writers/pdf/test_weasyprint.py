"""What is WeasyPrint's own: its warnings, its fonts, its tags over pages, its absence."""

from __future__ import annotations

import importlib
import io
import logging
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.filing.narrative.markup import Run
from generator.form.table_grid import Place, Role
from generator.report.build import Heading, Paragraph, TableBlock
from generator.writers.pdf import weasyprint
from generator.writers.pdf.weasyprint import EngineComplains, EngineMissing, Printed
from tests.made import FACES, FONTS, NAMES, STYLE, cells, report, text_of

HOSTILE = "# $ * _ [x] @ \\ < & {% if %} {{ 7*7 }} </script> <b>x</b> &amp;"

try:
    weasyprint.engine()
except EngineMissing as missing:
    pytest.skip(str(missing), allow_module_level=True)

example = pytest.mark.parametrize("name", NAMES)


@cache
def printed(name: str) -> Printed:
    return weasyprint.typeset(report(name), STYLE, FACES)


def print_blocks(*blocks: Any) -> Printed:
    return weasyprint.typeset(replace(report("2021"), blocks=blocks), STYLE, FACES)


@example
def test_weasyprint_has_nothing_to_say_against_the_page(name: str) -> None:
    assert printed(name).warnings == ()


def test_a_table_over_several_pages_ties_its_numbers_to_the_heads_of_their_page() -> None:
    head = (Place(0, 0, 1, 1, Role.COLUMN, "名", "h0"), Place(0, 1, 1, 1, Role.COLUMN, "数", "h1"))
    body = [
        place
        for row in range(1, 120)
        for place in (
            Place(row, 0, 1, 1, Role.ROW, f"行{row}", f"r{row}"),
            Place(row, 1, 1, 1, Role.NUMBER, str(row), headers=("h1", f"r{row}"), path=f"p.{row}"),
        )
    ]
    result = print_blocks(Heading("表", 1, "s1"), TableBlock("t", "表", 2, 120, 1, (1, 1), (*head, *body)))
    assert (result.warnings, result.pages) == ((), 4)
    found = cells(result.data)
    ids = [cell.id for cell in found if cell.id]
    assert len(ids) == len(set(ids)) > 120
    assert {header for cell in found for header in cell.headers} <= set(ids)
    assert len({cell.headers[0] for cell in found if cell.tag == "/TD"}) == 4
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        names = [bytes(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(names)
    assert len(names) == len(ids)


@example
def test_every_font_is_one_of_those_chosen_and_every_cid_is_its_glyph(name: str) -> None:
    from fontTools.cffLib import CFFFontSet

    found = 0
    with pikepdf.open(io.BytesIO(printed(name).data)) as pdf:
        fonts_ = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/DescendantFonts" in item
        ]
        for font in fonts_:
            assert "+nianbao-" in str(font.BaseFont)
            descriptor = font.DescendantFonts[0].FontDescriptor
            if "/FontFile3" in descriptor:
                cff = CFFFontSet()
                cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
                assert cff[0].charset[1:] == [f"cid{n:05d}" for n in range(1, len(cff[0].charset))]
                found += 1
    assert len(fonts_) == 4
    assert found == 2


# ---------------------------------------------------------------- safety and trouble


def test_hostile_text_comes_out_as_that_text() -> None:
    result = print_blocks(Heading(HOSTILE, 1, "s1"), Paragraph((Run(HOSTILE),)))
    assert result.warnings == ()
    assert text_of(result.data).count(HOSTILE.replace(" ", "")) == 2


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "ftp://127.0.0.1/x"])
def test_whatever_a_page_asks_for_is_refused_and_reported(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f'<html lang="zh"><img alt="x" src="{url}">'
    monkeypatch.setattr(weasyprint, "web_page", lambda report, style, extras: page)
    result = weasyprint.typeset(report("2021"), STYLE, FACES)
    assert [f"refused: {url}" in warning for warning in result.warnings].count(True) == 1


def test_a_character_that_no_chosen_face_has_is_not_passed_over_in_silence() -> None:
    strange = replace(report("2021"), blocks=(Paragraph((Run("\u13a0"),)),))
    with pytest.raises(EngineComplains, match="WeasyPrint："):
        weasyprint.render(strange, STYLE, FONTS)


def test_a_face_out_of_a_collection_is_used_alone(tmp_path: Path) -> None:
    from fontTools.ttLib import TTCollection, TTFont

    face = FACES["楷体"][0]
    collection = TTCollection()
    collection.fonts = [TTFont(FACES["小标宋"][0].path), TTFont(face.path)]
    path = tmp_path / "two.ttc"
    collection.save(path)
    with TTFont(io.BytesIO(weasyprint._font(replace(face, path=path, index=1)))) as font:
        assert font["name"].getBestFamilyName() == face.family


def test_a_machine_without_the_libraries_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        print("WeasyPrint could not import some external libraries")
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(weasyprint, "import_module", fail)
    with pytest.raises(EngineMissing) as caught:
        weasyprint.engine()
    message = str(caught.value)
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in message
    assert "brew install pango" in message
    assert "mingw-w64-x86_64-pango" in message
    assert message.count("。") == 1


def test_nothing_is_printed_to_where_reports_go(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.import_module

    def noisy(name: str) -> Any:
        print("noise")
        return real(name)

    monkeypatch.setattr(weasyprint, "import_module", noisy)
    assert weasyprint.engine().__name__ == "weasyprint"
    assert capsys.readouterr().out == ""


def test_a_machine_without_the_subset_library_is_told_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint.engine().text.ffi, "harfbuzz_subset", None)
    with pytest.raises(EngineMissing, match="libharfbuzz-subset0"):
        weasyprint.engine()


def test_the_ear_for_warnings_is_taken_away_again() -> None:
    before = list(logging.getLogger("weasyprint").handlers)
    assert printed("2021").pages
    assert logging.getLogger("weasyprint").handlers == before
