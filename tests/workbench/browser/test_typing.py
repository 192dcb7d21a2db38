"""Typing into the form: as in a spreadsheet, with what is wrong at once beside it, and nothing lost."""

from __future__ import annotations

import re
import statistics

import pytest

from tests.workbench.browser.conftest import cell, expect, fill, paste, saved

RECEIVED = "申请办理情况.本年新收"
CARRIED = "申请办理情况.上年结转"
FIRST = "主动公开情况.规章.制发"


@pytest.fixture
def form(workbench, window):
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "form"))
    page.wait_for_selector("table.statutory")
    return page


def focused(page) -> str:
    return page.evaluate("document.activeElement.dataset.path ?? document.activeElement.id")


def row(page, path: str, columns: str) -> list[str]:
    return [cell(page, f"{path}.{column}").input_value() for column in columns.split()]


def test_the_first_field_has_the_focus_and_arrows_stop_at_the_edge(form):
    assert focused(form) == FIRST
    for key in ("ArrowUp", "ArrowLeft", "Home", "Control+Home"):
        form.keyboard.press(key)
        assert focused(form) == FIRST
    form.keyboard.press("End")
    last = focused(form)
    form.keyboard.press("ArrowRight")
    assert focused(form) == last != FIRST
    form.keyboard.press("Enter")
    form.keyboard.press("Shift+Tab")
    assert focused(form) == "主动公开情况.行政规范性文件.废止"
    form.keyboard.press("Control+End")
    end = focused(form)
    form.keyboard.press("ArrowDown")
    assert focused(form) == end


def test_a_field_is_named_by_all_heads_that_are_printed_over_and_beside_it(form):
    name = form.get_by_role(
        "textbox",
        name=re.compile("申请人情况.*法人或其他组织.*商业企业.*三、本年度办理结果.*不予公开.*国家秘密"),
    )
    assert name.get_attribute("data-path") == "申请办理情况.不予公开.国家秘密.商业企业"


def test_what_is_typed_is_in_the_file_and_only_that(workbench, form):
    before = workbench.text("2024.yaml")
    cell(form, f"{RECEIVED}.商业企业").fill("3")
    saved(form)
    assert workbench.text("2024.yaml") == before.replace("[125, 2, 0, 0, 0, 7]", "[125, 3, 0, 0, 0, 7]")


def test_a_wrong_figure_is_marked_while_it_is_typed_and_the_list_leads_there_and_back(form):
    field = cell(form, f"{RECEIVED}.自然人")
    field.click()
    form.keyboard.type("9")
    lead = form.locator(".findings .lead", has_text="等于第三项加第四项之和")
    lead.wait_for()
    assert field.input_value() == "9"
    marked = form.locator(".cell[data-level=error] input")
    place = marked.first.get_attribute("data-path")
    lead.click()
    assert focused(form) == place
    assert form.locator(f'[id="note-{place}"]').is_visible()
    form.keyboard.press("F6")
    assert form.evaluate("document.activeElement.classList.contains('lead')")
    form.keyboard.press("F8")
    assert focused(form)
    field.fill("125")
    lead.wait_for(state="detached")
    assert marked.count() == 0


def test_the_field_under_the_fingers_is_not_redrawn(form):
    field = cell(form, f"{RECEIVED}.自然人")
    field.click()
    form.evaluate("window.field = document.activeElement")
    form.keyboard.type("1234567", delay=15)
    saved(form)
    assert form.evaluate("window.field === document.activeElement && window.field.value") == "1234567"


@pytest.mark.parametrize(
    ("text", "markup", "received", "carried"),
    [
        ("120\t3\t0\r\n11\t2\t0\r\n", "", ["120", "3", "0"], ["11", "2", "0"]),
        ("\t3\t1\r\n11\t\t0", "", ["", "3", "1"], ["11", "", "0"]),
        ("１，２００\t３\t0\n1,200\t 2 \t0\n", "", ["1200", "3", "0"], ["1200", "2", "0"]),
        (
            "120 3 0",
            "<html><body><!--StartFragment--><table><tr><td>120</td><td>3<td>0</tr>"
            "<tr><td><p class=MsoNormal>11</p></td><td></td><td>0</td></tr></table><!--EndFragment-->",
            ["120", "3", "0"],
            ["11", "", "0"],
        ),
        (
            "x",
            "<table><tr><td colspan=2>120<td>0</tr><tr><td>11<td>2<td>0</tr></table>",
            ["120", "", "0"],
            ["11", "2", "0"],
        ),
    ],
    ids=["excel", "empty corner", "wide digits and thousands", "word", "merged"],
)
def test_a_block_is_pasted_place_by_place(form, text, markup, received, carried):
    cell(form, f"{RECEIVED}.自然人").click()
    paste(form, text, markup)
    expect(form.locator("#said")).to_contain_text("贴了")
    assert row(form, RECEIVED, "自然人 商业企业 科研机构") == received
    assert row(form, CARRIED, "自然人 商业企业 科研机构") == carried


def test_a_pasted_block_is_one_step_of_undo_and_comes_out_again_by_copying(workbench, form):
    before = workbench.text("2024.yaml")
    cell(form, f"{RECEIVED}.自然人").click()
    paste(form, "120\t3\n11\t2\n")
    expect(form.locator("#said")).to_contain_text("贴了")
    form.keyboard.press("Shift+ArrowRight")
    form.keyboard.press("Shift+ArrowDown")
    form.keyboard.press("Control+C")
    assert form.evaluate("navigator.clipboard.readText()") == "120\t3\r\n11\t2"
    form.keyboard.press("Control+Z")
    form.get_by_text(re.compile("^撤销了一步：.*自然人.*等4格。$")).wait_for()
    assert row(form, RECEIVED, "自然人 商业企业") == ["125", "2"]
    assert workbench.text("2024.yaml") == before
    form.keyboard.press("Control+Y")
    form.get_by_text(re.compile("^重做了一步：.*自然人.*等4格。$")).wait_for()
    assert row(form, RECEIVED, "自然人 商业企业") == ["120", "3"]


def test_a_total_is_worked_out_and_typed_only_on_purpose(form):
    total = cell(form, f"{RECEIVED}.总计")
    assert total.input_value() == "134"
    total.click()
    form.keyboard.type("9")
    assert total.input_value() == "134"
    cell(form, f"{RECEIVED}.其他").fill("8")
    expect(total).to_have_value("135")


def test_one_key_makes_a_row_zero_and_escape_takes_back_what_was_typed(form):
    cell(form, f"{CARRIED}.科研机构").click()
    form.keyboard.press("Alt+0")
    form.get_by_text("本行全为 0。").wait_for()
    assert row(form, CARRIED, "自然人 商业企业 其他 总计") == ["0", "0", "0", "0"]
    field = cell(form, f"{RECEIVED}.其他")
    field.click()
    form.keyboard.type("66")
    form.keyboard.press("Escape")
    saved(form)
    assert field.input_value() == "7"


def test_last_years_number_stands_below_on_request(form):
    last = form.locator(f'[id="last-{RECEIVED}.自然人"]')
    assert last.is_hidden()
    form.get_by_label(re.compile("每格下面显示")).check()
    assert last.is_visible()
    assert last.inner_text() == "上年 125"


def test_another_window_sees_what_is_typed_and_one_truth_is_left(workbench, form, window):
    other = window(workbench)
    other.goto(workbench.at("2024.yaml", "form"))
    field = cell(other, f"{RECEIVED}.自然人")
    field.wait_for()
    cell(form, f"{RECEIVED}.自然人").fill("131")
    expect(field).to_have_value("131")
    assert "[131, 2, 0, 0, 0, 7]" in workbench.text("2024.yaml")


def test_a_cell_changed_on_disk_meanwhile_is_asked_about_and_never_overwritten(workbench, form):
    path = workbench.folder / "2024.yaml"
    theirs = workbench.text("2024.yaml").replace("[125, 2, 0, 0, 0, 7]", "[130, 2, 0, 0, 0, 7]")
    form.route("**/events", lambda route: route.abort())
    form.route("**/api/write", lambda route: (path.write_bytes(theirs.encode()), route.continue_()))
    field = cell(form, f"{RECEIVED}.自然人")
    field.click()
    form.keyboard.type("7")
    form.get_by_role("dialog", name="同一处有两种写法").wait_for()
    assert workbench.text("2024.yaml") == theirs
    form.unroute("**/api/write")
    form.get_by_role("button", name="就这样定").click()
    form.get_by_text("写进去了1处。").wait_for()
    assert "[7, 2, 0, 0, 0, 7]" in workbench.text("2024.yaml")


def test_when_the_program_is_gone_it_is_told_and_what_was_typed_stays(serve, window, tmp_path):
    workbench = serve(fill(tmp_path / "填报"))
    form = window(workbench)
    form.goto(workbench.at("2024.yaml", "form"))
    form.wait_for_selector("table.statutory")
    workbench.process.kill()
    workbench.process.wait()
    field = cell(form, f"{RECEIVED}.自然人")
    field.fill("77")
    form.get_by_role("alert").get_by_text("连不上程序").wait_for()
    assert field.input_value() == "77"
    assert "正在存" in form.locator("#saved").inner_text()
    assert "77" in form.evaluate("JSON.stringify(Object.entries(localStorage))")


ECHO = """async () => {
  const times = [];
  for (let count = 0; count < 30; count += 1) {
    const start = performance.now();
    await (await fetch("/page/icon.svg", { cache: "no-store" })).text();
    times.push(performance.now() - start);
  }
  return times;
}"""
WATCH = """() => {
  window.times = [];
  let pressed = 0;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  const watch = new MutationObserver(() => {
    if (pressed) window.times.push(performance.now() - pressed);
    pressed = 0;
  });
  watch.observe(document.getElementById("count"), { childList: true, characterData: true, subtree: true });
}"""


def test_a_keystroke_is_judged_within_a_tenth_of_a_second(form):
    """From the key to the finding shown, thirty times: a wrong figure, and the right one again.  A machine
    that others use too is slower by as much as a bare answer of the same server is."""
    cell(form, f"{RECEIVED}.自然人").click()
    form.keyboard.press("F2")
    echoes = form.evaluate(ECHO)
    form.evaluate(WATCH)
    for _ in range(15):
        form.keyboard.type("9")
        form.wait_for_timeout(120)
        form.keyboard.press("Backspace")
        form.wait_for_timeout(120)
    times = form.evaluate("window.times")
    assert len(times) >= 25
    told = (statistics.median(times), sorted(times)[int(len(times) * 0.95)], statistics.median(echoes))
    print("key to finding: median {:.0f} ms, p95 {:.0f} ms; bare answer {:.0f} ms".format(*told))
    assert statistics.median(times) < 100 + 10 * statistics.median(echoes)
