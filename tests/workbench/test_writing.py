"""What is typed goes into the file: in place, in order, and never over what somebody else wrote."""

from __future__ import annotations

import difflib

import pytest

from generator.workbench.problem import Problem
from tests.conftest import EXAMPLES
from tests.workbench.conftest import Calls

NEW = "申请办理情况.本年新收.自然人"
TOTAL = "申请办理情况.本年新收.总计"
TEXT = "总体情况.概述"


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line for line in lines if line[0] in "+-"]


def test_a_number_changes_one_line_and_nothing_else_in_it(call):
    before = call.text()
    answer = call.type(NEW, "126")
    assert answer["written"] and answer["conflicts"] == []
    assert changed_lines(before, call.text()) == [
        "-   本年新收: [125, 2, 0, 0, 0, 7]\n",
        "+   本年新收: [126, 2, 0, 0, 0, 7]\n",
    ]


def test_a_wrong_number_is_found_at_its_cell_and_gone_when_it_is_put_right(call):
    found = call.type(NEW, "126")["state"]["findings"]
    assert [finding["code"] for finding in found] == ["B31"]
    assert found[0]["place"]["kind"] == "cell"
    assert NEW in found[0]["cells"]
    assert call.type(NEW, "125")["state"]["findings"] == []


def test_a_row_of_one_0_is_written_out_when_one_of_its_cells_gets_a_number(call):
    call.type("申请办理情况.不予公开.国家秘密.商业企业", "3")
    assert "国家秘密: [0, 3, 0, 0, 0, 0]" in call.text()


def test_a_total_is_added_to_its_row_and_taken_out_again(call):
    before = call.text()
    assert call.state()["cells"][TOTAL] == {
        "text": "",
        "state": "computed",
        "value": "134",
        "last": None,
        "remark": "",
    }
    call.type(TOTAL, "134")
    assert "本年新收: [125, 2, 0, 0, 0, 7, 134]" in call.text()
    call.type(TOTAL, "")
    assert call.text() == before


def test_what_is_no_number_is_kept_as_typed_and_found(call):
    answer = call.type(NEW, "一百二十五")
    assert answer["state"]["cells"][NEW]["text"] == "一百二十五"
    assert "S04" in {finding["code"] for finding in answer["state"]["findings"]}


def test_full_width_digits_get_a_mend_that_one_click_makes(call):
    state = call.type(NEW, "１２５")["state"]
    (finding,) = [finding for finding in state["findings"] if finding["mend"]]
    assert finding["mend"]["changes"][0]["new"] == "125"
    state = call("mend", file="2021.yaml", seen=state["seen"], id=finding["id"])["state"]
    assert state["cells"][NEW]["text"] == "125"
    assert state["findings"] == []


def test_a_row_that_is_missing_is_put_where_the_form_has_it(call):
    path = call.folder / "2021.yaml"
    text = call.text()
    path.write_text(text.replace("    重复申请: 0\n", ""), encoding="utf-8")
    call.type("申请办理情况.不予处理.重复申请.其他", "2")
    assert "    信访举报投诉: 0\n    重复申请: [null, null, null, null, null, 2]\n" in call.text()


def test_a_field_of_the_head_is_written_and_one_of_a_group_begins_the_group(call):
    state = call.state()
    call.write(
        ("head", "文号", "", "示例办函〔2025〕3号"),
        ("head", "落款.日期", "", "2025-01-20"),
        ("head", "机关", state["head"]["机关"], "示例市财政局"),
        seen=state["seen"],
    )
    text = call.text()
    assert "机关: 示例市财政局\n" in text
    assert "发布日期: 2025-01-24\n文号: 示例办函〔2025〕3号\n落款:\n  日期: 2025-01-20\n网站:" in text


def test_a_text_keeps_the_lines_that_stay_and_loses_no_comment(call):
    state = call.state()
    was = state["texts"]["其他事项"]["text"]
    call.write(("text", "其他事项", was, was + "\n新的一段。"), seen=state["seen"])
    assert changed_lines((EXAMPLES / "2021.yaml").read_text("utf-8"), call.text()) == ["+   新的一段。\n"]


def test_a_text_that_is_not_there_yet_is_put_before_the_one_that_follows_it(call):
    path = call.folder / "2021.yaml"
    text = call.text()
    start, end = text.index("  概述: |"), text.index("  主动公开: |")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    call.write(("text", TEXT, "", "第一段。\n\n第二段。"))
    assert "总体情况:\n  概述: |\n    第一段。\n\n    第二段。\n  主动公开: |" in call.text()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_mark_at_the_beginning_stay(call, ending, mark):
    path = call.folder / "2021.yaml"
    data = mark + call.text().replace("\n", ending).encode()
    path.write_bytes(data)
    call.type(NEW, "126")
    call.write(("text", TEXT, call.state()["texts"][TEXT]["text"], "一段。\n两段。"))
    after = path.read_bytes()
    assert after.startswith(mark + b"# yaml")
    assert after.count(b"\n") == after.count(ending.encode())
    call("undo", file="2021.yaml")
    call("undo", file="2021.yaml")
    assert path.read_bytes() == data


# ---------------------------------------------------------------- what others change


def test_a_change_elsewhere_in_the_file_and_one_of_mine_are_both_kept(call):
    state = call.state()
    path = call.folder / "2021.yaml"
    path.write_text(call.text().replace("上年结转: [13,", "上年结转: [14,"), encoding="utf-8")
    answer = call.write(("cell", NEW, "125", "126"), seen=state["seen"])
    assert answer["conflicts"] == []
    assert answer["state"]["cells"]["申请办理情况.上年结转.自然人"]["text"] == "14"
    assert "本年新收: [126," in call.text() and "上年结转: [14," in call.text()


def test_the_same_cell_changed_on_both_sides_is_told_with_both_values_and_left(call):
    state = call.state()
    (call.folder / "2021.yaml").write_text(call.text().replace("本年新收: [125,", "本年新收: [99,"), "utf-8")
    before = call.text()
    answer = call.write(("cell", NEW, "125", "126"), ("cell", TOTAL, "", "134"), seen=state["seen"])
    (conflict,) = answer["conflicts"]
    assert (conflict["mine"], conflict["theirs"], conflict["was"]) == ("126", "99", "125")
    assert answer["state"]["cells"][TOTAL]["text"] == "134"
    assert call.text() == before.replace("[99, 2, 0, 0, 0, 7]", "[99, 2, 0, 0, 0, 7, 134]")
    assert call.write(("cell", NEW, "99", "126"))["conflicts"] == []


def test_a_file_that_is_written_in_the_very_moment_is_not_overwritten(call, monkeypatch):
    from generator.workbench import saving

    path, real = call.folder / "2021.yaml", saving.replace_seen
    others = iter([("上年结转: [13,", "上年结转: [15,"), ("行政复议: [8,", "行政复议: [9,")])

    def meanwhile(target, data, seen):
        for old, new in [next(others, ("", ""))]:
            if old:
                path.write_text(call.text().replace(old, new), encoding="utf-8")
        real(target, data, seen)

    monkeypatch.setattr(saving, "replace_seen", meanwhile)
    call.type(NEW, "126")
    text = call.text()
    assert "本年新收: [126," in text and "上年结转: [15," in text and "行政复议: [9," in text
    assert call.state()["undo"] == 1


def test_a_file_that_cannot_be_read_as_a_filing_is_told_and_can_be_undone(call):
    call.type(NEW, "126")
    path = call.folder / "2021.yaml"
    good = call.text()
    path.write_text("# \x07\n" + good, encoding="utf-8")
    state = call.state()
    assert state["readable"] is False and state["cells"] == {}
    assert state["findings"]
    with pytest.raises(Problem, match="读不出来"):
        call.write(("cell", NEW, "126", "127"), seen=state["seen"])
    assert path.read_text("utf-8") == "# \x07\n" + good


def test_what_is_not_in_the_form_is_refused_and_so_is_what_yaml_cannot_hold(call):
    before = call.text()
    with pytest.raises(Problem, match="没有"):
        call.write(("cell", "申请办理情况.没有这行.自然人", "", "1"))
    with pytest.raises(Problem, match="控制字符"):
        call.write(("text", TEXT, "", "甲\x07乙"), seen=call.state()["seen"])
    with pytest.raises(Problem, match="只能写一行"):
        call.write(("cell", NEW, "125", "1\n2"), seen=call.state()["seen"])
    assert call.text() == before


# ---------------------------------------------------------------- undo


def test_steps_are_undone_and_made_again_over_sessions_byte_for_byte(call):
    texts = [call.text()]
    for path, to in ((NEW, "126"), ("申请办理情况.结转下年度.自然人", "23"), (TOTAL, "135")):
        call.type(path, to)
        texts.append(call.text())
    for text in texts[-2::-1]:
        call = Calls(call.folder)
        state = call("undo", file="2021.yaml")["state"]
        assert call.text() == text
    assert (state["undo"], state["redo"]) == (0, 3)
    with pytest.raises(Problem, match="没有可以撤销的"):
        call("undo", file="2021.yaml")
    for text in texts[1:]:
        call = Calls(call.folder)
        call("redo", file="2021.yaml")
        assert call.text() == text


def test_keystrokes_in_one_cell_are_one_step(call):
    before = call.text()
    for to in ("1", "12", "127"):
        state = call.type(NEW, to)["state"]
    assert state["undo"] == 1
    state = call("undo", file="2021.yaml")["state"]
    assert call.text() == before and (state["undo"], state["redo"]) == (0, 1)
    assert call("redo", file="2021.yaml")["state"]["cells"][NEW]["text"] == "127"


def test_a_step_is_undone_where_others_have_changed_the_file_elsewhere(call):
    call.type(NEW, "126")
    path = call.folder / "2021.yaml"
    path.write_text("# 别人加的一行\n" + call.text(), encoding="utf-8")
    assert call("undo", file="2021.yaml")["conflicts"] == []
    assert "本年新收: [125," in call.text() and call.text().startswith("# 别人加的一行\n")


def test_a_step_is_not_undone_over_what_others_wrote_there(call):
    call.type(NEW, "126")
    (call.folder / "2021.yaml").write_text(call.text().replace("[126,", "[200,"), encoding="utf-8")
    (conflict,) = call("undo", file="2021.yaml")["conflicts"]
    assert conflict["theirs"] == "200"
    assert "本年新收: [200," in call.text()


# ---------------------------------------------------------------- waivers, placeholders


@pytest.fixture
def warned(folder) -> Calls:
    (folder / "w.yaml").write_bytes((EXAMPLES / "2021-warnings.yaml").read_bytes())
    return Calls(folder)


def test_a_warning_is_accepted_with_a_reason_and_taken_back_without_a_trace(warned):
    before, state = warned.text("w.yaml"), warned.state("w.yaml")
    finding = next(finding for finding in state["findings"] if finding["waivable"])
    state = warned("waive", file="w.yaml", seen=state["seen"], id=finding["id"], reason="已核对，属实")[
        "state"
    ]
    accepted = next(each for each in state["findings"] if each["id"] == finding["id"])
    assert accepted["accepted"] == "已核对，属实"
    assert state["summary"]["accepted"] == 1
    warned("waive", file="w.yaml", seen=state["seen"], id=finding["id"], reason="")
    assert warned.text("w.yaml") == before


def test_an_error_cannot_be_accepted(warned):
    state = warned.state("w.yaml")
    error = next(finding for finding in state["findings"] if finding["level"] == "error")
    with pytest.raises(Problem, match="不能豁免"):
        warned("waive", file="w.yaml", seen=state["seen"], id=error["id"], reason="算了")


def test_a_number_of_the_text_that_a_table_has_becomes_a_placeholder(call):
    state = call.state()
    was = state["texts"]["其他事项"]["text"]
    call.write(("text", "其他事项", was, "全年新收政府信息公开申请134件。"), seen=state["seen"])
    found = call("sentences", file="2021.yaml")["replacements"]["其他事项"]
    assert [each["typed"] for each in found] == ["134"]
    call("bind", file="2021.yaml", path="其他事项")
    written = call.state()["texts"]["其他事项"]["text"]
    assert written == "全年新收政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件。"
    assert call("shown", file="2021.yaml", text=written)["text"] == "全年新收政府信息公开申请134件。"
