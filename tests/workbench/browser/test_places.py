"""Findings lead to where they are printed, and to their cells; tables of one's own; merging; the end."""

from __future__ import annotations

import shutil

from tests.conftest import EXAMPLES
from tests.workbench.browser.conftest import cell, expect, paste, picture, saved

FULL = "full.yaml"
TEXT = "总体情况.概述"
# Results that are not what came in, a cell that is no number, a sentence that says otherwise than the table.
WRONG = (
    ("本年新收: [125,", "本年新收: [9125,"),
    ("行政许可: 0", "行政许可: 几件"),
    ("其他事项: |\n", "其他事项: |\n  全年新收政府信息公开申请77件。\n"),
)
AGAIN = '.twice input[data-path="{}"]'


def open_full(workbench, window, screen: str, old: str = "", new: str = ""):
    """The example with everything in it, something in it changed."""
    text = (EXAMPLES / "2021-full.yaml").read_text("utf-8")
    assert not old or text.count(old) == 1
    (workbench.folder / FULL).write_text(text.replace(old, new) if old else text, "utf-8")
    page = window(workbench)
    page.goto(workbench.at(FULL, screen))
    return page


def test_a_finding_is_framed_where_it_is_printed_and_the_frame_leads_to_its_field(workbench, window):
    path = workbench.folder / "2024.yaml"
    text = path.read_text("utf-8")
    for old, new in WRONG:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "pages"))
    page.locator(".sheet img").first.wait_for(timeout=60_000)
    expect(page.locator(".spot").first).to_be_visible()
    items = page.locator(".findings > li")
    pointed = 0
    for number in range(items.count()):
        items.nth(number).locator(".lead").click()
        if "#/f/" in page.url and page.url.endswith("/pages"):
            pointed += page.locator(".spot.chosen").count() > 0
        else:
            page.goto(workbench.at("2024.yaml", "pages"))
            page.locator(".spot").first.wait_for(timeout=60_000)
    assert pointed >= 3
    chosen = page.locator(".findings > li", has=page.locator(".level.error")).first
    chosen.locator(".lead").click()
    frame = page.locator(".spot.chosen").first
    expect(frame).to_be_in_viewport()
    picture(page, "pages-framed")
    inside = page.evaluate(
        """spot => { const [a, b] = [spot, spot.parentElement].map(each => each.getBoundingClientRect());
        return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom; }""",
        frame.element_handle(),
    )
    assert inside
    frame.focus()
    page.keyboard.press("Enter")
    expect(
        page.locator(".tables").or_(page.locator(".part")).or_(page.locator(".head-form")).first
    ).to_be_visible()
    assert page.evaluate("['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement.tagName)")


def test_tables_of_ones_own_are_made_and_changed_in_place(workbench, window):
    page = open_full(workbench, window, "form")
    begun = workbench.text(FULL)
    page.locator('[id="@own@0@1@2"]').fill("9")
    page.locator('[id="own-title-0"]').fill("申请的途径")
    saved(page)
    left = begun.replace("[信函, 13, 8]", "[信函, 13, 9]").replace(
        "标题: 收到政府信息公开申请的途径", "标题: 申请的途径"
    )
    expect(page.locator('[id="own-title-0"]')).to_have_value("申请的途径")
    assert workbench.text(FULL) == left
    table = page.locator(".own-table").first
    table.get_by_role("button", name="加一行").click()
    page.keyboard.type("传真")
    saved(page)
    assert "      - [当面, 7, 1]\n      - [传真, ~, ~]\n" in workbench.text(FULL)
    table.get_by_role("button", name="加一列").click()
    expect(table.get_by_label("第4列的名称")).to_have_value("列4")
    assert "      - [网上, {数: 26, 备注: 含电子邮件3件}, 5, ~]" in workbench.text(FULL)
    picture(page, "own-tables")
    page.get_by_role("button", name="加一张自己的表").click()
    expect(page.locator(".own-table")).to_have_count(4)
    page.keyboard.press("Control+A")
    page.keyboard.type("新设的表")
    saved(page)
    assert "  - 标题: 新设的表\n" in workbench.text(FULL)
    page.locator(".own-table").last.get_by_role("button", name="去掉这张表").click()
    page.get_by_role("dialog").get_by_role("button", name="去掉", exact=True).click()
    expect(page.locator(".own-table")).to_have_count(3)
    assert "新设的表" not in workbench.text(FULL)


def test_a_finding_in_a_table_of_ones_own_stands_at_its_cell_and_leads_there(workbench, window):
    page = open_full(workbench, window, "head", "[当面, 7, 1]", "[当面, 7.5, 1]")
    item = page.locator(".findings > li", has_text="收到政府信息公开申请的途径第3行").first
    item.locator(".lead").click()
    field = page.locator('[id="@own@0@2@1"]')
    expect(field).to_be_focused()
    assert page.locator('[id="note@own@0@2@1"]').inner_text()
    field.fill("7")
    saved(page)
    expect(page.locator('[id="note@own@0@2@1"]')).to_be_empty()


def test_a_block_pasted_into_the_second_entry_counts_and_what_is_empty_is_no_difference(workbench, window):
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "review"))
    page.get_by_role("button", name="开始录第二遍").click()
    page.locator(AGAIN.format("申请办理情况.本年新收.自然人")).click()
    paste(page, "125\t2\t0\t0\t0\t8\t135\r\n8\t1\t0\t0\t0\t0\t9\r\n")
    expect(page.locator("#said")).to_contain_text("贴了12格")
    page.get_by_role("button", name="录完了，对照").click()
    rows = page.locator(".twice table.filings tbody tr")
    expect(rows.first).to_be_visible()
    label = rows.first.locator("th").inner_text()
    assert "其他" in label and [rows.first.locator("td").nth(at).inner_text() for at in (0, 1)] == ["7", "8"]
    assert all("（空）" not in text for text in rows.all_inner_texts())
    expect(page.locator(".untyped")).to_contain_text("格第二遍没有录，没有对照")
    picture(page, "second-compared")
    page.get_by_role("button", name="接着录").click()
    expect(page.locator(AGAIN.format("申请办理情况.本年新收.其他"))).to_have_value("8")


def test_undo_in_a_text_is_the_browsers_first_and_then_the_filings_after_coming_back_too(workbench, window):
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "texts"))
    editor = page.locator(f'[id="text-{TEXT}"]')
    begun, disk = editor.input_value(), workbench.text("2024.yaml")
    editor.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("先写的。")
    saved(page)
    page.get_by_role("link", name="表格").click()
    page.get_by_role("link", name="文字").click()
    expect(editor).to_have_value(begun + "先写的。")
    page.wait_for_timeout(3200)
    editor.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("后写的。")
    saved(page)
    while (before := editor.input_value()) != begun + "先写的。":  # the browser's own steps
        page.keyboard.press("Control+Z")
        expect(editor).not_to_have_value(before)
    saved(page)
    page.keyboard.press("Control+Z")
    expect(editor).to_have_value(begun)
    expect(page.locator("#said")).to_contain_text("撤销了一步")
    assert workbench.text("2024.yaml") == disk
    page.keyboard.press("Control+Y")
    expect(editor).to_have_value(begun + "先写的。")


def test_a_text_changed_on_disk_meanwhile_is_merged_paragraph_by_paragraph(workbench, window):
    page = window(workbench)
    page.goto(workbench.at("2024.yaml", "texts"))
    editor = page.locator(f'[id="text-{TEXT}"]')
    editor.fill("甲段。\n乙段。\n丙段。")
    saved(page)
    path = workbench.folder / "2024.yaml"
    page.route("**/api/open", lambda route: route.abort())  # this window does not look again by itself
    path.write_text(path.read_text("utf-8").replace("丙段。", "丙段，文件里改的。\n    丁段。"), "utf-8")
    editor.fill("甲段，这里改的。\n乙段。\n丙段。")
    dialog = page.get_by_role("dialog", name="同一处有两种写法")
    dialog.wait_for()
    expect(dialog.locator(".stretch")).to_have_count(2)
    expect(dialog.locator(".same")).to_have_text(["乙段。"])
    picture(page, "conflict-text")
    page.unroute("**/api/open")
    dialog.get_by_role("button", name="就这样定").click()
    expect(editor).to_have_value("甲段，这里改的。\n乙段。\n丙段，文件里改的。\n丁段。")
    saved(page)
    assert "    甲段，这里改的。\n    乙段。\n    丙段，文件里改的。\n    丁段。\n" in workbench.text(
        "2024.yaml"
    )


def test_one_button_ends_the_program_and_every_window_says_so(serve, window, tmp_path):
    folder = tmp_path / "填报"
    folder.mkdir()
    shutil.copy(EXAMPLES / "2021.yaml", folder / "2024.yaml")
    workbench = serve(folder)
    other, page = window(workbench), window(workbench)
    other.goto(workbench.at("2024.yaml", "form"))
    cell(other, "申请办理情况.本年新收.自然人").fill("126")
    saved(other)
    page.get_by_role("button", name="结束填报").click()
    page.get_by_role("dialog").get_by_role("button", name="接着填").click()
    assert workbench.process.poll() is None
    page.get_by_role("button", name="结束填报").click()
    page.get_by_role("dialog").get_by_role("button", name="结束", exact=True).click()
    for each in (page, other):
        expect(each.locator("#offline")).to_contain_text("填报结束了，可以关掉这个窗口")
    assert workbench.process.wait(20) == 0
    page.wait_for_timeout(1500)
    expect(page.locator("#offline")).to_contain_text("填报结束了")
    assert "[126, 2, 0, 0, 0, 7" in workbench.text("2024.yaml")
