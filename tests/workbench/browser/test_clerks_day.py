"""A clerk's day: last year's document, copied blocks, mends, texts, pages, all files, the file on disk."""

from __future__ import annotations

import difflib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.workbench.browser.conftest import cell, expect, paste, picture, saved

LAST_YEAR = (("年度: 2024 ", "年度: 2023 "), ("发布日期: 2025-01-24", "发布日期: 2024-01-23"))
# As Excel has them on the clipboard: figures with their total, which in one row is wrong.
DOCUMENTS = "1\t0\t1\r\n18\t6\t243\r\n"
APPLICATIONS = {
    "received": "101\t5\t0\t0\t0\t4\t111\r\n22\t0\t0\t0\t0\t0\t22\r\n",
    "answered": "60\t3\t0\t0\t0\t4\t67\r\n40\t2\t0\t0\t0\t0\t42\r\n",
}
CASES = "6\t2\t1\t1\t10\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\r\n"
TEXT = "全年制发行政规范性文件18件，废止6件，年末现行有效243件。"
# What then stands behind the keys; rows set in further are all nought, as two keys and a button made them.
TYPED = {
    "发布日期": "2025-01-24",
    "规章": "[1, 0, 1]",
    "行政规范性文件": "[18, 6, 243]",
    **dict.fromkeys(("行政许可", "行政处罚", "行政强制", "行政事业性收费"), "0"),
    "本年新收": "[101, 5, 0, 0, 0, 4, 110]",
    "予以公开": "[60, 3, 0, 0, 0, 4]",
    "部分公开": "[40, 2, 0, 0, 0, 0, 42]",
    "结转下年度": "[23, 0, 0, 0, 0, 0]",
    "行政复议": "[6, 2, 1, 1]",
    "未经复议直接起诉": "0",
    "复议后起诉": "0",
}
ROW = "主动公开情况.行政规范性文件"
BOUND = (
    f"全年制发行政规范性文件{{{{ {ROW}.制发 }}}}件，废止{{{{ {ROW}.废止 }}}}件，"
    f"年末现行有效{{{{ {ROW}.现行有效 }}}}件。"
)
WAIVED, REASON, BEFORE_WAIVERS = "N55", "上年数据经核对，口径已经调整", "上年填报:"
NAME = "示例市政府办2024年年报.yaml"
KINDS = ("docx", "pdf", "html", "poster-png", "poster-pdf", "poster-svg", "xlsx")


@pytest.fixture
def last_year(tmp_path) -> Path:
    """Last year's report as its office published it: a Word document."""
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    for old, new in LAST_YEAR:
        assert old in text
        text = text.replace(old, new)
    text = re.sub(r"\n *!\[.*?\]\(.*?\)", "", text)
    (tmp_path / "示例市政府办2023年年报.yaml").write_text(text, "utf-8")
    built(tmp_path / "示例市政府办2023年年报.yaml", tmp_path, "docx")
    return tmp_path / "示例市政府办2023年年报.docx"


def built(filing: Path, folder: Path, kinds: str) -> None:
    command = [sys.executable, "-m", "nianbao", "build", str(filing), "-o", str(folder), "--to", kinds]
    subprocess.run(command, check=True, capture_output=True)


def press(page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def silent(page) -> None:
    """What was said last is gone, so that the next thing said is seen."""
    page.evaluate("document.getElementById('said').textContent = ''")


def at(page, path: str, text: str) -> None:
    """Pastes a block with its first cell there."""
    silent(page)
    cell(page, path).click()
    paste(page, text)
    expect(page.locator("#said")).to_contain_text("贴了")


def begin(page, last_year: Path) -> None:
    """From last year's document to this year's filing."""
    page.set_input_files(
        "#report",
        {"name": last_year.name, "mimeType": "application/octet-stream", "buffer": last_year.read_bytes()},
    )
    dialog = page.get_by_role("dialog", name=f"读好了 {last_year.name}")
    expect(dialog).to_be_visible(timeout=60_000)
    press(page, "开始2024年的填报")
    expect(dialog).to_have_count(0)
    made = page.get_by_role("heading", name="建好了")
    expect(made.or_(page.locator(".whose", has_text="2024年")).first).to_be_visible(timeout=30_000)
    if made.count():
        press(page, "打开")
    expect(page.locator(".whose")).to_contain_text("2024年")


def fill_tables(page) -> None:
    """Three blocks, one row that is all nought, what is left nought as well."""
    at(page, "主动公开情况.规章.制发", DOCUMENTS)
    at(page, "申请办理情况.本年新收.自然人", APPLICATIONS["received"])
    at(page, "申请办理情况.予以公开.自然人", APPLICATIONS["answered"])
    at(page, "复议诉讼情况.行政复议.维持", CASES)
    cell(page, "申请办理情况.结转下年度.自然人").fill("23")
    for path in ("申请办理情况.不予公开.国家秘密", "申请办理情况.其他处理.其他"):
        silent(page)
        cell(page, f"{path}.自然人").click()
        page.keyboard.press("Alt+0")
        expect(page.locator("#said")).to_contain_text("本行全为 0")
    for number in range(page.get_by_role("button", name="其余空格填 0").count()):
        silent(page)
        page.get_by_role("button", name="其余空格填 0").nth(number).click()
        if page.get_by_role("dialog").count():
            page.get_by_role("dialog").get_by_role("button").first.click()
            expect(page.locator("#said")).to_contain_text("填了")


def mend(page) -> None:
    """Two mistakes: a total that the pasted block had wrong, and one that was typed."""
    total = cell(page, "申请办理情况.本年新收.总计")
    assert total.input_value() == "111"
    other = cell(page, "申请办理情况.部分公开.总计")
    other.click()
    page.keyboard.press("F2")
    page.keyboard.press("Control+A")
    page.keyboard.type("43")
    saved(page)
    mends = page.locator(".beside .mend button")
    expect(mends).to_have_count(2)
    picture(page, "day-mistakes")
    for _ in range(2):
        before = mends.count()
        mends.first.click()
        expect(mends).to_have_count(before - 1)
    assert (total.input_value(), other.input_value()) == ("110", "42")


def write_texts(page) -> None:
    """A sentence with three numbers typed, each bound by one press."""
    editor = page.locator('[id="text-总体情况.主动公开"]')
    editor.fill(TEXT)
    part = page.locator("article", has=editor)
    part.get_by_role("button", name="核对文中的数").click()
    offers = part.get_by_role("button", name=re.compile("改成占位符$")).and_(page.locator("li button"))
    expect(offers).to_have_count(3, timeout=20_000)
    picture(page, "day-numbers")
    for left in (2, 1, 0):
        offers.first.click()
        expect(offers).to_have_count(left, timeout=20_000)
    part.get_by_role("button", name="看印出来的").click()
    expect(part.locator(".panel", has_text="印出来是")).to_contain_text(TEXT)


def waive(page) -> None:
    warning = page.locator(".beside li", has=page.locator(".level.warning")).first
    expect(warning).to_be_visible()
    warning.get_by_role("button", name=re.compile("^说明理由")).click()
    page.get_by_role("dialog").get_by_role("textbox").fill(REASON)
    press(page, "记下理由")
    expect(page.locator(".accepted")).to_contain_text("已经接受的（1）")


def test_a_clerks_day(serve, window, tmp_path, last_year):
    folder = tmp_path / "填报"
    folder.mkdir()
    page = window(workbench := serve(folder))
    expect(page.locator("main")).to_contain_text("这个文件夹里还没有填报")
    picture(page, "day-begin")
    begin(page, last_year)
    begun = workbench.text(NAME)
    page.get_by_role("link", name="表格").click()
    fill_tables(page)
    mend(page)
    saved(page)
    page.get_by_role("link", name="基本情况").click()
    page.locator('[id="head-发布日期"]').fill("2025-01-24")
    saved(page)
    page.get_by_role("link", name="文字").click()
    write_texts(page)
    waive(page)
    saved(page)
    left = workbench.text(NAME)
    page.get_by_role("link", name="成品").click()
    expect(page.locator(".sheets img").first).to_be_visible(timeout=60_000)
    picture(page, "day-pages")
    download(page, workbench, tmp_path)
    assert workbench.text(NAME) == left
    changed_only_there(begun, left)


def download(page, workbench, tmp_path: Path) -> None:
    """All files, and each the same bytes as from the command line."""
    draft = [] if page.locator(".downloads").inner_text().count("草稿") == 0 else ["--draft"]
    assert draft == [], page.locator(".beside").inner_text()
    kinds = "docx,html,pdf"
    built(workbench.folder / NAME, tmp_path / "out", kinds)
    for kind in KINDS:
        with page.expect_download(timeout=60_000) as waiting:
            page.locator(f'.downloads a[href*="/{kind}?"]').click()
        data = Path(waiting.value.path()).read_bytes()
        assert len(data) > 1000
        if kind in kinds.split(","):
            assert data == (tmp_path / "out" / NAME).with_suffix(f".{kind}").read_bytes(), kind


def as_it_must_be(begun: str, seal: str) -> str:
    """The file after the day: what was typed behind its key, and every other byte as it was."""
    lines = begun.splitlines(keepends=True)
    made = [_typed(line) for line in lines]
    first = next(number for number, line in enumerate(lines) if line.startswith("  主动公开: |"))
    last = next(number for number, line in enumerate(lines[first:], first) if not line.strip())
    made[first + 1 : last] = [f"    {BOUND}\n"]
    behind = next(number for number, line in enumerate(lines) if line.startswith(BEFORE_WAIVERS))
    made.insert(behind + 1, f"豁免:\n  - {{规则: {WAIVED}, 理由: {REASON}, 核对码: {seal}}}\n")
    return "".join(made)


def _typed(line: str) -> str:
    """A line with what was typed behind its key, before the comment that stands there."""
    match = re.fullmatch(r"( *\w+:)((?: +#.*)?\n)", line)
    if match is None:
        return line
    nought = "0" if line.startswith("    ") else ""
    value = TYPED.get(match[1].strip(" :"), nought)
    return f"{match[1]} {value}{match[2]}" if value else line


def changed_only_there(begun: str, left: str) -> None:
    """The file is, byte for byte, what it was, with what was typed in its places."""
    (seal,) = re.findall(r"核对码: (\w+)}", left)
    changed = [line for line in difflib.ndiff(begun.splitlines(), left.splitlines()) if line[0] in "+-"]
    assert len(changed) > 60
    assert left == as_it_must_be(begun, seal)
