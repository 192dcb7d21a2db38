"""Filings checked together: last year's found in every way it can be given, twins, regions."""

from __future__ import annotations

import os
import re

import pytest

from generator.batch import inputs as batch
from generator.batch.desk import Desk, apart
from generator.form import correspondence as counterpart
from generator.form.library import SHIPPED
from tests.conftest import EXAMPLES
from tests.copied import but_for_copies

TEXT = re.sub(r"!\[.*\]\(.*\)", "（图略）", (EXAMPLES / "2021.yaml").read_text("utf-8"))
# Last year's filing by the same office: the stock at its end, and what it handed on.
LAST = (
    TEXT.replace("年度: 2024", "年度: 2023", 1)
    .replace("发布日期: 2025-01-24", "发布日期: 2024-01-24")
    .replace("结转下年度: [22, 0, 0, 0, 0, 0]", "结转下年度: [13, 0, 0, 0, 0, 0]")
    .replace("本年新收: [125, 2, 0, 0, 0, 7]", "本年新收: [116, 2, 0, 0, 0, 7]")
    .replace("制发: 20, 废止: 8, 现行有效: 231", "制发: 15, 废止: 6, 现行有效: 219")
    .replace("行政复议: [8, 7, 1, 0]", "行政复议: [7, 7, 1, 0]")
)
WRONG = LAST.replace("结转下年度: [13, 0, 0, 0, 0, 0]", "结转下年度: [11, 2, 0, 0, 0, 0]").replace(
    "本年新收: [116, 2, 0, 0, 0, 7]", "本年新收: [114, 4, 0, 0, 0, 7]"
)


@pytest.fixture
def put(tmp_path):
    def put_files(**files: str):
        for name, text in files.items():
            path = tmp_path / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return put_files


def codes_of(paths, previous=None) -> dict[str, list[str]]:
    desk = Desk(previous=previous and str(previous))
    results, unopened = apart(desk.examine(batch.inputs([str(path) for path in paths])))
    assert unopened == []
    return {
        result.document.source.name.rpartition("/")[2]: [
            finding.code for finding in but_for_copies(result.findings)
        ]
        for result in results
    }


def test_last_years_filing_beside_it_is_found_by_authority_and_year(put):
    folder = put(a=TEXT, b=WRONG)
    assert codes_of([folder]) == {"a.yaml": ["C31"], "b.yaml": []}
    assert codes_of([put(b=LAST)]) == {"a.yaml": [], "b.yaml": []}


def test_last_years_filing_is_found_where_the_head_names_it(put):
    now = TEXT.replace("年度: 2024", "年度: 2024\n上年填报: ../2023/b.yaml", 1)
    folder = put(**{"2024__a": now, "2023__b": WRONG})
    assert codes_of([folder / "2024" / "a.yaml"]) == {"a.yaml": ["C31"]}


def test_last_years_filing_is_found_in_the_folder_given(put):
    folder = put(**{"2024__a": TEXT, "2023__b": WRONG, "2023__c": WRONG.replace("示例市", "样例市")})
    assert codes_of([folder / "2024"], folder / "2023") == {"a.yaml": ["C31"]}


def test_one_file_given_for_one_filing_serves_under_another_name(put):
    folder = put(a=TEXT, b=WRONG.replace("示例市人民政府办公室", "示例县人民政府办公室"))
    assert codes_of([folder / "a.yaml"], folder / "b.yaml") == {"a.yaml": ["C02", "C31"]}


def test_what_is_given_goes_before_what_the_head_names(put):
    now = TEXT.replace("年度: 2024", "年度: 2024\n上年填报: right.yaml", 1)
    folder = put(a=now, right=LAST, wrong=WRONG)
    assert codes_of([folder / "a.yaml"]) == {"a.yaml": []}
    assert codes_of([folder / "a.yaml"], folder / "wrong.yaml") == {"a.yaml": ["C31"]}


def test_both_places_are_shown(put, run):
    folder = put(a=TEXT, b=WRONG)
    (finding,) = but_for_copies(Desk().examine(batch.inputs([str(folder)]))[0].findings)
    assert finding.detail.splitlines() == [
        f"「自然人」：{BROUGHT} 13，上年填报的{CARRIED} 11，相差 2",
        f"「商业企业」：{BROUGHT} 0，上年填报的{CARRIED} 2，相差 2",
    ]
    place = finding.related[0]
    assert place.file.endswith("b.yaml")
    assert WRONG.splitlines()[place.span.line - 1][place.span.column - 1 :].startswith("11, 2")
    assert (finding.left, finding.right, finding.difference) == (13, 11, 2)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("没有.yaml", "没有这个文件"),
        ("/etc/passwd", "相对路径"),
        ("a.txt", "相对路径"),
        (".", "相对路径"),
        ("b.yaml", "应为 2023"),
        ("c.yaml", "读不出来"),
        ('"a\\0.yaml"', "控制字符"),
    ],
)
def test_a_last_year_that_cannot_serve_is_told(put, name, words):
    folder = put(a=TEXT.replace("年度: 2024", f"年度: 2024\n上年填报: {name}", 1), b=TEXT, c="a: 1")
    (result,) = Desk().examine(batch.inputs([str(folder / "a.yaml")]))
    assert len(result.findings) == 1
    assert words in result.findings[0].message


def test_from_standard_input_there_is_no_folder_to_look_in(run):
    text = TEXT.replace("年度: 2024", "年度: 2024\n上年填报: b.yaml", 1)
    code, out, _ = run("check", "-", given=text.encode())
    assert code == 0
    assert "C01" in out


def test_last_years_own_faults_are_not_told_again(put):
    broken = LAST.replace("问题及改进: |", "问题及改良: |").replace("行政许可: 0", "行政许可: 壹")
    folder = put(a=TEXT.replace("年度: 2024", "年度: 2024\n上年填报: b.yaml", 1), b=broken)
    assert codes_of([folder / "a.yaml"]) == {"a.yaml": []}


def test_the_text_quotes_last_years_figures(put, run):
    line = "  比上年增加{{ 申请办理情况.本年新收.总计 - 上年.申请办理情况.本年新收.总计 }}件。\n"
    now = TEXT.replace("年度: 2024", "年度: 2024\n上年填报: b.yaml", 1).replace(
        "其他事项: |\n", f"其他事项: |\n{line}"
    )
    folder = put(a=now, b=LAST)
    code, _, _ = run("build", folder / "a.yaml", "--to", "html", "-o", folder / "out")
    assert code == 0
    assert "比上年增加9件。" in (folder / "out" / "a.html").read_text("utf-8")


def test_a_batch_is_built_with_the_filings_beside_it(put, run):
    line = "  上年新收{{ 上年.申请办理情况.本年新收.总计 }}件。\n"
    folder = put(a=TEXT.replace("其他事项: |\n", f"其他事项: |\n{line}"), b=LAST)
    code, out, _ = run("build", folder, "--to", "html", "-o", folder / "out")
    assert code == 0, out
    assert "上年新收125件。" in (folder / "out" / "a.html").read_text("utf-8")


# ---------------------------------------------------------------- an earlier form

OLD = (EXAMPLES / "2019.yaml").read_text("utf-8")


def of_2020(**rows: str) -> str:
    """The 2019 form filled in for 2020 by the office of the 2021 example, with these rows of table three."""
    text = re.sub(r"^机关: .*$", "机关: 示例市人民政府办公室", OLD, count=1, flags=re.M)
    text = re.sub(r"^年度: .*$", "年度: 2020", text, count=1, flags=re.M)
    text = re.sub(r"^发布日期: .*$", "发布日期: 2021-01-20", text, count=1, flags=re.M)
    for row, numbers in rows.items():
        text, count = re.subn(rf"^  {row}: .*$", f"  {row}: {numbers}", text, count=1, flags=re.M)
        assert count == 1, row
    return text


BROUGHT, CARRIED = "「二、上年结转政府信息公开申请数量」", "「四、结转下年度继续办理」"
NOW_2021 = TEXT.replace("年度: 2024", "年度: 2021", 1).replace("发布日期: 2025-01-24", "发布日期: 2022-01-24")


def test_a_filing_in_an_earlier_form_is_last_years_where_the_forms_correspond(put):
    folder = put(a=NOW_2021, b=of_2020(结转下年度="[13, 0, 0, 0, 0, 0]"))
    # The figures are two different offices', so they jump (C23, C33); what was handed on fits.
    assert set(codes_of([folder])["a.yaml"]) == {"C23", "C33"}
    folder = put(a=NOW_2021, b=of_2020(结转下年度="[12, 0, 0, 0, 0, 0]"))
    found = but_for_copies(Desk().examine(batch.inputs([str(folder)]))[0].findings)
    (finding,) = [finding for finding in found if finding.code == "C31"]
    assert finding.detail == f"「自然人」：{BROUGHT} 13，上年填报的{CARRIED} 12，相差 1"


def test_what_has_no_counterpart_in_the_earlier_form_is_not_compared(put):
    filing = Desk().examine(batch.inputs([str(put(b=of_2020()))]))[0].filing
    here = SHIPPED.find("2021")
    found = counterpart.matches(here, filing.format)
    assert len(found) > 150
    row = "申请办理情况.其他处理"
    group = tuple(f"{row}.{name}.自然人" for name in ("逾期不补正", "逾期不缴费", "其他"))
    assert found[group].there == (f"{row}.自然人",)
    assert found["主动公开情况.行政许可",].there == ("主动公开情况.行政许可.处理决定",)
    named = {path for match in found.values() for path in match.here}
    assert {path for path in here.addresses if path not in named} == {
        *(f"主动公开情况.规章.{column}" for column in ("制发", "废止", "现行有效")),
        *(f"主动公开情况.行政规范性文件.{column}" for column in ("制发", "废止", "现行有效")),
        "主动公开情况.行政事业性收费",
    }


# ---------------------------------------------------------------- twins


def test_two_filings_of_one_authority_and_year_are_told_once(put):
    folder = put(a=TEXT, b=TEXT)
    assert codes_of([folder]) == {"a.yaml": [], "b.yaml": ["S12"]}


def test_where_last_year_has_twins_none_is_chosen(put):
    folder = put(a=TEXT, b=WRONG, c=WRONG)
    assert codes_of([folder]) == {"a.yaml": ["C03"], "b.yaml": [], "c.yaml": ["S12"]}


def test_townships_of_one_name_on_different_sites_are_not_twins(put):
    other = TEXT.replace("域名: www.example.gov.cn", "域名: other.example.gov.cn", 1)
    assert codes_of([put(a=TEXT, b=other)]) == {"a.yaml": [], "b.yaml": []}


def test_where_last_year_was_asked_for_and_is_not_there_it_is_told(put):
    folder = put(**{"2024__a": TEXT, "2023__b": LAST.replace("示例市", "样例市")})
    assert codes_of([folder / "2024"], folder / "2023") == {"a.yaml": ["C03"]}
    assert codes_of([folder / "2024"]) == {"a.yaml": []}


def test_a_space_in_a_name_does_not_part_two_years(put):
    folder = put(a=TEXT, b=WRONG.replace("机关: 示例市人民政府办公室", "机关: 示例市 人民政府办公室", 1))
    assert codes_of([folder]) == {"a.yaml": ["C31"], "b.yaml": []}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_ordinary_file_is_not_waited_for(put):
    folder = put(a=TEXT.replace("年度: 2024", "年度: 2024\n上年填报: b.yaml", 1))
    os.mkfifo(folder / "b.yaml")
    (result,) = Desk().examine(batch.inputs([str(folder / "a.yaml")]))
    assert "不是普通文件" in result.findings[0].message


# ---------------------------------------------------------------- regions


def authority(name: str, kind: str, level: str, scope: str) -> str:
    return (
        TEXT.replace("示例市人民政府办公室", name)
        .replace("机关类型: 政府办公室", f"机关类型: {kind}", 1)
        .replace("行政层级: 县级", f"行政层级: {level}", 1)
        .replace("统计范围: 本机关", f"统计范围: {scope}", 1)
        .replace("  监督保障: |\n", "  监督保障: |\n    工作考核、社会评议、责任追究结果见下文。\n")
    )


REGION = authority("示例市人民政府", "人民政府", "市级", "本行政区域")
COUNTY = authority("示例市甲县人民政府", "人民政府", "县级", "本行政区域")
BUREAU = authority("示例市甲县财政局", "政府部门", "县级", "本机关")
OTHER = authority("示例市财政局", "政府部门", "市级", "本机关")


def test_a_region_counts_no_less_than_what_it_takes_in(put):
    assert codes_of([put(a=REGION, b=COUNTY, c=BUREAU)]) == {"a.yaml": [], "b.yaml": [], "c.yaml": []}
    found_codes = codes_of([put(d=OTHER)])
    assert found_codes == {"a.yaml": ["L51"], "b.yaml": [], "c.yaml": [], "d.yaml": []}


def test_a_department_that_speaks_for_its_branch_is_not_counted_again(put):
    branch = authority("示例市公安局", "政府部门", "市级", "本行政区域")
    station = authority("示例市东区公安局", "政府部门", "县级", "本机关")
    assert codes_of([put(a=REGION, b=branch, c=station)])["a.yaml"] == []


def test_a_governments_office_can_speak_for_the_region(put):
    office = authority("示例市人民政府办公室", "政府办公室", "市级", "本行政区域")
    found_codes = codes_of([put(a=office, b=OTHER, c=BUREAU)])
    assert found_codes == {"a.yaml": ["L51"], "b.yaml": [], "c.yaml": []}


def test_a_government_and_its_departments_leave_out_the_lower_levels(put):
    whole = REGION.replace("统计范围: 本行政区域", "统计范围: 本级政府及部门")
    assert codes_of([put(a=whole, b=OTHER, c=BUREAU, d=COUNTY)])["a.yaml"] == []
