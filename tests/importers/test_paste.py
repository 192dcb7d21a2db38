"""A block of cells goes into a table by its labels, or by its order where it has figures alone."""

from __future__ import annotations

import pytest

from generator.importers.pages import Unreadable
from generator.importers.paste import pasted
from tests.conftest import EXAMPLES
from tests.importers.test_merge import TEXT, load

SECTION = "申请办理情况"
LABELLED = (
    "一、本年新收政府信息公开申请数量\t130\t2\t0\t0\t0\t7\t139\n"
    "二、上年结转政府信息公开申请数量\t13\t0\t0\t0\t0\t0\t13\n"
)


def values(block) -> dict[str, int]:
    return {path.removeprefix(f"{SECTION}."): cell.value for path, cell in block.cells.items()}


def test_rows_with_labels_go_to_their_rows():
    block = pasted(LABELLED, load(TEXT), SECTION)
    found = values(block)
    assert (found["本年新收.自然人"], found["本年新收.总计"], found["上年结转.自然人"]) == (130, 139, 13)
    assert len(found) == 14


def test_figures_alone_go_by_their_order_from_the_row_that_is_named():
    block = pasted("130\t2\t0\t0\t0\t7\n14\t0\t0\t0\t0\t0\n", load(TEXT), SECTION, "本年新收")
    found = values(block)
    assert (found["本年新收.自然人"], found["上年结转.自然人"]) == (130, 14)
    assert "本年新收.总计" not in found


def test_one_column_of_figures_is_a_table_of_one_column():
    block = pasted("3\n4\n5\n", load(TEXT.replace("行政许可: 0", "行政许可: 1")), "主动公开情况", "行政许可")
    found = {path: cell.value for path, cell in block.cells.items()}
    assert found == {
        "主动公开情况.行政许可": 3,
        "主动公开情况.行政处罚": 4,
        "主动公开情况.行政强制": 5,
    }


@pytest.mark.parametrize("block", ["1\t2\t3\n", "1\t2\n3\t4\n", "", "只有文字"])
def test_what_fits_nowhere_is_refused(block):
    with pytest.raises(Unreadable):
        pasted(block, load(TEXT), SECTION)


def test_a_cell_that_is_no_number_is_told_and_left():
    block = pasted(LABELLED.replace("130", "约百"), load(TEXT), SECTION)
    assert "本年新收.自然人" not in values(block)
    assert any("没有读进去" in line for line in block.doubts)


def test_a_copied_piece_of_a_web_page_is_read_as_one():
    row = "".join(f"<td>{text}</td>" for text in LABELLED.split("\n", maxsplit=1)[0].split("\t"))
    block = pasted(f"<table><tr>{row}</tr></table>", load(TEXT), SECTION)
    assert values(block)["本年新收.自然人"] == 130


def test_the_command_writes_the_filing_and_nothing_else_in_it(run, tmp_path):
    file = tmp_path / "2024.yaml"
    file.write_text(TEXT.replace("图片/", f"{EXAMPLES}/图片/"), encoding="utf-8")
    before = file.read_text("utf-8")
    code, _, err = run("paste", str(file), SECTION, "--diff", given=LABELLED.encode())
    assert code == 0, err
    assert "125 → 130" in err
    assert file.read_text("utf-8") == before
    run("paste", str(file), SECTION, given=LABELLED.encode())
    changed = [line for line in file.read_text("utf-8").split("\n") if line not in before.split("\n")]
    assert [line.split(":")[0].strip() for line in changed] == ["本年新收"]


@pytest.mark.parametrize("data", [b"", bytes(range(256)), b"\xff\xfe\x00", "数据\t约一百".encode("gb18030")])
def test_bytes_that_are_no_table_are_refused_in_words_and_the_filing_stays(run, tmp_path, data):
    file = tmp_path / "2024.yaml"
    file.write_text(TEXT, encoding="utf-8")
    code, _, err = run("paste", file, SECTION, given=data)
    assert code == 2
    assert "内部错误" not in err
    assert file.read_text("utf-8") == TEXT


def test_a_block_in_the_encoding_of_chinese_windows_is_read(run, tmp_path):
    file = tmp_path / "2024.yaml"
    file.write_text(TEXT, encoding="utf-8")
    run("paste", file, SECTION, given=LABELLED.encode("gb18030"))
    assert "本年新收: [130, 2, 0, 0, 0, 7]" in file.read_text("utf-8")
