"""A row may be written in any of its ways; anything else is told with its cell."""

from __future__ import annotations

import json

import lxml.html
import pytest

from generator.filing.filing import State
from generator.filing.numbers import figure
from tests.conftest import codes
from tests.own_form import COLUMNS, HEAD

ROW = "本年新收: [125, 2, 0, 0, 0, 7]"


@pytest.mark.parametrize(
    "written",
    [
        "本年新收: [125, 2, 0, 0, 0, 7, 134]",
        "本年新收: {自然人: 125, 商业企业: 2, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 7}",
        "本年新收: {总计: 134, 其他: 7, 法律服务机构: 0, 社会公益组织: 0, "
        "科研机构: 0, 商业企业: 2, 自然人: 125}",
    ],
)
def test_a_row_is_the_same_in_every_way_of_writing(changed, written):
    examined = changed((ROW, written))
    assert codes(examined) == []
    cells = examined.filing.cells
    assert cells["申请办理情况.本年新收.自然人"].value == 125
    assert cells["申请办理情况.本年新收.其他"].value == 7
    assert cells["申请办理情况.本年新收.总计"].value == 134


def test_a_bare_zero_is_a_row_of_zeros_and_its_total_is_computed(changed):
    cells = changed().filing.cells
    row = [cells[f"申请办理情况.不予公开.国家秘密.{name}"] for name in ("自然人", "其他", "总计")]
    assert [cell.value for cell in row] == [0, 0, 0]
    assert [cell.state for cell in row] == [State.GIVEN, State.GIVEN, State.COMPUTED]


def test_every_address_of_the_form_has_a_cell(changed):
    filing = changed().filing
    assert list(filing.cells) == list(filing.format.addresses)
    assert len(filing.cells) == 200


def test_totals_left_out_are_summed_from_their_parts(changed):
    cells = changed(("办理结果总计: [116, 2, 0, 0, 0, 7, 125]", "# 总计不写")).filing.cells
    names = ("自然人", "商业企业", "其他", "总计")
    total = [cells[f"申请办理情况.办理结果总计.{name}"].value for name in names]
    assert total == [116, 2, 7, 125]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("１２", "半角 12"),
        ("'1,234'", ""),
        ("1，234", "千分位"),
        ("12件", "单位"),
        ("约12", "准数"),
        ("10余", "准数"),
        ("/", "写 0"),
        ("—", "写 0"),
        ("无", "写 0"),
        ("+5", "正号"),
        ("1e3", "科学记数法"),
        ("1234567890123456", ""),
        ("1.", ""),
        (".5", ""),
        ("true", ""),
    ],
)
def test_what_is_no_plain_number_is_told_with_the_reason(changed, value, reason):
    examined = changed(("行政许可: 0", f"行政许可: {value}"))
    (finding,) = examined.findings
    assert finding.code == "S04"
    assert finding.message.startswith("「行政许可」的「本年处理决定数量」应当是数字")
    assert reason in finding.message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "number"),
    [('"12"', 12), ("'12'", 12), ("0.00", 0), ("5.0", 5), ("128.000", 128), ("'7.0'", 7)],
)
def test_a_count_in_quotes_or_with_empty_decimals_is_that_count_and_told(changed, value, number):
    examined = changed(("行政许可: 0", f"行政许可: {value}"))
    (finding,) = examined.findings
    assert (finding.code, finding.level.value) == ("S25", "info")
    assert finding.fix.edits[0].text == str(number)
    cell = examined.filing.cells["主动公开情况.行政许可"]
    assert (cell.value, figure(cell)) == (number, str(number))


@pytest.mark.parametrize("value", ["5.5", "0.10"])
def test_a_count_that_is_no_whole_number_is_an_error(changed, value):
    assert codes(changed(("行政许可: 0", f"行政许可: {value}"))) == ["L01"]


def test_money_keeps_the_decimals_it_was_written_with(changed):
    examined = changed(("行政事业性收费: 0", "行政事业性收费: 312.50"))
    assert codes(examined) == []
    assert figure(examined.filing.cells["主动公开情况.行政事业性收费"]) == "312.50"


def test_a_number_of_sixteen_digits_is_too_long(changed):
    (finding,) = changed(("行政许可: 0", "行政许可: 1234567890123456")).findings
    assert "太长了，最多十五位" in finding.message


@pytest.mark.parametrize("value", ["010", "1_000", "12:30", "yes"])
def test_what_reading_refused_is_not_told_twice(changed, value):
    assert codes(changed(("行政许可: 0", f"行政许可: {value}"))) == ["Y08"]


def test_a_thousands_comma_in_a_list_is_told_as_a_wrong_count(changed):
    (finding,) = changed((ROW, "本年新收: [1,125, 2, 0, 0, 0, 7, 134]")).findings
    assert finding.code == "S05"
    assert "6 个或 7" in finding.message
    assert "有 8 个" in finding.message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        (ROW, "本年新收: {自然人: 1}", "S02", "商业企业"),
        (ROW, "本年新收: 125", "S03", "“125”"),
        (ROW, "# 没有这一行", "S02", "「一、本年新收政府信息公开申请数量」（填报里写作“本年新收”）"),
        ("行政许可: 0", "行政许可: [1, 2]", "S03", "一个数"),
        ("国家秘密: 0", "国家机密: 0", "S01", "是不是“国家秘密”"),
        ("行政许可: 0", "行政许可: null", "S07", "全行"),
    ],
)
def test_a_row_of_the_wrong_shape_is_told(changed, old, new, code, words):
    examined = changed((old, new))
    assert code in codes(examined)
    assert any(words in finding.message for finding in examined.findings if finding.code == code)


def test_blank_cells_of_a_row_are_one_finding_that_names_them(changed):
    examined = changed((ROW, "本年新收: [125, 2, null, null, ~, 7, 134]"))
    (finding,) = examined.findings
    assert finding.code == "S07"
    assert "科研机构、社会公益组织、法律服务机构" in finding.message
    assert len(finding.cells) == len(finding.marks) == 3


def built(own_form, table: str) -> dict[str, str]:
    """The numbers of a report's table as printed, by their addresses."""
    own_form.check(table)
    folder = own_form.folder / "out"
    code, _, err = own_form.run(
        "build", own_form.filing, "--to", "html", "-o", folder, "--templates", own_form.folder
    )
    assert code == 0, err
    (page,) = folder.glob("*.html")
    cells = lxml.html.parse(page).iter("td")
    found = {cell.get("data-path"): cell.text_content() for cell in cells if cell.get("data-path")}
    assert len(found) >= 4
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "row", "total"),
    [
        ("增减", "[+3, -1, 0]", "+2"),
        ("增减", "[-3, 1, 0]", "-2"),
        ("增减", "[-3, 3, 0]", "0"),
        ("金额", "[1万元, 5000元, 0]", "15000元"),
        ("金额", "[0, 0, 0]", "0"),
        ("件数", "[3, 1, 0]", "4"),
    ],
)
def test_a_total_left_out_is_printed_with_sign_and_unit_like_a_written_one(own_form, kind, row, total):
    own_form.write(columns=COLUMNS, kind=kind)
    assert built(own_form, f"子: {row}")["表.子.总计"] == total


NESTED = """
[{key: 子, label: 子},
 {key: 组, label: 组, rows: [{key: 合计, label: 合计, own: true, total: true},
                             {key: 丑, label: 丑}, {key: 寅, label: 寅}]},
 {key: 总数, label: 总数, total: true}]
"""


def test_a_total_that_is_part_of_a_total_is_summed_first(own_form):
    outline = "[{label: 数量}]\n  outline: true\n  corner: 项目"
    own_form.write(rows=NESTED.replace("\n", " "), columns=outline)
    numbers = built(own_form, "子: 1\n组: {丑: 20, 寅: 300}")
    assert (numbers["表.组.合计"], numbers["表.总数"]) == ("320", "321")


@pytest.mark.parametrize("table", ["", "表:\n", "表: ~\n"])
@pytest.mark.parametrize("required", [True, False])
def test_a_table_may_be_left_out_or_blank_only_where_the_form_lets_it(own_form, table, required):
    own_form.write()
    form = own_form.folder / "2099" / "format.yaml"
    optional = f"heading: 三、表\n    required: {str(required).lower()}"
    form.write_text(form.read_text("utf-8").replace("heading: 三、表", optional), "utf-8")
    text = "正文: |\n  共{{ 表.子 }}件。\n"
    own_form.filing.write_text(f"{HEAD}{text}{table}", "utf-8")
    arguments = ("--format", "json", "--templates", own_form.folder, own_form.filing)
    found = json.loads(own_form.run("check", *arguments)[1])["findings"]
    assert ("N12" in [finding["code"] for finding in found]) is not required
    assert ({"S02", "S03"} & {finding["code"] for finding in found} != set()) is required


def test_a_bare_zero_for_a_group_with_a_row_of_its_own_is_a_zero_in_each_row(own_form):
    outline = "[{label: 数量}]\n  outline: true\n  corner: 项目"
    own_form.write(rows=NESTED.replace("\n", " "), columns=outline)
    numbers = built(own_form, "子: 1\n组: 0")
    assert (numbers["表.组.合计"], numbers["表.组.丑"], numbers["表.总数"]) == ("0", "0", "1")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{甲: 1, 乙: 2, 丙: 3}", []),
        ("{甲: 1, 乙: 2, 丙: 3, 总计: 6}", []),
        ("{甲: 1, 乙: 2, 总计: 3}", ["S02"]),
        ("{甲: 1, 乙: 2, 丙: }", ["S07"]),
        ("{甲: 1, 乙: 2, 丁: 3}", ["S02", "S01"]),
    ],
)
def test_only_the_total_of_a_row_may_be_left_out(own_form, row, expected):
    own_form.write(columns=COLUMNS)
    assert own_form.codes(f"子: {row}") == expected
