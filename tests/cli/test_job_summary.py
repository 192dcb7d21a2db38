"""The summary on the page of GitHub's job: what a run came to, and nothing of it is a mark."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from generator.cli.job_summary import in_markdown
from generator.reporters import Results
from tests.made_findings import ACCEPTED, CLOSED, INFO, MENDED, WARNING, every_sort, one_line

READER = MarkdownIt("commonmark").enable("table")


def cells(text: str) -> list[list[str]]:
    """The rows of all tables as a reader shows them."""
    html = READER.render(text)
    rows = re.findall("<tr>(.*?)</tr>", html, re.DOTALL)
    return [re.findall("<t[dh][^>]*>(.*?)</t[dh]>", row) for row in rows]


def test_it_says_whether_it_passed_and_counts_by_file_and_by_rule():
    text = in_markdown(Results(every_sort(), unopened=[CLOSED]))
    assert text.startswith("### nianbao check：没有通过\n")
    assert "共核对 2 份填报：16 处错误，2 处警告，1 处提示，1 处已接受，1 份打不开。" in text
    assert "- 打不开 填报/打不开.yaml：没有权限" in text
    rows = cells(text)
    assert rows[0] == ["文件", "错误", "警告", "提示"]
    assert rows[1] == ["examples/2021-errors.yaml", "16", "2", "1"]
    assert rows[2] == ["规则", "处", "份", "例如"]
    levels = [row[0].split()[0] for row in rows[3:]]
    assert levels == sorted(levels, key=["错误", "警告", "提示"].index)
    assert sum(int(row[1]) for row in rows[3:]) == 19


def test_a_run_without_findings_passes_and_has_no_table():
    text = in_markdown(Results([one_line("x", ACCEPTED)]))
    assert text == "### nianbao check：通过\n\n共核对 1 份填报：没有发现问题，1 处已接受。"


def test_warnings_pass_unless_strict_and_then_it_says_why():
    assert "check：通过" in in_markdown(Results([one_line("x", WARNING)]))
    text = in_markdown(Results([one_line("x", WARNING)], strict=True))
    assert "check：没有通过" in text
    assert "有警告也算没有通过" in text


@pytest.mark.parametrize("name", ["a|b.yaml", "[x](mailto:e).yaml", "<b>x.yaml", "`c`*d*_e_.yaml"])
def test_what_a_file_is_called_is_text_in_the_table(name):
    text = in_markdown(Results([one_line("x", INFO, name=name)]))
    (shown,) = [row[0] for row in cells(text) if row[0].endswith(".yaml")]
    assert shown == name.replace("<", "&lt;").replace(">", "&gt;")
    assert not re.search("<(a|b|em|code)[ >]", READER.render(text))


def test_a_long_sentence_is_cut_and_many_files_are_only_counted():
    long = replace(MENDED, message="长" * 5000)
    assert "长" * 300 not in in_markdown(Results([one_line("x", long)]))
    many = [one_line("x", INFO, name=f"{number}.yaml") for number in range(203)]
    assert "另有 3 份填报有问题，没有列出。" in in_markdown(Results(many))
