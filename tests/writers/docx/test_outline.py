"""Labels of an outline in the DOCX."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn

from generator.form.table_grid import Role
from generator.report.build import TableBlock
from generator.writers.docx.render import word_file
from generator.writers.style.tokens import find

STYLE = find("gongwen")


def test_a_label_of_an_outline_is_set_in_by_so_many_characters_of_its_own_size(reports):
    report = reports["2014"]
    (block,) = (block for block in report.blocks if isinstance(block, TableBlock))
    labels = [place for place in block.places if place.role is Role.ROW]
    assert len({place.indent for place in labels}) >= 4
    (table,) = docx.Document(io.BytesIO(word_file(report, STYLE))).tables
    size = (STYLE.table.dense if block.rows >= STYLE.table.dense.rows else STYLE.table).size
    found = {}
    for row in table.rows:
        indent = row.cells[0]._tc.p_lst[0].pPr.find(qn("w:ind"))
        found[row.cells[0].text] = 0 if indent is None else int(indent.get(qn("w:left")))
    twips = 20
    assert [found[place.text] for place in labels if place.text != "总数"] == [
        place.indent * size * twips for place in labels if place.text != "总数"
    ]
