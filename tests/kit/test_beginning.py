"""``format check`` proves the ready sentences of a form, and ``format new`` copies them."""

from __future__ import annotations

import pytest

from generator.form.library import SHIPPED
from generator.kit import beginning
from generator.source.data_file import DataFile

FOLDER = SHIPPED.folder_of("2021")
NEW = "{{ 申请办理情况.本年新收.总计 }}"
SHARE = "{{ 申请办理情况.予以公开.总计 / 申请办理情况.本年新收.总计 | 百分比 }}"


def told(tmp_path, text: str) -> list[str]:
    file = tmp_path / "sentences.yaml"
    file.write_text(text, "utf-8")
    found = beginning.check(DataFile(file), SHIPPED.find("2021"), DataFile(FOLDER / "cases.yaml"), SHIPPED)
    return [f"{each.span.line} {each.code} {each.message}" for each in found]


def written(text: str, other: str = "") -> str:
    more = f"    others:\n      - {{when: 某种情形, text: '{other}'}}\n" if other else ""
    return f"sentences:\n  - at: 总体情况.依申请公开\n    text: '{text}'\n{more}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("收到政府信息公开申请5件。", "表里有数时核对会指出"),
        (f"收到申请{NEW}件，予以公开占{SHARE}。", "除数为零"),
        ("全年未收到政府信息公开申请。", "表里有数时核对会指出"),
        ("收到申请{{ 申请办理情况.新收.总计 }}件。", "N11"),
        ("全年办理【待填】件。", "N26"),
    ],
)
def test_a_text_that_is_not_true_whatever_the_tables_say_is_told(tmp_path, text, wanted):
    found = told(tmp_path, written(text))
    assert found
    assert all(line.startswith("3 F05 ") for line in found)
    assert wanted in found[0]


def test_other_words_need_be_true_with_some_figures_only(tmp_path):
    text = f"收到政府信息公开申请{NEW}件。"
    assert told(tmp_path, written(text, "全年未收到政府信息公开申请。")) == []
    assert told(tmp_path, written(text, "收到申请{{ 申请办理情况.新收.总计 }}件。"))


def test_a_place_that_is_no_narrative_and_keys_that_are_none_are_told(tmp_path):
    assert (
        "没有“申请办理情况”这一处文字" in told(tmp_path, "sentences:\n  - {at: 申请办理情况, text: 甲}\n")[0]
    )
    assert told(tmp_path, "sentences:\n  - {place: 引言, text: 甲}\n")


@pytest.mark.slow
def test_a_new_form_gets_vocabulary_and_sentences_of_the_one_it_is_made_from(run, tmp_path):
    assert run("format", "new", "2027", "--from", "2021", "--templates", tmp_path)[0] == 0
    copied = (tmp_path / "2027" / "sentences.yaml").read_text("utf-8")
    assert "nianbao new 2027 --sentences" in copied
    assert "sentences:" in copied
    assert "vocabulary:" in (tmp_path / "2027" / "format.yaml").read_text("utf-8")
    _, out, _ = run("new", "2027", "--sentences", "--templates", tmp_path)
    assert "全年新收政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件" in out
