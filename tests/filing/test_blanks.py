"""What nobody filled in is no 0, and neither is a total of it alone."""

from __future__ import annotations

import re

import pytest

from generator.batch.desk import examine
from generator.filing.blanks import is_blank
from generator.report.blocks import Paragraph, TableBlock
from generator.report.build import build
from generator.source.read import read
from generator.workbook.figures import figures
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
SECTION = "申请办理情况"
TOTAL = f"{SECTION}.办理结果总计.自然人"


def filing_of(text: str):
    filing = examine(read(text.encode(), "office.yaml", EXAMPLES)).filing
    assert filing is not None
    return filing


def without_numbers(text: str) -> str:
    """The example before anybody filled in its second table; the total is left out."""
    before, key, rest = text.partition(f"\n{SECTION}:\n")
    table, end, after = rest.partition("\n复议诉讼情况:")
    table = re.sub(r"^  办理结果总计:.*\n", "", table, flags=re.MULTILINE)
    blank = re.sub(r"^( +\S+:) (?:\[.*\]|[0-9]+)", r"\1", table, flags=re.MULTILINE)
    return f"{before}{key}{blank}{end}{after}"


def printed(filing) -> dict[str, str]:
    blocks = build(filing, draft=True).all_blocks
    tables = (block for block in blocks if isinstance(block, TableBlock))
    return {place.path: place.text for table in tables for place in table.places if place.path}


def test_nothing_is_printed_for_a_total_of_blanks_alone():
    filing = filing_of(without_numbers(TEXT))
    found = {path: text for path, text in printed(filing).items() if path.startswith(f"{SECTION}.")}
    assert TOTAL in found
    assert set(found.values()) == {""}
    assert is_blank(filing, filing.cells[TOTAL])
    assert not [row for row in figures(filing) if row.path.startswith(f"{SECTION}.")]


def test_a_sentence_has_no_0_in_place_of_such_a_total():
    blocks = build(filing_of(without_numbers(TEXT)), draft=True).all_blocks
    said = ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]
    assert any("全年新收政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件" in words for words in said)


def test_one_number_that_was_filled_in_makes_the_totals_of_its_row_and_column_numbers():
    row = "予以公开: [39, 2, 0, 0, 0, 2]"
    assert row in TEXT
    text = without_numbers(TEXT).replace("  予以公开:", f"  {row}", 1)
    assert printed(filing_of(text))[TOTAL] == "39"


@pytest.mark.parametrize(
    ("rows", "total"), [("[[甲局, null], [乙局, null]]", ""), ("[[甲局, null], [乙局, 3]]", "3")]
)
def test_the_total_of_an_own_table_follows_the_same(rows, total):
    table = (
        f"附表:\n  - 标题: 收费\n    列: [单位, {{名称: 件数, 种类: 件数}}]\n    行: {rows}\n    合计: true\n"
    )
    filing = filing_of(f"{TEXT.rstrip()}\n{table}")
    assert printed(filing)["附表.收费.合计.件数"] == total
