"""What others wrote, made safe to show."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.common.safe_text import address, for_xml, harmless, to_json, uri, visible, xml_in_log


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红", "�[31m红"),
        ("一\n二\u2028三", "一�二�三"),
        ("\u202e倒\u2066", "�倒�"),
        ("a\tb", "a\tb"),
        ("x\udcff", "x�"),
        ("常用字，“引号”——…", "常用字，“引号”——…"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_that(text, shown):
    assert visible(text) == shown
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "：：error::x"),
        ("   ::error::x", "   ：：error::x"),
        ("a::b", "a::b"),
        ("x ##[error]y", "x ##［error]y"),
        ("##vso[task.complete]", "##vso［task.complete]"),
        ("# [1]", "# [1]"),
    ],
)
def test_a_command_to_a_ci_system_is_one_no_longer(text, shown):
    assert harmless(text) == shown


@pytest.mark.slow
@given(text=st.text())
def test_harmless_changes_no_length_so_that_marks_stay_in_place(text):
    assert len(harmless(text)) == len(text)


@given(text=st.text() | st.sampled_from(["##[x]", "a##vso[b]", "\\##[", '"##[']))
def test_json_means_the_same_and_holds_no_command(text):
    written = to_json({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert "##[" not in written
    assert "##vso[" not in written


@given(lines=st.lists(st.text(st.sampled_from("# [:]ab中v&<so\t")), max_size=5))
def test_xml_means_the_same_and_holds_no_command(lines):
    text = for_xml("\n".join(lines))
    root = etree.Element("a", b=text)
    root.text = text
    written = xml_in_log(etree.tostring(root, encoding="unicode"))
    again = etree.fromstring(written)
    assert again.text == root.text or not text
    assert again.get("b") == root.get("b")
    assert "##[" not in written
    assert not any(line.lstrip().startswith("::") for line in written.split("\n"))


def test_addresses_count_from_the_folder_we_run_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert address("./甲/../乙.yaml") == "乙.yaml"
    assert address(str(tmp_path / "乙.yaml")) == "乙.yaml"
    assert address("../乙.yaml") == (tmp_path.parent / "乙.yaml").as_posix()
    assert uri("乙.yaml") == "%E4%B9%99.yaml"
    assert uri("../乙.yaml") == (tmp_path.parent / "乙.yaml").as_uri()
