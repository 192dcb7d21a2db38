"""``nianbao collect`` and ``nianbao status``: from a folder and a roster to files that say how all stand."""

from __future__ import annotations

import csv
import io
import json
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.collect.units import NEW, filing_text, write_roster

GOVERNMENT = "示例市人民政府"
ROWS = [
    [GOVERNMENT, "人民政府", "县级", "", ""],
    ["示例市财政局", "政府部门", "县级", GOVERNMENT, "0000-00000001"],
    ["示例市教育局", "政府部门", "县级", GOVERNMENT, "0000-00000002"],
    ["示例市民政局", "政府部门", "县级", GOVERNMENT, "0000-00000003"],
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Filings of a roster: finance in time, education late, civil affairs missing, one that nobody knows."""
    found = tmp_path / "填报"
    (found / "2024").mkdir(parents=True)
    write_roster(tmp_path / "名录.csv", ROWS)
    department = {"机关类型": "政府部门"}
    for name, more in (
        ("示例市财政局", {}),
        ("示例市教育局", {"发布日期": "2025-02-15"}),
        ("示例市外事局", {}),
    ):
        (found / "2024" / f"{name}.yaml").write_text(filing_text(name, **department, **more), "utf-8")
    return tmp_path


def collected(folder: Path, run, *more: str) -> tuple[int, str, str]:
    roster, out = folder / "名录.csv", folder / "收报"
    return run("collect", folder / "填报", "--roster", roster, "-o", out, *more)


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def result(folder: Path) -> dict:
    return json.loads((folder / "收报" / "结果.json").read_text("utf-8"))


def test_one_run_says_who_is_missing_late_and_what_all_come_to(folder, run):
    code, out, _ = collected(folder, run, "--on", "2025-02-20")
    assert code == 1
    assert "名录 4 家，缺报 2 家，逾期 1 家，已报 1 家" in out
    missing = {row["机关"]: row for row in table(folder / "收报" / "缺报.csv")}
    assert list(missing) == [GOVERNMENT, "示例市民政局"]
    assert (missing["示例市民政局"]["期限"], missing["示例市民政局"]["逾期天数"]) == ("2025-01-31", "20")
    assert "已经超过20天" in missing["示例市民政局"]["通知"]
    assert missing[GOVERNMENT]["逾期天数"] == ""
    late = {row["机关"]: row for row in table(folder / "收报" / "逾期.csv")}
    assert {name: row["情形"] for name, row in late.items()} == {
        "示例市教育局": "晚报",
        "示例市民政局": "未报",
    }
    assert (late["示例市教育局"]["逾期天数"], late["示例市教育局"]["联系方式"]) == ("15", "0000-00000002")


def test_the_sum_is_a_filing_with_its_proof(folder, run):
    collected(folder, run)
    sums = folder / "收报" / "汇总"
    proof = json.loads((sums / f"{GOVERNMENT}.json").read_text("utf-8"))
    cells = {cell["path"]: cell for cell in proof["cells"]}
    assert cells[NEW]["sum"] == sum(part["value"] for part in cells[NEW]["of"])
    assert [part["authority"] for part in cells[NEW]["of"]] == ["示例市财政局", "示例市教育局"]
    assert proof["missing"] == [GOVERNMENT, "示例市民政局"]
    assert len(cells) > 100
    _, out, _ = run("check", sums / f"{GOVERNMENT}.yaml", "--format", "json")
    found = json.loads(out)
    assert found["filings"][0]["authority"] == GOVERNMENT
    assert not [each for each in found["findings"] if each["cells"] and each["level"] == "error"]
    with (sums / f"{GOVERNMENT}.xlsx").open("rb") as file:
        book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["合计", "明细", "单位"]
    formulas = [row[3].value for row in book["合计"].iter_rows(min_row=3) if row[0].value == NEW]
    assert formulas and str(formulas[0]).startswith("=ROUND(SUM('明细'!")


def test_every_sum_equals_the_independent_one_of_the_database(folder, run):
    collected(folder, run)
    out = folder / "收报"
    with duckdb.connect(str(out / "数据.duckdb"), read_only=True) as database:
        rows = database.sql(
            """SELECT d."路径", sum(d."数") FROM "数据" d JOIN "单位" u ON d."机关" = u."机关"
               WHERE u."情况" <> '名录外' AND d."年度" = 2024 GROUP BY 1"""
        ).fetchall()
        assert database.sql('SELECT count(*) FROM "数据字典"').fetchall() == [(10,)]
    proof = json.loads((out / "汇总" / f"{GOVERNMENT}.json").read_text("utf-8"))
    sums = {cell["path"]: Decimal(str(cell["sum"])) for cell in proof["cells"]}
    assert len(rows) == len(sums) > 100
    assert {path: Decimal(value) for path, value in rows} == sums


def test_the_same_folder_gives_the_same_bytes(folder, run):
    collected(folder, run)
    first = {path.name: path.read_bytes() for path in (folder / "收报").rglob("*") if path.is_file()}
    shutil.rmtree(folder / "收报")
    collected(folder, run)
    again = {path.name: path.read_bytes() for path in (folder / "收报").rglob("*") if path.is_file()}
    # DuckDB numbers its blocks anew each time; the manifest holds the file's digest.
    assert {name for name in first if first[name] != again[name]} <= {"数据.duckdb", "collect.json"}
    assert len(first) > 10


def test_a_sum_into_which_people_have_written_is_kept(folder, run):
    collected(folder, run)
    filing = folder / "收报" / "汇总" / f"{GOVERNMENT}.yaml"
    filing.write_text(filing.read_text("utf-8").replace("发布日期:", "发布日期: 2025-03-20"), "utf-8")
    mine = filing.read_bytes()
    code, _, complaints = collected(folder, run)
    assert code == 2
    assert "可能有人改过" in complaints
    assert filing.read_bytes() == mine
    code, *_ = collected(folder, run, "--force")
    assert code == 1
    assert filing.read_bytes() != mine


def test_results_inside_the_folder_are_not_collected_again(folder, run):
    arguments = ("collect", folder, "--roster", folder / "名录.csv", "-o", folder / "收报")
    assert run(*arguments)[0] == 1
    first = result(folder)
    assert run(*arguments)[0] == 1
    assert result(folder) == first
    assert first["filings"] == 3


def test_a_filing_of_nobody_in_the_roster_is_told_and_not_added(folder, run):
    collected(folder, run)
    found = result(folder)
    assert [filing["authority"] for filing in found["outside"]] == ["示例市外事局"]
    assert found["states"] == {"缺报": 2, "有错误": 0, "逾期": 1, "重复": 0, "已报": 1}
    assert {row["机关"]: row["情况"] for row in table(folder / "收报" / "单位.csv")}[
        "示例市外事局"
    ] == "名录外"


def test_a_filing_whose_head_lacks_something_is_wrong_and_added_all_the_same(folder, run):
    path = folder / "填报" / "2024" / "示例市财政局.yaml"
    path.write_text(path.read_text("utf-8").replace("机关类型: 政府部门\n", ""), "utf-8")
    collected(folder, run)
    units = {unit["authority"]: unit for unit in result(folder)["units"]}
    assert units["示例市财政局"]["state"] == "有错误"
    (region,) = result(folder)["sums"]
    assert (region["parts"], region["left_out"]) == (2, [])
    assert region["with_errors"] == ["2024/示例市财政局.yaml"]


def test_a_sum_has_figures_before_anybody_has_written_in_it(folder, run):
    collected(folder, run)
    code, out, _ = run("table", folder / "收报" / "汇总" / f"{GOVERNMENT}.yaml")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 1
    proof = json.loads((folder / "收报" / "汇总" / f"{GOVERNMENT}.json").read_text("utf-8"))
    sums = {cell["path"]: Decimal(str(cell["sum"])) for cell in proof["cells"]}
    assert {row["路径"]: Decimal(row["数"]) for row in rows} == sums


def test_everything_in_order_ends_with_0(folder, run):
    write_roster(folder / "名录.csv", [ROWS[1]])
    for name in ("示例市外事局", "示例市教育局"):
        (folder / "填报" / "2024" / f"{name}.yaml").unlink()
    code, out, _ = collected(folder, run)
    assert code == 0
    assert "名录 1 家，已报 1 家" in out
    assert table(folder / "收报" / "缺报.csv") == table(folder / "收报" / "逾期.csv") == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "2月10日"), "--on 要写成 2025-02-10 这样的日期"),
        (("--roster", "没有.csv"), "打不开名录"),
        (("--year", "1990"), "2008"),
    ],
)
def test_a_wrong_call_is_refused_and_writes_nothing(folder, run, arguments, said):
    code, _, complaints = collected(folder, run, *arguments)
    assert code == 2
    assert said in complaints
    assert not (folder / "收报").exists()


def test_an_output_that_is_a_file_is_refused_before_anything_is_read(folder, run):
    (folder / "收报").write_text("not a folder", "utf-8")
    code, out, complaints = collected(folder, run)
    assert code == 2
    assert "-o 后面应当是文件夹，这里是一个文件" in complaints
    assert out == ""


def test_a_year_of_which_nothing_was_handed_in_has_no_sum(folder, run):
    code, out, _ = collected(folder, run, "--year", "2022")
    assert code == 1
    assert "名录 4 家，缺报 4 家" in out
    assert "汇总" not in out
    assert not (folder / "收报" / "汇总").exists()
    assert [each["file"] for each in result(folder)["sums"]] == [None]


def test_a_sum_of_sums_says_how_many_filings_it_is_made_of(folder, run):
    city, county = "示例市", "示例市东县"
    higher = [[f"{city}人民政府", "人民政府", "市级", "", ""]]
    below = [[f"{county}人民政府", "人民政府", "县级", f"{city}人民政府", ""]]
    empty = [["示例市西县人民政府", "人民政府", "县级", f"{city}人民政府", ""]]
    parents = {"示例市财政局": f"{county}人民政府", "示例市教育局": f"{county}人民政府"}
    units = [[name, "政府部门", "县级", parent, ""] for name, parent in parents.items()]
    nobody = [["示例市民政局", "政府部门", "县级", "示例市西县人民政府", ""]]
    write_roster(folder / "名录.csv", higher + below + empty + units + nobody)
    _, out, _ = collected(folder, run)
    assert "汇总 示例市人民政府：2 份" in out
    assert "示例市西县人民政府：" not in out
    parts = {each["authority"]: each["parts"] for each in result(folder)["sums"]}
    assert parts == {f"{city}人民政府": 2, f"{county}人民政府": 2, "示例市西县人民政府": 0}


def test_of_many_sums_the_greatest_are_told_and_the_others_counted(folder, run):
    top = [["示例市人民政府", "人民政府", "市级", "", ""]]
    counties = [[f"示例市{n}县人民政府", "人民政府", "县级", "示例市人民政府", ""] for n in range(12)]
    offices = []
    for number in range(12):
        name = f"示例市{number}县财政局"
        (folder / "填报" / "2024" / f"{name}.yaml").write_text(
            filing_text(name, 机关类型="政府部门"), "utf-8"
        )
        offices.append([name, "政府部门", "县级", f"示例市{number}县人民政府", ""])
    write_roster(folder / "名录.csv", top + counties + offices)
    _, out, _ = collected(folder, run)
    told = [line for line in out.split("\n") if line.startswith("汇总 ")]
    assert len(told) == 10
    assert told[0].startswith("汇总 示例市人民政府：12 份")
    assert "另有 3 个机关的汇总" in out


def test_status_is_one_screen(folder, run):
    code, out, _ = run("status", folder / "填报", "--roster", folder / "名录.csv", "--on", "2025-02-20")
    assert code == 1
    lines = out.strip().split("\n")
    assert len(lines) <= 24
    assert "2024 年度 2 份，名录 4 家" in lines[0]
    assert lines[1] == "缺报 2　逾期 1　已报 1"
    assert any("晚 15 天" in line for line in lines)


def test_status_can_be_asked_for_a_unit_a_rule_and_a_level(folder, run):
    _, out, _ = run("status", folder / "填报", "--unit", "教育")
    assert "逾期 1" in out
    assert "财政" not in out
    _, out, _ = run("status", folder / "填报", "--rule", "D11")
    assert "D11" in out
    assert "示例市教育局" in out
    assert "示例市财政局" not in out
    _, out, _ = run("status", folder / "填报", "--level", "error")
    assert "警告" not in out
    assert run("status", folder / "填报", "--rule", "D1")[0] == 2


def test_the_exit_code_of_status_speaks_of_what_was_asked_for(folder, run):
    whole = ("status", folder / "填报", "--roster", folder / "名录.csv")
    assert run(*whole)[0] == 1
    assert run(*whole, "--unit", "财政")[0] == 0
    assert run(*whole, "--unit", "民政")[0] == 1
    assert run(*whole, "--rule", "D11")[0] == 0


def test_in_ci_the_page_of_the_job_says_what_came_of_it(folder, run, monkeypatch):
    page = folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    collected(folder, run)
    text = page.read_text("utf-8")
    assert text.startswith("### nianbao collect\n")
    assert "- 2024 年度：名录 4 家，缺报 2 家" in text
