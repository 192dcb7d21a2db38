"""A finding in a table whose rows the office names itself leads to its row and its column."""

from __future__ import annotations

import pytest

from tests.conftest import EXAMPLES

FREE = "2008.yaml"
OWN = "2021-full.yaml"


def changed(call, file, old, new):
    """What is found in an example with something in it changed, and not without."""
    text = (EXAMPLES / file).read_text("utf-8")
    assert text.count(old) == 1
    found = []
    for name, words in (("before.yaml", text), ("after.yaml", text.replace(old, new))):
        (call.folder / name).write_text(words, "utf-8")
        found.append(call.state(name)["findings"])
    before = {finding["id"] for finding in found[0]}
    return [finding for finding in found[1] if finding["id"] not in before]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("[信函, 13, 8]", "[信函, 13, 8件半]", {"row": 1, "column": 2}),
        ("[当面, 7, 1]", "[当面, 7.5, 1]", {"row": 2, "column": 1}),
        ("[信函, 13, 8]", "[信函, 13]", {}),
        ("{名称: 自然人, 种类: 件数}, {名称: 法人", "{名称: 自然人, 种类: 个数}, {名称: 法人", {}),
    ],
)
def test_a_finding_in_an_own_table_is_at_its_cell(call, old, new, place):
    found = changed(call, OWN, old, new)
    assert found
    assert found[0]["place"] == {"kind": "own", "at": "0", **place}


def test_a_finding_in_a_free_table_is_at_its_cell(call):
    rows = (EXAMPLES / FREE).read_text("utf-8").partition("指标统计表:")[2]
    number = rows[rows.index("数量: ") :].split("}")[0]
    assert number.removeprefix("数量: ").isdecimal()
    line = next(line for line in rows.split("\n") if number in line)
    found = changed(call, FREE, line, line.replace(number, f"{number}件半"))
    (finding, *_) = found
    assert finding["place"] == {"kind": "free", "at": "指标统计表", "row": 0, "column": 2}
