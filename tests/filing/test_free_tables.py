"""Rows that the office names itself: their numbers are read like all others, what is missing is told."""

from __future__ import annotations

import json
from textwrap import dedent, indent

import lxml.html
import pytest

from tests.own_form import HEAD

SECTION = """\
  - key: 指标表
    heading: 四、指标表
    required: {required}
    free:
      widths: [10, 10, 10, 10]
      columns:
        - {{key: 指标, label: 指标}}
        - {{key: 单位, label: 单位}}
        - {{key: 数量, label: 数量, kind: 件数}}
        - {{key: 费用, label: 费用, kind: 金额}}
      parts: 分项
"""


@pytest.fixture
def findings(own_form):
    """Codes and messages of what is found in a filing with these lines under 指标表."""

    def check(lines: str, *, required: bool = False, text: str = "写明情况。") -> list[tuple[str, str]]:
        own_form.write()
        form = own_form.folder / "2099" / "format.yaml"
        section = SECTION.format(required=str(required).lower())
        form.write_text(form.read_text("utf-8").replace("rules: []", f"{section}rules: []"), "utf-8")
        table = f"指标表:{indent(dedent(lines), '  ')}\n" if lines else ""
        own_form.filing.write_text(f"{HEAD}正文: |\n  {text}\n表: {{子: 1}}\n{table}", "utf-8")
        _, out, err = own_form.run(
            "check", "--format", "json", "--templates", own_form.folder, own_form.filing
        )
        assert out.startswith("{"), err
        return [(finding["code"], finding["message"]) for finding in json.loads(out)["findings"]]

    return check


ROW = "\n- {指标: 受理, 单位: 件, 数量: 3, 费用: 1.5万元}"


def test_a_right_row_says_nothing_and_its_numbers_can_stand_in_a_sentence(findings):
    assert findings(ROW, text="受理{{ 指标表.受理.数量 }}件，收取{{ 指标表.受理.费用 }}。") == []


@pytest.mark.parametrize("lines", ["", " ", " null"])
def test_a_free_table_may_be_left_out_or_blank_where_the_form_lets_it(findings, lines):
    assert findings(lines) == []


@pytest.mark.parametrize("lines", ["", " "])
def test_a_free_table_that_must_be_there_is_missed(findings, lines):
    ((code, message),) = findings(lines, required=True)
    assert code == "S02"
    assert "指标表" in message


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        (" 没有", "S03", "每行一项"),
        ("\n- 受理", "S03", "（指标、单位、数量、费用）"),
        ("\n- {指标: 受理, 单位: 件, 数量: 3}", "S02", "缺少「费用」"),
        ("\n- {指标: 受理, 单位: 件}", "S02", "缺少「数量」、「费用」"),
        ("\n- {指标: 受理, 单位: 件, 数量: 3, 费用: 0, 备注: 无}", "S01", "备注"),
        ("\n- {指标: 受理, 单位: 件, 数目: 3, 费用: 0}", "S01", "数量"),
        ("\n- {指标: 受理, 单位: 件, 数量: , 费用: 0}", "S07", "「受理」有空格没有填：数量"),
        ("\n- {指标: , 单位: 件, 数量: 3, 费用: 0}", "S07", "指标"),
        ("\n- {指标: 受理, 单位: [件], 数量: 3, 费用: 0}", "S03", "一行文字"),
        ('\n- {指标: 受理, 单位: "件\\n次", 数量: 3, 费用: 0}', "S03", "一行文字"),
        ("\n- {指标: 受理, 单位: 件, 数量: [3], 费用: 0}", "S03", "一个数"),
        ("\n- {指标: 受理, 单位: 件, 数量: 三, 费用: 0}", "S04", "“三”"),
        ("\n- {指标: 受理, 单位: 件, 数量: 3, 费用: 5}", "S04", "万元"),
    ],
)
def test_what_is_wrong_in_a_row_is_one_finding_with_its_place(findings, lines, code, words):
    ((found, message),) = findings(lines)
    assert found == code
    assert words in message


@pytest.mark.parametrize(
    ("number", "code"), [("!!int 3", "Y06"), ("*a", "Y05"), ('"\\0"', "Y10"), ("010", "Y08")]
)
def test_what_reading_has_refused_is_not_told_again(findings, number, code):
    found = findings(f"\n- {{指标: 受理, 单位: 件, 数量: {number}, 费用: 0}}")
    assert [name for name, _ in found] == [code]


def test_a_row_of_a_part_is_named_with_the_row_above_it(findings):
    lines = """
    - 指标: 受理
      单位: 件
      数量: 3
      费用: 0
      分项:
      - {指标: 网上, 单位: 件, 数量: , 费用: 0}"""
    ((code, message),) = findings(lines)
    assert code == "S07"
    assert message == "「受理」中「网上」有空格没有填：数量"


WHOLE = """\
rules:
  - code: L90
    kind: domain
    level: error
    cells: 件数
    whole: true
    message: 件数是整数
    basis: 示例〔2099〕1号
    official: false
    why: 没有半件。
    help: 填整数。
"""


@pytest.mark.parametrize(("written", "right"), [("5.0", "5"), ("0.00", "0"), ("'5'", "5"), ("'0.0'", "0")])
def test_needless_decimals_and_quotes_are_told_and_mended_as_in_the_tables_of_the_form(
    findings, own_form, written, right
):
    findings(ROW)
    form = own_form.folder / "2099" / "format.yaml"
    form.write_text(form.read_text("utf-8").replace("rules: []", WHOLE), "utf-8")
    filing = own_form.filing
    filing.write_text(filing.read_text("utf-8").replace("数量: 3,", f"数量: {written},"), "utf-8")
    _, out, _ = own_form.run("check", "--templates", own_form.folder, filing)
    assert f"提示 S25 「受理」的「数量」写的是“{written.strip(chr(39))}”，读作 {right}" in out
    own_form.run("check", "--fix", "--templates", own_form.folder, filing)
    assert f"数量: {right}," in filing.read_text("utf-8")
    assert "没有发现问题" in own_form.run("check", "--templates", own_form.folder, filing)[1]


@pytest.mark.parametrize("written", ["1,128", "128件", "１２８"])
def test_what_can_only_mean_one_number_is_mended_in_a_free_table_too(findings, own_form, written):
    ((code, _),) = findings(ROW.replace("数量: 3,", f"数量: '{written}',"))
    assert code == "S04"
    own_form.run("check", "--fix", "--templates", own_form.folder, own_form.filing)
    right = "1128" if "," in written else "128"
    assert f"数量: {right}," in own_form.filing.read_text("utf-8")


@pytest.mark.parametrize(
    ("column", "written", "said"),
    [
        ("数量", "5.0", "5.0"),  # the form does not ask for whole numbers
        ("费用", "312.50元", "312.50元"),
        ("费用", "5.0元", "5.0元"),
        ("费用", "5.00万元", "5.00万元"),
    ],
)
def test_a_number_is_printed_as_it_counts(findings, own_form, column, written, said):
    numbers = {"数量": "0", "费用": "0", column: written}
    assert findings(f"\n- {{指标: 受理, 单位: 件, 数量: {numbers['数量']}, 费用: {numbers['费用']}}}") == []
    arguments = ("--to", "html", "-o", own_form.folder / "out", "--templates", own_form.folder)
    code, _, err = own_form.run("build", own_form.filing, *arguments)
    assert code == 0, err
    (page,) = (own_form.folder / "out").glob("*.html")
    assert said in [cell.text_content().strip() for cell in lxml.html.parse(page).iter("td")]
