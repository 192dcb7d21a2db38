"""Published figures: what is right is not called wrong, and every known defect in the numbers is found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from benchmarks import mutations
from generator.batch.desk import examine, load
from generator.findings.finding import Level, Span
from generator.rules.examine import examine_loaded
from generator.source.nodes import Scalar
from generator.source.read import read
from tests.conftest import EXAMPLES
from tests.copied import but_for_copies

TEXT = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
TABLE, REVIEW, OPEN = "申请办理情况", "复议诉讼情况", "主动公开情况"

# Two reports of one city, as far as their figures are known (totals of the rows; the two cross-year rows).
YEARS = {
    "2023": {
        f"{TABLE}.本年新收": [3508, 3, 0, 0, 0, 0],
        f"{TABLE}.上年结转": [96, 0, 0, 0, 0, 0],
        f"{TABLE}.予以公开": [3486, 0, 0, 0, 0, 0],
        f"{TABLE}.结转下年度": [118, 3, 0, 0, 0, 0],
        f"{REVIEW}.行政复议": [309, 17, 88, 26],
        f"{REVIEW}.未经复议直接起诉": [1, 1, 16, 6],
        f"{REVIEW}.复议后起诉": [13, 0, 67, 9],
        f"{OPEN}.规章": [1, 0, 11],
        f"{OPEN}.行政规范性文件": [40, 20, 597],
        f"{OPEN}.行政事业性收费": ["59237.2449"],
    },
    "2024": {
        f"{TABLE}.本年新收": [3525, 0, 0, 0, 0, 0],
        f"{TABLE}.上年结转": [118, 3, 0, 0, 0, 0],
        f"{TABLE}.予以公开": [3518, 3, 0, 0, 0, 0],
        f"{TABLE}.结转下年度": [125, 0, 0, 0, 0, 0],
        f"{REVIEW}.行政复议": [88, 18, 28, 36],
        f"{REVIEW}.未经复议直接起诉": [7, 0, 11, 7],
        f"{REVIEW}.复议后起诉": [33, 0, 6, 13],
        f"{OPEN}.规章": [2, 1, 12],
        f"{OPEN}.行政规范性文件": [50, 227, 420],
        f"{OPEN}.行政事业性收费": ["72701.2578"],
    },
    # Another city's office, whose text and table did not agree; put into the present form.
    "2022": {
        f"{TABLE}.本年新收": [805, 0, 0, 0, 0, 0],
        f"{TABLE}.予以公开": [272, 0, 0, 0, 0, 0],
        f"{TABLE}.部分公开": [3, 0, 0, 0, 0, 0],
        f"{TABLE}.不予公开.过程性信息": [35, 0, 0, 0, 0, 0],
        f"{TABLE}.无法提供.不掌握相关信息": [265, 0, 0, 0, 0, 0],
        f"{TABLE}.无法提供.没有现成信息": [72, 0, 0, 0, 0, 0],
        f"{TABLE}.不予处理.信访举报投诉": [158, 0, 0, 0, 0, 0],
        f"{REVIEW}.行政复议": [5, 0, 0, 2],
        f"{REVIEW}.未经复议直接起诉": [8, 0, 0, 1],
    },
}
TOTALS = {
    "2023": ("3511", "96", "3486", "121", "440", "24", "89"),
    "2024": ("3525", "121", "3521", "125", "170", "25", "52"),
}
RESULTS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
SHOWN = ("本年新收", "上年结转", "办理结果总计", "结转下年度")


def document(year: str, text: str = ""):
    """A filing with these figures; every other one is nothing."""
    form, rows = mutations.form(), dict(YEARS[year])
    results = [values for row, values in rows.items() if row.split(".")[1] in RESULTS]
    rows[f"{TABLE}.办理结果总计"] = [sum(column) for column in zip(*results, strict=True)]
    numbers = dict.fromkeys(form.addresses, "0")
    for row, values in rows.items():
        addresses = [cell for cell in form.rows[row] if not cell.total_column]
        numbers |= {address.path: str(value) for address, value in zip(addresses, values, strict=True)}
        numbers |= {cell.path: str(sum(values)) for cell in form.rows[row] if cell.total_column}
    made = mutations.document("2021-city", numbers, {"年度": year, "发布日期": f"{int(year) + 1}-03-01"})
    if not text:
        return made
    scalar = Scalar(text, Span(1, 1, 1, 2))
    return replace(made, root=mutations.put(made.root, ["总体情况", "依申请公开"], scalar))


def findings(year: str, text: str = "", *, beside: bool = False):
    made = document(year, text)
    loaded = load(made)
    assert loaded.filing is not None
    last = load(document("2023")).filing if beside else None
    filing = replace(loaded.filing, previous=last)
    return examine_loaded(made, replace(loaded, filing=filing)).findings


@pytest.mark.parametrize("year", TOTALS)
def test_the_city_whose_figures_are_known_by_row_is_found_correct(year):
    loaded = load(document(year)).filing
    rows = [
        *(f"{TABLE}.{name}" for name in SHOWN),
        *(row for row in loaded.format.rows if row.startswith(REVIEW)),
    ]
    assert tuple(str(loaded.value(f"{row}.总计")) for row in rows) == TOTALS[year]
    assert findings(year) == ()


def test_the_two_years_of_that_city_fit_together():
    assert but_for_copies(findings("2024", beside=True)) == []


@pytest.mark.parametrize("name", mutations.FILINGS)
def test_the_two_hundred_figures_of_two_published_reports_give_no_finding(name):
    numbers = mutations.published(name)
    assert len(numbers) == 200
    assert mutations.codes_of(name, numbers, None) == ()


# ---------------------------------------------------------------- defects that were printed


def codes(found) -> list[str]:
    return [finding.code for finding in found]


def test_a_wrong_rate_of_growth_is_found():
    text = "全年收办政府信息公开申请3646件，同比增长1.05%。"
    (finding,) = findings("2024", text, beside=True)
    assert finding.code == "N38"
    assert "本年 3646，上年 3607，增加 39，增长 1.08%" in finding.detail
    assert codes(findings("2024", text.replace("1.05", "1.08"), beside=True)) == []


def test_cases_of_another_reckoning_in_the_text_are_a_warning_or_pass_with_the_word():
    text = "全年政府信息公开行政复议134件、行政诉讼57件。"
    found = findings("2024", text)
    assert codes(found) == ["N32", "N32"]
    assert all(finding.level is Level.WARNING for finding in found)
    assert "读作「行政复议」的「总计」，表中是 170" in found[0].detail
    assert "「未经复议直接起诉」的「总计」与「复议后起诉」的「总计」之和，表中是 77" in found[1].detail
    assert codes(findings("2024", text.replace("全年", "全年备案"))) == []


def test_parts_counted_wrong_and_cases_all_upheld_are_found():
    text = "予以公开及部分公开258件，无法提供265件。政府信息公开行政复议7件、行政诉讼9件，均获维持。"
    found = findings("2022", text)
    assert sorted(codes(found)) == ["N34", "N34", "N46", "N70"]
    shown = [finding.detail for finding in found]
    assert any(
        "「（一）予以公开」的「总计」与「（二）部分公开…」的「总计」之和，表中是 275" in line
        for line in shown
    )
    assert any("「（四）无法提供」的「总计」，表中是 337" in line for line in shown)
    assert any("「行政复议」的「尚未审结」之和，表中是" in line for line in shown)
    assert any("均获维持" in line and "等 6 项之和" in line for line in shown)


def test_blank_totals_and_blank_zeros_are_found():
    numbers = mutations.published("2021") | {
        path: "" for path in mutations.published("2021") if path.startswith(f"{TABLE}.办理结果总计")
    }
    (finding,) = examine(mutations.document("2021", numbers, {})).findings
    assert finding.code == "S07"
    assert len(finding.cells) == 7


def test_a_department_that_publishes_on_the_fifth_of_february_is_late_and_can_still_be_built(tmp_path, run):
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "（图略）", text)
    text = text.replace("机关: 示例市人民政府办公室", "机关: 示例市审计局", 1)
    text = text.replace("机关类型: 政府办公室", "机关类型: 政府部门", 1)
    text = text.replace("发布日期: 2025-01-24", "发布日期: 2025-02-05")
    (finding,) = examine(read(text.encode(), "a.yaml", EXAMPLES)).findings
    assert (finding.code, finding.level) == ("D11", "error")
    assert "晚 5 天" in finding.detail
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    assert run("check", tmp_path / "a.yaml")[0] == 1
    code, out, _ = run("build", tmp_path / "a.yaml", "--to", "html", "-o", tmp_path)
    assert (code, (tmp_path / "a.html").exists()) == (0, True)
    assert "D11" in out
