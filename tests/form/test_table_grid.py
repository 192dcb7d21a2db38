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
