"""The texts of a filing: a part that is missing or of another shape is told under its own key."""

from __future__ import annotations

import json

import pytest

from tests.own_form import HEAD

SECTIONS = """\
  - key: 概况
    heading: 四、概况
    required: {required}
    parts:
    - {{key: 背景, heading: （一）背景}}
    - {{key: 补充, required: false}}
"""


@pytest.fixture
def findings(own_form):
    """Codes and messages of what is found in a filing with this under 概况."""

    def check(lines: str | None, *, required: bool = True, text: str = "|\n  写明情况。"):
        own_form.write()
        form = own_form.folder / "2099" / "format.yaml"
        section = SECTIONS.format(required=str(required).lower())
        form.write_text(form.read_text("utf-8").replace("rules: []", f"{section}rules: []"), "utf-8")
        part = "" if lines is None else f"概况:{lines}\n"
        main = f"正文: {text}\n" if text else ""
        own_form.filing.write_text(f"{HEAD}{main}表: {{子: 1}}\n{part}", "utf-8")
        arguments = ("--format", "json", "--templates", own_form.folder, own_form.filing)
        _, out, err = own_form.run("check", *arguments)
        assert out.startswith("{"), err
        return [(finding["code"], finding["message"]) for finding in json.loads(out)["findings"]]

    return check


BACKGROUND = "\n  背景: 今年。"


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("lines", [BACKGROUND, f"{BACKGROUND}\n  补充: 另有。", f"{BACKGROUND}\n  补充:"])
def test_a_text_that_is_written_says_nothing(findings, required, lines):
    assert findings(lines, required=required) == []


@pytest.mark.parametrize("lines", [None, "", "\n  背景:", "\n  补充:\n  背景: ''", " {}"])
def test_a_section_that_may_be_left_out_is_when_nothing_is_written_in_it(findings, lines):
    assert findings(lines, required=False) == []


@pytest.mark.parametrize(
    ("lines", "required", "code", "words"),
    [
        (None, True, "S02", "概况"),
        ("\n  补充: 另有。", True, "S02", "概况.背景"),
        ("\n  补充: 另有。", False, "S02", "概况.背景"),
        (" 今年。", True, "S03", "背景、补充"),
        (" 今年。", False, "S03", "背景、补充"),
        ("\n  背景: [今年]", True, "S03", "概况.背景"),
        ("\n  背景: [今年]", False, "S03", "概况.背景"),
        ("\n  背景: 今年。\n  结语: 完。", True, "S01", "结语"),
        ("\n  背静: 今年。", True, "S01", "背景"),
        ('\n  背景: "今年的\n    事。"', True, "S10", "概况.背景"),
    ],
)
def test_what_is_wrong_in_a_section_is_one_finding_under_its_key(findings, lines, required, code, words):
    ((found, message),) = findings(lines, required=required)
    assert found == code
    assert words in message


@pytest.mark.parametrize(
    ("text", "code"), [("", "S02"), ("[写明]", "S03"), ('"写明\n  情况。"', "S10"), ("写明情况。", "")]
)
def test_a_text_without_parts_is_told_under_its_own_key(findings, text, code):
    found = findings(BACKGROUND, text=text)
    assert [name for name, _ in found] == ([code] if code else [])
    assert all("正文" in message for _, message in found)


def test_a_misspelt_section_is_told_once(findings, own_form):
    assert findings(BACKGROUND) == []
    filing = own_form.filing
    filing.write_text(filing.read_text("utf-8").replace("概况:", "概貌:"), "utf-8")
    arguments = ("--format", "json", "--templates", own_form.folder, filing)
    found = json.loads(own_form.run("check", *arguments)[1])["findings"]
    assert [finding["code"] for finding in found] == ["S01"]
