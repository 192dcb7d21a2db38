"""Rules that name a group of rows with a column, and reports on a whole region."""

from __future__ import annotations

import json

import pytest

from tests.conftest import EXAMPLES
from tests.own_form import COLUMNS

ROWS = "[{key: 组, label: 组, rows: [{key: 子, label: 子}, {key: 丑, label: 丑}]}]"
TABLE = "组:\n  子: [1, 9, 9]\n  丑: [2, 9, 9]"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("新收3件。", ""),
        ("新收36件。", "写了“新收36件”，表中「组」的「甲」是 3"),
        ("新收21件。", "写了“新收21件”，表中「组」的「甲」是 3"),
    ],
)
def test_a_figure_quoted_is_that_of_a_whole_group_in_one_column(own_form, text, detail):
    quotes = "quotes: [{patterns: ['新收{数}件'], cells: [表.组], column: 甲}]"
    own_form.write("子丑", f"kind: quote\ntexts: [正文]\n{quotes}", rows=ROWS, columns=COLUMNS)
    assert [finding["detail"] for finding in own_form.check(TABLE, text)] == ([detail] if detail else [])


def test_a_group_jumps_by_what_its_rows_come_to(own_form):
    own_form.write(
        "子丑", "kind: jump\ncells: [表.组]\ncolumn: 甲\ntimes: 5\nleast: 20", rows=ROWS, columns=COLUMNS
    )
    now = TABLE.replace("子: [1,", "子: [30,")
    (finding,) = own_form.check(now, last=TABLE)
    assert (finding["left"], finding["right"]) == (32, 3)
    assert own_form.codes(TABLE, last=TABLE) == []


@pytest.mark.slow
def test_a_report_on_a_region_counts_no_less_than_those_it_includes(tmp_path, run):
    text = "\n".join(
        line for line in (EXAMPLES / "2021.yaml").read_text("utf-8").split("\n") if "![" not in line
    )
    kind, name = ("机关类型: 政府办公室", "机关: 示例市人民政府办公室")
    assert kind in text and name in text
    whole = text.replace(kind, "机关类型: 人民政府\n统计范围: 本行政区域").replace(
        name, "机关: 示例市人民政府"
    )
    part = text.replace(kind, "机关类型: 政府部门").replace(name, "机关: 示例市财政局")
    assert "行政许可: 0" in part

    def exceeding(figure: str) -> list[tuple[list[str], object, object]]:
        (tmp_path / "whole.yaml").write_text(whole.replace("行政许可: 0", f"行政许可: {figure}"), "utf-8")
        (tmp_path / "part.yaml").write_text(part.replace("行政许可: 0", "行政许可: 3"), "utf-8")
        _, out, _ = run("check", "--format", "json", tmp_path)
        found = json.loads(out)["findings"]
        return [
            (finding["cells"], finding["left"], finding["right"])
            for finding in found
            if finding["code"] == "L51"
        ]

    assert [(left, right) for _, left, right in exceeding("2")] == [(2, 3)]
    assert exceeding("3") == []
    assert exceeding("4") == []
    assert exceeding("null") == []
