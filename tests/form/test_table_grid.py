"""A table's trees laid out: what is merged, and which heads stand over what."""

from __future__ import annotations

from generator.form.table_grid import Place, Role, lay_out
from generator.form.table_tree import Table

COLUMNS = [{"key": "甲", "label": "甲"}, {"key": "乙", "label": "乙"}]
ROWS = [{"key": "组", "label": "组", "rows": [{"key": "子", "label": "子"}, {"key": "丑", "label": "丑"}]}]


def places(*blocks: dict[str, object]) -> list[Place]:
    table = Table.model_validate({"kind": "件数", "widths": [1, 1, 1, 1], "blocks": blocks})
    return list(lay_out("表", table).places)


def heads(found: list[Place], role: Role) -> list[tuple[str, ...]]:
    """The texts of the heads that the places of a role name."""
    texts = {place.id: place.text for place in found if place.id}
    return [tuple(texts[name] for name in place.headers) for place in found if place.role is role]


def test_every_head_and_number_of_a_block_stands_under_its_banner():
    found = places({"label": "第一项", "columns": COLUMNS, "rows": ROWS})
    assert heads(found, Role.ROW_GROUP) == [("第一项",)]
    assert heads(found, Role.ROW) == [("第一项", "组")] * 2
    assert heads(found, Role.COLUMN) == [("第一项",)] * 2
    assert [head[0] for head in heads(found, Role.NUMBER)] == ["第一项"] * 4


def test_a_block_without_a_banner_takes_none_from_the_block_above():
    found = places({"label": "第一项", "columns": COLUMNS, "rows": ROWS}, {"columns": COLUMNS, "rows": ROWS})
    assert heads(found, Role.ROW_GROUP) == [("第一项",), ()]
    assert heads(found, Role.NUMBER)[4:] == [
        ("甲", "组", "子"), ("乙", "组", "子"), ("甲", "组", "丑"), ("乙", "组", "丑"),
    ]  # fmt: skip


def test_a_short_block_spans_the_columns_that_a_longer_one_has_for_its_rows():
    found = places(
        {"columns": COLUMNS, "rows": ROWS},
        {"columns": [{"label": "全年", "span": 2}], "rows": [{"key": "寅", "label": "寅"}], "stub": 2},
    )
    row = next(place for place in found if place.text == "寅")
    assert (row.column, row.colspan) == (0, 2)
    corner = [place for place in found if place.role is Role.CORNER]
    assert [(place.column, place.colspan) for place in corner] == [(0, 2), (0, 2)]


def test_a_corner_may_be_a_cell_for_each_column_of_rows():
    found = places({"columns": COLUMNS, "rows": ROWS, "corner": ["类别", "指标"]})
    corners = [place for place in found if place.role is Role.CORNER]
    assert [(place.text, place.column, place.colspan) for place in corners] == [
        ("类别", 0, 1),
        ("指标", 1, 1),
    ]


def test_a_block_whose_heads_are_hidden_begins_with_its_rows():
    hidden = {"columns": COLUMNS, "rows": ROWS, "head": False}
    found = places({"columns": COLUMNS, "rows": ROWS}, hidden)
    assert [place.text for place in found if place.role is Role.COLUMN] == ["甲", "乙"]
    assert [place.row for place in found if place.role is Role.ROW_GROUP] == [1, 3]
    assert heads(found, Role.NUMBER)[4:] == [("组", "子"), ("组", "子"), ("组", "丑"), ("组", "丑")]


def test_rows_side_by_side_may_hide_the_only_column():
    one = [{"label": "数"}]
    shown, hidden = (
        places({"columns": one, "rows": ROWS, "across": True, "head": head}) for head in (True, False)
    )
    assert [place.text for place in shown if place.role is Role.COLUMN] == ["数", "数"]
    assert [place.text for place in hidden if place.role is Role.COLUMN] == ["子", "丑"]
    assert [place.path for place in hidden if place.role is Role.NUMBER] == ["表.组.子", "表.组.丑"]
