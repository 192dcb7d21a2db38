"""What pydantic refuses is told in Chinese, each fault once, at its place."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, get_args

import pytest
from pydantic import Field, ValidationError
from pydantic_core.core_schema import ErrorType

from generator.source.data_file import Model
from generator.source.verdicts import Verdict, verdicts


class Inner(Model):
    """What stands below."""

    label: str
    width: Annotated[int, Field(gt=0)] = 1


class Outer(Model):
    """Everything that our models use."""

    name: str = ""
    many: int = 0
    share: float = 0.0
    exact: Decimal = Decimal(0)
    sure: bool = False
    choice: Literal["left", "right"] = "left"
    either: str | tuple[str, ...] = ()
    items: Annotated[tuple[Inner, ...], Field(min_length=1)] = (Inner(label="x"),)
    named: Mapping[str, Inner] = {}  # a model copies its defaults


def refused(**values) -> list[Verdict]:
    try:
        Outer.model_validate(values)
    except ValidationError as error:
        return list(verdicts(error, Outer))
    return []


WRONG = [
    ({"many": "三千"}, ("many",), "整数"),
    ({"many": None}, ("many",), "还没有填写"),
    ({"share": "一半"}, ("share",), "一个数"),
    ({"exact": "多"}, ("exact",), "一个数"),
    ({"sure": "是"}, ("sure",), "true"),
    ({"name": 2027}, ("name",), "加引号"),
    ({"choice": "middle"}, ("choice",), "应当是 left、right 之一"),
    ({"items": []}, ("items",), "至少要有 1 项"),
    ({"items": "甲"}, ("items",), "方括号"),
    ({"items": [{"label": "甲", "width": 0}]}, ("items", 0, "width"), "应当大于 0"),
    ({"named": {"件数": "甲"}}, ("named", "件数"), "分项"),
    ({"named": ["甲"]}, ("named",), "分项"),
    ({"either": 3}, ("either",), "应当是"),
]


@pytest.mark.parametrize(("values", "place", "words"), WRONG, ids=[str(values) for values, *_ in WRONG])
def test_a_wrong_value_is_told_in_chinese_at_its_place(values, place, words):
    (verdict,) = refused(**values)
    assert verdict.location == place
    assert words in verdict.problem
    assert not re.search("[a-z]+ [a-z]+", verdict.problem.replace("left、right", ""))


def test_a_key_misspelt_is_told_once_and_not_as_missing_too():
    (verdict,) = refused(items=[{"lable": "甲"}])
    assert (verdict.sort, verdict.location, verdict.meant) == ("unknown", ("items", 0, "lable"), "label")


def test_an_unknown_key_is_compared_with_those_that_may_stand_there():
    (verdict,) = refused(named={"件数": {"label": "甲", "widht": 2}})
    assert (verdict.key, verdict.suggestion) == ("widht", "，是不是“width”？")


def test_a_key_that_is_missing_is_named():
    (verdict,) = refused(items=[{"width": 2}])
    assert (verdict.sort, verdict.key) == ("missing", "label")


def test_no_verdict_of_any_type_is_shown_in_the_words_of_the_library():
    """Whatever pydantic comes to say one day: a type nobody has heard of gets a sentence of ours."""
    from generator.source.verdicts import _told

    kinds = get_args(ErrorType)
    assert len(kinds) > 80
    context = dict.fromkeys(("min_length", "max_length", "gt", "ge", "lt", "le"), 1)
    for kind in kinds:
        problem = {"type": kind, "loc": ("key",), "msg": "an English sentence", "input": "甲", "ctx": context}
        words = _told(problem)
        assert "English" not in words
        assert "{" not in words
