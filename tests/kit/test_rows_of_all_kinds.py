"""Rows that hold words, days and numbers side by side: every way of writing them, and what is reckoned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.batch.desk import load as load_document
from generator.filing.filing import Filing
from generator.form.library import Library
from generator.source.read import read
from tests.kit.own import Run

FORM = """\
version: "2099"
name: 事项表
issued: 示例市档案局 2099年1月
basis: 示例〔2099〕1号
years: {first: 2000}
title: ["{机关}", "{年度}年度事项表"]
kinds:
  件数: {unit: 件}
  百分率: {unit: "%"}
  文字: {holds: 文字}
  日期: {holds: 日期, required: true}
  是否: {holds: 是否, required: true}
sections:
  - key: 表
    table:
      kind: 件数
      widths: [2, 2, 1, 1, 1, 1, 1, 1]
      blocks:
        - corner: 事项
          columns:
            - {key: 名称, label: 名称, kind: 文字}
            - {key: 期限, label: 期限, kind: 日期}
            - {key: 公开, label: 是否公开, kind: 是否}
            - {key: 收, label: 收件}
            - {key: 办, label: 办件}
            - {key: 共, label: 合计, total: true}
            - key: 率
              label: 办结率（%）
              kind: 百分率
              computed: {plus: [办], over: [收], times: 100, decimals: 1}
          rows:
            - {key: 子, label: 子}
            - {key: 丑, label: 丑}
            - {key: 合计, label: 合计, total: true}
            - {key: 余, label: 结余, computed: {plus: [子], minus: [丑]}}
rules:
  - code: B90
    kind: total
    level: error
    table: 表
    rows: [合计]
    message: 合计等于各行之和
    basis: 示例〔2099〕1号
    official: true
    help: 核对各行。
  - code: B91
    kind: balance
    level: error
    table: 表
    left: [子, 丑]
    right: [合计]
    message: 两行之和等于合计
    basis: 示例〔2099〕1号
    official: true
    help: 核对各行。
"""
HEAD = """\
格式: "2099"
机关: 示例市档案局
机关类型: 政府部门
行政层级: 县级
年度: 2024
发布日期: 2025-01-24
表:
"""
ROWS = """\
  子: [“甲”类，含乙类, 2024-05-01, 是, 40, 38]
  丑: {期限: 2024-06-30, 公开: 否, 收: 8, 办: 6}
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    (folder / "2099").mkdir(parents=True)
    (folder / "2099" / "format.yaml").write_text(FORM, "utf-8")
    return folder


def filing(forms: Path, rows: str) -> Filing:
    loaded = load_document(read((HEAD + rows).encode()), Library((forms,))).filing
    assert loaded is not None
    return loaded


def codes(forms: Path, run: Run, rows: str) -> list[str]:
    path = forms.parent / "office.yaml"
    path.write_text(HEAD + rows, "utf-8")
    out = run("check", path, "--templates", forms, "--format", "json")[1]
    return [finding["code"] for finding in json.loads(out)["findings"]]


def test_totals_sum_the_numbers_and_shares_are_those_of_the_totals(forms: Path, run: Run) -> None:
    assert codes(forms, run, ROWS) == []
    loaded = filing(forms, ROWS)
    found = {
        path: str(loaded.cells[f"表.{path}"].value) for path in ("合计.收", "合计.办", "合计.共", "合计.率")
    }
    assert found == {"合计.收": "48", "合计.办": "44", "合计.共": "92", "合计.率": "91.7"}
    assert [str(loaded.cells[f"表.{path}"].value) for path in ("子.共", "子.率", "丑.率")] == [
        "78",
        "95.0",
        "75.0",
    ]
    assert [str(loaded.cells[f"表.余.{name}"].value) for name in ("收", "办", "共")] == ["32", "32", "64"]
    assert loaded.words["表.子.名称"].text == "“甲”类，含乙类"
    assert loaded.words["表.丑.名称"].text == ""
    assert not any(path.rpartition(".")[2] in {"名称", "期限", "公开"} for path in loaded.cells)


WRITTEN = [
    ("子: [甲类, 2024-05-01, 是, 40, 38, 78, 95.0]", []),
    ("子: [甲类, 2024-05-01, 是, 40, 38, 79, 95.0]", []),
    ("子: [甲类, 2024-05-01, 是, 40, 38, 78, 96]", ["B68"]),
    ("子: [甲类, 2024-05-01, 是, 40]", ["S05"]),
    ("子: [甲类, 是, 2024-05-01, 40, 38]", ["S67", "S67"]),
    ("子: [甲类, ~, 是, 40, 38]", ["S07"]),
    ("子: {公开: 是, 收: 40, 办: 38}", ["S02"]),
    ("子: {期限: 2024-05-01, 公开: 是, 收: 40, 办: 3x}", ["S04"]),
    ("子: 0", ["S07", "S07"]),
]


@pytest.mark.parametrize(("row", "told"), WRITTEN)
def test_a_row_is_written_as_a_list_or_by_column(row: str, told: list[str], forms: Path, run: Run) -> None:
    rest = ROWS.splitlines()[1]
    assert codes(forms, run, f"  {row}\n{rest}\n") == told


TOTALS = [
    ("[48, 44]", []),
    ("[48, 44, 92, 91.7]", []),
    ("{收: 48, 办: 44, 名称: 共两项}", []),
    ('["", ~, ~, 48, 44]', []),
    ("[48, 45]", ["B90"]),
    ("[1, 2, 3]", ["S05"]),
]


@pytest.mark.parametrize(("total", "told"), TOTALS)
def test_a_total_row_needs_no_words(total: str, told: list[str], forms: Path, run: Run) -> None:
    assert codes(forms, run, f"{ROWS}  合计: {total}\n") == told


def test_a_new_filing_says_how_such_rows_are_written(forms: Path, run: Run) -> None:
    out = run("new", "2099", "--templates", forms)[1]
    assert '# 各列依次为：名称、期限、公开、收、办 [, 共] [, 率]；写成 ["", "", "", 0, 0] 这样\n' in out
    assert "  # 是否公开：“是”或“否”\n" in out
    assert "  # 期限：日期，写成 2024-12-31 这样\n" in out
    assert "  # 余:    # 结余（可以不写）\n" in out


def test_a_workbook_has_places_for_words_and_for_numbers(forms: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(HEAD + ROWS, "utf-8")
    code, _, err = run("build", path, "--templates", forms, "-o", tmp_path, "--to", "xlsx")
    assert (code, err) == (0, "")
    assert (tmp_path / "office.xlsx").stat().st_size > 1000
