"""The DOCX as Word and other readers see it: styles, page, merged cells, what it carries."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import docx
import lxml.etree
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from generator.report.build import Figure, Heading, Items, Paragraph, TableBlock
from generator.writers.docx.render import word_file
from generator.writers.style.table_breaks import breaks
from generator.writers.style.tokens import find, styles
from tests.conftest import ROOT

STYLE = find("gongwen")


@pytest.fixture(scope="module")
def report(reports):
    return reports["2021"]


@pytest.fixture(scope="module")
def data(report):
    return word_file(report, STYLE)


@pytest.fixture(scope="module")
def document(data):
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_the_reference_document_is_made_from_the_tokens_of_its_style():
    command = [sys.executable, "scripts/make_reference.py", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("style", styles())
def test_the_styles_of_a_reference_document_hold_properties_and_no_text(style):
    package = (ROOT / "styles" / style / "reference.docx").read_bytes()
    root = lxml.etree.fromstring(part(package, "word/styles.xml").encode())
    assert len(root) > 30
    assert "".join(root.itertext()).strip() == ""


def test_headings_are_real_headings_of_their_level_in_order(report, document):
    expected = [
        (f"Heading {block.level}", block.text) for block in report.blocks if isinstance(block, Heading)
    ]
    found = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert len(found) > 10
    assert {name for name, _ in found} == {"Heading 1", "Heading 2", "Heading 3"}
    assert found == expected


def test_every_heading_has_its_bookmark(report, data):
    text = part(data, "word/document.xml")
    anchors = [block.id.replace("-", "_") for block in report.blocks if isinstance(block, Heading)]
    assert any("_" in anchor for anchor in anchors)  # Word allows no hyphens in their names
    assert all(f'w:name="{anchor}"' in text for anchor in anchors)


def test_the_title_is_one_paragraph_of_the_title_style(report, document):
    titles = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Title"]
    assert [title.text.split("\n") for title in titles] == [list(report.title)]


def test_the_page_is_that_of_the_standard(document):
    (section,) = document.sections
    page = STYLE.page
    sizes = (section.page_width, section.page_height, section.top_margin)
    sizes += (section.bottom_margin, section.left_margin, section.right_margin)
    wanted = (page.width, page.height, page.top, page.bottom, page.left, page.right)
    for size, millimetres in zip(sizes, wanted, strict=True):
        assert abs(size - Mm(millimetres)) <= Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert abs(int(grid.get(qn("w:linePitch"))) / 20 - STYLE.pitch) < 0.1


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(data, document):
    (section,) = document.sections
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert paragraph.style.element.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert "PAGE" in paragraph._p.xml


def test_body_and_headings_have_the_fonts_and_sizes_of_the_style(document):
    kinds = {"Normal": STYLE.body, "Title": STYLE.title}
    kinds |= {f"Heading {level}": heading for level, heading in enumerate(STYLE.headings, start=1)}
    for name, kind in kinds.items():
        style = document.styles[name]
        fonts = style.element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == STYLE.fonts[kind.font].docx, name
        assert fonts.get(qn("w:ascii")) == STYLE.fonts[kind.font].docx
        assert style.font.size.pt == kind.size


def test_every_table_has_the_merged_cells_of_its_grid(report, document):
    blocks = [block for block in report.blocks if isinstance(block, TableBlock)]
    assert len(blocks) == len(document.tables) == 3
    for block, table in zip(blocks, document.tables, strict=True):
        assert (len(table.rows), len(table.columns)) == (block.rows, block.columns)
        cells = table._cells  # one entry for every place of the grid, merged ones repeated
        for place in block.places:
            first = cells[place.row * block.columns + place.column]
            last_row, last_column = place.row + place.rowspan - 1, place.column + place.colspan - 1
            assert first.text.replace("\n", "") == place.text
            assert cells[last_row * block.columns + last_column]._tc is first._tc


def test_heads_of_tables_are_repeated_and_rows_are_never_cut(report, document):
    blocks = [block for block in report.blocks if isinstance(block, TableBlock)]
    assert len(blocks) == 3
    for block, table in zip(blocks, document.tables, strict=True):
        rows = list(table._tbl.tr_lst)
        heads = [row for row in rows if row.trPr.find(qn("w:tblHeader")) is not None]
        assert heads == rows[: block.head_rows]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_paragraphs_lists_and_pictures_use_their_named_styles(report, document):
    counts = {
        "Normal": sum(isinstance(block, Paragraph) for block in report.blocks),
        "List Bullet": sum(len(block.items) for block in report.blocks if isinstance(block, Items)),
        "Figure": sum(isinstance(block, Figure) for block in report.blocks),
    }
    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert min(counts.values()) >= 1
    assert {name: names.count(name) for name in counts} == counts


def test_a_picture_has_its_text_alternative(report, document):
    captions = [block.caption for block in report.blocks if isinstance(block, Figure)]
    found = [element.get("descr") for element in document.element.body.iter(qn("wp:docPr"))]
    assert captions
    assert found == captions


def test_the_properties_are_those_of_the_filing(report, document):
    properties = document.core_properties
    assert properties.title == report.full_title
    assert properties.author == report.header.authority
    assert properties.language == "zh-CN"
    assert properties.created.date() == report.header.published == datetime.date(2025, 1, 24)


def test_chinese_is_the_language_of_east_asian_text(data):
    assert 'w:eastAsia="zh-CN"' in part(data, "word/styles.xml")


def test_only_a_draft_is_marked_on_every_page(report, data):
    draft = word_file(replace(report, draft=True), STYLE)
    marked = [name for name in zipfile.ZipFile(io.BytesIO(draft)).namelist() if "header" in name]
    assert len(marked) == 2
    assert all(f'string="{STYLE.draft.text}"' in part(draft, name) for name in marked)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "header" in name]


def test_the_package_bears_no_date_of_its_making(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        dates = {entry.date_time for entry in package.infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_narrow_heads_break_at_whole_words(document):
    texts = {cell.text for row in document.tables[1].rows for cell in row.cells}
    assert texts >= {
        "自然人",
        "商业\n企业",
        "社会\n公益\n组织",
        "（三）\n不予公开",
        "三、\n本年度\n办理\n结果",
    }


def test_emphasis_is_a_character_style_and_quotes_are_chinese(reports):
    report = reports["2021-city"]
    wanted = [
        run.text
        for block in report.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.strong
    ]
    document = docx.Document(io.BytesIO(word_file(report, STYLE)))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert len(wanted) == 3
    assert [run.text for run in runs if run.style.name == "Strong"] == wanted
    assert all(run._r.rPr.rFonts.get(qn("w:hint")) == "eastAsia" for run in runs if run.text.strip())


def test_a_table_stays_with_its_heading_and_on_one_page_or_is_broken_between_groups(report, document):
    blocks = [block for block in report.blocks if isinstance(block, TableBlock)]
    assert [breaks(block, STYLE) for block in blocks] == [(), (15, 18, 23), ()]
    for block, table in zip(blocks, document.tables, strict=True):
        heading = table._tbl.getprevious()
        assert heading.style.startswith("Heading")
        kept = [
            all(element.pPr.find(qn("w:keepNext")) is not None for element in row.iter(qn("w:p")))
            for row in table._tbl.tr_lst
        ]
        ends = {len(kept), *breaks(block, STYLE)}
        assert kept == [row + 1 not in ends for row in range(len(kept))]


def test_a_table_is_as_wide_as_the_type_area(document):
    assert len(document.tables) == 3
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert abs(sum(widths) - Mm(STYLE.page.text_width).twips) <= 1
        for row in table._tbl.tr_lst:
            assert sum(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst) == sum(widths)


def test_a_paragraph_stands_after_a_last_table_and_between_two(report):
    table = next(block for block in report.blocks if isinstance(block, TableBlock))
    made = word_file(replace(report, blocks=(table, table)), STYLE)
    kinds = [element.tag.split("}")[1] for element in docx.Document(io.BytesIO(made)).element.body]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "sectPr"]


@pytest.mark.parametrize(("width", "height"), [(120, 40), (4000, 1000), (300, 4000)])
def test_a_picture_is_never_enlarged_nor_larger_than_the_page_allows(report, width, height):
    figure = next(block for block in report.blocks if isinstance(block, Figure))
    picture = replace(figure.picture, width=width, height=height)
    made = word_file(replace(report, blocks=(replace(figure, picture=picture),)), STYLE)
    (shape,) = docx.Document(io.BytesIO(made)).inline_shapes
    assert shape.width <= min(Mm(STYLE.page.text_width), Mm(width * 25.4 / 96)) + 1
    assert shape.height <= Mm(STYLE.page.text_height * 0.6) + 1
    assert shape.width / shape.height == pytest.approx(width / height, rel=1e-3)


def test_a_property_longer_than_the_format_allows_is_cut(report):
    header = report.header.model_copy(update={"authority": "机关" * 200})
    properties = docx.Document(io.BytesIO(word_file(replace(report, header=header), STYLE))).core_properties
    assert properties.author == "机关" * 127 + "机"


@pytest.mark.parametrize("day", ["0001-01-01", "0999-05-06", "2025-01-24"])
def test_the_dates_of_the_package_are_dates_of_the_w3c_in_any_year(report, day):
    header = report.header.model_copy(update={"published": datetime.date.fromisoformat(day)})
    with zipfile.ZipFile(io.BytesIO(word_file(replace(report, header=header), STYLE))) as package:
        core = package.read("docProps/core.xml").decode()
    assert re.findall(r"W3CDTF\">([^<]*)<", core) == [f"{day}T00:00:00Z"] * 2


def test_a_reference_saved_by_chinese_word_with_other_style_ids_still_serves(report, tmp_path, monkeypatch):
    """Word renames Heading1 to 1 and so on; names stay."""
    with zipfile.ZipFile(STYLE.folder / "reference.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for kind in (b"Heading1", b"TableText", b"ReportTable"):
        for name in ("word/styles.xml", "word/document.xml"):
            parts[name] = parts[name].replace(b'"' + kind + b'"', b'"a' + str(len(kind)).encode() + b'"')
    with zipfile.ZipFile(tmp_path / "reference.docx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    monkeypatch.setattr(type(STYLE), "folder", property(lambda self: tmp_path))
    document = docx.Document(io.BytesIO(word_file(report, STYLE)))
    assert document.tables[1].style.name == "Report Table"
    names = {
        paragraph.style.name for row in document.tables[1].rows for paragraph in row.cells[-1].paragraphs
    }
    assert names == {"Table Head", "Table Text"}
    assert [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
