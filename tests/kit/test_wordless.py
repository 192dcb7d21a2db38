"""Which cells of a form have no words in its vocabulary, told by table."""

from __future__ import annotations

import pytest

from generator.form.library import SHIPPED
from generator.kit.wordless import Wordless, wordless

FORM = SHIPPED.find("2021")


def without(*words: str) -> list[Wordless]:
    """What the form of 2021 lacks where the senses of these words are taken out."""
    tables = []
    for table in FORM.vocabulary:
        rows = tuple(sense for sense in table.rows if not set(words) & set(sense.words))
        columns = tuple(sense for sense in table.columns if not set(words) & set(sense.words))
        tables.append(table.model_copy(update={"rows": rows, "columns": columns}))
    return list(wordless(FORM.model_copy(update={"vocabulary": tuple(tables)})))


def test_a_row_and_a_column_that_lost_their_words_are_named_by_their_labels():
    before = {table.table: table for table in wordless(FORM)}
    lost = {table.table: table for table in without("部分公开", "自然人", "行政许可")}
    assert "「（二）部分公开…」" in lost["申请办理情况"].rows
    assert lost["申请办理情况"].columns == ("「自然人」",)
    assert "「行政许可」" in str(lost["主动公开情况"])
    assert "主动公开情况" not in before


def test_a_column_that_is_meant_where_none_is_named_needs_no_word():
    assert all("「总计」" not in table.columns for table in wordless(FORM))


def test_a_form_without_vocabulary_lacks_whole_tables():
    bare = list(wordless(FORM.model_copy(update={"vocabulary": ()})))
    assert [table.table for table in bare] == list(FORM.tables)
    assert all(table.numbers == table.of > 0 for table in bare)
    assert str(bare[0]) == "主动公开情况：整张表都没有（10 个数）"


@pytest.mark.slow
def test_format_check_lists_them_and_is_no_worse_for_it(run):
    code, out, err = run("format", "check", "2019")
    assert code == 0
    assert "句子里没有叫法的" in err
    assert "列 「上一年项目数量」、「本年增/减」（22 个数里的 10 个）\n" in err
    assert out.startswith("2019：没有错误")
    code, out, err = run("format", "check", "2019", "--format", "json")
    assert out.startswith("{")
    assert "22 个数里的 10 个" in err


@pytest.mark.slow
@pytest.mark.parametrize("version", ["2014", "2021"])
def test_of_a_form_in_which_everything_has_words_nothing_is_said(run, version):
    assert run("format", "check", version)[::2] == (0, "")
