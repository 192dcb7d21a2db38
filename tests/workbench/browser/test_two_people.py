"""The screen for the second pair of eyes; texts with what is offered; what comes in by the clipboard."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import EXAMPLES
from tests.workbench.browser.conftest import cell, expect, paste, saved

PART = "总体情况.主动公开"
AGAIN = 'input[data-path="{}"]'


def editor_of(page, workbench):
    page.goto(workbench.at("2024.yaml", "texts"))
    editor = page.locator(f'[id="text-{PART}"]')
    editor.wait_for()
    return editor


def test_figures_are_entered_again_blind_and_compared_cell_by_cell(workbench, window):
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "review"))
    page.get_by_role("button", name="开始录第二遍").click()
    blind = page.locator(".twice table.statutory input:not([readonly])")
    blind.first.wait_for()
    assert set(blind.evaluate_all("fields => fields.map(field => field.value)")) == {""}
    first, second = "主动公开情况.行政规范性文件.制发", "主动公开情况.行政规范性文件.废止"
    page.locator(f".twice {AGAIN.format(first)}").fill("20")
    page.locator(f".twice {AGAIN.format(second)}").fill("9")
    page.get_by_role("button", name="录完了，对照").click()
    different = page.locator(".twice tbody tr", has_text="「行政规范性文件」的「本年废止件数」")
    expect(different).to_be_visible()
    assert "8" in different.inner_text()
    different.get_by_role("button").click()
    expect(different).to_have_count(0)
    assert "行政规范性文件: {制发: 20, 废止: 9, 现行有效: 231}" in workbench.text("2024.yaml")
    assert page.locator(".twice tbody tr", has_text="「行政规范性文件」的「本年制发件数」").count() == 0


def test_a_part_is_marked_as_read_and_a_remark_is_left_and_settled(workbench, window):
    before = workbench.text("2024.yaml")
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "review"))
    page.get_by_label("复核人").fill("复核员甲")
    page.get_by_label("（一）主动公开").check()
    expect(page.locator(".review p", has_text="（一）主动公开")).to_contain_text("复核员甲")
    page.locator("#remark-place").select_option(label="（二）依申请公开")
    page.locator("#remark-text").fill("第二句请核对")
    page.get_by_role("button", name="写下意见").click()
    remark = page.locator(".remarks p", has_text="第二句请核对")
    expect(remark).to_contain_text("复核员甲")
    remark.get_by_role("button").click()
    expect(page.locator(".remarks p.done")).to_contain_text("第二句请核对")
    assert workbench.text("2024.yaml") == before
    editor_of(page, workbench).fill("改过了。")
    saved(page)
    page.goto(workbench.at("2024.yaml", "review"))
    expect(page.locator(".review p.stale")).to_contain_text("看过以后又改了")


def test_two_braces_offer_the_numbers_of_the_form_by_their_printed_names(workbench, window):
    page = window(workbench)
    editor = editor_of(page, workbench)
    editor.fill("")
    editor.press_sequentially("全年制发{{规范性 制发")
    offer = page.get_by_role("listbox", name="表里的数")
    expect(offer.get_by_role("option").first).to_contain_text("20")
    assert editor.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    page.keyboard.type("件。")
    saved(page)
    assert editor.input_value() == "全年制发{{ 主动公开情况.行政规范性文件.制发 }}件。"
    assert "全年制发{{ 主动公开情况.行政规范性文件.制发 }}件。" in workbench.text("2024.yaml")


def test_words_from_word_come_without_their_dress_and_pictures_as_files(workbench, window):
    page = window(workbench)
    editor = editor_of(page, workbench)
    editor.fill("")
    editor.click()
    paste(
        page,
        "加强公开 办理",
        "<html><body><p class=MsoNormal><b>加强公开</b><o:p></o:p></p><p>办理<span>规范</span></p></body>",
    )
    expect(editor).to_have_value("加强公开\n办理规范")
    data = (EXAMPLES / "图片" / "依申请公开流程.png").read_bytes()
    page.evaluate(
        """([path, bytes]) => {
          const file = new File([new Uint8Array(bytes)], "flow.png", { type: "image/png" });
          const data = new DataTransfer();
          data.items.add(file);
          const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
          document.getElementById(path).dispatchEvent(drop);
        }""",
        [f"text-{PART}", list(data)],
    )
    expect(page.locator("#said")).to_contain_text("图片放在填报旁边")
    saved(page)
    kept = [path for path in (workbench.folder / "图片").iterdir() if path.read_bytes() == data]
    assert len(kept) == 2
    new = next(path for path in kept if path.name.startswith("flow"))
    assert f"](图片/{new.name})" in editor.input_value()
    assert f"](图片/{new.name})" in workbench.text("2024.yaml")


def test_a_warning_stays_accepted_and_its_reason_is_taken_back(workbench, window):
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "form"))
    cell(page, "主动公开情况.行政规范性文件.现行有效").fill("1")
    item = page.locator(".beside > .findings li", has=page.locator(".level.warning")).first
    item.get_by_role("button", name="说明理由").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("清理后重新统计")
    page.get_by_role("button", name="记下理由").click()
    expect(page.locator(".accepted summary")).to_contain_text("1")
    assert "清理后重新统计" in workbench.text("2024.yaml")
    page.locator(".accepted summary").click()
    page.get_by_role("button", name="收回理由").click()
    expect(page.locator(".accepted")).to_be_hidden()
    assert "清理后重新统计" not in workbench.text("2024.yaml")


def test_the_list_finds_among_two_thousand(serve, window, tmp_path: Path):
    folder = tmp_path / "全市"
    folder.mkdir()
    text = (EXAMPLES / "2014.yaml").read_text("utf-8")
    for number in range(2000):
        (folder / f"{number:04}.yaml").write_text(
            text.replace("示例县人民政府", f"示例县第{number}局", 1), "utf-8"
        )
    page = window(workbench := serve(folder))
    expect(page.locator(".count")).to_contain_text("2000份填报", timeout=60_000)
    assert page.locator("table.filings tbody tr").count() == 100
    page.get_by_label("查找").fill("1234.yaml")
    expect(page.locator("table.filings tbody tr")).to_have_count(1)
    page.close()
    workbench.process.terminate()
