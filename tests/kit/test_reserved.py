"""Keys that every filing has beside the numbers of a table are no keys of rows and columns of a form."""

from __future__ import annotations

import re

import pytest

from generator.form.reserved import RESERVED
from tests.kit.own import begin, change


@pytest.mark.parametrize("word", RESERVED)
@pytest.mark.parametrize("place", ["{key: 上年结转", "{key: 社会公益组织"])
def test_a_row_or_a_column_may_not_have_such_a_key(tmp_path, run, word, place):
    form = begin(tmp_path / "forms", run)
    change(form, (place, f"{{key: {word}"))
    code, out, err = run("format", "check", "2027", "--templates", tmp_path / "forms")
    assert code == 1
    (line,) = [line for line in (out + err).splitlines() if f"键“{word}”留给填报" in line]
    assert re.search(r"format\.yaml:\d+:\d+: .*F07", line)


def test_a_free_table_may_have_a_column_of_units(run):
    code, out, _ = run("format", "check", "2008")
    assert code == 0, out
