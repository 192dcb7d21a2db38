"""What is too long to be set is told with its place, before anything is set; real reports are far from it."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.form.limits import limits
from generator.rules.text.sizes import CODE, SHOWN
from generator.source.read import read
from tests.conftest import CORRECT, EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
OLD = (EXAMPLES / "2008.yaml").read_text("utf-8")
LAST = "其他事项: |\n"


def too_long(text: str) -> list[tuple[int, str]]:
    """Where something is too long, and what."""
    findings = examine(read(text.encode(), "office.yaml", EXAMPLES)).findings
    return [(finding.span.line, finding.message) for finding in findings if finding.code == CODE]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_line_may_be_so_long_and_no_longer():
    most = limits().line
    assert too_long(TEXT.replace(LAST, f"{LAST}  {'字' * most}\n")) == []
    text = TEXT.replace(LAST, f"{LAST}  短。\n  {'字' * (most + 1)}\n")
    assert too_long(text) == [
        (line_of(text, LAST) + 2, f"“其他事项”里的一段太长：{most + 1} 个字，最多 {most} 个字")
    ]


@pytest.mark.slow
def test_a_line_is_as_long_as_it_is_printed():
    hole = "{{ 机关 }}"
    text = TEXT.replace(LAST, f"{LAST}  {hole * (limits().line // 2)}\n")
    assert len(too_long(text)) == 1


@pytest.mark.slow
def test_all_texts_together_may_be_so_long_and_no_longer():
    line = f"  {'字' * 9999}\n"
    most = limits().texts
    assert too_long(TEXT.replace(LAST, LAST + line * (most // 10000 - 1))) == []
    text = TEXT.replace(LAST, LAST + line * (most // 10000 + 1))
    ((line_number, message),) = too_long(text)
    assert line_number == line_of(text, LAST)
    assert message.startswith("全部正文太长：")


@pytest.mark.slow
@pytest.mark.parametrize("field", ["机关", "  名称", "  地址"])
def test_a_field_of_the_head_may_be_so_long_and_no_longer(field):
    most = limits().words
    before, _, after = TEXT.partition(f"\n{field}: ")
    assert after
    rest = after.partition("\n")[2]
    assert too_long(f"{before}\n{field}: {'字' * most}\n{rest}") == []
    found = too_long(f"{before}\n{field}: {'字' * (most + 1)}\n{rest}")
    assert [line for line, _ in found] == [before.count("\n") + 2]


def rows(count: int, name: str = "示例") -> str:
    lines = "".join(f"  - {{指标: {name}{number}, 单位: 件, 数量: 1}}\n" for number in range(count))
    return f"{OLD.partition('指标统计表:')[0]}指标统计表:\n{lines}"


@pytest.mark.slow
def test_a_free_table_may_have_so_many_rows_and_no_more():
    most = limits().rows
    assert too_long(rows(most)) == []
    text = rows(most + 5)
    assert too_long(text) == [(text.count("\n") - 4, f"“指标统计表”太长：{most + 5} 行，最多 {most} 行")]


def test_a_word_of_a_free_table_has_an_end_too_and_not_every_one_is_told():
    found = too_long(rows(SHOWN + 5, "字" * limits().words))
    assert len(found) == SHOWN


def test_reports_are_far_from_every_limit():
    most = limits()
    for path in CORRECT:
        text = path.read_text("utf-8")
        assert len(text) * 20 < most.texts
        assert max(map(len, text.splitlines())) * 20 < most.line
    assert len(CORRECT) >= 4
