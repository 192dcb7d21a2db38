"""What was changed is told: where, under which code, and what for."""

from __future__ import annotations

from tests.mended import changed, mended


def test_a_change_is_told_under_the_title_of_its_mend():
    after = mended(changed(("行政许可: 0", "行政许可: １２")))
    assert [(change.code, change.title) for change in after.changes] == [("S04", "改写成半角阿拉伯数字")]
