"""The tags of a PDF's tables: ids are the heads' own, whatever stood there before."""

from __future__ import annotations

import io

import pikepdf

from generator.form.table_grid import Role
from generator.report.blocks import TableBlock
from generator.writers.pdf.typst_tags import tag_tables
from tests.made import pdf, report
from tests.tagged import cells, found


def test_a_number_that_had_an_id_has_none_afterwards_and_every_head_has_its_own():
    tables = [block for block in report("2021").blocks if isinstance(block, TableBlock)]
    with pikepdf.open(io.BytesIO(pdf("2021", "typst"))) as opened:
        for table in found(opened.Root.StructTreeRoot, ("/Table",)):
            for cell in cells(table):
                cell.ID = pikepdf.String("left over")
        target = io.BytesIO()
        opened.save(target)
    with pikepdf.open(io.BytesIO(tag_tables(target.getvalue(), tables))) as opened:
        tagged = [
            str(cell.get("/ID", ""))
            for table in found(opened.Root.StructTreeRoot, ("/Table",))
            for cell in cells(table)
        ]
    places = [place for table in tables for place in table.places]
    assert tagged == [place.id for place in places]
    assert sum(place.role is Role.NUMBER for place in places) == 200
