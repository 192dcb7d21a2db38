"""What stands about a report's text and behind it is looked for, and told where it is no longer there."""

from __future__ import annotations

import io

import docx
import pytest

from generator.filing.filing import Filing
from generator.form.library import SHIPPED
from generator.importers.extract import extract
from generator.importers.merge import Report, merged
from generator.importers.merge_around import all_known, not_there
from generator.importers.merge_sides import Sides
from generator.importers.said import said_in
from generator.importers.sources import find
from tests.importers.test_merge import load
from tests.importers.test_round_trip import CORRECT, EXAMPLES, original, output, pages

FULL = "2021-full"


def same(filing: Filing) -> Sides:
    """A filing that is as it was when its report was built."""
    return Sides(filing, filing, filing)


def changed(old: str, new: str):
    """The report of the fullest example, a text of it changed."""
    document = docx.Document(io.BytesIO(output(FULL, "docx")))
    texts = [text for text in document.element.body.iter("{*}t") if text.text and old in text.text]
    assert texts
    for text in texts:
        text.text = text.text.replace(old, new)
    data = io.BytesIO()
    document.save(data)
    return find("docx").read(data.getvalue())


@pytest.mark.parametrize("name", [path.stem for path in CORRECT])
def test_of_a_report_that_was_not_changed_nothing_is_missing(name):
    assert list(not_there(same(original(name)), said_in(pages(name, "docx")))) == []


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("2025年1月22日", "2025年1月23日", "落款"),
        ("依申请公开办理流程图", "办理流程图示", "附件"),
        ("2024年示例市自然资源局", "二〇二四年示例市自然资源局", "标题"),
    ],
)
def test_what_was_changed_about_the_text_is_told_by_its_name(old, new, name):
    told = list(not_there(same(original(FULL)), said_in(changed(old, new))))
    assert [line.partition("：")[0] for line in told] == [name]


def test_the_lines_of_an_own_table_are_no_text_without_a_place():
    text = (EXAMPLES / f"{FULL}.yaml").read_text("utf-8")
    imported = extract(changed("2025年1月22日", "2025年1月23日"), FULL, SHIPPED)
    assert imported.said.left
    assert all_known(original(FULL), imported.said)
    result = merged(load(text), Report(load(imported.text), imported.said), load)
    assert [line for line in result.unplaced if "附表" in line] == []
    assert "发布日期: 2025-01-24" in result.text
