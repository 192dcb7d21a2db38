"""What a page is told of a form: hints for those who type into it, not for those who write the file."""

from __future__ import annotations

import pytest

from generator.findings.finding import Span
from generator.form.head_fields import head_fields
from generator.form.library import SHIPPED
from generator.form.typing_hints import typing_hints
from generator.source.nodes import Mapping
from generator.workbench.form_shown import form_shown
from tests.conftest import EXAMPLES

EMPTY = Mapping({}, {}, Span())
BY_HAND = ("{{", "[", "true", "README", "加引号", "要加引号")


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_no_hint_speaks_of_how_a_file_is_written(version):
    head = form_shown(SHIPPED.find_own(version), EMPTY)["head"]
    assert len(head) > 10
    hints = {field["key"]: field["hint"] for field in head}
    assert {key: hint for key, hint in hints.items() if any(sign in hint for sign in BY_HAND)} == {}
    assert all(hints[key] for key in ("机关", "年度", "发布日期"))


def test_a_hint_is_of_a_field_that_there_is_and_says_something_else_than_the_files():
    fields = {field.path: field for field in head_fields(SHIPPED.find_own("2021"))}
    found = typing_hints()
    assert set(found.hints) <= set(fields) and set(found.whole) <= set(fields)
    assert [path for path, hint in found.hints.items() if hint == fields[path].words] == []
    assert found.hint(fields["索引号"]) == fields["索引号"].words


def test_what_may_be_written_whole_says_what_that_means():
    head = form_shown(SHIPPED.find_own("2021"), EMPTY)["head"]
    whole = [field for field in head if field["kind"] == "whole"]
    assert whole and all(field["whole"] for field in whole)


def test_headings_say_which_year_it_is_and_have_no_holes(call):
    (call.folder / "2008.yaml").write_bytes((EXAMPLES / "2008.yaml").read_bytes())
    form = call("open", file="2008.yaml")["form"]
    headings = [section["heading"] for section in form["sections"]]
    assert "附件　指标统计表（2012年度）" in headings and "主动公开政府信息的情况" in headings
    assert [heading for heading in headings if "{" in heading] == []
    empty = form_shown(SHIPPED.find_own("2008"), EMPTY)["sections"]
    assert [section["heading"] for section in empty if "{" in section["heading"]] == []
