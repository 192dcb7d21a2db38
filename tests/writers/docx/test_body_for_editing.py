"""A DOCX that an office can go on editing: named styles, contents, tables that Word and WPS do not break."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from generator.report.build import Heading, Report, TableBlock
from generator.writers.docx.render import word_file
from generator.writers.style.table_measures import KEEP_ROWS
from generator.writers.style.tokens import find, styles
from tests.conftest import CORRECT

NAMES = tuple(path.stem for path in CORRECT)
example = pytest.mark.parametrize("name", NAMES)
each_style = pytest.mark.parametrize("style", styles())


@cache
def written(report: Report, style: str, contents: bool = False) -> Any:
    return docx.Document(io.BytesIO(word_file(report, find(style), contents=contents)))


def local(element: Any) -> str:
    return element.tag.rpartition("}")[2]


def value(element: Any, name: str = "w:val") -> str:
    return str(element.get(qn(name)))


def in_table(element: Any) -> bool:
    return any(local(iterancestor) == "tc" for iterancestor in element.iterancestors())


# ---------------------------------------------------------------- styles


# Where these stand follows from what they say (GB/T 9704—2012, 7.3.4, 7.3.5): the length of a name, how many
# lines there are; no named style can hold that.
CLOSING = {"Attachment", "Signature", "Date", "Title"}


def style_name(properties):
    named = properties.find(qn("w:pStyle"))
    return None if named is None else named.get(qn("w:val"))


@example
@each_style
def test_every_paragraph_has_a_named_style_and_no_looks_of_its_own(name, style, reports):
    body = written(reports[name], style).element.body
    seen: Counter[str] = Counter()
    for properties in body.iter(qn("w:pPr")):
        if in_table(properties):  # elsewhere the default style is not named
            assert local(properties[0]) == "pStyle"
        if style_name(properties) not in CLOSING:
            seen.update(f"{local(entry)} in {in_table(properties)}" for entry in properties)
    # Keeping lines together is no look; indents keep the last character of a label from standing alone.
    assert set(seen) <= {
        *("pStyle in True", "keepNext in True", "ind in True"),
        *("pStyle in False", "pageBreakBefore in False", "keepNext in False", "sectPr in False"),
    }
    assert seen["pStyle in True"] > 60


@example
@each_style
def test_no_run_has_looks_of_its_own_but_a_figure_too_long_for_its_cell(name, style, reports):
    count, usual = 0, {(qn("w:hint"), "eastAsia")}  # heads may run into their paragraphs
    heads = {(qn("w:eastAsia"), find(style).fonts[each.font].docx) for each in find(style).headings}
    for properties in written(reports[name], style).element.body.iter(qn("w:rPr")):
        kinds = [local(entry) for entry in properties]
        assert set(kinds) <= {"rStyle", "rFonts", "sz", "szCs"}
        assert usual <= set(properties.find(qn("w:rFonts")).attrib.items()) <= usual | heads
        assert "sz" not in kinds or in_table(properties)
        count += 1
    assert count > 60


@example
@each_style
def test_every_style_that_is_used_is_there(name, style, reports):
    document = written(reports[name], style)
    ids = {value(element, "w:styleId") for element in document.styles.element.iter(qn("w:style"))}
    kinds = ("w:pStyle", "w:rStyle", "w:tblStyle")
    used = {value(element) for kind in kinds for element in document.element.body.iter(qn(kind))}
    assert len(used) >= 4
    assert used <= ids


@each_style
def test_figures_and_letters_are_the_chinese_font_s_own_in_every_style(style):
    tokens = find(style)
    chinese = {font.docx for font in tokens.fonts.values()}
    document = docx.Document(str(tokens.folder / "reference.docx"))
    found = [
        (value(element, "w:styleId"), fonts)
        for element in document.styles.element.iter(qn("w:style"))
        if (fonts := element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")) is not None
    ]
    assert len(found) > 10
    for kind, fonts in found:
        assert value(fonts, "w:eastAsia") in chinese, kind
        assert value(fonts, "w:ascii") == value(fonts, "w:hAnsi") == value(fonts, "w:eastAsia"), kind


@each_style
def test_the_outline_is_word_s_own(style):
    document = docx.Document(str(find(style).folder / "reference.docx"))
    for level in range(1, 5):
        properties = document.styles[f"Heading {level}"].element.pPr
        assert value(properties.find(qn("w:outlineLvl"))) == str(level - 1)
        assert properties.find(qn("w:keepNext")) is not None


# ---------------------------------------------------------------- contents


def fields(element: Any) -> list[str]:
    return [value(mark, "w:fldCharType") for mark in element.iter(qn("w:fldChar"))]


@example
def test_no_contents_stand_in_a_report_unless_they_are_asked_for(name, reports):
    body = written(reports[name], "gongwen").element.body
    assert not list(body.iter(qn("w:sdt")))
    assert not [element for element in body.iter(qn("w:instrText")) if "TOC" in element.text]


@example
def test_contents_list_the_headings_in_a_field_that_is_updated(name, reports):
    report = reports[name]
    document = written(report, "gongwen", contents=True)
    (control,) = document.element.body.iter(qn("w:sdt"))
    assert value(next(control.iter(qn("w:docPartGallery")))) == "Table of Contents"
    instructions = [element.text.strip() for element in control.iter(qn("w:instrText"))]
    assert instructions[0] == r'TOC \o "1-2" \h \z \u'
    wanted = [block for block in report.blocks if isinstance(block, Heading) and block.level <= 2]
    links = list(control.iter(qn("w:hyperlink")))
    assert ["".join(text.text for text in link.iter(qn("w:t"))) for link in links] == [
        word.text for word in wanted
    ]
    anchors = [value(link, "w:anchor") for link in links]
    bookmarks = {value(element, "w:name") for element in document.element.body.iter(qn("w:bookmarkStart"))}
    assert set(anchors) <= bookmarks
    assert instructions[1:] == [rf"PAGEREF {anchor} \h" for anchor in anchors]
    kinds = Counter(fields(control))
    assert kinds["begin"] == kinds["separate"] == kinds["end"] == len(wanted) + 1
    begins = [
        element for element in control.iter(qn("w:fldChar")) if value(element, "w:fldCharType") == "begin"
    ]
    assert {value(begin, "w:dirty") for begin in begins} == {"true"}
    following = control.getnext()
    assert following.pPr.find(qn("w:pageBreakBefore")) is not None


def test_the_option_puts_contents_into_the_docx_and_nothing_else(run, tmp_path):
    source = next(path for path in CORRECT if path.stem == "2021")
    code, _, err = run("build", source, "-o", tmp_path, "--to", "docx,html", "--toc", "--bundled-fonts")
    assert (code, err) == (0, "")
    assert list(docx.Document(str(tmp_path / "2021.docx")).element.body.iter(qn("w:sdt")))


@pytest.mark.parametrize("name", ["Heading 1", "Heading 2", "toc 1", "toc 2", "TOC Heading"])
def test_the_styles_that_word_fills_contents_with_are_those_of_the_style(name):
    document = docx.Document(str(find("gongwen").folder / "reference.docx"))
    assert document.styles[name].base_style.name == "Normal"


# ---------------------------------------------------------------- tables


def tables(report: Report, style: str = "gongwen") -> list[Any]:
    found = list(written(report, style).element.body.iter(qn("w:tbl")))
    assert found
    return found


def span(cell: Any) -> int:
    found = cell.tcPr.find(qn("w:gridSpan"))
    return 1 if found is None else int(value(found))


@example
def test_every_row_fills_the_grid_in_widths_that_agree(name, reports):
    for table in tables(reports[name]):
        grid = [int(value(column, "w:w")) for column in table.tblGrid]
        assert value(table.tblPr.find(qn("w:tblLayout")), "w:type") == "fixed"
        assert int(value(table.tblPr.find(qn("w:tblW")), "w:w")) == sum(grid)
        for row in table.tr_lst:
            at = 0
            for cell in row.tc_lst:
                width = int(value(cell.tcPr.find(qn("w:tcW")), "w:w"))
                assert width == sum(grid[at : at + span(cell)])
                at += span(cell)
            assert at == len(grid)


@example
def test_a_cell_that_goes_on_below_continues_one_of_the_same_place_and_width(name, reports):
    merged = 0
    for table in tables(reports[name]):
        above: dict[int, int] = {}
        for row in table.tr_lst:
            at, now = 0, {}
            for cell in row.tc_lst:
                merge = cell.tcPr.find(qn("w:vMerge"))
                if merge is not None:
                    assert value(merge) == "restart" or above.get(at) == span(cell)
                    now[at] = span(cell)
                    merged += value(merge) == "continue"
                at += span(cell)
            above = now
    assert merged or name.startswith(("2008", "2014"))


@example
def test_every_cell_ends_with_a_paragraph_and_holds_no_table(name, reports):
    cells = [cell for table in tables(reports[name]) for cell in table.iter(qn("w:tc"))]
    assert len(cells) > 60
    assert all(local(cell[-1]) == "p" for cell in cells)
    assert not [element for cell in cells for element in cell.iter(qn("w:tbl"))]


@example
def test_tables_neither_touch_nor_end_the_document(name, reports):
    kinds = [local(element) for element in written(reports[name], "gongwen").element.body]
    assert ("tbl", "tbl") not in set(pairwise(kinds))
    assert kinds[-1] == "sectPr"
    assert kinds[-2] != "tbl"


@example
def test_repeated_heads_come_first_and_no_merged_cell_leaves_them(name, reports):
    repeated = 0
    for table in tables(reports[name]):
        heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in table.tr_lst]
        assert heads == sorted(heads, reverse=True)
        if any(heads) and not all(heads):
            repeated += 1
            first = table.tr_lst[heads.index(False)]
            merges = [cell.tcPr.find(qn("w:vMerge")) for cell in first.tc_lst]
            assert not [merge for merge in merges if merge is not None and value(merge) == "continue"]
    assert repeated >= 1


@example
def test_rows_are_not_cut_and_have_no_height_that_could_hide_text(name, reports):
    for table in tables(reports[name]):
        for row in table.tr_lst:
            assert row.trPr.find(qn("w:cantSplit")) is not None
            assert row.trPr.find(qn("w:trHeight")) is None


def test_a_table_longer_than_a_page_may_break_but_keeps_its_heads_with_its_first_row(reports):
    report = next(report for report in reports.values() if _longest(report).rows > KEEP_ROWS)
    block = _longest(report)
    (table,) = [table for table in tables(report) if len(table.tr_lst) == block.rows]
    kept = [row.tc_lst[0].p_lst[0].pPr.find(qn("w:keepNext")) is not None for row in table.tr_lst]
    assert kept == [True] * (block.head_rows + 1) + [False] * (block.rows - block.head_rows - 1)


def _longest(report: Report) -> TableBlock:
    return max(
        (block for block in report.blocks if isinstance(block, TableBlock)), key=lambda block: block.rows
    )


# ---------------------------------------------------------------- properties


@example
def test_word_shows_whose_report_it_is(name, reports):
    report = reports[name]
    with zipfile.ZipFile(io.BytesIO(word_file(report, find("gongwen")))) as package:
        extended = package.read("docProps/app.xml").decode()
        relations = package.read("_rels/.rels").decode()
    assert re.search("<Company>(.*)</Company>", extended)[1] == report.header.authority
    assert "docProps/app.xml" in relations
    properties = written(report, "gongwen").core_properties
    assert (properties.title, properties.author) == (report.full_title, report.header.authority)
    assert properties.subject == report.form
    assert str(report.header.year) in properties.keywords
    assert properties.content_status == ""


def test_a_draft_says_so_in_its_properties(reports):
    draft = written(replace(reports["2021"], draft=True), "gongwen")
    assert draft.core_properties.content_status == find("gongwen").draft.text
