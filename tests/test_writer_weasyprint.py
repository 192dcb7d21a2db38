"""WeasyPrint's PDF holds what the page holds, on the grid of an official paper, tagged and archivable."""

from __future__ import annotations

import importlib
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from generator import fonts, loading, reading
from generator.grid import Place, Role
from generator.narrative.markup import Run
from generator.report import Heading, Items, Paragraph, Report, TableBlock, build
from generator.style import MM_PER_POINT, find
from generator.writers import html, pdf_weasyprint
from generator.writers.pdf_weasyprint import EngineComplains, EngineMissing, Printed

ROOT = Path(__file__).parent.parent
EXAMPLES = ("2021", "2021-city")
STYLE = find("gongwen")
FACES = fonts.choose(STYLE, system=False).roles
HOSTILE = "# $ * _ [x] @ \\ < & {% if %} {{ 7*7 }} </script> <b>x</b> &amp;"

try:
    pdf_weasyprint.engine()
except EngineMissing as missing:
    pytest.skip(str(missing), allow_module_level=True)

example = pytest.mark.parametrize("name", EXAMPLES)


@cache
def report(name: str) -> Report:
    filing = loading.load(reading.read_file(ROOT / "examples" / f"{name}.yaml")).filing
    assert filing is not None
    return build(filing)


@cache
def printed(name: str) -> Printed:
    return pdf_weasyprint.typeset(report(name), STYLE, FACES)


def print_blocks(*blocks: Any) -> Printed:
    return pdf_weasyprint.typeset(replace(report("2021"), blocks=blocks), STYLE, FACES)


def text_of(data: bytes) -> str:
    """All text without spaces and line ends, which a page is free to choose."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join("".join(char["text"] for char in page.chars) for page in pdf.pages).replace(" ", "")


@cache
def lines(name: str) -> tuple[tuple[tuple[float, str, float, float], ...], ...]:
    """Of every page the lines of body size: distance of the baseline from the top, text, both ends."""
    with pdfplumber.open(io.BytesIO(printed(name).data)) as pdf:
        return tuple(tuple(_lines(page)) for page in pdf.pages)


def _lines(page: Any) -> Iterator[tuple[float, str, float, float]]:
    found: dict[float, list[Any]] = {}
    for char in page.chars:
        if abs(char["size"] - STYLE.body.size) < 0.1:
            found.setdefault(round(page.height - char["matrix"][5]), []).append(char)
    for y in sorted(found):
        chars = found[y]
        yield y, "".join(char["text"] for char in chars), chars[0]["x0"], chars[-1]["x1"]


@dataclass(frozen=True)
class Tagged:
    """A table cell of the tags."""

    tag: str
    scope: str
    id: str
    headers: tuple[str, ...]


def cells(data: bytes) -> list[Tagged]:
    """The cells of all tagged tables, in the order of the tags."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_cells(pdf.Root.StructTreeRoot))


def _cells(element: Any) -> Iterator[Tagged]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S in ("/TH", "/TD"):
                headers = tuple(str(one) for one in kid.A.get("/Headers", []))
                yield Tagged(str(kid.S), str(kid.A.get("/Scope", "")), str(kid.get("/ID", "")), headers)
            yield from _cells(kid)


# ---------------------------------------------------------------- the same words


@example
def test_weasyprint_has_nothing_to_say_against_the_page(name: str) -> None:
    assert printed(name).warnings == ()


@example
def test_every_text_of_the_report_stands_in_the_pdf(name: str) -> None:
    found = text_of(printed(name).data)
    checked = 0
    for block in report(name).blocks:
        texts: list[str] = []
        if isinstance(block, Heading):
            texts = [block.text]
        elif isinstance(block, Paragraph):
            texts = ["".join(run.text for run in block.runs)]
        elif isinstance(block, Items):
            texts = ["".join(run.text for run in item) for item in block.items]
        for text in texts:
            assert _without_page_breaks(text, found), text
            checked += 1
    assert checked > 40


def _without_page_breaks(text: str, found: str) -> bool:
    """A paragraph may run over a page, whose number then stands inside it."""
    text = text.replace(" ", "")
    return text in found or any(
        text[:cut] + f"—{number}—" + text[cut:] in found
        for cut in range(1, len(text))
        for number in range(1, 12)
    )


@example
def test_every_cell_stands_in_the_pdf_in_reading_order(name: str) -> None:
    with pdfplumber.open(io.BytesIO(printed(name).data)) as pdf:
        found = [
            (cell or "").replace("\n", "")
            for page in pdf.pages
            for table in page.extract_tables()
            for row in table
            for cell in row
            if cell is not None
        ]
    wanted = [
        place.text for block in report(name).blocks if isinstance(block, TableBlock) for place in block.places
    ]
    assert len(wanted) == 279
    assert found == wanted


# ---------------------------------------------------------------- the page of GB/T 9704


@example
def test_a_page_of_text_has_22_lines_on_an_even_grid(name: str) -> None:
    counts = [len(page) for page in lines(name)]
    assert max(counts) == STYLE.grid.lines == 22
    full = next(page for page in lines(name) if len(page) == 22)
    assert (full[-1][0] - full[0][0]) / 21 == pytest.approx(STYLE.pitch, abs=0.1)


@example
def test_a_full_line_has_28_characters_from_edge_to_edge(name: str) -> None:
    plain = [line for page in lines(name) for line in page if min(line[1]) > "\u3000"]
    longest = max(plain, key=lambda line: len(line[1]))
    assert len(longest[1]) == STYLE.grid.characters == 28
    left, right = STYLE.page.left / MM_PER_POINT, (STYLE.page.width - STYLE.page.right) / MM_PER_POINT
    assert longest[2] == pytest.approx(left, abs=0.5)
    assert longest[3] == pytest.approx(right, abs=0.5)


@example
def test_page_numbers_stand_outside_a_character_from_the_edge_7_mm_below_the_text(name: str) -> None:
    size = STYLE.page_number.size
    left, right = STYLE.page.left / MM_PER_POINT, (STYLE.page.width - STYLE.page.right) / MM_PER_POINT
    foot = STYLE.page.bottom / MM_PER_POINT
    with pdfplumber.open(io.BytesIO(printed(name).data)) as pdf:
        assert len(pdf.pages) == printed(name).pages >= 8
        for number, page in enumerate(pdf.pages, start=1):
            chars = [char for char in page.chars if page.height - char["bottom"] < foot - size]
            assert "".join(char["text"] for char in chars) == f"— {number} —"
            if number % 2:
                assert chars[-1]["x1"] == pytest.approx(right - size, abs=0.1)
            else:
                assert chars[0]["x0"] == pytest.approx(left + size, abs=0.1)
            dash = chars[0]["matrix"][5] + 0.4 * size  # the upper edge of the dash in these faces
            assert (foot - dash) * MM_PER_POINT == pytest.approx(STYLE.page_number.below, abs=0.3)


@example
def test_each_table_stands_on_one_page_with_its_heading_and_the_last_two_share_one(name: str) -> None:
    found: list[tuple[int, int]] = []
    with pdfplumber.open(io.BytesIO(printed(name).data)) as pdf:
        for page in pdf.pages:
            text = text_of_page(page)
            found += [
                (page.page_number, block.rows)
                for table, block in zip(page.find_tables(), tables_headed(name, text), strict=True)
                if len(table.rows) == block.rows
            ]
    assert [rows for _, rows in found] == [14, 28, 4]
    assert found[1][0] == found[2][0]


def text_of_page(page: Any) -> str:
    return "".join(char["text"] for char in page.chars)


def tables_headed(name: str, text: str) -> list[TableBlock]:
    pairs = zip(report(name).blocks, report(name).blocks[1:], strict=False)
    return [
        table
        for heading, table in pairs
        if isinstance(heading, Heading) and isinstance(table, TableBlock) and heading.text in text
    ]


def test_only_a_draft_is_marked_on_every_page() -> None:
    draft = pdf_weasyprint.typeset(replace(report("2021"), draft=True), STYLE, FACES)
    with pdfplumber.open(io.BytesIO(draft.data)) as pdf:
        marks = [[char["text"] for char in page.chars if char["size"] > 60] for page in pdf.pages]
    assert len(marks) == draft.pages == printed("2021").pages
    assert marks == [list(STYLE.draft.text)] * len(marks)
    assert STYLE.draft.text not in text_of(printed("2021").data)


# ---------------------------------------------------------------- tags and promises


@example
def test_every_cell_is_tagged_with_the_heads_of_its_place(name: str) -> None:
    places = [
        place for block in report(name).blocks if isinstance(block, TableBlock) for place in block.places
    ]
    found = cells(printed(name).data)
    assert len(found) == len(places) == 279
    for place, cell in zip(places, found, strict=True):
        assert (cell.id, cell.headers) == (place.id, place.headers)
        if place.role in (Role.BANNER, Role.COLUMN_GROUP, Role.COLUMN):
            assert (cell.tag, cell.scope) == ("/TH", "/Column")
        elif place.role in (Role.ROW_GROUP, Role.ROW):
            assert (cell.tag, cell.scope) == ("/TH", "/Row")
        else:
            assert (cell.tag, cell.scope) == ("/TD", "")


def test_a_table_over_several_pages_ties_its_numbers_to_the_heads_of_their_page() -> None:
    head = (Place(0, 0, 1, 1, Role.COLUMN, "名", "h0"), Place(0, 1, 1, 1, Role.COLUMN, "数", "h1"))
    body = [
        place
        for row in range(1, 80)
        for place in (
            Place(row, 0, 1, 1, Role.ROW, f"行{row}", f"r{row}"),
            Place(row, 1, 1, 1, Role.NUMBER, str(row), headers=("h1", f"r{row}"), path=f"p.{row}"),
        )
    ]
    result = print_blocks(Heading("表", 1, "s1"), TableBlock("t", "表", 2, 80, 1, (1, 1), (*head, *body)))
    assert (result.warnings, result.pages) == ((), 3)
    found = cells(result.data)
    ids = [cell.id for cell in found if cell.id]
    assert len(ids) == len(set(ids)) > 80
    assert {one for cell in found for one in cell.headers} <= set(ids)
    assert len({cell.headers[0] for cell in found if cell.tag == "/TD"}) == 3
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        names = [bytes(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(names)
    assert len(names) == len(ids)


@example
def test_the_pdf_says_what_it_is(name: str) -> None:
    with pikepdf.open(io.BytesIO(printed(name).data)) as pdf:
        assert pdf.Root.Lang == "zh-CN"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == report(name).full_title
        assert str(pdf.docinfo.Author) == report(name).header.authority
        assert str(pdf.docinfo.CreationDate) == f"D:{report(name).header.published:%Y%m%d}"
        with pdf.open_metadata() as metadata:
            assert (metadata.pdfa_status, metadata["dc:title"]) == ("3A", report(name).full_title)
        with pdf.open_outline() as outline:
            (title,) = outline.root
            assert title.title == report(name).full_title
            assert [one.title[0] for one in title.children] == list("一二三四五六")
            assert len(title.children[0].children) == 5


@example
def test_the_filing_is_attached_as_the_source(name: str) -> None:
    with pikepdf.open(io.BytesIO(printed(name).data)) as pdf:
        (file,) = pdf.Root.AF
        assert (str(file.AFRelationship), str(file.UF)) == ("/Source", "filing.yaml")
        assert pdf.attachments["filing.yaml"].get_file().read_bytes().decode() == report(name).data
        assert pdf.attachments["filing.yaml"].get_file().mime_type == "application/yaml"


@example
def test_every_font_is_one_of_those_chosen_and_every_cid_is_its_glyph(name: str) -> None:
    from fontTools.cffLib import CFFFontSet

    found = 0
    with pikepdf.open(io.BytesIO(printed(name).data)) as pdf:
        fonts_ = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/DescendantFonts" in one
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


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf_weasyprint.render(report("2021"), STYLE, FACES) == printed("2021").data


# ---------------------------------------------------------------- safety and trouble


def test_hostile_text_comes_out_as_that_text() -> None:
    result = print_blocks(Heading(HOSTILE, 1, "s1"), Paragraph((Run(HOSTILE),)))
    assert result.warnings == ()
    assert text_of(result.data).count(HOSTILE.replace(" ", "")) == 2


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "ftp://127.0.0.1/x"])
def test_whatever_a_page_asks_for_is_refused_and_reported(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f'<html lang="zh"><img alt="x" src="{url}">'
    monkeypatch.setattr(html, "render", lambda report, style: page)
    result = pdf_weasyprint.typeset(report("2021"), STYLE, FACES)
    assert [f"refused: {url}" in one for one in result.warnings].count(True) == 1


def test_a_character_that_no_chosen_face_has_is_not_passed_over_in_silence() -> None:
    strange = replace(report("2021"), blocks=(Paragraph((Run("\u13a0"),)),))
    with pytest.raises(EngineComplains, match="WeasyPrint："):
        pdf_weasyprint.render(strange, STYLE, FACES)


def test_a_face_out_of_a_collection_is_used_alone(tmp_path: Path) -> None:
    from fontTools.ttLib import TTCollection, TTFont

    one = FACES["楷体"][0]
    collection = TTCollection()
    collection.fonts = [TTFont(FACES["小标宋"][0].path), TTFont(one.path)]
    path = tmp_path / "two.ttc"
    collection.save(path)
    with TTFont(io.BytesIO(pdf_weasyprint._font(replace(one, path=path, index=1)))) as font:
        assert font["name"].getBestFamilyName() == one.family


def test_a_machine_without_the_libraries_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        print("WeasyPrint could not import some external libraries")
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf_weasyprint, "import_module", fail)
    with pytest.raises(EngineMissing) as caught:
        pdf_weasyprint.engine()
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

    monkeypatch.setattr(pdf_weasyprint, "import_module", noisy)
    assert pdf_weasyprint.engine().__name__ == "weasyprint"
    assert capsys.readouterr().out == ""


def test_a_machine_without_the_subset_library_is_told_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_weasyprint.engine().text.ffi, "harfbuzz_subset", None)
    with pytest.raises(EngineMissing, match="libharfbuzz-subset0"):
        pdf_weasyprint.engine()


def test_the_ear_for_warnings_is_taken_away_again() -> None:
    before = list(logging.getLogger("weasyprint").handlers)
    assert printed("2021").pages
    assert logging.getLogger("weasyprint").handlers == before
