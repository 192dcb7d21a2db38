"""A figure behind the key of a group is told on its own line, and the rest is read."""

from __future__ import annotations

import pytest

from tests.mended import changed, look


@pytest.mark.slow
@pytest.mark.parametrize("figure", ["4", "[4, 1, 0, 0, 0, 0, 5]", "0", "４", "4件    # 合计"])
@pytest.mark.parametrize("group", ["不予公开", "无法提供", "不予处理", "其他处理"])
def test_a_group_has_no_figure_of_its_own(group, figure):
    text = changed((f"  {group}:\n", f"  {group}: {figure}\n"))
    line = text[: text.index(f"  {group}: ")].count("\n") + 1
    (finding,) = look(text).findings
    assert (finding.code, finding.span.line) == ("Y21", line)
    assert f"“{group}”是一组，本身没有数" in finding.message
    assert finding.fix is None


def test_groups_of_the_head_and_texts_are_left_alone():
    assert look(changed()).findings == ()
