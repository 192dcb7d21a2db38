"""No script runs in the page and nothing is loaded, whatever a style's own template says."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser

import pytest

from generator.common import data_folders
from generator.writers.html.policy import META, POLICY, guarded
from generator.writers.order import Order
from generator.writers.style.reaching_out import without_effect
from generator.writers.style.tokens import find
from generator.writers.write import render

SCRIPT = "<script>document.title = 1</script>"


class Elements(HTMLParser):
    """The first elements of a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))

    @property
    def before_the_policy(self) -> list[str]:
        tags = [tag for tag, attributes in self.seen]
        return tags[: [attributes.get("content") for _, attributes in self.seen].index(POLICY)]


def test_every_page_forbids_scripts_and_loading_before_anything_else(reports):
    for style in ("gongwen", "plain"):
        page = render(reports["2021"], Order(("html",), style=style))["html"].decode()
        assert Elements(page).before_the_policy == ["html", "head", "meta"]
        assert page.count(META) == 1


OTHERS = [
    f"<!doctype html><html><!-- <head> --><head>{SCRIPT}</head>",
    f'<!doctype html><html lang="<head>"><head>{SCRIPT}</head>',
    f"<!doctype html><html lang='a'><head>{SCRIPT}</head>",
    f"<!-- <!doctype html><html><head> --><html><head>{SCRIPT}",
    f"<!doctype html>{SCRIPT}",
    SCRIPT,
    f"<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN'><html><head>{SCRIPT}",
    "",
]


@pytest.mark.parametrize("page", OTHERS)
def test_a_page_that_begins_otherwise_has_it_before_its_first_element(page):
    assert Elements(guarded(page)).before_the_policy == []
    assert guarded(page).replace(META, "") == page


def test_a_page_that_begins_as_ours_has_it_first_in_its_head():
    page = f'<!doctype html>\n<html lang="zh-CN">\n<head>\n{SCRIPT}</head>'
    assert Elements(guarded(page)).before_the_policy == ["html", "head"]


@pytest.mark.slow
def test_a_style_of_others_cannot_leave_it_out_and_is_told_what_has_no_effect(tmp_path, reports, run):
    own = shutil.copytree(data_folders.folder("styles") / "gongwen", tmp_path / "own")
    ours = (data_folders.folder("templates") / "report.html.j2").read_text("utf-8")
    link = '<link rel="stylesheet" href="https://example.com/a.css">'
    (own / "report.html.j2").write_text(ours.replace("<body>", f"<body>\n{SCRIPT}{link}"), "utf-8")
    page = render(reports["2021"], Order(("html",), style=str(own)))["html"].decode()
    assert SCRIPT in page
    assert Elements(page).before_the_policy == ["html", "head", "meta"]
    findings = without_effect(find(str(own)).folder)
    assert [finding.code for finding in findings] == ["F36", "F36"]
    line = (own / "report.html.j2").read_text("utf-8").splitlines()[findings[0].span.line - 1]
    assert line[findings[0].span.column - 1 :].startswith("<script")
    assert "F36 样式的网页里有脚本（<script）" in run("doctor", "--style", own)[1]


ACTIVE = [
    "<p onclick='a()'>",
    "<a href='javascript:a()'>",
    "<img src=https://example.com/a.png>",
    "<img src='//example.com/a.png'>",
    "<iframe src='a'></iframe>",
    "<script type='module'>",
    "@import 'a.css';",
    "body { background: url(http://example.com/a.png) }",
]


@pytest.mark.parametrize("line", ACTIVE)
def test_whatever_is_active_is_told(line, tmp_path):
    (tmp_path / "a.html.j2").write_text(f"<p>\n{line}\n", "utf-8")
    assert {(finding.code, finding.span.line) for finding in without_effect(tmp_path)} == {("F36", 2)}


def test_our_own_styles_have_nothing_of_the_kind():
    for name in ("gongwen", "plain"):
        assert without_effect(find(name).folder) == []
    assert without_effect(data_folders.folder("templates")) == []
