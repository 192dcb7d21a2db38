"""The table of ratios, and that the rivals do what they are measured for."""

import io

import docx
import pikepdf

from benchmarks.processes import EXAMPLE
from benchmarks.ratios import Ratio, table
from benchmarks.rivals import an_older_tree, filled, set_bare
from generator.batch.desk import load
from generator.filing.read import read_file
from generator.report.build import TableBlock, build
from generator.writers.order import Order
from generator.writers.style import fonts, tokens

REPORT = build(load(read_file(EXAMPLE)).filing)
CELLS = [place.text for block in REPORT.all_blocks if isinstance(block, TableBlock) for place in block.places]


def test_a_target_is_met_or_missed_and_what_has_none_is_only_told():
    lines = table([Ratio("甲", "乙", 2, 2.0), Ratio("甲", "乙", 2, 2.01), Ratio("甲", "乙", None, 9.0)])
    assert [line.split(" | ")[-1].strip(" |") for line in lines.split("\n")[2:]] == ["met", "missed", ""]


def test_docxtpl_fills_every_cell_of_every_table():
    tables = docx.Document(io.BytesIO(filled(REPORT)())).tables
    texts = {cell.text for filled_table in tables for row in filled_table.rows for cell in row.cells}
    assert len(CELLS) > 200
    assert set(CELLS) <= texts


def test_typst_alone_sets_as_many_pages(tmp_path):
    style = tokens.find(Order().style)
    bare = set_bare(REPORT, style, fonts.choose(style, (), system=False), tmp_path)()
    with pikepdf.open(io.BytesIO(bare)) as pdf:
        assert len(pdf.pages) > 3


def test_what_is_not_in_the_history_is_not_measured():
    assert an_older_tree("0000000000000000000000000000000000000000") is None
