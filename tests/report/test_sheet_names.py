"""Names of sheets: what a spreadsheet takes, each once, and the way back from them."""

from __future__ import annotations

import openpyxl
import pytest

from generator.form.library import SHIPPED, Library
from generator.report.sheet_names import LONGEST, sheet_names
from tests.own_form import VERSION, OwnForm

LONG = "收到和处理的各类政府信息公开申请以及与此有关的一切其他事项的全部情况"
KEYS = {"正文": f"{LONG}的说明", "其他": "甲/乙？", "表": LONG}
MORE = """\
  - {key: "甲／乙？", heading: 四、又一段}
  - {key: history, heading: 五、经过}
  - {key: 基本信息, heading: 六、基本信息}
  - {key: 何时*?, heading: 七、何时}
"""


@pytest.fixture
def long_form(own_form: OwnForm) -> OwnForm:
    own_form.write("子丑", rows="[{key: 子, label: 子件}, {key: 丑, label: 丑件}]")
    file = own_form.folder / VERSION / "format.yaml"
    text = file.read_text("utf-8").replace("rules:", MORE + "rules:")
    for key, longer in KEYS.items():
        text = text.replace(f"key: {key}\n", f'key: "{longer}"\n').replace(
            f"key: {key},", f'key: "{longer}",'
        )
    file.write_text(text, "utf-8")
    return own_form


def test_every_name_is_one_that_a_spreadsheet_takes(long_form):
    names = sheet_names(Library((long_form.folder,)).find(VERSION))
    assert len(names) == 7
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert 0 < len(name) <= LONGEST
        assert not set("[]:*?/\\'") & set(name)
    assert names[LONG] != names[f"{LONG}的说明"]
    assert names["history"] != "history"
    assert names["基本信息"] == "基本信息~2"


def test_the_forms_that_there_are_keep_their_short_names():
    for version in SHIPPED.versions():
        names = sheet_names(SHIPPED.find(version))
        assert names
        assert all(name in (path.rpartition(".")[2], path.replace(".", "-")) for path, name in names.items())


def test_a_workbook_of_long_names_is_made_filled_in_and_read_back(long_form, run, tmp_path):
    book, filing = tmp_path / "填报.xlsx", tmp_path / "填报.yaml"
    form = ("--templates", str(long_form.folder))
    code, out, err = run("new", VERSION, "--xlsx", "-o", book, *form)
    assert (code, err) == (0, ""), out
    names = sheet_names(Library((long_form.folder,)).find(VERSION))
    opened = openpyxl.load_workbook(book)
    assert set(names.values()) <= set(opened.sheetnames)
    sheet = opened[names[LONG]]
    row = next(cell.row for (cell,) in sheet["A1:A20"] if cell.value == "子件")
    sheet.cell(row, 2).value = 7
    opened[names["甲/乙？"]].cell(4, 1).value = "写在这里的一段。"
    opened[names["甲／乙？"]].cell(4, 1).value = "写在那里的一段。"
    opened[names[f"{LONG}的说明"]].cell(4, 1).value = "一段说明。"
    opened.save(book)
    code, out, err = run("import", book, "-o", filing, *form)
    text = filing.read_text("utf-8")
    assert "I37" not in out + err
    assert "  子: 7" in text
    for key, words in (("甲/乙？", "写在这里的"), ("甲／乙？", "写在那里的"), (f"{LONG}的说明", "一段说明")):
        assert f"{key}: |\n  {words}" in text.replace('"', "")
