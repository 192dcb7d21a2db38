"""A remark to a number: the number stays one for every rule; words typed behind it become a remark."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.filing.quantity import Scalar
from generator.filing.remarks import as_remarked, taken_apart
from generator.findings.finding import Span
from generator.form.table_tree import Kind
from tests.conftest import codes
from tests.mended import changed as with_changes
from tests.mended import mended

RULES = "行政规范性文件: {制发: 20, 废止: 8, 现行有效: 231}"
ISSUED = "主动公开情况.行政规范性文件.制发"
NEW = "本年新收: [125, 2, 0, 0, 0, 7]"


@pytest.mark.parametrize(
    ("row", "remarked", "path", "value"),
    [
        (RULES, RULES.replace("20", "{数: 20, 备注: 其中修订4件}"), ISSUED, 20),
        (NEW, "本年新收: [{数: 125, 备注: 其中修订4件}, 2, 0, 0, 0, 7]", "申请办理情况.本年新收.自然人", 125),
        ("行政许可: 0", "行政许可: {数: 0, 备注: 其中修订4件}", "主动公开情况.行政许可", 0),
        ("行政许可: 0", "行政许可:\n    数: 0\n    备注: 其中修订4件", "主动公开情况.行政许可", 0),
    ],
)
def test_a_number_with_a_remark_is_that_number_wherever_it_stands(changed, row, remarked, path, value):
    examined = changed((row, remarked))
    assert codes(examined) == codes(changed())
    cell = examined.filing.cells[path]
    assert cell.value == value
    assert cell.remark.text == "其中修订4件"


def test_a_wrong_number_with_a_remark_breaks_its_balance_like_any_other(changed):
    wrong = changed((NEW, "本年新收: [{数: 126, 备注: 其中修订4件}, 2, 0, 0, 0, 7]"))
    (finding,) = [finding for finding in wrong.findings if finding.code == "B31"]
    assert "126" in finding.detail


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("{备注: 含变更}", "S40", "只有备注，没有数"),
        ("{数: {数: 1}, 备注: 含变更}", "S40", "“数”后面应当是一个数"),
        ("{数: 0, 备注: [含变更]}", "S40", "备注应当是一行文字"),
        ('{数: 0, 备注: "含变更\\n和注销"}', "S40", "备注应当是一行文字"),
        ("{数: 0, 备住: 含变更}", "S01", "备注"),
        ("{数: 三, 备注: 含变更}", "S04", "“三”"),
        ("{数: , 备注: 含变更}", "S07", "空格"),
    ],
)
def test_what_is_no_number_with_a_remark_is_told_once_and_with_its_place(changed, written, code, words):
    examined = changed(("行政许可: 0", f"行政许可: {written}"))
    (finding,) = [found for found in examined.findings if found.code not in codes(changed())]
    assert finding.code == code
    assert words in finding.message
    assert finding.span.line > 60
    assert finding.span.column > 3


def test_a_remark_to_a_whole_row_is_told_to_stand_by_one_number(changed):
    examined = changed((RULES, "行政规范性文件: {数: 20, 备注: 其中修订4件}"))
    (finding,) = [found for found in examined.findings if found.code == "S40"]
    assert "写在其中一个数上" in finding.message


@pytest.mark.parametrize(
    ("written", "number", "remark"),
    [
        ("20（其中修订4件）", "20", "其中修订4件"),
        ("20(其中修订4件)", "20", "其中修订4件"),
        ("20件（其中修订4件）", "20", "其中修订4件"),
        ("20 （其中修订4件，废止2件）", "20", "其中修订4件，废止2件"),
        ("'20（其中：修订4件）'", "20", "其中：修订4件"),
        ("２０（其中修订4件）", "20", "其中修订4件"),
        ("1,020（其中修订4件）", "1020", "其中修订4件"),
    ],
)
def test_words_in_brackets_behind_a_number_become_its_remark(written, number, remark):
    row = RULES.replace("制发: 20", f"制发: {written}") if "," not in written else None
    text = with_changes((RULES, row)) if row else with_changes((RULES, _block(written)))
    after = mended(text).text
    assert f"制发: {{数: {number}, 备注: {remark}}}" in after


def _block(written: str) -> str:
    return f"行政规范性文件:\n    制发: {written}\n    废止: 8\n    现行有效: 231"


def test_words_behind_a_number_of_a_list_become_its_remark():
    text = with_changes(("上年结转: [13, 0,", "上年结转: [13（其中网上申请10件）, 0,"))
    assert "上年结转: [{数: 13, 备注: 其中网上申请10件}, 0," in mended(text).text


@pytest.mark.parametrize(
    "written", ["20（4）", "20（件）", "约20（其中4件）", "（其中4件）", "20（其中（4）件）"]
)
def test_what_could_mean_more_than_a_number_and_a_remark_is_left_alone(written):
    assert as_remarked(Scalar(written, Span(1, 1, 1, 1 + len(written))), Kind(unit="件")) is None


@given(
    st.integers(0, 10**9),
    st.text(
        st.characters(exclude_characters="（()）\r\n\x85\u2028\u2029", exclude_categories=["C"]), max_size=40
    ),
)
@example(0, "null")
def test_a_mend_reads_back_as_the_same_number_and_words(number, words):
    from generator.source.read import read

    written = f"{number}（{words}）"
    fix = as_remarked(Scalar(written, Span(1, 1, 1, 1 + len(written))), Kind(unit="件"))
    if fix is None:
        return
    tree = read(f"格: {fix.edits[0].text}\n".encode()).root
    taken = taken_apart(tree.entries["格"])
    assert taken.number.text == str(number)
    assert taken.remark is not None
    assert taken.remark.text == words.strip()
