"""Forms of one's own: a table that may be left out, columns in another order, rows that were split."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.kit.own import begin, change, filing_of_cases
from tests.outputs import docx_tables, html_tables, pdf_tables

OPTIONAL = """  - key: 保障
    required: false
    heading: 五、保障情况
    table:
      kind: 件数
      widths: [3, 1]
      blocks:
        - corner: 项目
          columns: [{label: 数}]
          rows: [{key: 培训, label: 举办培训}, {key: 其中线上, label: 其中线上}]

  - key: 问题及改进"""
BOUND = """rules:
  - code: L98
    kind: bound
    level: error
    table: 保障
    left: [其中线上]
    right: [培训]
    message: 线上培训不多于全部培训
    basis: 示例
    official: false
    why: 部分不多于全部
    help: 改

"""
CASE = """cases:
  - name: 线上多于全部
    set: {保障: {培训: 2, 其中线上: 3}}
    gives: [L98]
  - name: 保障一章可以不写
    remove: [保障]
    gives: []
  - name: 保障一章空着就是不写
    set: {保障: }
    gives: []
"""


@pytest.fixture
def optional(tmp_path, run) -> Path:
    """A form with a table that may be left out, and a rule about it."""
    form = begin(tmp_path / "forms", run)
    change(form, ("  - key: 问题及改进", OPTIONAL), ("rules:\n", BOUND))
    change(
        form.with_name("cases.yaml"),
        ("  问题及改进:", "  保障: {培训: 77777, 其中线上: 5}\n  问题及改进:"),
        ("cases:\n", CASE),
        ("六个部分组成。本报告共6个部分", "七个部分组成。本报告共7个部分"),
    )
    return form


def test_a_table_that_may_be_left_out_is_proved_filled_and_left_out(optional, run):
    code, out, _ = run("format", "check", "2027", "--templates", optional.parent.parent)
    assert (code, [line for line in out.splitlines() if "错误" in line][:-1]) == (0, []), out


def test_a_table_that_may_be_left_out_is_printed_where_it_is_filled(optional, run, tmp_path):
    office = filing_of_cases(optional, tmp_path / "office.yaml")
    templates = ("--templates", optional.parent.parent)
    code, _, err = run("build", office, *templates, "-o", tmp_path / "filled")
    assert code == 0, err
    change(office, ("保障: {培训: 77777, 其中线上: 5}\n", ""))
    assert run("check", office, *templates)[0] == 0
    assert run("build", office, *templates, "-o", tmp_path / "without")[0] == 0
    for name, tables in (("docx", docx_tables), ("html", html_tables), ("pdf", pdf_tables)):
        filled = tables((tmp_path / f"filled/office.{name}").read_bytes())
        without = tables((tmp_path / f"without/office.{name}").read_bytes())
        assert len(filled) == len(without) + 1, name
        assert any("77777" in table for table in filled), name
        assert not any("举办培训" in table for table in without), name


def test_a_figure_of_a_table_left_out_cannot_stand_in_a_sentence(optional, run, tmp_path):
    office = filing_of_cases(optional, tmp_path / "office.yaml")
    change(
        office,
        ("保障: {培训: 77777, 其中线上: 5}\n", ""),
        ("全年举办业务培训2期", "全年举办业务培训{{ 保障.培训 }}期"),
    )
    code, out, _ = run("check", office, "--templates", optional.parent.parent)
    assert code == 1
    assert "错误 N12" in out
    assert "“保障.培训”所在的部分没有填写" in out


def test_a_row_that_is_missing_from_such_a_table_is_told(optional, run, tmp_path):
    office = filing_of_cases(optional, tmp_path / "office.yaml")
    change(office, ("{培训: 77777, 其中线上: 5}", "{培训: 77777}"))
    assert "错误 S02 缺少「其中线上」" in run("check", office, "--templates", optional.parent.parent)[1]


def test_a_command_that_is_offered_knows_the_forms_of_the_run(optional, run, tmp_path):
    """The rule of a form of one's own is explained only where its folder is named."""
    office = filing_of_cases(optional, tmp_path / "office.yaml")
    change(office, ("其中线上: 5", "其中线上: 88888"))
    out = run("check", office, "--templates", optional.parent.parent)[1]
    offered = re.search("详见：nianbao (rules 2027 L98 --templates (.*))", out)
    assert offered, out
    code, out, _ = run(*offered[1].split())
    assert code == 0
    assert "线上培训不多于全部培训" in out
    change(office, ("其中线上: 88888", "其中线下: 8"))
    assert "详见：nianbao rules 2027 S01\n" in run("check", office, "--templates", optional.parent.parent)[1]


def test_a_new_filing_offers_such_a_table_commented_out(optional, run, tmp_path):
    blank = tmp_path / "blank.yaml"
    assert run("new", "2027", "--templates", optional.parent.parent, "-o", blank)[0] == 0
    lines = blank.read_text("utf-8").splitlines()
    at = lines.index("# 保障:")
    assert "可以不写" in lines[at - 1]
    assert lines[at + 1].startswith("#   培训:")
    out = run("check", blank, "--templates", optional.parent.parent)[1]
    assert "缺少" not in out
    assert "培训" not in re.sub("改法.*|.*[|].*", "", out)


def test_what_is_carried_over_goes_by_its_address_not_by_its_place(tmp_path, run):
    """In the new form two columns have changed places."""
    form = begin(tmp_path / "forms", run)
    firms, science = ("{key: 商业企业, label: 商业企业}", "{key: 科研机构, label: 科研机构}")
    between = "\n                    - "
    change(form, (f"{firms}{between}{science}", f"{science}{between}{firms}"))
    last = tmp_path / "last.yaml"
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    last.write_text(re.sub("(?m)^  结转下年度: .*", "  结转下年度: [15, 5, 1, 0, 0, 1, 22]", text), "utf-8")
    code, out, _ = run("new", "2027", "--from", last, "--templates", form.parent.parent)
    assert code == 0
    assert "各列依次为：自然人、科研机构、商业企业" in out
    assert "  上年结转: [15, 1, 5, 0, 0, 1]" in out


def test_what_the_new_form_has_no_counterpart_for_is_left_blank(tmp_path, run):
    """A column that the earlier form does not have is not made up: those that are known are named."""
    form = begin(tmp_path / "forms", run)
    firms, foreign = ("- {key: 商业企业, label: 商业企业}", "- {key: 外资企业, label: 外资企业}")
    change(form, (firms, f"{foreign}\n                    {firms}"))
    out = run("new", "2027", "--from", EXAMPLES / "2021.yaml", "--templates", form.parent.parent)[1]
    assert "  上年结转: {自然人: 22, 商业企业: 0, 科研机构: 0" in out
    assert "外资企业: 0" not in out


ROW = "                    - {key: 不掌握相关信息, label: 1.本机关不掌握相关政府信息}\n"
SPLIT = """                    - {key: 信息不存在, label: 1.政府信息不存在}
                    - {key: 不属本机关, label: 不属于本机关公开}
"""
SAME = "    same: [主动公开情况, 申请办理情况, 复议诉讼情况]\n"
GROUP, OLD = "申请办理情况.无法提供", "申请办理情况.无法提供.不掌握相关信息"
ONE_PAIR = f"      - {{here: [{GROUP}.信息不存在, {GROUP}.不属本机关], there: {OLD}}}\n"
LAST = EXAMPLES / "2021.yaml"


def split(folder: Path, run, pairs: str) -> Path:
    """A form in which one row has become two, and what it says of them."""
    form = begin(folder, run)
    change(form, (ROW, SPLIT), (SAME, f"{SAME}    pairs:\n{pairs}"))
    cases, figures = form.with_name("cases.yaml"), "[5, 0, 0, 0, 0, 0, 5]\n"
    change(cases, (f"不掌握相关信息: {figures}", f"信息不存在: {figures}      不属本机关: 0\n"))
    change(cases, ("无法提供.不掌握相关信息", "无法提供.信息不存在"), count=0)
    return form


def test_one_row_cannot_stand_for_two_each_by_itself(tmp_path, run):
    """Its figure would be moved twice: the form is refused, and nothing of it is moved."""
    pair = f"      - {{{{here: {GROUP}.{{}}, there: {OLD}}}}}\n"
    form = split(tmp_path / "forms", run, pair.format("信息不存在") + pair.format("不属本机关"))
    templates = ("--templates", form.parent.parent)
    code, out, _ = run("format", "check", "2027", *templates)
    assert code == 1
    message = re.search(r"format\.yaml:(\d+):\d+: 错误 F40 “(.*)”已经有了对应", out)
    assert message, out
    assert "不属本机关" in form.read_text("utf-8").splitlines()[int(message[1]) - 1]
    assert message[2].startswith(OLD)
    target = tmp_path / "moved.yaml"
    code, out, err = run("convert", LAST, "--to", "2027", *templates, "-o", target)
    moved = target.read_text("utf-8")
    assert re.search("信息不存在:    #", moved)
    assert re.search("不属本机关:    #", moved)
    assert "「1.本机关不掌握相关政府信息」：「自然人」 5" in out + err


def test_rows_that_were_split_are_one_pair(tmp_path, run):
    form = split(tmp_path / "forms", run, ONE_PAIR)
    templates = ("--templates", form.parent.parent)
    code, out, _ = run("format", "check", "2027", *templates)
    assert code == 0, out
    target = tmp_path / "moved.yaml"
    code, out, err = run("convert", LAST, "--to", "2027", *templates, "-o", target)
    split_among = "「自然人」 5：要分到 「1.政府信息不存在」、「不属于本机关公开」"
    assert f"「1.本机关不掌握相关政府信息」的{split_among}" in out + err
    assert re.search("信息不存在:    #", target.read_text("utf-8"))


def test_rows_that_were_put_together_are_added(tmp_path, run):
    """The same pair read backwards: the filing of the new form in the earlier one."""
    form = split(tmp_path / "forms", run, ONE_PAIR)
    office = filing_of_cases(form, tmp_path / "office.yaml")
    first, second = ("信息不存在: [3, 0, 0, 0, 0, 0]", "不属本机关: [2, 0, 0, 0, 0, 0]")
    change(office, ("信息不存在: [5, 0, 0, 0, 0, 0, 5]", first), ("不属本机关: 0", second))
    target = tmp_path / "moved.yaml"
    run("convert", office, "--to", "2021", "--templates", form.parent.parent, "-o", target)
    assert "    不掌握相关信息: [5, 0, 0, 0, 0, 0]" in target.read_text("utf-8")


@pytest.mark.parametrize("wrong", ["申请情况.予以公开", "申请办理情况.无法公开", "申请办理情况"])
def test_a_pair_that_names_what_is_not_there_is_told(wrong, tmp_path, run):
    form = begin(tmp_path / "forms", run)
    pair = f"      - {{here: 申请办理情况.予以公开, there: {wrong}}}\n"
    change(form, (SAME, f"    same: [主动公开情况]\n    pairs:\n{pair}"))
    out = run("format", "check", "2027", "--templates", form.parent.parent)[1]
    assert f"错误 F05 2021 版没有“{wrong}”这个数、行或组" in out
