"""Every screen as people meet it: the office laptop, enlarged, a phone, in the dark; and by ear."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import EXAMPLES
from tests.workbench.browser.conftest import axe, expect, picture

SCREENS = ("home", "head", "form", "texts", "pages", "review")
# 1366 x 768 is the office laptop; half of it at a scale of 2 is the same at 200 %.
LOOKS = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "dark": {"viewport": {"width": 1366, "height": 768}, "color_scheme": "dark"},
    "enlarged": {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
}
READY = {
    "home": "table.filings tbody tr",
    "head": ".head-form",
    "form": "table.statutory",
    "texts": ".part textarea",
    "pages": ".sheets img",
    "review": ".review p",
}


def go(page, workbench, screen: str, file: str = "2024.yaml") -> None:
    page.goto(workbench.at(file, screen) if screen != "home" else f"{workbench.address.partition('?')[0]}#/")
    page.locator(READY[screen]).first.wait_for(timeout=30_000)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_no_screen_is_wider_than_its_window(workbench, window, look):
    page = window(workbench, **LOOKS[look])
    shutil.copy(EXAMPLES / "2021-errors.yaml", workbench.folder / "2025.yaml")
    for screen in SCREENS:
        go(page, workbench, screen)
        page.wait_for_timeout(300)
        picture(page, f"{screen}-{look}")
        assert axe(page) == [], screen
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), screen
    go(page, workbench, "form", "2025.yaml")
    page.locator(".cell[data-level=error] input").first.focus()
    picture(page, f"faults-{look}")
    assert axe(page) == []


def test_every_screen_puts_the_focus_into_its_first_field(workbench, window):
    page = window(workbench)
    for screen in SCREENS:
        go(page, workbench, screen)
        tag = page.evaluate("document.activeElement.tagName")
        assert tag in ("INPUT", "TEXTAREA", "SELECT", "A"), (screen, tag)


@pytest.mark.parametrize(
    ("example", "count"), [("2008", 0), ("2014", 58), ("2019", 198), ("2021-full", 200), ("2021-city", 200)]
)
def test_every_form_is_shown_with_all_its_numbers(workbench, window, example, count):
    shutil.copy(EXAMPLES / f"{example}.yaml", workbench.folder / "form.yaml")
    page = window(workbench)
    answers = []
    page.on("response", lambda response: answers.append(response) if "/api/open" in response.url else None)
    go(page, workbench, "texts", "form.yaml")
    form = answers[-1].json()["form"]
    go(
        page,
        workbench,
        "form" if any(section.get("grid") for section in form["sections"]) else "head",
        "form.yaml",
    )
    paths = page.locator("table.statutory input").evaluate_all(
        "fields => fields.map(field => field.dataset.path)"
    )
    wanted = [
        place["path"]
        for section in form["sections"]
        for place in section.get("grid", {"places": []})["places"]
        if place["role"] == "number"
    ]
    assert paths == wanted
    assert len(paths) == count
    unnamed = page.locator("table.statutory input").evaluate_all(
        "fields => fields.filter(field => !field.getAttribute('aria-labelledby').split(' ').every("
        "id => document.getElementById(id)?.textContent)).map(field => field.dataset.path)"
    )
    assert unnamed == []


def test_all_can_be_done_without_a_mouse(workbench, window):
    shutil.copy(EXAMPLES / "2021-errors.yaml", workbench.folder / "faults.yaml")
    page = window(workbench)
    go(page, workbench, "home")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(f"{workbench.below}faults")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("table.statutory").first).to_be_visible()
    page.keyboard.press("F8")
    page.wait_for_timeout(1000)
    page.keyboard.press("F6")
    assert page.evaluate("document.activeElement.classList.contains('lead')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == "为什么"
