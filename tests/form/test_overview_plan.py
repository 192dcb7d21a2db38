"""Charts that a form plans and that could not be drawn."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.form.overview_plan import ChartPlan


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        ({"kind": "bars"}, "bars 图要写 items"),
        ({"kind": "stacks", "items": [{"label": "甲", "value": "1"}]}, "stacks 图要写 stacks，不写 items"),
        (
            {
                "kind": "stacks",
                "stacks": [{"label": "乙", "parts": [{"label": str(n), "value": "1"} for n in range(7)]}],
            },
            "至多 6 种",
        ),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(chart, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ChartPlan.model_validate({"key": "图", "title": "图", "unit": "件", **chart})
