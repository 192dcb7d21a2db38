"""Figures one a row: of every table, as they were filled in or computed, exact."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import duckdb
import pytest

from generator.workbook.figures import COLUMNS, as_csv, as_parquet, as_workbook, figures
from generator.writers.xlsx.file import file_of
from tests.conftest import CORRECT, EXAMPLES
from tests.workbook.reading import opened, rows
from tests.workbook.test_plan import filing


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_every_number_that_a_filing_has_is_a_row(path):
    found = filing(path.stem)
    listed = {figure.path: figure for figure in figures(found)}
    assert listed
    for address, cell in (*found.cells.items(), *found.free_cells.items()):
        if cell.value is not None:
            assert Decimal(listed[address].value) == Decimal(str(cell.value)), address


def test_a_row_says_whose_number_it_is_of_which_year_what_it_is_called_and_counts_in():
    listed = {figure.path: figure for figure in figures(filing("2021"))}
    figure = listed["申请办理情况.本年新收.自然人"]
    assert (figure.form, figure.authority, figure.year) == ("2021", "示例市人民政府办公室", 2024)
    assert (figure.label, figure.value, figure.unit, figure.state) == (
        "一、本年新收政府信息公开申请数量 / 自然人", 125, "件", "填报",
    )  # fmt: skip
    assert listed["申请办理情况.本年新收.总计"].state == "计算"
    assert listed["主动公开情况.行政事业性收费"].unit == "万元"


def test_csv_xlsx_and_parquet_have_the_same_rows(tmp_path):
    listed = list(figures(filing("2021-full")))
    text = list(csv.reader(io.StringIO(as_csv(listed).decode("utf-8-sig"))))
    sheet = rows(opened(file_of(as_workbook(listed)))["数据"])
    (tmp_path / "figures.parquet").write_bytes(as_parquet(listed))
    found = duckdb.sql(f"SELECT * FROM '{tmp_path}/figures.parquet'").fetchall()
    assert tuple(text[0]) == tuple(sheet[0]) == COLUMNS
    assert len(text) - 1 == len(sheet) - 1 == len(found) == len(listed) > 190
    for figure, in_text, in_sheet, in_parquet in zip(listed, text[1:], sheet[1:], found, strict=True):
        assert in_text[5] == in_sheet[5] == in_parquet[5] == figure.label
        assert Decimal(in_text[6]) == Decimal(str(in_sheet[6])) == in_parquet[6] == Decimal(figure.value)


def test_the_command_writes_what_the_name_asks_for_and_never_over_another_file(run, tmp_path):
    source, target = EXAMPLES / "2021.yaml", tmp_path / "数据.csv"
    assert run("table", str(source), "-o", str(target))[0] == 0
    assert target.read_bytes().startswith("\ufeff格式,机关".encode())
    assert run("table", str(source), "-o", str(target))[0] == 2
    assert run("table", str(source), "-o", str(tmp_path / "数据.docx"))[0] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["数据.csv"]


def test_figures_of_a_filing_with_errors_are_listed_and_it_is_said(run):
    code, out, err = run("table", str(EXAMPLES / "2019-errors.yaml"))
    assert code == 1
    assert "有错误，数照列" in err
    assert "申请办理情况.本年新收.自然人" in out
